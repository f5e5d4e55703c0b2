//! From name and value pairs to [`Parameters`], and to what belongs elsewhere in the URL.

use std::time::Duration;

use super::known::{Check, Role, fold, known, names};
use super::tls::{Evidence, switch};
use super::{Parameters, SslMode};
use crate::dialect::DialectName::{self, PostgreSql};
use crate::driver::Driver;
use crate::error::UrlError;
use crate::nearest::nearest;
use crate::secret::Secret;
use crate::sqlite::SqliteMode;

/// One parameter as written, percent-encoding undone. The value is secret until its name is known.
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) value: Secret<String>,
}

/// What the parameters say.
#[derive(Default)]
pub(crate) struct Read {
    pub(crate) parameters: Parameters,
    pub(crate) username: Option<String>,
    pub(crate) password: Option<Secret<String>>,
    pub(crate) database: Option<String>,
    /// Every `host=`, as written.
    pub(crate) hosts: Vec<String>,
    /// Every `port=`, as written.
    pub(crate) ports: Vec<String>,
    pub(crate) socket: Option<String>,
    pub(crate) sqlite_mode: Option<SqliteMode>,
    pub(crate) sqlite_uri: bool,
}

/// Reads the parameters of a URL.
pub(crate) fn read(pairs: Vec<Pair>, dialect: DialectName, driver: Option<Driver>) -> Result<Read, UrlError> {
    let mut reader =
        Reader { read: Read::default(), tls: Evidence::default(), dialect, driver, search_path: None };
    let mut after_password = false;
    for (position, pair) in (1..).zip(pairs) {
        reader.pair(position, &pair, after_password)?;
        after_password = fold(&pair.name).contains("passw");
    }
    reader.finish()
}

struct Reader {
    read: Read,
    tls: Evidence,
    dialect: DialectName,
    driver: Option<Driver>,
    search_path: Option<String>,
}

impl Reader {
    fn pair(&mut self, position: usize, pair: &Pair, after_password: bool) -> Result<(), UrlError> {
        let value = pair.value.expose().as_str();
        if self.session_option(pair, value)? {
            return Ok(());
        }
        let Some(known) = known(&pair.name, self.dialect) else {
            return Err(self.unknown(position, &pair.name, after_password));
        };
        if let Role::Refused(reason) = known.role {
            return Err(UrlError::Refused { name: pair.name.clone(), reason });
        }
        if value.is_empty() {
            // Every driver takes an empty value for an absent one.
            return Ok(());
        }
        let bad = |expected| UrlError::BadValue { name: pair.name.clone(), expected };
        let role = self.role_for_driver(known.role);
        let parameters = &mut self.read.parameters;
        match role {
            Role::User => once(&mut self.read.username, value.to_owned(), "user"),
            Role::Password => once(&mut self.read.password, Secret::new(value.to_owned()), "password"),
            Role::Database => {
                if self.dialect == PostgreSql && (value.contains('=') || value.contains("://")) {
                    return Err(bad("a database name, not a connection string"));
                }
                once(&mut self.read.database, value.to_owned(), "database")
            }
            Role::Host => {
                self.read.hosts.push(value.to_owned());
                Ok(())
            }
            Role::Port => {
                self.read.ports.push(value.to_owned());
                Ok(())
            }
            Role::Socket => once(&mut self.read.socket, value.to_owned(), "socket"),
            Role::SslMode => {
                let mode = SslMode::read(value)
                    .ok_or_else(|| bad("one of disable, allow, prefer, require, verify-ca, verify-full"))?;
                self.tls.mode(mode)
            }
            Role::SslRootCert => {
                self.tls.python_file(&pair.name);
                once(&mut parameters.sslrootcert, value.to_owned(), "sslrootcert")
            }
            Role::SslCert => {
                self.tls.python_file(&pair.name);
                once(&mut parameters.sslcert, value.to_owned(), "sslcert")
            }
            Role::SslKey => once(&mut parameters.sslkey, value.to_owned(), "sslkey"),
            Role::Tls(flag) => self.tls.flag(flag, &pair.name, value),
            Role::ConnectTimeout => {
                let seconds: u64 = value.parse().map_err(|_| bad("a whole number of seconds"))?;
                once_timeout(parameters, Duration::from_secs(seconds))
            }
            Role::ConnectTimeoutMs => {
                let milliseconds: u64 = value.parse().map_err(|_| bad("a whole number of milliseconds"))?;
                once_timeout(parameters, Duration::from_millis(milliseconds))
            }
            Role::ApplicationName => {
                once(&mut parameters.application_name, value.to_owned(), "application_name")
            }
            Role::Options => {
                // sqlx joins several; so does nobody else, but nobody else takes several.
                parameters.options = Some(join_options(parameters.options.take(), value));
                Ok(())
            }
            Role::SearchPath => once(&mut self.search_path, value.to_owned(), "current schema"),
            Role::Charset => once(&mut parameters.charset, value.to_owned(), "charset"),
            Role::TargetSessionAttrs => {
                const WORDS: [&str; 6] =
                    ["any", "read-write", "read-only", "primary", "standby", "prefer-standby"];
                if !WORDS.contains(&value) {
                    return Err(bad("one of any, read-write, read-only, primary, standby, prefer-standby"));
                }
                once(&mut parameters.target_session_attrs, value.to_owned(), "target_session_attrs")
            }
            Role::TargetServerType => {
                let word = match value.to_ascii_lowercase().as_str() {
                    "any" => "any",
                    "primary" | "master" => "primary",
                    "secondary" | "slave" => "standby",
                    "prefersecondary" | "preferslave" => "prefer-standby",
                    _ => return Err(bad("one of any, primary, secondary, preferSecondary")),
                };
                once(&mut parameters.target_session_attrs, word.to_owned(), "target_session_attrs")
            }
            Role::SqliteMode => {
                let mode = SqliteMode::read(value).ok_or_else(|| bad("one of ro, rw, rwc, memory"))?;
                once(&mut self.read.sqlite_mode, mode, "mode")
            }
            Role::SqliteUri => {
                self.read.sqlite_uri = switch(value).ok_or_else(|| bad("true or false"))?;
                Ok(())
            }
            Role::Other(check) => {
                self.tls.python_file(known.name);
                let value = checked(check, value).map_err(bad)?;
                once_other(parameters, known.name, value)
            }
            Role::AffectedRows => {
                let affected = switch(value).ok_or_else(|| bad("true or false"))?;
                once_other(parameters, "client_found_rows", (!affected).to_string())
            }
            Role::Tuning => once_other(parameters, known.name, value.to_owned()),
            Role::Refused(reason) => Err(UrlError::Refused { name: pair.name.clone(), reason }),
        }
    }

    /// sqlx's `options[search_path]=x`.
    fn session_option(&mut self, pair: &Pair, value: &str) -> Result<bool, UrlError> {
        let name = pair.name.strip_prefix("options[").and_then(|rest| rest.strip_suffix(']'));
        let (Some(name), PostgreSql) = (name, self.dialect) else {
            return Ok(false);
        };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'.') {
            return Err(UrlError::BadValue {
                name: "options[…]".to_owned(),
                expected: "a setting's name in the brackets",
            });
        }
        let option = format!("-c {name}={}", escape_option(value));
        self.read.parameters.options = Some(join_options(self.read.parameters.options.take(), &option));
        Ok(true)
    }

    /// What some names mean for the driver that the URL names.
    fn role_for_driver(&self, role: Role) -> Role {
        let jdbc_mysql = self.driver == Some(Driver::Jdbc) && self.dialect != PostgreSql;
        match role {
            // Connector/J and MariaDB's count milliseconds, pgjdbc seconds.
            Role::ConnectTimeout if jdbc_mysql => Role::ConnectTimeoutMs,
            _ => role,
        }
    }

    fn unknown(&self, position: usize, name: &str, after_password: bool) -> UrlError {
        // It may be a part of a password with a raw `&` in it: a name is repeated when it is short, or looks like a name.
        let is_word = |also_digits: bool| {
            name.bytes()
                .all(|b| b.is_ascii_alphabetic() || b"_-.".contains(&b) || also_digits && b.is_ascii_digit())
        };
        let printable =
            !name.is_empty() && (name.len() <= 15 && is_word(true) || name.len() <= 40 && is_word(false));
        let nearest = nearest(&fold(name), names(self.dialect)).map(str::to_owned);
        if !printable || after_password && nearest.is_none() {
            return UrlError::UnreadableParameter { position, dialect: self.dialect };
        }
        UrlError::UnknownParameter { name: name.to_owned(), dialect: self.dialect, nearest }
    }

    fn finish(mut self) -> Result<Read, UrlError> {
        if let Some(schemas) = self.search_path.take() {
            let option = format!("-c search_path={}", escape_option(&schemas));
            self.read.parameters.options = Some(join_options(self.read.parameters.options.take(), &option));
        }
        self.read.parameters.sslmode = self.tls.settle(self.driver)?;
        Ok(self.read)
    }
}

/// Sets a value that may be given twice only if it is the same.
fn once<T: PartialEq>(slot: &mut Option<T>, value: T, what: &'static str) -> Result<(), UrlError> {
    match slot {
        Some(earlier) if *earlier != value => Err(UrlError::Contradiction { what }),
        _ => {
            *slot = Some(value);
            Ok(())
        }
    }
}

fn once_timeout(parameters: &mut Parameters, time: Duration) -> Result<(), UrlError> {
    if time.is_zero() {
        return Ok(());
    }
    once(&mut parameters.connect_timeout, time, "connect_timeout")
}

fn once_other(parameters: &mut Parameters, name: &'static str, value: String) -> Result<(), UrlError> {
    match parameters.other(name) {
        Some(earlier) if earlier != value => Err(UrlError::Contradiction { what: name }),
        _ => {
            parameters.set_other(name, value);
            Ok(())
        }
    }
}

fn checked(check: Check, value: &str) -> Result<String, &'static str> {
    match check {
        Check::Text => Ok(value.to_owned()),
        Check::Number => {
            value.parse::<u64>().map(|number| number.to_string()).map_err(|_| "a whole number, zero or more")
        }
        Check::Compression => {
            let folded = value.to_ascii_lowercase();
            match folded.as_str() {
                "true" | "on" | "yes" => Ok("true".to_owned()),
                "false" | "off" | "no" => Ok("false".to_owned()),
                "fast" | "best" => Ok(folded),
                level if level.len() == 1 && level.bytes().all(|b| b.is_ascii_digit()) => Ok(folded),
                _ => Err("true, false, fast, best or a level from 0 to 9"),
            }
        }
        Check::Switch => switch(value).map(|on| u8::from(on).to_string()).ok_or("true or false"),
        Check::OneOf(words) => {
            let folded = value.to_ascii_lowercase();
            // pgjdbc's `loadBalanceHosts=true` is libpq's `random`.
            let folded = match (switch(&folded), words.contains(&"random")) {
                (Some(true), true) => "random".to_owned(),
                (Some(false), true) => "disable".to_owned(),
                _ => folded,
            };
            if words.contains(&folded.as_str()) { Ok(folded) } else { Err("one of its documented words") }
        }
    }
}

fn join_options(earlier: Option<String>, option: &str) -> String {
    match earlier {
        Some(earlier) => format!("{earlier} {option}"),
        None => option.to_owned(),
    }
}

/// Spaces and backslashes are escaped in a session's command line.
/// Source: PostgreSQL, "Parameter Key Words", `options`.
fn escape_option(value: &str) -> String {
    value.replace('\\', "\\\\").replace(' ', "\\ ")
}
