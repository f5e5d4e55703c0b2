//! The server's word on texts that differ: both are given to it, in a transaction that is rolled back, and what it keeps is compared.
//!
//! What PostgreSQL prints is not quite what it prints when it is given its own text again, so each side is asked twice.

use std::collections::BTreeMap;

use limbeck_catalog::{Catalog, NormalForms, ObjectName, TextKind, TextQuestion, Verdict};
use limbeck_sql::postgresql::{quoted, without_outer_parentheses};

use super::constant::{is_constant, is_now};
use crate::reflect::postgresql::SETTINGS;
use crate::{Connection, DatabaseError};

/// Permission denied, and a transaction that only reads: the server was not asked, it has not answered.
const NOT_ASKED: &[&str] = &["42501", "25006"];

pub(super) fn normal_forms(
    connection: &mut dyn Connection,
    questions: &[TextQuestion],
    catalogs: [&Catalog; 2],
) -> Result<NormalForms, DatabaseError> {
    if connection.server().read_only.is_some() {
        return Ok(questions.iter().map(|question| (question.clone(), Verdict::Unsettled)).collect());
    }
    let mut by_table: BTreeMap<Option<&ObjectName>, Vec<&TextQuestion>> = BTreeMap::new();
    for question in questions {
        let table = question.table.as_ref().filter(|_| needs_table(question.kind));
        by_table.entry(table).or_default().push(question);
    }
    connection.query(&format!(
        "BEGIN; SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '10s'; {}",
        SETTINGS
    ))?;
    let verdicts = all(connection, by_table, catalogs);
    connection.execute("ROLLBACK")?;
    verdicts.map(|verdicts| verdicts.into_iter().collect())
}

/// Whether the text speaks of a table's columns.
fn needs_table(kind: TextKind) -> bool {
    !matches!(kind, TextKind::Default | TextKind::View | TextKind::Routine | TextKind::Trigger)
}

fn all(
    connection: &mut dyn Connection,
    by_table: BTreeMap<Option<&ObjectName>, Vec<&TextQuestion>>,
    catalogs: [&Catalog; 2],
) -> Result<Vec<(TextQuestion, Verdict)>, DatabaseError> {
    let mut verdicts = Vec::new();
    for (table, questions) in by_table {
        let place = match table {
            None => Some(None),
            Some(table) => {
                let columns = columns_of(table, catalogs);
                // Under its own name: a text may write `users.email`.
                let name = format!("pg_temp.{}", quoted(&table.name));
                let created = attempt(
                    connection,
                    &format!("CREATE TEMP TABLE {} ({columns})", quoted(&table.name)),
                    "SELECT 'created'",
                )?;
                matches!(created, Answer::Text(_)).then_some(Some(name))
            }
        };
        for question in questions {
            let verdict = match &place {
                Some(place) => verdict(connection, question, place.as_deref())?,
                None => Verdict::Unsettled,
            };
            verdicts.push((question.clone(), verdict));
        }
    }
    Ok(verdicts)
}

/// The columns of a table on both sides, the desired ones first.
fn columns_of(table: &ObjectName, [actual, desired]: [&Catalog; 2]) -> String {
    let mut columns: Vec<(&str, &str)> = Vec::new();
    for catalog in [desired, actual] {
        for column in catalog.table(table).map(|table| &table.columns[..]).unwrap_or_default() {
            if !columns.iter().any(|(name, _)| *name == column.name) {
                columns.push((&column.name, column.data_type.as_str()));
            }
        }
    }
    columns
        .iter()
        .map(|(name, data_type)| format!("{} {data_type}", quoted(name)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What the server made of a statement.
enum Answer {
    /// What it keeps.
    Text(String),
    /// It refused.
    Refused,
    /// It would not be asked.
    NotAsked,
}

/// Runs a statement, reads something, and keeps neither unless the reading is of the statement's own success.
fn attempt(connection: &mut dyn Connection, statement: &str, read: &str) -> Result<Answer, DatabaseError> {
    connection.execute("SAVEPOINT limbeck_text")?;
    match connection.query(&format!("{statement}; {read}")) {
        Ok(rows) => Ok(rows.scalar().map_or(Answer::Refused, |text| Answer::Text(text.to_owned()))),
        Err(error) => {
            let Some(said) = error.server_error() else { return Err(error) };
            let code = said.code.clone().unwrap_or_default();
            connection.execute("ROLLBACK TO SAVEPOINT limbeck_text")?;
            Ok(if NOT_ASKED.contains(&code.as_str()) { Answer::NotAsked } else { Answer::Refused })
        }
    }
}

fn verdict(
    connection: &mut dyn Connection,
    question: &TextQuestion,
    table: Option<&str>,
) -> Result<Verdict, DatabaseError> {
    let (mut actual, mut desired) = (question.actual.clone(), question.desired.clone());
    for _ in 0..2 {
        match (
            normal_form(connection, question, table, &actual)?,
            normal_form(connection, question, table, &desired)?,
        ) {
            (Answer::Text(a), Answer::Text(d)) => {
                // The actual text is what the server keeps already: a desired one that comes out like it is the same.
                if a == d || d == question.actual {
                    return Ok(Verdict::Same);
                }
                (actual, desired) = (a, d);
            }
            (Answer::NotAsked, _) | (_, Answer::NotAsked) => return Ok(Verdict::Unsettled),
            _ => return Ok(Verdict::Different),
        }
    }
    if question.kind != TextKind::Default {
        return Ok(Verdict::Different);
    }
    if is_now(&actual) && is_now(&desired) {
        return Ok(Verdict::Same);
    }
    let Some(data_type) =
        question.data_type.as_ref().filter(|_| is_constant(&actual) && is_constant(&desired))
    else {
        return Ok(Verdict::Different);
    };
    let read = format!(
        "SELECT (({actual})::{data_type})::text IS NOT DISTINCT FROM (({desired})::{data_type})::text"
    );
    let same = matches!(attempt(connection, "SELECT 1", &read)?, Answer::Text(text) if text == "t");
    Ok(if same { Verdict::Same } else { Verdict::Different })
}

/// What the server keeps of a text.
fn normal_form(
    connection: &mut dyn Connection,
    question: &TextQuestion,
    table: Option<&str>,
    text: &str,
) -> Result<Answer, DatabaseError> {
    let data_type = question.data_type.as_ref().map_or("text", |data_type| data_type.as_str());
    let (create, read) = match (question.kind, table) {
        (TextKind::Default, _) => (
            format!("CREATE TEMP TABLE limbeck_text (a {data_type} DEFAULT {text})"),
            "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'pg_temp.limbeck_text'::regclass",
        ),
        (TextKind::Generated, Some(table)) => (
            format!(
                "ALTER TABLE {table} ADD COLUMN limbeck_text {data_type} GENERATED ALWAYS AS ({text}) STORED"
            ),
            "SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum \
             WHERE a.attname = 'limbeck_text' AND NOT a.attisdropped AND pg_table_is_visible(a.attrelid)",
        ),
        (TextKind::Check, Some(table)) => (
            format!("ALTER TABLE {table} ADD CONSTRAINT limbeck_text CHECK ({text})"),
            "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'limbeck_text'",
        ),
        (TextKind::Check, None) => (
            format!(
                "CREATE DOMAIN pg_temp.limbeck_text AS {data_type} CONSTRAINT limbeck_text CHECK ({text})"
            ),
            "SELECT pg_get_expr(conbin, 0) FROM pg_constraint WHERE conname = 'limbeck_text'",
        ),
        (TextKind::Exclusion, Some(table)) => (
            format!("ALTER TABLE {table} ADD CONSTRAINT limbeck_text {text}"),
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'limbeck_text'",
        ),
        (TextKind::IndexExpression, Some(table)) => (
            format!("CREATE INDEX limbeck_text ON {table} (({text}))"),
            "SELECT pg_get_indexdef('pg_temp.limbeck_text'::regclass, 1, false)",
        ),
        (TextKind::IndexPredicate, Some(table)) => (
            format!("CREATE INDEX limbeck_text ON {table} ((1)) WHERE {text}"),
            "SELECT pg_get_expr(indpred, indrelid) FROM pg_index WHERE indexrelid = 'pg_temp.limbeck_text'::regclass",
        ),
        (TextKind::Policy, Some(table)) => (
            format!("CREATE POLICY limbeck_text ON {table} {text}"),
            "SELECT polcmd || ' ' || polpermissive || ' ' || polroles::text || ' ' || coalesce(pg_get_expr(polqual, polrelid), '') || ' CHECK ' \
             || coalesce(pg_get_expr(polwithcheck, polrelid), '') FROM pg_policy WHERE polname = 'limbeck_text'",
        ),
        (TextKind::View, _) => (
            format!("CREATE TEMP VIEW limbeck_text AS {text}"),
            "SELECT pg_get_viewdef('pg_temp.limbeck_text'::regclass)",
        ),
        _ => return Ok(Answer::Refused),
    };
    let answer = attempt(connection, &create, read)?;
    if let Answer::Text(text) = answer {
        connection.execute("ROLLBACK TO SAVEPOINT limbeck_text")?;
        let text = if question.kind == TextKind::View {
            text.trim().trim_end_matches(';').trim_end()
        } else {
            without_outer_parentheses(&text)
        };
        return Ok(Answer::Text(text.to_owned()));
    }
    Ok(answer)
}
