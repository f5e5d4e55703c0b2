//! Opening a connection: every server in turn, and every way that `sslmode` allows.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use limbeck_url::Host;
use postgres::config::{ChannelBinding, SslNegotiation};
use postgres::{Client, Config};

use super::error;
use super::servers::ServerAddress;
use super::target::{Target, Wants};
use super::tls::{Attempt, attempts};
use crate::{ConnectOptions, DatabaseError, Notice};

/// What the server says beside the answers.
pub(super) type Notices = Arc<Mutex<Vec<Notice>>>;

/// An open connection.
pub(super) struct Opened {
    pub(super) client: Client,
    /// The way that worked, which cancelling takes as well.
    pub(super) attempt: Attempt,
    /// The server for people.
    pub(super) name: String,
}

/// Why one server will not do.
enum Failure {
    /// It cannot be reached, or is not of the kind that is wanted: the next one may do.
    Next(DatabaseError),
    /// It has said no: the others are not asked (PostgreSQL manual, "Specifying Multiple Hosts").
    Final(DatabaseError),
}

pub(super) fn open(
    target: &Target,
    options: &ConnectOptions,
    notices: &Notices,
) -> Result<Opened, DatabaseError> {
    let passes: &[Wants] = match target.wanted {
        Wants::PreferStandby => &[Wants::Standby, Wants::Any],
        ref wanted => std::slice::from_ref(wanted),
    };
    let mut last = None;
    for wanted in passes {
        for server in &target.servers {
            match one(target, server, *wanted, options, notices) {
                Ok(opened) => return Ok(opened),
                Err(Failure::Final(error)) => return Err(error),
                Err(Failure::Next(error)) => last = Some(error),
            }
        }
    }
    Err(last.unwrap_or_else(|| error::bad("the URL names no server".to_owned())))
}

fn one(
    target: &Target,
    server: &ServerAddress,
    wanted: Wants,
    options: &ConnectOptions,
    notices: &Notices,
) -> Result<Opened, Failure> {
    let name = target.name(server);
    let ways = attempts(&target.ssl, server).map_err(Failure::Final)?;
    let mut first_refusal = None;
    for attempt in ways {
        let mut config = config(target, server, options, notices);
        if attempt.negotiates_directly() {
            config.ssl_negotiation(SslNegotiation::Direct);
        }
        match connect_in_time(attempt.clone(), config, target.connect_timeout) {
            Ok(mut client) => {
                return match suits(&mut client, wanted) {
                    Ok(None) => Ok(Opened { client, attempt, name }),
                    Ok(Some(reason)) => Err(Failure::Next(cannot_open(&name, reason.to_owned()))),
                    Err(error) => Err(Failure::Next(cannot_open(&name, error::chain(&error)))),
                };
            }
            Err(Unopened::TooLate(limit)) => {
                let reason = format!("no answer within {} s (connect_timeout)", limit.as_secs());
                return Err(Failure::Next(cannot_open(&name, reason)));
            }
            Err(Unopened::Error(error)) => {
                let cannot_connect = error.as_db_error().is_none() && is_unreachable(&error);
                let refusal = refused(&name, server, &error);
                if cannot_connect {
                    return Err(Failure::Next(refusal));
                }
                first_refusal.get_or_insert((error.as_db_error().is_some(), refusal));
            }
        }
    }
    Err(match first_refusal {
        Some((true, refusal)) => Failure::Final(refusal),
        Some((false, refusal)) => Failure::Next(refusal),
        None => Failure::Next(cannot_open(&name, "there is no way to connect".to_owned())),
    })
}

fn config(target: &Target, server: &ServerAddress, options: &ConnectOptions, notices: &Notices) -> Config {
    let mut config = Config::new();
    config.user(&target.user).dbname(&target.database).port(server.port);
    config.application_name(target.application_name.as_deref().unwrap_or(&options.application_name));
    match &server.host {
        Host::Tcp { name, .. } => config.host(name),
        Host::Socket { path, .. } => config.host_path(path),
    };
    if let Some(address) = server.address {
        config.hostaddr(address);
    }
    if let Some(password) = &server.password {
        config.password(password.expose());
    }
    if let Some(text) = &target.options {
        config.options(text);
    }
    if let Some(limit) = target.connect_timeout {
        config.connect_timeout(limit);
    }
    config.keepalives(!target.keepalive.off);
    if let Some(idle) = target.keepalive.idle {
        config.keepalives_idle(idle);
    }
    if let Some(interval) = target.keepalive.interval {
        config.keepalives_interval(interval);
    }
    if let Some(count) = target.keepalive.count {
        config.keepalives_retries(count);
    }
    if let Some(limit) = target.keepalive.user_timeout {
        config.tcp_user_timeout(limit);
    }
    match target.channel_binding.as_deref() {
        Some("disable") => config.channel_binding(ChannelBinding::Disable),
        Some("require") => config.channel_binding(ChannelBinding::Require),
        _ => config.channel_binding(ChannelBinding::Prefer),
    };
    let notices = Arc::clone(notices);
    config.notice_callback(move |said| {
        let notice = Notice { severity: said.severity().to_owned(), message: said.message().to_owned() };
        notices.lock().unwrap_or_else(PoisonError::into_inner).push(notice);
    });
    config
}

enum Unopened {
    TooLate(Duration),
    Error(postgres::Error),
}

/// `connect_timeout` is for the whole of it, TLS and authentication included; the driver's own is for the socket alone.
fn connect_in_time(
    attempt: Attempt,
    mut config: Config,
    limit: Option<Duration>,
) -> Result<Client, Unopened> {
    let Some(limit) = limit else { return attempt.connect(&mut config).map_err(Unopened::Error) };
    let (done, waiting) = channel();
    std::thread::spawn(move || {
        // Nobody waits any more when this cannot be sent: the connection is closed again by being dropped.
        let _ = done.send(attempt.connect(&mut config));
    });
    match waiting.recv_timeout(limit) {
        Ok(connected) => connected.map_err(Unopened::Error),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Err(Unopened::TooLate(limit)),
    }
}

/// Whether the server is of the kind that is wanted; if not, why.
fn suits(client: &mut Client, wanted: Wants) -> Result<Option<&'static str>, postgres::Error> {
    if wanted == Wants::Any {
        return Ok(None);
    }
    let sql = "SELECT pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('transaction_read_only')";
    let mut standby = false;
    let mut read_only = false;
    for message in client.simple_query(sql)? {
        if let postgres::SimpleQueryMessage::Row(row) = message {
            standby = row.get(0) == Some("t");
            read_only = row.get(1) == Some("on");
        }
    }
    Ok(match wanted {
        Wants::ReadWrite if read_only => Some("it takes no writes, and target_session_attrs is read-write"),
        Wants::ReadOnly if !read_only => Some("it takes writes, and target_session_attrs is read-only"),
        Wants::Primary if standby => Some("it is a standby, and target_session_attrs is primary"),
        Wants::Standby | Wants::PreferStandby if !standby => {
            Some("it is no standby, and target_session_attrs is standby")
        }
        _ => None,
    })
}

/// The driver's kinds of errors are not public: these are its words for a server that was never reached.
fn is_unreachable(error: &postgres::Error) -> bool {
    error.to_string().starts_with("error connecting to server")
}

fn refused(name: &str, server: &ServerAddress, error: &postgres::Error) -> DatabaseError {
    let mut reason = match error.as_db_error() {
        Some(said) => said.message().to_owned(),
        None => error::chain(error),
    };
    if reason.contains("password missing") {
        "the server asks for a password, and neither the URL, PGPASSWORD nor the password file has one"
            .clone_into(&mut reason);
    }
    if let Some(note) = &server.password_note {
        reason.push_str("; ");
        reason.push_str(note);
    }
    DatabaseError::CannotOpen {
        database: name.to_owned(),
        reason,
        source: error.as_db_error().map(|said| error::words(said, "", 0)),
    }
}

fn cannot_open(name: &str, reason: String) -> DatabaseError {
    DatabaseError::CannotOpen { database: name.to_owned(), reason, source: None }
}
