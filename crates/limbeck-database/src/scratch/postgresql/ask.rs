//! Asking PostgreSQL what it keeps of texts, many at once.

use std::collections::BTreeMap;

use limbeck_catalog::{Catalog, DataType, ObjectName, TextKind, TextQuestion};
use limbeck_sql::postgresql::{quoted, without_outer_parentheses};

use crate::reflect::postgresql::SETTINGS;
use crate::{Connection, DatabaseError};

/// Permission denied, and a transaction that only reads: the server was not asked, it has not answered.
const NOT_ASKED: &[&str] = &["42501", "25006"];

/// How many texts stand in one script: each makes an object, and locks are shared by the whole server.
const BATCH: usize = 200;

/// A text, and what it is.
#[derive(Clone, Copy)]
pub(super) struct Ask<'a> {
    question: &'a TextQuestion,
    text: &'a str,
}

impl<'a> Ask<'a> {
    pub(super) fn new(question: &'a TextQuestion, text: &'a str) -> Self {
        Self { question, text }
    }

    /// The table whose columns the text speaks of.
    fn table(&self) -> Option<&'a ObjectName> {
        let alone = matches!(
            self.question.kind,
            TextKind::Default | TextKind::View | TextKind::Routine | TextKind::Trigger
        );
        self.question.table.as_ref().filter(|_| !alone)
    }

    /// What makes an object of the text, and the query that reads what the server keeps of it. `number` is its own in the script.
    fn object(&self, number: usize) -> Option<(String, String)> {
        let text = self.text;
        let name = format!("limbeck_text_{number}");
        let data_type = self.question.data_type.as_ref().map_or("text", DataType::as_str);
        // Under its own name: a text may write `users.email`.
        let table = self.table().map(|table| format!("pg_temp.{}", quoted(&table.name)));
        Some(match (self.question.kind, table) {
            (TextKind::Default, _) => (
                format!("CREATE TEMP TABLE {name} (a {data_type} DEFAULT {text})"),
                format!(
                    "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'pg_temp.{name}'::regclass"
                ),
            ),
            (TextKind::Generated, Some(table)) => (
                format!(
                    "ALTER TABLE {table} ADD COLUMN {name} {data_type} GENERATED ALWAYS AS ({text}) STORED"
                ),
                format!(
                    "SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d JOIN pg_attribute a \
                     ON a.attrelid = d.adrelid AND a.attnum = d.adnum WHERE a.attname = '{name}' AND NOT a.attisdropped"
                ),
            ),
            (TextKind::Check, Some(table)) => (
                format!("ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({text})"),
                format!("SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = '{name}'"),
            ),
            (TextKind::Check, None) => (
                format!("CREATE DOMAIN pg_temp.{name} AS {data_type} CONSTRAINT {name} CHECK ({text})"),
                format!("SELECT pg_get_expr(conbin, 0) FROM pg_constraint WHERE conname = '{name}'"),
            ),
            (TextKind::Exclusion, Some(table)) => (
                format!("ALTER TABLE {table} ADD CONSTRAINT {name} {text}"),
                format!("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{name}'"),
            ),
            (TextKind::IndexExpression, Some(table)) => (
                format!("CREATE INDEX {name} ON {table} (({text}))"),
                format!("SELECT pg_get_indexdef('pg_temp.{name}'::regclass, 1, false)"),
            ),
            (TextKind::IndexPredicate, Some(table)) => (
                format!("CREATE INDEX {name} ON {table} ((1)) WHERE {text}"),
                format!(
                    "SELECT pg_get_expr(indpred, indrelid) FROM pg_index WHERE indexrelid = 'pg_temp.{name}'::regclass"
                ),
            ),
            (TextKind::Policy, Some(table)) => (
                format!("CREATE POLICY {name} ON {table} {text}"),
                format!(
                    "SELECT polcmd || ' ' || polpermissive || ' ' || polroles::text || ' ' || coalesce(pg_get_expr(polqual, polrelid), '') \
                     || ' CHECK ' || coalesce(pg_get_expr(polwithcheck, polrelid), '') FROM pg_policy WHERE polname = '{name}'"
                ),
            ),
            (TextKind::View, _) => (
                format!("CREATE TEMP VIEW {name} AS {text}"),
                format!("SELECT pg_get_viewdef('pg_temp.{name}'::regclass)"),
            ),
            _ => return None,
        })
    }

    fn kept(&self, text: &str) -> String {
        match self.question.kind {
            TextKind::View => text.trim().trim_end_matches(';').trim_end().to_owned(),
            _ => without_outer_parentheses(text).to_owned(),
        }
    }
}

/// What the server made of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// What it keeps.
    Text(String),
    /// It refused.
    Refused,
    /// It would not be asked.
    NotAsked,
}

/// A transaction in which texts are asked for, and of which nothing stays.
pub(super) struct Session<'a> {
    connection: &'a mut dyn Connection,
    catalogs: [&'a Catalog; 2],
}

impl<'a> Session<'a> {
    pub(super) fn begin(
        connection: &'a mut dyn Connection,
        catalogs: [&'a Catalog; 2],
    ) -> Result<Self, DatabaseError> {
        connection.query(&format!(
            "BEGIN; SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '10s'; {SETTINGS}; SAVEPOINT limbeck_text"
        ))?;
        Ok(Self { connection, catalogs })
    }

    pub(super) fn end(self) -> Result<(), DatabaseError> {
        self.connection.execute("ROLLBACK").map(drop)
    }

    /// The answers, one for each text.
    pub(super) fn ask(&mut self, asks: &[Ask<'_>]) -> Result<Vec<Answer>, DatabaseError> {
        let mut answers = vec![Answer::Refused; asks.len()];
        for batch in batches(asks) {
            self.batch(asks, &batch, &mut answers)?;
        }
        Ok(answers)
    }

    /// Asks for a batch in one script. Where the server refuses any of it, in halves, down to the single text.
    fn batch(
        &mut self,
        asks: &[Ask<'_>],
        batch: &[usize],
        answers: &mut [Answer],
    ) -> Result<(), DatabaseError> {
        let alone = batch.len() == 1;
        for columns in [Columns::Both, Columns::Actual] {
            let refused = match self.script(asks, batch, columns)? {
                Ok(found) => {
                    for (place, text) in found {
                        if let (Some(answer), Some(ask)) = (answers.get_mut(place), asks.get(place)) {
                            *answer = Answer::Text(ask.kept(&text));
                        }
                    }
                    return Ok(());
                }
                Err(refused) => refused,
            };
            if let [place] = batch
                && let Some(answer) = answers.get_mut(*place)
            {
                *answer = refused;
            }
            // A column that is still to come may have a type that is still to come.
            let has_table =
                batch.first().and_then(|place| asks.get(*place)).is_some_and(|ask| ask.table().is_some());
            if !alone || !has_table {
                break;
            }
        }
        if !alone {
            let (first, second) = batch.split_at(batch.len() / 2);
            self.batch(asks, first, answers)?;
            self.batch(asks, second, answers)?;
        }
        Ok(())
    }

    /// Makes an object of every text of the batch and reads what the server keeps: the place of each, and its text. `Err` is what it said
    /// instead.
    fn script(
        &mut self,
        asks: &[Ask<'_>],
        batch: &[usize],
        columns: Columns,
    ) -> Result<Result<Vec<(usize, String)>, Answer>, DatabaseError> {
        let mut tables: BTreeMap<&ObjectName, String> = BTreeMap::new();
        let (mut objects, mut reads) = (Vec::new(), Vec::new());
        for place in batch {
            let Some(ask) = asks.get(*place) else { continue };
            let Some((create, read)) = ask.object(*place) else { continue };
            if let Some(table) = ask.table() {
                let create = || {
                    format!("CREATE TEMP TABLE {} ({})", quoted(&table.name), self.columns_of(table, columns))
                };
                tables.entry(table).or_insert_with(create);
            }
            objects.push(create);
            reads.push(format!("SELECT {place}, ({read})"));
        }
        if reads.is_empty() {
            return Ok(Ok(Vec::new()));
        }
        let script = tables.into_values().chain(objects).collect::<Vec<_>>().join("; ");
        let sql = format!("ROLLBACK TO SAVEPOINT limbeck_text; {script}; {}", reads.join(" UNION ALL "));
        let found = match self.connection.query(&sql) {
            Ok(found) => found,
            Err(error) => return refusal(error).map(Err),
        };
        let answer = |row: Vec<Option<String>>| {
            let mut values = row.into_iter();
            Some((values.next()??.parse().ok()?, values.next()??))
        };
        Ok(Ok(found.rows.into_iter().filter_map(answer).collect()))
    }

    /// Whether conditions hold; one that cannot be evaluated does not.
    pub(super) fn true_or_not(&mut self, conditions: &[String]) -> Result<Vec<bool>, DatabaseError> {
        if conditions.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!("ROLLBACK TO SAVEPOINT limbeck_text; SELECT {}", conditions.join(", "));
        match self.connection.query(&sql) {
            Ok(rows) => {
                let row = rows.rows.into_iter().next().unwrap_or_default();
                Ok(row.into_iter().map(|value| value.as_deref() == Some("t")).collect())
            }
            Err(error) => {
                refusal(error)?;
                if conditions.len() == 1 {
                    return Ok(vec![false]);
                }
                let (first, second) = conditions.split_at(conditions.len() / 2);
                let mut answers = self.true_or_not(first)?;
                answers.extend(self.true_or_not(second)?);
                Ok(answers)
            }
        }
    }

    /// The columns of a table: on both sides, the desired ones first, or those that are there.
    fn columns_of(&self, table: &ObjectName, columns: Columns) -> String {
        let [actual, desired] = self.catalogs;
        let catalogs = match columns {
            Columns::Both => vec![desired, actual],
            Columns::Actual => vec![actual],
        };
        let mut known: Vec<(&str, &str)> = Vec::new();
        for catalog in catalogs {
            for column in catalog.table(table).map(|table| &table.columns[..]).unwrap_or_default() {
                if !known.iter().any(|(name, _)| *name == column.name) {
                    known.push((&column.name, column.data_type.as_str()));
                }
            }
        }
        let columns = known.iter().map(|(name, data_type)| format!("{} {data_type}", quoted(name)));
        columns.collect::<Vec<_>>().join(", ")
    }
}

#[derive(Clone, Copy)]
enum Columns {
    Both,
    Actual,
}

fn refusal(error: DatabaseError) -> Result<Answer, DatabaseError> {
    let Some(said) = error.server_error() else { return Err(error) };
    let asked = !said.code.as_deref().is_some_and(|code| NOT_ASKED.contains(&code));
    Ok(if asked { Answer::Refused } else { Answer::NotAsked })
}

/// Texts of one script.
struct Batch<'a> {
    /// The temporary tables in it, by name; `None` where real tables are read.
    tables: Option<BTreeMap<&'a str, &'a ObjectName>>,
    places: Vec<usize>,
}

impl<'a> Batch<'a> {
    /// What reads real tables stands apart from the temporary ones that would hide them, and two tables of one name, in two schemas, stand apart
    /// from each other.
    fn takes(&self, table: Option<&'a ObjectName>) -> bool {
        self.places.len() < BATCH
            && match (table, &self.tables) {
                (None, None) => true,
                (Some(table), Some(tables)) => tables.get(&*table.name).is_none_or(|other| *other == table),
                _ => false,
            }
    }
}

/// The places of the texts in batches.
fn batches(asks: &[Ask<'_>]) -> Vec<Vec<usize>> {
    let mut batches: Vec<Batch<'_>> = Vec::new();
    for (place, ask) in asks.iter().enumerate() {
        let table = ask.table();
        let position = batches.iter().rposition(|batch| batch.takes(table)).unwrap_or_else(|| {
            batches.push(Batch { tables: table.map(|_| BTreeMap::new()), places: Vec::new() });
            batches.len() - 1
        });
        if let Some(batch) = batches.get_mut(position) {
            if let (Some(tables), Some(table)) = (&mut batch.tables, table) {
                tables.insert(&table.name, table);
            }
            batch.places.push(place);
        }
    }
    batches.into_iter().map(|batch| batch.places).collect()
}
