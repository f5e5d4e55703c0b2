//! [`Connection`] on PostgreSQL.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use limbeck_url::DialectName;
use postgres::{CancelToken, Client, SimpleQueryMessage};

use super::error::{self, Context};
use super::open::{Notices, Opened, open};
use super::target::Target;
use super::tls::Attempt;
use crate::session::settings;
use crate::{
    Cancel, Capabilities, ConnectOptions, Connection, DatabaseError, Notice, Rows, Server, SessionId, Version,
};

/// What `DISCARD ALL` does, but for the advisory locks: the lock of a run sits on this session (PostgreSQL manual, "DISCARD").
const RESET: &str = "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; DEALLOCATE ALL; UNLISTEN *; DISCARD PLANS; \
                     DISCARD TEMP; DISCARD SEQUENCES";

const WHO: &str = "SELECT pg_catalog.current_setting('server_version'), pg_catalog.pg_is_in_recovery(), \
                   pg_catalog.current_setting('default_transaction_read_only'), pg_catalog.pg_backend_pid(), \
                   (SELECT backend_start FROM pg_catalog.pg_stat_activity WHERE pid = pg_catalog.pg_backend_pid())";

/// A connection to a PostgreSQL database.
pub(super) struct PostgreSql {
    client: Client,
    attempt: Attempt,
    options: ConnectOptions,
    server: Server,
    session: SessionId,
    notices: Notices,
    cancelled: Arc<AtomicBool>,
    in_transaction: bool,
}

impl PostgreSql {
    pub(super) fn connect(target: Target, options: &ConnectOptions) -> Result<Self, DatabaseError> {
        let notices = Notices::default();
        let Opened { client, attempt, name } = open(&target, options, &notices)?;
        let mut this = Self {
            client,
            attempt,
            options: options.clone(),
            server: Server {
                dialect: DialectName::PostgreSql,
                version_text: String::new(),
                version: Version::default(),
                capabilities: Capabilities {
                    transactional_ddl: true,
                    run_lock: true,
                    foreign_keys_switch: false,
                },
                database: name,
                read_only: None,
            },
            session: SessionId(String::new()),
            notices,
            cancelled: Arc::default(),
            in_transaction: false,
        };
        this.look_at_server()?;
        this.set_up()?;
        Ok(this)
    }

    fn look_at_server(&mut self) -> Result<(), DatabaseError> {
        let rows = self.read(WHO)?;
        let value = |column: usize| rows.rows.first().and_then(|row| row.get(column)?.as_deref());
        value(0).unwrap_or_default().clone_into(&mut self.server.version_text);
        self.server.version = Version::parse(&self.server.version_text);
        self.server.read_only = if value(1) == Some("t") {
            Some("it is a standby".to_owned())
        } else if value(2) == Some("on") {
            Some("default_transaction_read_only is on".to_owned())
        } else {
            self.options.read_only.then(|| "this command only reads".to_owned())
        };
        let (process, start) = (value(3).unwrap_or_default(), value(4).unwrap_or_default());
        self.session = SessionId(format!("process {process} since {start}"));
        Ok(())
    }

    /// Our settings, whatever those of server, database and role are. Whoever only reads sets nothing that could outlast a statement: behind
    /// a pooler the session is another's the next moment.
    fn set_up(&mut self) -> Result<(), DatabaseError> {
        if self.options.read_only {
            return Ok(());
        }
        let mut sql: Vec<String> =
            settings(DialectName::PostgreSql).iter().map(|setting| (*setting).to_owned()).collect();
        let [lock, statement] = self.limits();
        sql.push(format!("SET lock_timeout = {lock}; SET statement_timeout = {statement}"));
        self.run(&sql.join("; ")).map(drop)
    }

    /// `lock_timeout` and `statement_timeout`, in milliseconds; 0 is none.
    fn limits(&self) -> [u128; 2] {
        let milliseconds = |limit: Duration| limit.as_millis().min(i32::MAX as u128);
        [milliseconds(self.options.lock_timeout), self.options.statement_timeout.map_or(0, milliseconds)]
    }

    /// What stands before the statements of a connection that only reads. Several statements of one text are one transaction (PostgreSQL
    /// manual, "Multiple Statements in a Simple Query"), and what is said of it goes with it. Its end needs no such words, and could not
    /// say them after an error.
    fn before(&self, sql: &str) -> String {
        let ends = ["ROLLBACK", "COMMIT"].iter().any(|word| sql.starts_with(word));
        if !self.options.read_only || ends {
            return String::new();
        }
        let [lock, statement] = self.limits();
        format!(
            "SET TRANSACTION READ ONLY; SET LOCAL lock_timeout = {lock}; SET LOCAL statement_timeout = {statement}; "
        )
    }

    fn run(&mut self, sql: &str) -> Result<Vec<SimpleQueryMessage>, DatabaseError> {
        self.cancelled.store(false, Ordering::SeqCst);
        let before = self.before(sql);
        let whole = if before.is_empty() { Cow::Borrowed(sql) } else { Cow::Owned(format!("{before}{sql}")) };
        self.client.simple_query(&whole).map_err(|error| {
            let context = Context {
                database: &self.server.database,
                cancelled: self.cancelled.load(Ordering::SeqCst),
                statement_timeout: self.options.statement_timeout.map(|limit| limit.as_secs_f64()),
            };
            let before = u32::try_from(before.len()).unwrap_or_default();
            error::statement(&error, sql, before, &context)
        })
    }

    fn read(&mut self, sql: &str) -> Result<Rows, DatabaseError> {
        let mut rows = Rows::default();
        for message in self.run(sql)? {
            match message {
                SimpleQueryMessage::RowDescription(columns) => {
                    // Of several statements the last that has rows counts.
                    rows = Rows {
                        columns: columns.iter().map(|column| column.name().to_owned()).collect(),
                        rows: Vec::new(),
                    };
                }
                SimpleQueryMessage::Row(row) => {
                    let values = (0..row.len()).map(|column| row.get(column).map(str::to_owned));
                    rows.rows.push(values.collect());
                }
                _ => {}
            }
        }
        Ok(rows)
    }
}

impl Connection for PostgreSql {
    fn execute(&mut self, sql: &str) -> Result<u64, DatabaseError> {
        let count = |message: &SimpleQueryMessage| match message {
            SimpleQueryMessage::CommandComplete(count) => *count,
            _ => 0,
        };
        Ok(self.run(sql)?.iter().map(count).sum())
    }

    fn query(&mut self, sql: &str) -> Result<Rows, DatabaseError> {
        self.read(sql)
    }

    fn begin(&mut self) -> Result<(), DatabaseError> {
        self.run("BEGIN")?;
        self.in_transaction = true;
        Ok(())
    }

    /// A transaction waits for nobody when it begins.
    fn try_begin(&mut self) -> Result<bool, DatabaseError> {
        self.begin().map(|()| true)
    }

    /// COMMIT in a transaction that has failed rolls back and says so only in its tag: the query before it makes that an error.
    fn commit(&mut self) -> Result<(), DatabaseError> {
        let committed = self.run("SELECT 1; COMMIT").map(drop);
        let failed_before = committed.as_ref().is_err_and(|error| {
            error.server_error().is_some_and(|said| said.code.as_deref() == Some("25P02"))
        });
        // A COMMIT that fails (a deferred constraint) has ended the transaction as well.
        self.in_transaction = failed_before;
        committed
    }

    fn rollback(&mut self) -> Result<(), DatabaseError> {
        if !self.in_transaction {
            return Ok(());
        }
        self.in_transaction = false;
        self.run("ROLLBACK").map(drop)
    }

    fn in_transaction(&self) -> bool {
        self.in_transaction
    }

    fn reset(&mut self) -> Result<(), DatabaseError> {
        self.rollback()?;
        self.run(RESET)?;
        self.set_up()
    }

    fn session(&mut self) -> Result<SessionId, DatabaseError> {
        Ok(self.session.clone())
    }

    fn canceller(&self) -> Box<dyn Cancel> {
        Box::new(Canceller {
            token: self.client.cancel_token(),
            attempt: self.attempt.clone(),
            cancelled: Arc::clone(&self.cancelled),
        })
    }

    fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn server(&self) -> &Server {
        &self.server
    }

    fn close(self: Box<Self>) -> Result<(), DatabaseError> {
        let Self { client, server, .. } = *self;
        client.close().map_err(|error| DatabaseError::ConnectionLost {
            database: server.database,
            reason: error::chain(&error),
        })
    }
}

struct Canceller {
    token: CancelToken,
    attempt: Attempt,
    cancelled: Arc<AtomicBool>,
}

impl Cancel for Canceller {
    fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
        // On a thread of its own: the driver panics on one that drives a runtime. A request that cannot be sent cancels nothing.
        let (token, attempt) = (self.token.clone(), self.attempt.clone());
        let asking = std::thread::Builder::new()
            .name("limbeck-cancel".to_owned())
            .spawn(move || attempt.cancel(&token));
        if let Ok(asking) = asking {
            drop(asking.join());
        }
    }
}
