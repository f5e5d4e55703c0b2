//! What is known of a server that serves.

/// A server that serves.
#[derive(Debug)]
pub(super) struct Ready {
    /// Its name, with its version.
    pub(super) name: String,
    /// The URL of a user who may do everything.
    pub(super) url: String,
    /// Where it was found or unpacked.
    pub(super) origin: String,
}
