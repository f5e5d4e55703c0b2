//! Opening the database.

use limbeck_database::{ConnectOptions, Connection, DatabaseError, connect};

use crate::config::{Config, ResolvedUrl};
use crate::error::{Error, Result};
use crate::run::{Control, on_own_thread};

/// What a command does with a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It reads.
    Read,
    /// It writes.
    Write,
    /// It writes, and may create an SQLite file.
    Create,
}

/// Opens the database of a configuration.
///
/// # Errors
///
/// When no URL is set, it cannot be understood, or the database cannot be opened.
pub fn open(config: &Config, access: Access) -> Result<(Box<dyn Connection>, ResolvedUrl)> {
    let resolved = config.database_to_open()?;
    let connection = connect(&resolved.url, &connect_options(config, access)).map_err(|error| {
        let hint = error.is_missing_database().then_some(CREATE_DATABASE);
        Error::from(error)
            .with_hints(hint.map(str::to_owned))
            .with_hint(format!("the database URL is from {}", resolved.origin))
    })?;
    Ok((connection, resolved))
}

const CREATE_DATABASE: &str = "`limbeck ensure-version --create-database` creates it";

fn connect_options(config: &Config, access: Access) -> ConnectOptions {
    ConnectOptions {
        create_if_missing: access == Access::Create,
        read_only: access == Access::Read,
        lock_timeout: config.lock_timeout,
        statement_timeout: config.statement_timeout,
        application_name: "limbeck".to_owned(),
    }
}

/// Creates the database of a configuration if its server does not have it; whether it had to. An SQLite file is created by the commands
/// that write to it.
///
/// # Errors
///
/// When no URL is set, the server cannot be reached, or its user may not create databases.
pub fn create_database(config: &Config) -> Result<bool> {
    on_own_thread(|| {
        let resolved = config.database_to_open()?;
        if resolved.url.sqlite().is_some() {
            return Ok(false);
        }
        limbeck_database::create_database(&resolved.url, &connect_options(config, Access::Write)).map_err(
            |error| Error::from(error).with_hint(format!("the database URL is from {}", resolved.origin)),
        )
    })
}

/// Opens it, and lets the control of the run cancel what runs on it. The canceller goes with the guard.
pub(super) fn open_for(
    config: &Config,
    access: Access,
    control: &Control,
) -> Result<(Box<dyn Connection>, ResolvedUrl, Cancellable)> {
    let (connection, resolved) = open(config, access)?;
    control.set_canceller(Some(connection.canceller()));
    Ok((connection, resolved, Cancellable(control.clone())))
}

/// As long as it lives, the control can cancel on the server.
pub(super) struct Cancellable(Control);

impl Drop for Cancellable {
    fn drop(&mut self) {
        self.0.set_canceller(None);
    }
}

/// Who runs this, for the record: `user@host`.
pub(super) fn who() -> String {
    let variable =
        |names: &[&str]| names.iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    let user = variable(&["USER", "LOGNAME", "USERNAME"]).unwrap_or_else(|| "unknown".to_owned());
    let host = fs_err::read_to_string("/proc/sys/kernel/hostname")
        .ok()
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .or_else(|| variable(&["HOSTNAME", "COMPUTERNAME"]));
    let mut who = match host {
        Some(host) => format!("{user}@{host}"),
        None => user,
    };
    // The width of the column.
    while who.len() > 255 {
        who.pop();
    }
    who
}

/// Whether an SQLite file is not there, and the command may not create it.
pub(super) fn is_missing_file(error: &Error) -> bool {
    let database = error.cause().and_then(|cause| cause.downcast_ref::<DatabaseError>());
    matches!(database, Some(DatabaseError::MissingFile { .. }))
}
