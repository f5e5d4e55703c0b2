//! From one schema to another and back, on a server, with rows and without.

use limbeck::autogenerate::{Comparison, read_sql};
use limbeck_catalog::{Catalog, DiffOptions};
use limbeck_revision::Direction;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::{Database, Server};

/// Two schemas, as SQL.
pub(crate) struct Journey {
    pub(crate) from: String,
    pub(crate) to: String,
    /// Tables that both have, as they are quoted. Each has a number `id`.
    pub(crate) shared: Vec<&'static str>,
    /// What follows `INSERT INTO table` for two rows.
    pub(crate) rows: &'static str,
}

/// The tables that both schemas have, by the numbers of their names.
pub(crate) fn in_both<T>(names: &[&'static str], from: &[Option<T>], to: &[Option<T>]) -> Vec<&'static str> {
    let both = names.iter().zip(from.iter().zip(to)).filter(|(_, (from, to))| from.is_some() && to.is_some());
    both.map(|(name, _)| *name).collect()
}

/// Makes journeys of random values, each with rows or without. Every one makes databases: a few each time, `CASES` of them on request.
pub(crate) fn journeys<S: Strategy>(server: &Server, schemas: &S, journey: impl Fn(&S::Value) -> Journey) {
    let cases = std::env::var("CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(12);
    let mut runner = TestRunner::new(ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 60,
        ..ProptestConfig::default()
    });
    let outcome = runner
        .run(&(schemas, any::<bool>()), |(schemas, rows)| there_and_back(server, &journey(&schemas), rows));
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

fn options() -> DiffOptions {
    DiffOptions { drop_unknown: true, grants: true, ..DiffOptions::default() }
}

/// What is left between a database and a catalog.
fn left(database: &mut Database, wanted: &Catalog) -> Vec<String> {
    let (found, scratch) = (database.reflect(), database.scratch());
    let comparison = Comparison::new(found, wanted, &options(), &scratch).unwrap();
    comparison.difference.operations.iter().map(ToString::to_string).collect()
}

/// With rows it may be that they do not fit the new schema: then none is lost.
fn there_and_back(server: &Server, journey: &Journey, rows: bool) -> Result<(), TestCaseError> {
    let mut database = server.database();
    let (scope, scratch) = (database.scope(), database.scratch());
    database.load(&journey.from);
    for table in journey.shared.iter().filter(|_| rows) {
        database.load(&format!("INSERT INTO {table} {}", journey.rows));
    }
    let count = |database: &mut Database| {
        let queries: Vec<String> =
            journey.shared.iter().map(|table| format!("SELECT count(*), sum(id) FROM {table};")).collect();
        database.answers(&queries.join("\n"))
    };
    let (had, before) = (count(&mut database), database.reflect());
    let after = read_sql(&journey.to, "after.sql", server.dialect, &scope, &scratch)
        .unwrap_or_else(|error| panic!("{error}"))
        .catalog;
    let itself =
        Comparison::new(after.clone(), &after, &DiffOptions { exact: true, ..options() }, &scratch).unwrap();
    prop_assert!(itself.is_empty(), "{:?}", itself.difference.operations);
    let comparison = Comparison::new(before.clone(), &after, &options(), &scratch).unwrap();
    let sections = comparison.sections(false).unwrap();
    for (direction, section, wanted) in
        [(Direction::Upgrade, &sections[0], &after), (Direction::Downgrade, &sections[1], &before)]
    {
        let outcome = database.run(&sections, direction);
        if rows && outcome.is_err() {
            prop_assert_eq!(count(&mut database), had, "{}", section.body);
            return Ok(());
        }
        prop_assert_eq!(outcome, Ok(()), "{}", section.body);
        prop_assert_eq!(left(&mut database, wanted), Vec::<String>::new(), "{}", section.body);
        prop_assert_eq!(count(&mut database), had.clone(), "{}", section.body);
    }
    Ok(())
}
