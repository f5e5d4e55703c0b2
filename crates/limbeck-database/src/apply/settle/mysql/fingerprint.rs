//! The fingerprint of an object: the text of its definition, and InnoDB's ids of the tables that hold it.
//!
//! The text alone is blind to TRUNCATE, to exchanged and truncated partitions, and to tables that have swapped their names; the ids alone
//! are blind to what is altered in place. Ids of *indexes* are left out: after a crash of the server they lie.

use limbeck_url::DialectName;

use super::subject::{Subject, subjects};
use crate::apply::settle::objects::Object;
use crate::apply::settle::statement::Read;
use crate::apply::statement_hash;
use crate::{Connection, DatabaseError, literal, quote_name};

/// ER_TRG_DOES_NOT_EXIST, ER_SP_DOES_NOT_EXIST, ER_EVENT_DOES_NOT_EXIST, ER_BAD_DB_ERROR, and MariaDB's
/// ER_UNKNOWN_SEQUENCES.
const ABSENT: &[&str] = &["1360", "1305", "1539", "1049", "4091"];

/// The state of an object whose definition this user may not see.
pub(super) const HIDDEN: &str = "hidden";
/// Stands for the ids where this user may not see them (they need the PROCESS privilege).
pub(super) const NO_IDS: &str = "?";

/// Looks at what a statement touches; `None` if that is not known.
pub(in crate::apply::settle) fn look(
    connection: &mut dyn Connection,
    statement: &Read,
) -> Result<Option<Vec<Object>>, DatabaseError> {
    let Some(mut subjects) = subjects(statement) else { return Ok(None) };
    if subjects.iter().any(|subject| subject.database.is_none() && subject.kind != "database") {
        let current = connection.query("SELECT DATABASE()")?.scalar().map(str::to_owned);
        subjects.iter_mut().for_each(|subject| {
            subject.database.get_or_insert_with(|| current.clone().unwrap_or_default());
        });
    }
    subjects.iter().map(|subject| object(connection, subject)).collect::<Result<_, _>>().map(Some)
}

/// Looks again at what the journal tells of, whatever database the session uses now.
pub(super) fn look_again(
    connection: &mut dyn Connection,
    before: &[Object],
) -> Result<Vec<Object>, DatabaseError> {
    before.iter().map(|seen| object(connection, &subject_of(seen))).collect()
}

fn object(connection: &mut dyn Connection, subject: &Subject) -> Result<Object, DatabaseError> {
    let text = definition(connection, subject)?;
    let state = match text {
        Some(text) if text == HIDDEN => Some(HIDDEN.to_owned()),
        Some(text) if subject.is_table() || subject.kind == "database" => {
            Some(format!("{} {}", statement_hash(&text), ids(connection, subject)?))
        }
        Some(text) => Some(statement_hash(&text)),
        None => None,
    };
    Ok(Object::new(subject.kind, key(subject), state))
}

/// `database.name`, both quoted: read back by [`subject_of`].
fn key(subject: &Subject) -> String {
    let quote = |name: &str| quote_name(name, DialectName::MySql);
    match &subject.database {
        Some(database) if subject.kind != "database" => {
            format!("{}.{}", quote(database), quote(&subject.name))
        }
        _ => quote(&subject.name),
    }
}

fn subject_of(seen: &Object) -> Subject {
    let kinds = ["table", "trigger", "function", "procedure", "event", "database"];
    let kind = kinds.into_iter().find(|kind| *kind == seen.kind).unwrap_or("table");
    let unquote = |text: &str| {
        let inner = text.strip_prefix('`').and_then(|text| text.strip_suffix('`')).unwrap_or(text);
        inner.replace("``", "`")
    };
    // A backtick inside of a name is doubled, so this can only be the one between two names.
    match seen.name.split_once("`.`") {
        Some((database, name)) => Subject {
            kind,
            database: Some(unquote(&format!("{database}`"))),
            name: unquote(&format!("`{name}")),
        },
        None => Subject { kind, database: None, name: unquote(&seen.name) },
    }
}

fn definition(connection: &mut dyn Connection, subject: &Subject) -> Result<Option<String>, DatabaseError> {
    let rows = match connection.query(&format!("SHOW CREATE {} {}", subject.kind, key(subject))) {
        Ok(rows) => rows.rows,
        Err(DatabaseError::NoSuchTable { .. }) => return Ok(None),
        Err(DatabaseError::Statement(said)) if said.code.is_some() => {
            let absent = said.code.as_deref().is_some_and(|code| ABSENT.contains(&code));
            return Ok((!absent).then(|| HIDDEN.to_owned()));
        }
        Err(error) => return Err(error),
    };
    let values = rows.into_iter().flatten().map(|value| value.unwrap_or_else(|| "NULL".to_owned()));
    Ok(Some(without_counter(&values.collect::<Vec<_>>().join("\n"))))
}

/// Without `AUTO_INCREMENT=n`, which moves with every row.
fn without_counter(text: &str) -> String {
    const WORD: &str = " AUTO_INCREMENT=";
    let Some((before, after)) = text.rsplit_once(WORD) else { return text.to_owned() };
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 { text.to_owned() } else { format!("{before}{}", after.get(digits..).unwrap_or_default()) }
}

/// The ids of the tables that hold a table, its partitions, or everything of a database.
fn ids(connection: &mut dyn Connection, subject: &Subject) -> Result<String, DatabaseError> {
    let dialect = connection.server().dialect;
    let tables = match dialect {
        DialectName::MariaDb => "information_schema.innodb_sys_tables",
        _ => "information_schema.innodb_tables",
    };
    let text = |text: &str| literal(&text.to_lowercase(), dialect);
    let condition = match (&subject.database, file_name(&subject.name)) {
        (Some(database), Some(name)) if subject.is_table() => match file_name(database) {
            Some(database) => {
                let whole = format!("{database}/{name}");
                format!(
                    "LOWER(name) = {} OR LEFT(LOWER(name), {}) = {}",
                    text(&whole),
                    whole.len() + 3,
                    text(&format!("{whole}#p#"))
                )
            }
            None => "name LIKE '%@%'".to_owned(),
        },
        (None, Some(database)) => {
            format!("LEFT(LOWER(name), {}) = {}", database.len() + 1, text(&format!("{database}/")))
        }
        // How other letters are written into a file's name depends on the server: then all such tables count.
        _ => "name LIKE '%@%'".to_owned(),
    };
    let rows = match connection.query(&format!("SELECT table_id FROM {tables} WHERE {condition} ORDER BY 1"))
    {
        Ok(rows) => rows.rows,
        Err(DatabaseError::Statement(said)) if said.code.is_some() => return Ok(NO_IDS.to_owned()),
        Err(error) => return Err(error),
    };
    Ok(rows.into_iter().flatten().flatten().collect::<Vec<_>>().join(","))
}

/// How a name is written into a file's name: letters, digits and `_` as they are, other ASCII as `@` and four hex digits; `None` for what
/// is not ASCII (MySQL manual, "Mapping of Identifiers to File Names").
fn file_name(name: &str) -> Option<String> {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => out.push(c),
            c if c.is_ascii() => out.push_str(&format!("@{:04x}", u32::from(c))),
            _ => return None,
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{Subject, file_name, key, subject_of, without_counter};
    use crate::apply::settle::objects::Object;

    #[test]
    fn the_counter_is_no_part_of_a_definition() {
        let with = "CREATE TABLE `t` (\n `a` int AUTO_INCREMENT\n) ENGINE=InnoDB AUTO_INCREMENT=42 DEFAULT CHARSET=utf8mb4";
        let without = "CREATE TABLE `t` (\n `a` int AUTO_INCREMENT\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4";
        assert_eq!(without_counter(with), without);
        assert_eq!(without_counter(without), without);
    }

    #[test]
    fn names_are_read_as_they_were_written() {
        for (kind, database, name) in [
            ("table", Some("d"), "t"),
            ("table", Some("a`b"), "c`.`d"),
            ("event", Some("x.y"), "z"),
            ("database", None, "d`"),
        ] {
            let subject = Subject { kind, database: database.map(str::to_owned), name: name.to_owned() };
            let seen = Object::new(kind, key(&subject), None);
            assert_eq!(subject_of(&seen), subject);
        }
    }

    #[test]
    fn names_become_file_names() {
        assert_eq!(file_name("a_B1").as_deref(), Some("a_B1"));
        assert_eq!(file_name("a-b c").as_deref(), Some("a@002db@0020c"));
        assert_eq!(file_name("größe"), None);
    }
}
