//! Who has signed the servers' certificates, and who has not.

use std::path::PathBuf;

/// Files to verify the servers' certificates with. They are for `localhost` and 127.0.0.1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorities {
    /// The authority that has signed them.
    pub right: PathBuf,
    /// One that has not.
    pub wrong: PathBuf,
}

impl Authorities {
    /// The files; `None` where nobody knows who has signed (`LIMBECK_TEST_CA`), which is said and counted.
    #[must_use]
    pub fn find() -> Option<Self> {
        let right = PathBuf::from(crate::server::variable("LIMBECK_TEST_CA")?);
        let wrong = right.with_file_name("other-ca.pem");
        Some(Self { right, wrong })
    }
}
