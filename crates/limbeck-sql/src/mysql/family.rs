//! What the two dialects answer alike, or nearly.

use std::borrow::Cow;

use limbeck_catalog::{Action, Options, keys};

use super::Flavor;
use super::options::{COLLATION, PAGE_CHECKSUM};

pub(super) fn folds(identifier: &str) -> Cow<'_, str> {
    if identifier.chars().any(char::is_uppercase) {
        Cow::Owned(identifier.to_lowercase())
    } else {
        Cow::Borrowed(identifier)
    }
}

/// The prefix with the number after the highest that is taken, as InnoDB counts.
fn next_name(prefix: &str, taken: &[&str]) -> String {
    let highest = taken
        .iter()
        .filter_map(|name| {
            name.get(..prefix.len())
                .filter(|start| start.eq_ignore_ascii_case(prefix))
                .and(name.get(prefix.len()..))
        })
        .filter_map(|number| number.parse::<u32>().ok())
        .max();
    format!("{prefix}{}", highest.unwrap_or(0) + 1)
}

/// InnoDB counts foreign keys per table.
pub(super) fn next_foreign_key_name(table: &str, taken: &[&str]) -> String {
    next_name(&format!("{table}_ibfk_"), taken)
}

/// MySQL counts checks per table under its name; MariaDB takes the first free `CONSTRAINT_n`.
pub(super) fn check_name(flavor: Flavor, table: &str, taken: &[&str]) -> String {
    match flavor {
        Flavor::MySql => next_name(&format!("{table}_chk_"), taken),
        Flavor::MariaDb => (1..)
            .map(|number| format!("CONSTRAINT_{number}"))
            .find(|name| !taken.iter().any(|other| other.eq_ignore_ascii_case(name)))
            .unwrap_or_default(),
    }
}

/// InnoDB does the same for RESTRICT and NO ACTION. MariaDB calls what nobody wrote RESTRICT, so the two cannot be told apart there.
pub(super) fn same_action(flavor: Flavor, a: Action, b: Action) -> bool {
    let restricts = |action| matches!(action, Action::NoAction | Action::Restrict);
    flavor == Flavor::MariaDb && restricts(a) && restricts(b)
}

/// A table always has an engine, a character set and a collation, one of Aria page checksums; models that do not name them leave them as they are.
pub(super) fn settled_options(actual: &Options, desired: &Options) -> Options {
    let mut settled = desired.clone();
    if !settled.contains_key(COLLATION) {
        let same_charset = match (desired.get(keys::CHARSET), actual.get(keys::CHARSET)) {
            (Some(wanted), Some(present)) => wanted.eq_ignore_ascii_case(present),
            _ => true,
        };
        if same_charset {
            for key in [keys::CHARSET, COLLATION] {
                if let Some(value) = actual.get(key) {
                    settled.insert(key.to_owned(), value.clone());
                }
            }
        }
    }
    if let (Some(wanted), Some(present)) = (desired.get(keys::ENGINE), actual.get(keys::ENGINE))
        && wanted.eq_ignore_ascii_case(present)
    {
        settled.insert(keys::ENGINE.to_owned(), present.clone());
    }
    for key in [keys::ENGINE, PAGE_CHECKSUM] {
        if !settled.contains_key(key)
            && let Some(value) = actual.get(key)
        {
            settled.insert(key.to_owned(), value.clone());
        }
    }
    settled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_as_the_servers_count() {
        assert_eq!(next_name("t_ibfk_", &[]), "t_ibfk_1");
        assert_eq!(next_name("t_ibfk_", &["t_ibfk_1", "T_IBFK_4", "other"]), "t_ibfk_5");
        assert_eq!(check_name(Flavor::MySql, "t", &["t_chk_1"]), "t_chk_2");
        assert_eq!(check_name(Flavor::MariaDb, "t", &["CONSTRAINT_2"]), "CONSTRAINT_1");
    }

    #[test]
    fn what_models_do_not_name_stays() {
        let bag = |pairs: &[(&str, &str)]| -> Options {
            pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
        };
        let actual = bag(&[("engine", "InnoDB"), ("charset", "utf8mb4"), ("collation", "utf8mb4_bin")]);
        assert_eq!(settled_options(&actual, &bag(&[])), actual);
        assert_eq!(settled_options(&actual, &bag(&[("engine", "innodb"), ("charset", "utf8mb4")])), actual);
        let other = settled_options(&actual, &bag(&[("charset", "latin1")]));
        assert_eq!(other.get("collation"), None);
        assert_eq!(other.get("engine").map(String::as_str), Some("InnoDB"));
    }
}
