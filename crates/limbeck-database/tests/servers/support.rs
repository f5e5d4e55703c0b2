//! Steps from the text of revision files, and runs of them.

use std::path::Path;
use std::time::Duration;

use limbeck_database::{
    Applied, ApplyError, ConnectOptions, Connection, Engine, Event, Report, RunOptions, Step, StepRevision,
    apply, connect,
};
use limbeck_revision::{Direction, commit_groups, parse};
use limbeck_testing::TestDatabase;
use limbeck_url::DialectName;

/// A step from the text of a revision file, cut for the server of a connection.
pub(crate) fn step(connection: &dyn Connection, text: &str, direction: Direction) -> Step {
    let file = parse(Path::new("revision.sql"), text).unwrap();
    let server = connection.server();
    let dialect = server.dialect;
    Step {
        revision: StepRevision {
            id: file.header.revision.as_str().to_owned(),
            parents: file.header.revises.iter().map(|id| id.as_str().to_owned()).collect(),
            depends_on: file.header.depends_on.clone(),
            labels: file.header.labels.clone(),
            message: file.header.message.clone().unwrap_or_default(),
            checksum: file.checksum(dialect),
            downgrade: file.downgrade_text(dialect),
        },
        direction,
        groups: commit_groups(&file, direction, dialect, server.lex_mode()).unwrap(),
        file: Some(file.path.clone()),
    }
}

/// The text of a revision: a header, and the sections as they are given.
pub(crate) fn text(id: &str, parent: Option<&str>, sections: &str) -> String {
    let revises = parent.map(|parent| format!("-- @revises {parent}\n")).unwrap_or_default();
    format!("-- Make {id}\n-- @revision {id}\n{revises}\n{sections}")
}

pub(crate) fn options() -> RunOptions {
    RunOptions { who: "ann@laptop".to_owned(), lock_wait: Duration::from_secs(120), ..RunOptions::default() }
}

/// Upgrades through revisions on a connection of its own; those that are applied already are left out, as a planner does.
pub(crate) fn upgrade(database: &TestDatabase, texts: &[String]) -> Result<Report, ApplyError> {
    upgrade_with(&mut *database.open(), texts, options(), &mut |_| {})
}

pub(crate) fn upgrade_with(
    connection: &mut dyn Connection,
    texts: &[String],
    options: RunOptions,
    events: &mut dyn FnMut(Event),
) -> Result<Report, ApplyError> {
    let steps: Vec<Step> = texts.iter().map(|text| step(connection, text, Direction::Upgrade)).collect();
    let mut planner = move |applied: &Applied| -> Result<Vec<Step>, limbeck_database::PlanFailure> {
        Ok(steps.iter().filter(|step| !applied.contains(&step.revision.id)).cloned().collect())
    };
    apply(&mut Engine { connection, options }, &mut planner, events)
}

/// Takes revisions back, the first one first.
pub(crate) fn downgrade(database: &TestDatabase, texts: &[String]) -> Result<Report, ApplyError> {
    let mut connection = database.open();
    let steps: Vec<Step> = texts.iter().map(|text| step(&*connection, text, Direction::Downgrade)).collect();
    let mut steps = &steps[..];
    apply(&mut Engine { connection: &mut *connection, options: options() }, &mut steps, &mut |_| {})
}

/// A connection whose statements wait for locks for no longer than this.
pub(crate) fn impatient(database: &TestDatabase, lock_timeout: Duration) -> Box<dyn Connection> {
    connect(&database.url(), &ConnectOptions { lock_timeout, ..ConnectOptions::default() }).unwrap()
}

/// The ids of the applied revisions.
pub(crate) fn ids(database: &TestDatabase) -> Vec<String> {
    database.rows("SELECT revision FROM limbeck_revisions ORDER BY revision")
}

/// The tables of a user.
pub(crate) fn tables(database: &TestDatabase) -> Vec<String> {
    let own = if is_postgresql(database) { "current_schema()" } else { "database()" };
    database.rows(&format!(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = {own} AND table_name NOT LIKE 'limbeck%' \
         ORDER BY table_name"
    ))
}

pub(crate) fn is_postgresql(database: &TestDatabase) -> bool {
    database.server.dialect() == DialectName::PostgreSql
}
