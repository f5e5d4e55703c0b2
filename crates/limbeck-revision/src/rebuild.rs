//! Rebuilds of tables, as the dialects without an ALTER for everything write them.

use limbeck_sql::{LexMode, significant_tokens, unquote};
use limbeck_url::DialectName;

use crate::statement::PlannedStatement;

/// A `DROP TABLE x` between a copy of its rows and a rename of the copy to `x` loses nothing: what it says of itself is taken back. What the
/// file says of it (`@destructive`: a column that the copy lacks) stays. For sections with foreign keys off: with them on, the rows that
/// refer to the table would go with it.
pub(crate) fn forgive(statements: &mut [PlannedStatement], dialect: DialectName) {
    for position in 0..statements.len() {
        let (before, rest) = statements.split_at_mut(position);
        let Some((drop, after)) = rest.split_first_mut() else { return };
        let classification = &mut drop.classification;
        let [dropped] = &classification.drops[..] else { continue };
        if classification.destructive.is_none() || !classification.creates.is_empty() {
            continue;
        }
        let copies = after.iter().filter_map(|statement| {
            match (&statement.classification.drops[..], &statement.classification.creates[..]) {
                ([copy], [replaced])
                    if replaced.kind == dropped.kind && replaced.name.eq_ignore_ascii_case(&dropped.name) =>
                {
                    Some(copy)
                }
                _ => None,
            }
        });
        let filled = copies.into_iter().any(|copy| {
            let is_copy = |name: &str| name.eq_ignore_ascii_case(&copy.name);
            let created = before.iter().any(|statement| {
                statement
                    .classification
                    .creates
                    .iter()
                    .any(|object| object.kind == copy.kind && is_copy(&object.name))
            });
            let written = before.iter().any(|statement| {
                statement.classification.is_dml
                    && statement.classification.touched.iter().any(|object| is_copy(&object.name))
                    && names(&statement.sql, &dropped.name, dialect)
            });
            created && written
        });
        if filled {
            classification.destructive = None;
        }
    }
}

/// Whether a statement names the table.
fn names(sql: &str, table: &str, dialect: DialectName) -> bool {
    let mode = LexMode::default();
    significant_tokens(sql, dialect, mode).is_ok_and(|tokens| {
        tokens.iter().any(|token| unquote(token, dialect, mode).eq_ignore_ascii_case(table))
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use limbeck_sql::LexMode;
    use limbeck_url::DialectName;

    use crate::{Direction, commit_groups, parse};

    fn destructive(body: &str) -> Vec<String> {
        let text = format!("-- @revision a1\n-- @upgrade foreign_keys=off\n{body}\n");
        let file = parse(Path::new("a1.sql"), &text).unwrap();
        let groups =
            commit_groups(&file, Direction::Upgrade, DialectName::Sqlite, LexMode::default()).unwrap();
        let statements = groups.iter().flat_map(|group| &group.statements);
        statements.filter_map(|statement| statement.classification.destructive.clone()).collect()
    }

    #[test]
    fn a_table_that_is_replaced_by_its_copy_is_not_lost() {
        let rebuild = "CREATE TABLE new_t (a);\nINSERT INTO new_t SELECT a FROM t;\nDROP TABLE t;\nALTER TABLE new_t RENAME TO t;";
        assert_eq!(destructive(rebuild), Vec::<String>::new());
    }

    #[test]
    fn a_table_that_nothing_was_copied_from_is() {
        for body in [
            "DROP TABLE t;",
            "DROP TABLE t;\nCREATE TABLE t (a);",
            "CREATE TABLE new_t (a);\nDROP TABLE t;\nALTER TABLE new_t RENAME TO t;",
            "CREATE TABLE new_t (a);\nINSERT INTO new_t SELECT a FROM t;\nDROP TABLE t;",
            "CREATE TABLE new_t (a);\nINSERT INTO new_t VALUES ('seed');\nDROP TABLE t;\nALTER TABLE new_t RENAME TO t;",
        ] {
            assert_eq!(destructive(body).len(), 1, "{body}");
        }
    }
}
