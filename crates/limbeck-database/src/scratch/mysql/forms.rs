//! Whether two texts are the same to the server: both are put into one temporary table and read back.
//!
//! A temporary table commits nothing, is written to no log, and is seen by nobody else.

use std::collections::BTreeMap;

use limbeck_catalog::{Catalog, Column, NormalForms, ObjectName, TextKind, TextQuestion, Verdict, keys};
use limbeck_sql::mysql::options::COLLATION;
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
        let create = temporary(table, catalogs);
        if let Err(error) = connection.execute(&create) {
            // An account may have no right to temporary tables: then nobody can be asked.
            match error {
                DatabaseError::Statement(_) | DatabaseError::NoSuchTable { .. } => {}
                error => return Err(error),
            }
            verdicts.extend(asked.into_iter().map(|question| (question.clone(), Verdict::Unsettled)));
            continue;
        }
        let found = verdicts_in(connection, &create, &asked);
        connection.execute(&format!("DROP TEMPORARY TABLE {TABLE}"))?;
        verdicts.extend(asked.into_iter().cloned().zip(found?));
    }
    Ok(verdicts.into_iter().collect())
}

/// The answers to the questions of one table, which is there by now.
fn verdicts_in(
    connection: &mut dyn Connection,
    create: &str,
    questions: &[&TextQuestion],
) -> Result<Vec<Verdict>, DatabaseError> {
    match verdicts_of(connection, questions) {
        Err(DatabaseError::Statement(_) | DatabaseError::NoSuchTable { .. }) => {}
        outcome => return outcome,
    }
    // One text that the server does not take spoils the table: then each is asked for alone, in a table of its own.
    let alone = |question: &&TextQuestion| {
        connection.execute(&format!("DROP TEMPORARY TABLE {TABLE}"))?;
        connection.execute(create)?;
        match verdicts_of(connection, &[question]) {
            Ok(found) => Ok(found.first().copied().unwrap_or(Verdict::Unsettled)),
            // It speaks of what is not there yet.
            Err(DatabaseError::Statement(_) | DatabaseError::NoSuchTable { .. }) => Ok(Verdict::Different),
            Err(error) => Err(error),
        }
    };
    questions.iter().map(alone).collect()
}

/// The temporary table in whose columns the texts are put: those of both sides with their types, the desired ones first, without rows, keys
/// and checks. What is computed is a plain column here, and all may be NULL: neither is seen in a text that speaks of them.
fn temporary(table: &ObjectName, catalogs: [&Catalog; 2]) -> String {
    let [actual, desired] = catalogs.map(|catalog| catalog.table(table));
    let mut columns: Vec<&Column> = Vec::new();
    for column in [desired, actual].into_iter().flatten().flat_map(|table| &table.columns) {
        if !columns.iter().any(|known| known.name.eq_ignore_ascii_case(&column.name)) {
            columns.push(column);
        }
    }
    let clause = |column: &&Column| {
        let collation =
            column.collation.as_ref().map(|collation| format!(" COLLATE {collation}")).unwrap_or_default();
        format!("{} {}{collation} NULL", quoted(&column.name), column.data_type)
    };
    let columns = columns.iter().map(clause).collect::<Vec<_>>().join(", ");
    let option = |key: &str, word: &str| {
        let value = [desired, actual].into_iter().flatten().find_map(|table| table.options.get(key));
        value.map(|value| format!(" {word} {value}")).unwrap_or_default()
    };
    // Of the two only one may be known, and they must fit.
    let settings = match option(COLLATION, "COLLATE") {
        none if none.is_empty() => option(keys::CHARSET, "CHARACTER SET"),
        collation => collation,
    };
    format!("CREATE TEMPORARY TABLE {TABLE} ({columns}){settings}")
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
    questions: &[&TextQuestion],
) -> Result<Vec<Verdict>, DatabaseError> {
    if questions.is_empty() {
        return Ok(Vec::new());
    }
    let is_mariadb = connection.server().dialect == DialectName::MariaDb;
    let clauses: Vec<String> = questions
        .iter()
        .enumerate()
        .flat_map(|(number, question)| {
            [("a", &question.actual), ("d", &question.desired)]
                .map(|(side, text)| clause(question, &format!("lk_{number}{side}"), text, is_mariadb))
        })
        .collect();
    connection.execute(&format!("ALTER TABLE {TABLE} {}", clauses.join(", ")))?;
    let printed = connection.query(&format!("SHOW CREATE TABLE {TABLE}"))?;
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
