//! Checking foreign keys after work that was done with them switched off.

use std::collections::BTreeMap;

use limbeck_url::DialectName;

use crate::{Connection, DatabaseError, Rows, literal};

/// Switches foreign keys; has no effect inside a transaction, so it stands outside.
pub(super) fn switch(connection: &mut dyn Connection, on: bool) -> Result<(), DatabaseError> {
    connection.execute(if on { "PRAGMA foreign_keys = ON" } else { "PRAGMA foreign_keys = OFF" }).map(drop)
}

/// A row whose parent is missing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Violation {
    table: String,
    parent: String,
    /// NULL for a table without rowid.
    rowid: Option<i64>,
}

/// The rows whose parents are missing, and the tables in which they can't be looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Violations {
    found: Vec<Violation>,
    /// By table: a key refers to columns that are not unique, or the like, in SQLite's words.
    unknown: BTreeMap<String, String>,
}

impl Violations {
    /// Looks at the whole database; where one table's keys make that impossible, at each table by itself.
    pub(super) fn look(connection: &mut dyn Connection) -> Result<Self, DatabaseError> {
        match connection.query("PRAGMA foreign_key_check") {
            Ok(rows) => return Ok(Self { found: violations(rows), unknown: BTreeMap::new() }),
            Err(DatabaseError::Statement(_)) => {}
            Err(error) => return Err(error),
        }
        let tables =
            connection.query("SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY name")?;
        let mut looked = Self::default();
        for table in tables.rows.into_iter().flatten().flatten() {
            match connection
                .query(&format!("PRAGMA foreign_key_check({})", literal(&table, DialectName::Sqlite)))
            {
                Ok(rows) => looked.found.extend(violations(rows)),
                Err(DatabaseError::Statement(error)) => {
                    looked.unknown.insert(table, error.message);
                }
                Err(error) => return Err(error),
            }
        }
        looked.found.sort();
        Ok(looked)
    }

    /// What is wrong now that was not wrong before, in words; `None`: nothing.
    ///
    /// Violations that were there before are not this revision's fault. A rebuild may number rows anew, so they are told apart by
    /// number for each pair of tables first, and by row only to name the new ones.
    pub(super) fn new_since(&self, before: &Self) -> Option<String> {
        let mut texts: Vec<String> = self
            .unknown
            .iter()
            .filter(|(table, _)| !before.unknown.contains_key(*table))
            .map(|(table, words)| format!("the foreign keys of `{table}` can't be checked: {words}"))
            .collect();
        let (counts_now, counts_before) = (counts(&self.found), counts(&before.found));
        for (pair, count) in &counts_now {
            let known = counts_before.get(pair).copied().unwrap_or(0);
            if *count <= known {
                continue;
            }
            let rows: Vec<String> = self
                .found
                .iter()
                .filter(|one| (&*one.table, &*one.parent) == *pair && !before.found.contains(one))
                .filter_map(|one| one.rowid.map(|rowid| rowid.to_string()))
                .collect();
            texts.push(describe(pair, count - known, &rows));
        }
        (!texts.is_empty()).then(|| texts.join("; "))
    }
}

fn violations(rows: Rows) -> Vec<Violation> {
    let mut found: Vec<Violation> = rows
        .rows
        .into_iter()
        .map(|row| {
            let mut values = row.into_iter();
            let table = values.next().flatten().unwrap_or_default();
            let rowid = values.next().flatten().and_then(|text| text.parse().ok());
            Violation { table, rowid, parent: values.next().flatten().unwrap_or_default() }
        })
        .collect();
    found.sort();
    found
}

fn counts(violations: &[Violation]) -> BTreeMap<(&str, &str), usize> {
    let mut counts = BTreeMap::new();
    for one in violations {
        *counts.entry((one.table.as_str(), one.parent.as_str())).or_insert(0) += 1;
    }
    counts
}

fn describe((table, parent): &(&str, &str), count: usize, rowids: &[String]) -> String {
    const SHOWN: usize = 5;
    let rows = if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
    let (verb, which) = if count == 1 { ("refers", "rowid") } else { ("refer", "rowids") };
    let mut text = format!("{rows} of `{table}` {verb} to rows of `{parent}` that don't exist");
    if !rowids.is_empty() {
        let shown = rowids.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
        let more = if rowids.len() > SHOWN { ", …" } else { "" };
        text.push_str(&format!(" ({which} {shown}{more})"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Violation, Violations};

    fn found(rows: &[(&str, &str, i64)]) -> Violations {
        let violation = |(table, parent, rowid): &(&str, &str, i64)| Violation {
            table: (*table).to_owned(),
            parent: (*parent).to_owned(),
            rowid: Some(*rowid),
        };
        Violations { found: rows.iter().map(violation).collect(), ..Violations::default() }
    }

    #[test]
    fn old_violations_are_not_blamed_even_if_rows_are_numbered_anew() {
        let before = found(&[("a", "p", 1), ("a", "p", 9)]);
        assert_eq!(found(&[("a", "p", 1), ("a", "p", 2)]).new_since(&before), None);
        assert_eq!(found(&[]).new_since(&before), None);
    }

    #[test]
    fn new_violations_name_table_rows_and_parent() {
        let before = found(&[("a", "p", 1)]);
        let now = found(&[("a", "p", 1), ("a", "p", 7), ("b", "p", 3), ("b", "p", 4)]);
        assert_eq!(
            now.new_since(&before).as_deref(),
            Some(
                "1 row of `a` refers to rows of `p` that don't exist (rowid 7); \
                 2 rows of `b` refer to rows of `p` that don't exist (rowids 3, 4)"
            )
        );
    }

    #[test]
    fn a_check_that_fails_as_it_did_before_is_not_blamed() {
        let unknown = [("k".to_owned(), "foreign key mismatch".to_owned())].into();
        let mismatch = Violations { unknown, ..Violations::default() };
        assert_eq!(mismatch.new_since(&mismatch.clone()), None);
        assert!(mismatch.new_since(&found(&[])).is_some());
        // What one table's keys hide does not hide another table's rows.
        let worse = Violations { unknown: mismatch.unknown.clone(), ..found(&[("c", "p", 1)]) };
        assert!(worse.new_since(&mismatch).is_some());
    }
}
