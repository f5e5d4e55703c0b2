//! What a URL means to the driver.

use std::sync::mpsc::channel;
use std::time::Duration;

use limbeck_url::{DatabaseUrl, Host};
use mysql::OptsBuilder;

use super::error;
use super::tls::{self, Attempts};
use crate::{ConnectOptions, DatabaseError};

/// A server's own port.
const PORT: u16 = 3306;
/// A dead peer is noticed after this long without a packet: a long ALTER is silent for as long as it runs.
const KEEPALIVE_MS: u32 = 60_000;

/// Where to connect, and how: one entry for each host of the URL, tried in turn.
#[derive(Clone, Debug)]
pub(super) struct Target {
    places: Vec<Place>,
    /// The first host and the database, for people.
    pub(super) name: String,
}

#[derive(Clone, Debug)]
struct Place {
    name: String,
    builder: OptsBuilder,
    attempts: Attempts,
    /// How long opening may take in all.
    limit: Option<Duration>,
}

impl Target {
    pub(super) fn of(url: &DatabaseUrl, options: &ConnectOptions) -> Result<Self, DatabaseError> {
        let local = [Host::Tcp { name: "127.0.0.1".to_owned(), port: None }];
        let hosts = if url.hosts().is_empty() { &local[..] } else { url.hosts() };
        let places = hosts.iter().map(|host| Place::of(url, host, options)).collect::<Result<Vec<_>, _>>()?;
        let name = places.first().map(|place| place.name.clone()).unwrap_or_default();
        Ok(Self { places, name })
    }

    /// Connects to the first host that answers; the error is the last one's.
    pub(super) fn open(&self) -> Result<mysql::Conn, DatabaseError> {
        let mut failure = DatabaseError::Url { message: "the URL names no host".to_owned() };
        for place in &self.places {
            match place.open() {
                Ok(connection) => return Ok(connection),
                Err(error) => failure = error::opening(&error, &place.name),
            }
        }
        Err(failure)
    }
}

impl Place {
    fn of(url: &DatabaseUrl, host: &Host, options: &ConnectOptions) -> Result<Self, DatabaseError> {
        let parameters = url.parameters();
        if let Some(charset) =
            parameters.charset.as_deref().filter(|charset| !charset.to_ascii_lowercase().starts_with("utf8"))
        {
            return Err(DatabaseError::Url {
                message: format!(
                    "charset={charset}: Limbeck speaks utf8mb4 to the server and nothing else; take it out of the URL"
                ),
            });
        }
        let password = url
            .password()
            .map(|password| password.expose().clone())
            .or_else(|| std::env::var("MYSQL_PWD").ok());
        let mut builder = OptsBuilder::new()
            .user(url.username())
            .pass(password)
            .db_name(url.database())
            // The driver would change to a socket by itself, and so to another account.
            .prefer_socket(false)
            .tcp_keepalive_time_ms(Some(KEEPALIVE_MS))
            .tcp_connect_timeout(parameters.connect_timeout)
            .connect_attrs(Some(std::collections::HashMap::from([(
                "program_name".to_owned(),
                parameters.application_name.clone().unwrap_or_else(|| options.application_name.clone()),
            )])));
        let at = match host {
            Host::Tcp { name, port } => {
                let port = port.unwrap_or(PORT);
                builder = builder.ip_or_hostname(Some(name.clone())).tcp_port(port);
                format!("{name}:{port}")
            }
            Host::Socket { path, .. } => {
                let path = path.to_string_lossy().into_owned();
                builder = builder.socket(Some(path.clone()));
                path
            }
        };
        let name = match url.database() {
            Some(database) => format!("{at}/{database}"),
            None => at,
        };
        let attempts = Attempts::of(url, host.socket().is_some())?;
        Ok(Self { name, builder, attempts, limit: parameters.connect_timeout })
    }

    /// The driver's own time-out ends where the connection is there; a server, or what stands before it, may be silent from then on. So the
    /// whole is done on a thread that is left to itself when the time is over.
    fn open(&self) -> Result<mysql::Conn, mysql::Error> {
        let Some(limit) = self.limit else { return tls::open(&self.builder, &self.attempts) };
        let (answer, waiting) = channel();
        let (builder, attempts) = (self.builder.clone(), self.attempts.clone());
        std::thread::spawn(move || {
            // Nobody may be waiting any more.
            let _ = answer.send(tls::open(&builder, &attempts));
        });
        waiting
            .recv_timeout(limit)
            .unwrap_or(Err(mysql::Error::DriverError(mysql::DriverError::ConnectTimeout)))
    }
}
