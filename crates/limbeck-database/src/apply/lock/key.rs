//! What names the lock of a run on its server.

use sha2::{Digest as _, Sha256};

use crate::StateNames;

/// The name of a lock, made of what it protects: the state tables and the namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LockKey([u8; 32]);

impl LockKey {
    /// The names must be qualified: on MySQL and MariaDB the lock is one of the whole server.
    pub(super) fn new(names: &StateNames, namespace: &str) -> Self {
        let schema = names.schema.as_deref().unwrap_or_default();
        let text = format!("limbeck/1\0{schema}\0{}\0{namespace}", names.table);
        Self(Sha256::digest(text).into())
    }

    /// As PostgreSQL's advisory locks have it.
    pub(super) fn number(&self) -> i64 {
        let (high, low) = self.halves();
        (i64::from(high) << 32) | i64::from(low)
    }

    /// The two halves of the number, as `pg_locks` shows them.
    pub(super) fn halves(&self) -> (u32, u32) {
        let [a, b, c, d, e, f, g, h, ..] = self.0;
        (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]))
    }

    /// As MySQL and MariaDB have it: at most 64 characters.
    pub(super) fn name(&self) -> String {
        let hex: String = self.0.iter().take(24).map(|byte| format!("{byte:02x}")).collect();
        format!("limbeck:{hex}")
    }
}

#[cfg(test)]
mod tests {
    use super::LockKey;
    use crate::StateNames;

    #[test]
    fn everything_that_is_protected_is_in_the_name() {
        let names = |schema: &str, table: &str| StateNames {
            table: table.to_owned(),
            schema: Some(schema.to_owned()),
        };
        let all = [
            LockKey::new(&names("a", "limbeck_revisions"), ""),
            LockKey::new(&names("b", "limbeck_revisions"), ""),
            LockKey::new(&names("a", "other"), ""),
            LockKey::new(&names("a", "limbeck_revisions"), "x"),
        ];
        for (index, one) in all.iter().enumerate() {
            assert_eq!(one.name().len(), 56);
            assert_eq!(one.name(), one.name().to_lowercase());
            assert!(
                all[..index].iter().all(|other| other.number() != one.number() && other.name() != one.name())
            );
        }
    }

    #[test]
    fn a_number_and_its_halves_agree() {
        let key = LockKey([0xff; 32]);
        assert_eq!((key.number(), key.halves()), (-1, (u32::MAX, u32::MAX)));
    }
}
