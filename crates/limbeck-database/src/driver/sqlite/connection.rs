//! [`Connection`] on SQLite.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use limbeck_url::DialectName;
use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::types::ValueRef;
use rusqlite::{Batch, InterruptHandle};

use super::error;
use super::open::{Opened, open};
use super::session::leaves_traces;
use super::target::{Place, Target};
use crate::session::settings;
use crate::{
    Cancel, Capabilities, ConnectOptions, Connection, DatabaseError, Notice, Rows, Server, SessionId, Version,
};

/// A connection to an SQLite database.
pub(super) struct Sqlite {
    connection: rusqlite::Connection,
    target: Target,
    options: ConnectOptions,
    server: Server,
    handle: Handle,
    session: SessionId,
    /// How often the file has been opened.
    opened: u32,
    /// A statement has run whose traces only a new connection wipes out.
    traces: bool,
}

/// The interrupt handle of the present connection; [`Connection::reset`] may replace it.
type Handle = Arc<Mutex<InterruptHandle>>;

impl Sqlite {
    pub(super) fn connect(target: Target, options: &ConnectOptions) -> Result<Self, DatabaseError> {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let Opened { connection, read_only } = open(&target, options)?;
        let version_text = rusqlite::version().to_owned();
        let server = Server {
            dialect: DialectName::Sqlite,
            version: Version::parse(&version_text),
            version_text,
            capabilities: Capabilities {
                transactional_ddl: true,
                run_lock: false,
                foreign_keys_switch: true,
            },
            database: target.name(),
            read_only: read_only.or_else(|| options.read_only.then(|| "this command only reads".to_owned())),
        };
        let handle = Arc::new(Mutex::new(connection.get_interrupt_handle()));
        let session = SessionId(format!(
            "process {} connection {}",
            std::process::id(),
            NUMBER.fetch_add(1, Ordering::Relaxed)
        ));
        let options = options.clone();
        let mut this =
            Self { connection, target, options, server, handle, session, opened: 1, traces: false };
        this.set_up()?;
        Ok(this)
    }

    /// Our settings, whatever the build's defaults are.
    fn set_up(&mut self) -> Result<(), DatabaseError> {
        self.set_busy_timeout(self.options.lock_timeout)?;
        for setting in settings(DialectName::Sqlite) {
            self.run(setting)?;
        }
        let query_only = if self.options.read_only { "ON" } else { "OFF" };
        self.run(&format!("PRAGMA query_only = {query_only}"))?;
        Ok(())
    }

    fn set_busy_timeout(&self, timeout: Duration) -> Result<(), DatabaseError> {
        // SQLite counts milliseconds in an `int`; what is longer is as good as for ever.
        let timeout = timeout.min(Duration::from_millis(i32::MAX as u64));
        self.connection.busy_timeout(timeout).map_err(|e| self.error(&e))
    }

    fn file(&self) -> Option<&Path> {
        match &self.target.place {
            Place::Memory => None,
            Place::File(path) => Some(path),
        }
    }

    fn error(&self, error: &rusqlite::Error) -> DatabaseError {
        error::statement(error, self.file())
    }

    /// Runs statements one after the other. Several in one text are no surprise: each is prepared when those before it have run.
    fn run(&self, sql: &str) -> Result<u64, DatabaseError> {
        self.guarded(|connection| {
            let before = connection.total_changes();
            let mut batch = Batch::new(connection, sql);
            while let Some(mut statement) = batch.next()? {
                let mut rows = statement.raw_query();
                while rows.next()?.is_some() {}
            }
            Ok(connection.total_changes().saturating_sub(before))
        })
    }

    fn read(&self, sql: &str) -> Result<Rows, DatabaseError> {
        self.guarded(|connection| {
            let mut statement = connection.prepare(sql)?;
            let columns = (0..statement.column_count())
                .map(|index| statement.column_name(index).map(str::to_owned))
                .collect::<Result<Vec<_>, _>>()?;
            let mut found = Vec::new();
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next()? {
                found.push(
                    (0..columns.len()).map(|i| row.get_ref(i).map(text)).collect::<Result<Vec<_>, _>>()?,
                );
            }
            Ok(Rows { columns, rows: found })
        })
    }

    /// Does `work`, and ends it when the statement time-out has passed: SQLite has none of its own.
    fn guarded<T>(
        &self,
        work: impl FnOnce(&rusqlite::Connection) -> Result<T, rusqlite::Error>,
    ) -> Result<T, DatabaseError> {
        let Some(limit) = self.options.statement_timeout else {
            return work(&self.connection).map_err(|e| self.error(&e));
        };
        let timed_out = AtomicBool::new(false);
        let result = std::thread::scope(|scope| {
            let (done, waiting) = channel::<()>();
            let (handle, timed_out) = (Arc::clone(&self.handle), &timed_out);
            scope.spawn(move || {
                if waiting.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                    timed_out.store(true, Ordering::SeqCst);
                    interrupt(&handle);
                }
            });
            let result = work(&self.connection);
            drop(done);
            result
        });
        match result.map_err(|e| self.error(&e)) {
            Err(DatabaseError::Interrupted) if timed_out.load(Ordering::SeqCst) => {
                Err(DatabaseError::StatementTimeout { seconds: limit.as_secs_f64() })
            }
            result => result,
        }
    }

    /// What a connection in memory can do instead of being opened anew.
    fn wipe_memory(&mut self) -> Result<(), DatabaseError> {
        for row in self.read("PRAGMA database_list")?.rows {
            if let Some(Some(name)) = row.get(1)
                && !matches!(name.as_str(), "main" | "temp")
            {
                self.run(&format!("DETACH DATABASE \"{}\"", name.replace('"', "\"\"")))?;
            }
        }
        let objects = "SELECT type, name FROM temp.sqlite_schema WHERE type IN ('table', 'view', 'trigger') \
                       AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type = 'table', name";
        for row in self.read(objects)?.rows {
            if let [Some(kind), Some(name)] = row.as_slice() {
                self.run(&format!("DROP {kind} IF EXISTS temp.\"{}\"", name.replace('"', "\"\"")))?;
            }
        }
        Ok(())
    }
}

impl Connection for Sqlite {
    fn execute(&mut self, sql: &str) -> Result<u64, DatabaseError> {
        self.traces |= leaves_traces(sql);
        self.run(sql)
    }

    fn query(&mut self, sql: &str) -> Result<Rows, DatabaseError> {
        self.traces |= leaves_traces(sql);
        self.read(sql)
    }

    fn begin(&mut self) -> Result<(), DatabaseError> {
        // IMMEDIATE takes the write lock now: what is read afterwards can't be changed by another before we write.
        self.run("BEGIN IMMEDIATE").map(drop)
    }

    fn try_begin(&mut self) -> Result<bool, DatabaseError> {
        self.set_busy_timeout(Duration::ZERO)?;
        let begun = self.begin();
        self.set_busy_timeout(self.options.lock_timeout)?;
        match begun {
            Ok(()) => Ok(true),
            Err(error) if error.is_busy() => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn commit(&mut self) -> Result<(), DatabaseError> {
        self.run("COMMIT").map(drop)
    }

    fn rollback(&mut self) -> Result<(), DatabaseError> {
        if self.in_transaction() { self.run("ROLLBACK").map(drop) } else { Ok(()) }
    }

    fn in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    /// Rolls back, puts our settings back, and wipes out temporary objects, attached databases and lasting pragmas: a file is opened
    /// anew for those (only when there are any, since a big schema takes its time to be read); in memory they are dropped one by one,
    /// and pragmas that only a new connection would reset stay.
    fn reset(&mut self) -> Result<(), DatabaseError> {
        self.rollback()?;
        let count = "SELECT (SELECT count(*) FROM temp.sqlite_schema) + \
                     (SELECT count(*) FROM pragma_database_list WHERE name NOT IN ('main', 'temp'))";
        let left_behind = self.traces || self.read(count)?.scalar() != Some("0");
        if left_behind {
            match &self.target.place {
                Place::Memory => self.wipe_memory()?,
                Place::File(_) => {
                    let options = ConnectOptions { create_if_missing: false, ..self.options.clone() };
                    self.opened += 1;
                    self.connection = open(&self.target, &options)?.connection;
                    *self.handle.lock().unwrap_or_else(PoisonError::into_inner) =
                        self.connection.get_interrupt_handle();
                }
            }
            self.traces = false;
        }
        self.set_up()
    }

    fn session(&mut self) -> Result<SessionId, DatabaseError> {
        Ok(self.session.clone())
    }

    fn canceller(&self) -> Box<dyn Cancel> {
        Box::new(Canceller(Arc::clone(&self.handle)))
    }

    /// `data_version` differs when another connection has committed; it counts for one connection only.
    fn change_token(&mut self) -> Result<Option<String>, DatabaseError> {
        let rows = self.read("PRAGMA main.data_version")?;
        Ok(rows.scalar().map(|version| format!("{}:{version}", self.opened)))
    }

    fn take_notices(&mut self) -> Vec<Notice> {
        Vec::new()
    }

    fn server(&self) -> &Server {
        &self.server
    }

    fn close(self: Box<Self>) -> Result<(), DatabaseError> {
        let Self { connection, target, .. } = *self;
        connection.close().map_err(|(_, e)| {
            let file = match &target.place {
                Place::Memory => None,
                Place::File(path) => Some(path.as_path()),
            };
            error::statement(&e, file)
        })
    }
}

struct Canceller(Handle);

impl Cancel for Canceller {
    fn cancel(&self) {
        interrupt(&self.0);
    }
}

fn interrupt(handle: &Handle) {
    handle.lock().unwrap_or_else(PoisonError::into_inner).interrupt();
}

fn text(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
    }
}
