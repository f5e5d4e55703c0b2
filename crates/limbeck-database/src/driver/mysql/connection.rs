//! [`Connection`] on MySQL and MariaDB.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};

use limbeck_sql::{Class, classify};
use mysql::prelude::Queryable as _;

use super::error::{self, DEADLOCK};
use super::identify::{Identity, identify};
use super::statement::{rows, run};
use super::target::Target;
use crate::session::settings;
use crate::{Cancel, ConnectOptions, Connection, DatabaseError, Notice, Rows, Server, SessionId, quote_name};

/// A connection to a MySQL or MariaDB server.
pub(super) struct MySql {
    connection: mysql::Conn,
    target: Target,
    options: ConnectOptions,
    server: Server,
    notices: Vec<Notice>,
    /// The protocol says so after every statement, but the driver keeps it to itself.
    in_transaction: bool,
}

impl MySql {
    pub(super) fn connect(target: Target, options: &ConnectOptions) -> Result<Self, DatabaseError> {
        let mut connection = target.open()?;
        let Identity { mut server, notices } = identify(&mut connection, &target.name, !options.read_only)?;
        if options.read_only && server.read_only.is_none() {
            server.read_only = Some("this command only reads".to_owned());
        }
        let options = options.clone();
        let mut this = Self { connection, target, options, server, notices, in_transaction: false };
        this.set_up()?;
        Ok(this)
    }

    /// Our settings, whatever the server's defaults are.
    fn set_up(&mut self) -> Result<(), DatabaseError> {
        for setting in settings(self.server.dialect) {
            run(&mut self.connection, setting)?;
        }
        // Whole seconds, and 0 is not "at once" on every version.
        let seconds = self.options.lock_timeout.as_secs_f64().ceil().clamp(1.0, 31_536_000.0);
        run(
            &mut self.connection,
            &format!("SET lock_wait_timeout = {seconds:.0}, innodb_lock_wait_timeout = {seconds:.0}"),
        )?;
        if self.options.read_only {
            run(&mut self.connection, "SET SESSION TRANSACTION READ ONLY")?;
        }
        Ok(())
    }

    /// Does `work`, and ends it on the server when the statement time-out has passed: neither server has one for every statement.
    fn guarded<T>(
        &mut self,
        work: impl FnOnce(&mut mysql::Conn) -> Result<T, DatabaseError>,
    ) -> Result<T, DatabaseError> {
        let Some(limit) = self.options.statement_timeout else { return work(&mut self.connection) };
        let timed_out = AtomicBool::new(false);
        let canceller = Canceller { target: self.target.clone(), id: self.connection.connection_id() };
        let connection = &mut self.connection;
        let result = std::thread::scope(|scope| {
            let (done, waiting) = channel::<()>();
            let timed_out = &timed_out;
            scope.spawn(move || {
                if waiting.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                    timed_out.store(true, Ordering::SeqCst);
                    canceller.cancel();
                }
            });
            let result = work(connection);
            drop(done);
            result
        });
        match result {
            Err(DatabaseError::Interrupted) if timed_out.load(Ordering::SeqCst) => {
                Err(DatabaseError::StatementTimeout { seconds: limit.as_secs_f64() })
            }
            result => result,
        }
    }

    /// Keeps the record of whether a transaction is open: DDL commits, even when it fails, and a deadlock rolls back.
    fn note_end_of_transaction(&mut self, sql: &str, error: Option<&DatabaseError>) {
        if !self.in_transaction {
            return;
        }
        let rolled_back = error
            .and_then(DatabaseError::server_error)
            .is_some_and(|words| words.code.as_deref() == Some(DEADLOCK));
        let class = classify(sql, self.server.dialect, self.server.lex_mode()).class;
        self.in_transaction = !rolled_back && class != Class::Alone;
    }

    fn collect_warnings(&mut self) {
        if self.connection.warnings() == 0 {
            return;
        }
        // A warning that cannot be read must not undo a statement that has run.
        let warnings = rows(&mut self.connection, "SHOW WARNINGS").unwrap_or_default();
        self.notices.extend(warnings.rows.into_iter().filter_map(|row| match &row[..] {
            [Some(level), code, Some(message)] => Some(Notice {
                severity: level.to_uppercase(),
                message: code.as_ref().map_or_else(|| message.clone(), |code| format!("{message} ({code})")),
            }),
            _ => None,
        }));
    }
}

impl Connection for MySql {
    fn execute(&mut self, sql: &str) -> Result<u64, DatabaseError> {
        let result = self.guarded(|connection| run(connection, sql));
        self.note_end_of_transaction(sql, result.as_ref().err());
        if result.is_ok() {
            self.collect_warnings();
        }
        result
    }

    fn query(&mut self, sql: &str) -> Result<Rows, DatabaseError> {
        let result = self.guarded(|connection| rows(connection, sql));
        self.note_end_of_transaction(sql, result.as_ref().err());
        result
    }

    fn begin(&mut self) -> Result<(), DatabaseError> {
        run(&mut self.connection, "START TRANSACTION")?;
        self.in_transaction = true;
        Ok(())
    }

    /// Beginning never waits here: rows are locked one by one.
    fn try_begin(&mut self) -> Result<bool, DatabaseError> {
        self.begin().map(|()| true)
    }

    fn commit(&mut self) -> Result<(), DatabaseError> {
        run(&mut self.connection, "COMMIT")?;
        self.in_transaction = false;
        Ok(())
    }

    fn rollback(&mut self) -> Result<(), DatabaseError> {
        if self.in_transaction {
            run(&mut self.connection, "ROLLBACK")?;
            self.in_transaction = false;
        }
        Ok(())
    }

    fn in_transaction(&self) -> bool {
        self.in_transaction
    }

    /// `COM_RESET_CONNECTION` rolls back, unlocks, drops temporary tables and user variables, and sets every variable back.
    ///
    /// The database in use stays, but not `collation_database`, which becomes the server's: routines would be created with that one.
    fn reset(&mut self) -> Result<(), DatabaseError> {
        self.connection.reset().map_err(|error| error::statement(&error))?;
        self.in_transaction = false;
        let used =
            rows(&mut self.connection, "SELECT DATABASE()")?.rows.into_iter().flatten().flatten().next();
        if let Some(database) = used {
            run(&mut self.connection, &format!("USE {}", quote_name(&database, self.server.dialect)))?;
        }
        self.set_up()
    }

    fn session(&mut self) -> Result<SessionId, DatabaseError> {
        Ok(SessionId(self.connection.connection_id().to_string()))
    }

    fn canceller(&self) -> Box<dyn Cancel> {
        Box::new(Canceller { target: self.target.clone(), id: self.connection.connection_id() })
    }

    fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    fn server(&self) -> &Server {
        &self.server
    }

    fn close(self: Box<Self>) -> Result<(), DatabaseError> {
        Ok(())
    }
}

/// Kills the statement, not the connection, from a connection of its own.
struct Canceller {
    target: Target,
    id: u32,
}

impl Cancel for Canceller {
    fn cancel(&self) {
        if let Ok(mut connection) = self.target.open() {
            // The statement may have ended by itself: then there is nothing to kill.
            let _ = connection.query_drop(format!("KILL QUERY {}", self.id));
        }
    }
}
