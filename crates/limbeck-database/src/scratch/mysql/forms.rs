//! Whether two texts are the same to the server: both are put into one temporary table and read back.
//!
//! A temporary table commits nothing, is written to no log, and is seen by nobody else.

use std::collections::BTreeMap;

use limbeck_catalog::{Catalog, Column, NormalForms, ObjectName, TextKind, TextQuestion, Verdict};
use limbeck_sql::mysql::{default_clause, quoted, without_introducers};
use limbeck_url::DialectName;

use crate::{Connection, DatabaseError};

/// The name of the temporary table; it hides whatever is called so for the session alone.
const TABLE: &str = "lk_texts";

pub(super) fn normal_forms(
    connection: &mut dyn Connection,
    questions: &[TextQuestion],
    catalogs: [&Catalog; 2],
) -> Result<NormalForms, DatabaseError> {
    let mut by_table: BTreeMap<Option<&ObjectName>, Vec<&TextQuestion>> = BTreeMap::new();
    for question in questions {
        by_table.entry(question.table.as_ref()).or_default().push(question);
    }
    let mut verdicts = Vec::new();
    for (table, questions) in by_table {
        let (asked, different): (Vec<_>, Vec<_>) =
            questions.into_iter().partition(|question| can_be_asked(question));
        verdicts.extend(different.into_iter().map(|question| (question.clone(), Verdict::Different)));
        let Some(table) = table else {
            verdicts.extend(asked.into_iter().map(|question| (question.clone(), Verdict::Unsettled)));
            continue;
        };
        let columns = columns_of(table, catalogs);
        match verdicts_of(connection, &columns, &asked) {
            Ok(found) => verdicts.extend(asked.into_iter().cloned().zip(found)),
            // One text that the server does not take spoils the table: then each is asked for alone.
            Err(_) => {
                for question in asked {
                    let verdict = match verdicts_of(connection, &columns, &[question]) {
                        Ok(found) => found.first().copied().unwrap_or(Verdict::Unsettled),
                        // It speaks of what is not there yet.
                        Err(DatabaseError::Statement(_) | DatabaseError::NoSuchTable { .. }) => {
                            Verdict::Different
                        }
                        Err(error) => return Err(error),
                    };
                    verdicts.push((question.clone(), verdict));
                }
            }
        }
    }
    Ok(verdicts.into_iter().collect())
}

/// The columns of a table on both sides with their types, the desired ones first: without rows, keys and checks.
fn columns_of(table: &ObjectName, [actual, desired]: [&Catalog; 2]) -> String {
    let mut columns: Vec<&Column> = Vec::new();
    for catalog in [desired, actual] {
        for column in catalog.table(table).map(|table| &table.columns[..]).unwrap_or_default() {
            if !columns.iter().any(|known| known.name.eq_ignore_ascii_case(&column.name)) {
                columns.push(column);
            }
        }
    }
    let clause = |column: &&Column| {
        let collation =
            column.collation.as_ref().map(|collation| format!(" COLLATE {collation}")).unwrap_or_default();
        format!("{} {}{collation}", quoted(&column.name), column.data_type)
    };
    columns.iter().map(clause).collect::<Vec<_>>().join(", ")
}

/// Views, routines and triggers cannot stand in a temporary table; what the server keeps of them is what it was given.
fn can_be_asked(question: &TextQuestion) -> bool {
    matches!(
        question.kind,
        TextKind::Default | TextKind::Check | TextKind::Generated | TextKind::IndexExpression
    )
}

fn verdicts_of(
    connection: &mut dyn Connection,
    columns: &str,
    questions: &[&TextQuestion],
) -> Result<Vec<Verdict>, DatabaseError> {
    if questions.is_empty() {
        return Ok(Vec::new());
    }
    let is_mariadb = connection.server().dialect == DialectName::MariaDb;
    connection.execute(&format!("CREATE TEMPORARY TABLE {TABLE} ({columns})"))?;
    let clauses: Vec<String> = questions
        .iter()
        .enumerate()
        .flat_map(|(number, question)| {
            [("a", &question.actual), ("d", &question.desired)]
                .map(|(side, text)| clause(question, &format!("lk_{number}{side}"), text, is_mariadb))
        })
        .collect();
    let printed = connection
        .execute(&format!("ALTER TABLE {TABLE} {}", clauses.join(", ")))
        .and_then(|_| connection.query(&format!("SHOW CREATE TABLE {TABLE}")));
    connection.execute(&format!("DROP TEMPORARY TABLE {TABLE}"))?;
    let printed = printed?;
    let text = printed.rows.first().and_then(|row| row.get(1)?.as_deref()).unwrap_or_default();
    Ok((0..questions.len())
        .map(|number| {
            match (definition(text, &format!("lk_{number}a")), definition(text, &format!("lk_{number}d"))) {
                (Some(actual), Some(desired)) if actual == desired => Verdict::Same,
                (Some(_), Some(_)) => Verdict::Different,
                _ => Verdict::Unsettled,
            }
        })
        .collect())
}

fn clause(question: &TextQuestion, name: &str, text: &str, is_mariadb: bool) -> String {
    let data_type = question.data_type.clone().unwrap_or_default();
    match question.kind {
        TextKind::Check => format!("ADD CONSTRAINT {name} CHECK ({text})"),
        TextKind::Generated => format!("ADD COLUMN {name} {data_type} GENERATED ALWAYS AS ({text}) VIRTUAL"),
        TextKind::IndexExpression => format!("ADD INDEX {name} (({text}))"),
        _ => {
            format!("ADD COLUMN {name} {data_type} DEFAULT {}", default_clause(is_mariadb, &data_type, text))
        }
    }
}

/// What stands behind the name in the line that defines it.
fn definition(text: &str, name: &str) -> Option<String> {
    let quoted = format!("`{name}`");
    let line = text.lines().find(|line| line.contains(&quoted))?;
    let (_, rest) = line.split_once(&quoted)?;
    Some(without_introducers(rest.trim_end_matches(',')))
}
