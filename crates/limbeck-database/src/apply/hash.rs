//! The hash of a statement in the journal.

use sha2::{Digest as _, Sha256};

/// `sha256:` and hex of a statement's text, line ends normalised: another checkout of the same file is the same statement.
pub(crate) fn statement_hash(sql: &str) -> String {
    let digest = Sha256::digest(sql.replace("\r\n", "\n"));
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

#[cfg(test)]
mod tests {
    use super::statement_hash;

    #[test]
    fn line_ends_do_not_count() {
        assert_eq!(statement_hash("SELECT\r\n1"), statement_hash("SELECT\n1"));
        assert_eq!(
            statement_hash(""),
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }
}
