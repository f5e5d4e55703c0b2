//! A commit group that met another's lock: rolled back, and tried again as a whole.

use limbeck_sql::classify::{ObjectKind, ObjectRef};
use limbeck_url::DialectName;

use super::engine::Run;
use super::unit::Numbered;
use super::wait::Wait;
use super::{ApplyError, Event, LockHolder, Step, failure};
use crate::{Connection, DatabaseError, literal, quote_name};

/// How often a commit group is tried again.
const RETRIES: u32 = 5;

impl Run<'_> {
    /// Names who is in the way, waits a little longer each time, and gives up after [`RETRIES`].
    pub(super) fn back_off(
        &mut self,
        step: &Step,
        error: DatabaseError,
        wait: &mut Wait,
    ) -> Result<(), ApplyError> {
        self.stop_if_asked().map_err(|error| error.of(step))?;
        let one = self.at.and_then(|position| failure::numbered(step, position));
        let who = self.who_blocks(one);
        if wait.tries() < RETRIES {
            let message = format!("{error}; {who}");
            (self.events)(Event::Warning { message });
            let revision = step.revision.id.clone();
            (self.events)(Event::Retrying { revision, attempt: wait.tries() + 1 });
            let before = wait.waited();
            wait.back_off(&self.options.stop);
            self.report.waited += wait.waited().saturating_sub(before);
            return Ok(());
        }
        let tried = format!("; it was tried {} times, and rolled back each time; {who}", RETRIES + 1);
        let mut failure = busy_failure(step, one, error);
        failure.message.push_str(&tried);
        self.record_failure(step, &failure);
        Err(failure)
    }

    /// A statement that is no part of a transaction met another's lock: it is not tried again by itself.
    pub(super) fn blocked(&mut self, step: &Step, one: Numbered<'_>, error: DatabaseError) -> ApplyError {
        let who = self.who_blocks(Some(one));
        let mut failure = failure::statement_failed(step, one, error);
        failure.message.push_str(&format!("; {who}"));
        failure
    }

    fn who_blocks(&mut self, one: Option<Numbered<'_>>) -> String {
        let touched = one.map_or(&[][..], |one| &one.statement.classification.touched);
        let names: Vec<String> = blockers(self.connection, touched).iter().map(ToString::to_string).collect();
        if names.is_empty() {
            "the server does not say whose lock it was".to_owned()
        } else {
            format!("the lock is held by {}", names.join("; "))
        }
    }
}

fn busy_failure(step: &Step, one: Option<Numbered<'_>>, error: DatabaseError) -> ApplyError {
    match one {
        Some(one) => failure::statement_failed(step, one, error),
        None => failure::step_failed(step, &error.to_string()).with_source(error),
    }
}

/// Sessions that hold locks on what a statement touches; none if the server does not tell.
fn blockers(connection: &mut dyn Connection, touched: &[ObjectRef]) -> Vec<LockHolder> {
    for sql in questions(connection.server().dialect, touched) {
        let Ok(rows) = connection.query(&sql) else { continue };
        let found: Vec<LockHolder> = rows
            .rows
            .into_iter()
            .map(|row| {
                let mut values = row.into_iter();
                let mut next = || values.next().flatten().filter(|text| !text.is_empty());
                LockHolder {
                    session: next().unwrap_or_default(),
                    user: next(),
                    host: next(),
                    since: next(),
                    state: next(),
                    statement: next(),
                }
            })
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The questions, the best one first.
fn questions(dialect: DialectName, touched: &[ObjectRef]) -> Vec<String> {
    match dialect {
        DialectName::Sqlite => Vec::new(),
        DialectName::PostgreSql => vec![postgresql(touched)],
        DialectName::MySql => vec![metadata_locks(touched), transactions("performance_schema.processlist")],
        DialectName::MariaDb => vec![transactions("information_schema.processlist")],
    }
}

fn postgresql(touched: &[ObjectRef]) -> String {
    let mut relations: Vec<String> = touched
        .iter()
        .filter_map(|object| {
            match object.kind {
                ObjectKind::Column | ObjectKind::Constraint | ObjectKind::Trigger => object.table.as_deref(),
                _ => Some(object.name.as_str()),
            }
            .map(|name| (&object.schema, name))
        })
        .map(|(schema, name)| {
            let quoted = |name: &str| quote_name(name, DialectName::PostgreSql);
            let name = match schema {
                Some(schema) => format!("{}.{}", quoted(schema), quoted(name)),
                None => quoted(name),
            };
            format!("pg_catalog.to_regclass({})::oid", literal(&name, DialectName::PostgreSql))
        })
        .collect();
    relations.dedup();
    // What a statement refers to (the parent of a foreign key) is not among what it changes: then whoever has been in a transaction
    // for longest.
    let of_these = if relations.is_empty() {
        "true".to_owned()
    } else {
        format!("l.relation IN ({})", relations.join(", "))
    };
    format!(
        "SELECT a.pid, a.usename, COALESCE(a.client_hostname, pg_catalog.host(a.client_addr), 'the server itself'), \
         pg_catalog.to_char(a.xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), a.state, a.query \
         FROM pg_catalog.pg_stat_activity a WHERE a.pid <> pg_catalog.pg_backend_pid() AND a.datname = pg_catalog.current_database() \
         AND a.xact_start IS NOT NULL AND EXISTS (SELECT 1 FROM pg_catalog.pg_locks l WHERE l.pid = a.pid AND l.granted \
         AND l.locktype = 'relation' AND ({of_these} OR NOT EXISTS (SELECT 1 FROM pg_catalog.pg_locks o WHERE o.granted \
         AND o.locktype = 'relation' AND o.pid <> pg_catalog.pg_backend_pid() AND {})))  ORDER BY a.xact_start LIMIT 3",
        of_these.replace("l.relation", "o.relation")
    )
}

fn metadata_locks(touched: &[ObjectRef]) -> String {
    let names: Vec<String> = touched
        .iter()
        .map(|object| literal(object.table.as_ref().unwrap_or(&object.name), DialectName::MySql))
        .collect();
    let names = if names.is_empty() { "NULL".to_owned() } else { names.join(", ") };
    format!(
        "SELECT DISTINCT t.processlist_id, t.processlist_user, t.processlist_host, NULL, lower(t.processlist_command), \
         t.processlist_info FROM performance_schema.metadata_locks m JOIN performance_schema.threads t \
         ON t.thread_id = m.owner_thread_id WHERE m.object_type = 'TABLE' AND m.lock_status = 'GRANTED' \
         AND m.object_name IN ({names}) AND t.processlist_id <> CONNECTION_ID() LIMIT 3"
    )
}

/// Whoever has been in a transaction for longest.
fn transactions(processes: &str) -> String {
    format!(
        "SELECT x.trx_mysql_thread_id, p.user, p.host, NULL, \
         concat('in a transaction since ', x.trx_started, ' of the server''s time zone'), x.trx_query \
         FROM information_schema.innodb_trx x LEFT JOIN {processes} p ON p.id = x.trx_mysql_thread_id \
         WHERE x.trx_mysql_thread_id <> CONNECTION_ID() ORDER BY x.trx_started LIMIT 3"
    )
}
