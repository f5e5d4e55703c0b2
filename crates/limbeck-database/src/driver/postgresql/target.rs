//! What a URL, the environment and libpq's defaults together say about a PostgreSQL server.

use std::path::PathBuf;
use std::time::Duration;

use limbeck_url::{DatabaseUrl, Host, Secret, SslMode};

use super::environment::Environment;
use super::error::bad;
use super::passfile::{self, Found, Wanted};
use super::servers::{ServerAddress, is_default_socket, servers};
use crate::DatabaseError;

/// Everything that is needed to connect.
#[derive(Debug)]
pub(super) struct Target {
    /// The servers, to be tried in this order; never empty.
    pub(super) servers: Vec<ServerAddress>,
    pub(super) user: String,
    pub(super) database: String,
    pub(super) application_name: Option<String>,
    pub(super) options: Option<String>,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) wanted: Wants,
    pub(super) keepalive: Keepalive,
    pub(super) channel_binding: Option<String>,
    pub(super) ssl: Ssl,
}

/// Which of several servers will do: `target_session_attrs`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Wants {
    #[default]
    Any,
    ReadWrite,
    ReadOnly,
    Primary,
    Standby,
    PreferStandby,
}

#[derive(Debug, Default)]
pub(super) struct Keepalive {
    pub(super) off: bool,
    pub(super) idle: Option<Duration>,
    pub(super) interval: Option<Duration>,
    pub(super) count: Option<u32>,
    pub(super) user_timeout: Option<Duration>,
}

/// TLS, in libpq's words.
#[derive(Debug)]
#[cfg_attr(not(feature = "tls"), expect(dead_code, reason = "without TLS only the mode is looked at"))]
pub(super) struct Ssl {
    pub(super) mode: SslMode,
    pub(super) roots: Roots,
    pub(super) certificate: Option<PathBuf>,
    pub(super) key: Option<PathBuf>,
    /// The client's files were named, not found in their usual place: missing ones are an error.
    pub(super) certificate_was_named: bool,
    pub(super) without_sni: bool,
    pub(super) direct: bool,
    pub(super) lowest: Option<String>,
    pub(super) highest: Option<String>,
}

/// Whom the server's certificate must come from.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Roots {
    /// Nothing is said and libpq's own file is not there.
    Unsaid,
    /// `sslrootcert=system`.
    System,
    /// A file.
    File(PathBuf),
}

/// Parameters that change what a connection is, and that this driver does not have: leaving them out would be silent.
const UNSUPPORTED: &[(&str, &str, &str)] = &[
    ("require_auth", "PGREQUIREAUTH", "leave it out"),
    ("requirepeer", "PGREQUIREPEER", "leave it out"),
    ("sslcrl", "PGSSLCRL", "revocation lists are not read"),
    ("sslcrldir", "PGSSLCRLDIR", "revocation lists are not read"),
];

impl Target {
    pub(super) fn of(url: &DatabaseUrl, environment: &Environment) -> Result<Self, DatabaseError> {
        let parameters = url.parameters();
        for (name, variable, why) in UNSUPPORTED {
            let from_url = parameters.get(name).map(|_| name);
            if let Some(said) = from_url.or_else(|| environment.get(variable).map(|_| variable)) {
                return Err(bad(format!("limbeck has no `{said}` for PostgreSQL: {why}")));
            }
        }
        let gssencmode = parameters.get("gssencmode").or_else(|| environment.get("PGGSSENCMODE"));
        if gssencmode.as_deref() == Some("require") {
            return Err(bad("limbeck does not encrypt with GSSAPI: use `sslmode`".to_owned()));
        }
        let user = url
            .username()
            .map(str::to_owned)
            .or_else(|| environment.get("PGUSER"))
            .or_else(|| environment.system_user())
            .ok_or_else(|| bad("the URL names no user: write `postgresql://USER@…`".to_owned()))?;
        let database = url
            .database()
            .map(str::to_owned)
            .or_else(|| environment.get("PGDATABASE"))
            .unwrap_or_else(|| user.clone());
        let mut target = Self {
            servers: servers(url, environment)?,
            user,
            database,
            application_name: parameters.application_name.clone().or_else(|| environment.get("PGAPPNAME")),
            options: parameters.options.clone().or_else(|| environment.get("PGOPTIONS")),
            connect_timeout: match parameters.connect_timeout {
                Some(limit) => Some(limit),
                None => seconds("PGCONNECT_TIMEOUT", environment.get("PGCONNECT_TIMEOUT"))?,
            },
            wanted: wanted(
                parameters
                    .target_session_attrs
                    .clone()
                    .or_else(|| environment.get("PGTARGETSESSIONATTRS"))
                    .as_deref(),
            )?,
            keepalive: keepalive(url)?,
            channel_binding: parameters
                .get("channel_binding")
                .or_else(|| environment.get("PGCHANNELBINDING")),
            ssl: ssl(url, environment)?,
        };
        target.find_passwords(url, environment);
        Ok(target)
    }

    /// The database for people.
    pub(super) fn name(&self, server: &ServerAddress) -> String {
        format!("{}/{}", server.name(), self.database)
    }

    fn find_passwords(&mut self, url: &DatabaseUrl, environment: &Environment) {
        let said = url.password().cloned().or_else(|| environment.get("PGPASSWORD").map(Secret::new));
        let file = url.parameters().get("passfile").map(PathBuf::from).or_else(|| environment.pass_file());
        for server in &mut self.servers {
            if said.is_some() {
                server.password.clone_from(&said);
                continue;
            }
            let Some(file) = &file else { continue };
            let host = match &server.host {
                Host::Tcp { name, .. } => name.clone(),
                Host::Socket { path, .. } if is_default_socket(path) => "localhost".to_owned(),
                Host::Socket { path, .. } => path.display().to_string(),
            };
            let wanted =
                Wanted { host: &host, port: server.port, database: &self.database, user: &self.user };
            match passfile::look_up(file, &wanted) {
                Found::Nothing => {}
                Found::Password(password) => server.password = Some(password),
                Found::TooOpen => {
                    server.password_note = Some(format!(
                        "the password file `{0}` was not used because others may read it: `chmod 0600 {0}`",
                        file.display()
                    ));
                }
            }
        }
    }
}

fn wanted(word: Option<&str>) -> Result<Wants, DatabaseError> {
    Ok(match word {
        None | Some("any") => Wants::Any,
        Some("read-write") => Wants::ReadWrite,
        Some("read-only") => Wants::ReadOnly,
        Some("primary") => Wants::Primary,
        Some("standby") => Wants::Standby,
        Some("prefer-standby") => Wants::PreferStandby,
        Some(other) => {
            return Err(bad(format!(
                "target_session_attrs is `{other}`: write any, read-write, read-only, primary, standby or prefer-standby"
            )));
        }
    })
}

fn keepalive(url: &DatabaseUrl) -> Result<Keepalive, DatabaseError> {
    let parameters = url.parameters();
    let number = |name: &str| -> Result<Option<u64>, DatabaseError> {
        match parameters.get(name) {
            None => Ok(None),
            Some(text) => {
                text.parse().map(Some).map_err(|_| bad(format!("{name} is `{text}`, which is no number")))
            }
        }
    };
    let some_seconds =
        |name: &str| Ok::<_, DatabaseError>(number(name)?.filter(|n| *n > 0).map(Duration::from_secs));
    Ok(Keepalive {
        off: parameters
            .get("keepalives")
            .is_some_and(|value| matches!(&*value, "0" | "false" | "off" | "no")),
        idle: some_seconds("keepalives_idle")?,
        interval: some_seconds("keepalives_interval")?,
        count: number("keepalives_count")?
            .and_then(|count| u32::try_from(count).ok())
            .filter(|count| *count > 0),
        user_timeout: number("tcp_user_timeout")?.filter(|n| *n > 0).map(Duration::from_millis),
    })
}

fn ssl(url: &DatabaseUrl, environment: &Environment) -> Result<Ssl, DatabaseError> {
    let parameters = url.parameters();
    let said = |name: &str, variable: &str| parameters.get(name).or_else(|| environment.get(variable));
    let mode = match (parameters.sslmode, environment.get("PGSSLMODE")) {
        (Some(mode), _) => Some(mode),
        (None, None) => None,
        (None, Some(word)) => Some(
            SslMode::ALL
                .into_iter()
                .find(|mode| mode.as_str() == word)
                .ok_or_else(|| bad(format!("PGSSLMODE is `{word}`, which is none of libpq's words")))?,
        ),
    };
    let roots = match said("sslrootcert", "PGSSLROOTCERT") {
        Some(word) if word == "system" => Roots::System,
        Some(file) => Roots::File(file.into()),
        None => match environment.own_file("root.crt").filter(|file| file.exists()) {
            Some(file) => Roots::File(file),
            None => Roots::Unsaid,
        },
    };
    // "sslrootcert=system": the default becomes verify-full, and anything weaker is an error.
    let mode = match (mode, &roots) {
        (None, Roots::System) => SslMode::VerifyFull,
        (Some(mode), Roots::System) if mode < SslMode::VerifyFull => {
            return Err(bad(format!(
                "sslmode={mode} is too weak with sslrootcert=system: use sslmode=verify-full"
            )));
        }
        (mode, _) => mode.unwrap_or(SslMode::Prefer),
    };
    let named = said("sslcert", "PGSSLCERT").map(PathBuf::from);
    let certificate_was_named = named.is_some();
    let usual = |name: &str| environment.own_file(name).filter(|file| file.exists());
    let certificate = named.or_else(|| usual("postgresql.crt"));
    let key = said("sslkey", "PGSSLKEY").map(PathBuf::from).or_else(|| usual("postgresql.key"));
    let sends_certificate = parameters.get("sslcertmode").is_none_or(|mode| mode != "disable");
    let direct = said("sslnegotiation", "PGSSLNEGOTIATION").is_some_and(|word| word == "direct");
    if direct && !mode.requires_tls() {
        return Err(bad(format!(
            "sslmode={mode} is too weak with sslnegotiation=direct: use sslmode=require or more"
        )));
    }
    Ok(Ssl {
        mode,
        roots,
        certificate: certificate.filter(|_| sends_certificate),
        key,
        certificate_was_named,
        without_sni: said("sslsni", "PGSSLSNI")
            .is_some_and(|value| matches!(&*value, "0" | "false" | "off" | "no")),
        direct,
        lowest: said("ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION"),
        highest: said("ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION"),
    })
}

fn seconds(name: &str, text: Option<String>) -> Result<Option<Duration>, DatabaseError> {
    let Some(text) = text else { return Ok(None) };
    let number: i64 =
        text.parse().map_err(|_| bad(format!("{name} is `{text}`, which is no number of seconds")))?;
    Ok(u64::try_from(number).ok().filter(|number| *number > 0).map(Duration::from_secs))
}

#[cfg(test)]
mod tests {
    use limbeck_url::{DatabaseUrl, Host, SslMode};

    use super::{Environment, Roots, Target, Wants};

    fn target(url: &str, environment: &'static [(&'static str, &'static str)]) -> Target {
        Target::of(&DatabaseUrl::parse(url).unwrap(), &Environment::of(environment)).unwrap()
    }

    #[test]
    fn the_url_wins_over_the_environment() {
        let variables = &[
            ("PGHOST", "other"),
            ("PGPORT", "5433"),
            ("PGUSER", "bob"),
            ("PGPASSWORD", "secret"),
            ("PGDATABASE", "its"),
            ("PGSSLMODE", "require"),
            ("PGTARGETSESSIONATTRS", "read-write"),
        ];
        let target = target("postgresql://ann@db/app?sslmode=disable", variables);
        assert_eq!((&*target.user, &*target.database), ("ann", "app"));
        assert_eq!(target.servers[0].name(), "db:5433");
        assert_eq!(target.servers[0].password.as_ref().map(|password| &**password.expose()), Some("secret"));
        assert_eq!(target.ssl.mode, SslMode::Disable);
        assert_eq!(target.wanted, Wants::ReadWrite);
    }

    #[test]
    fn what_the_url_leaves_open_comes_from_the_environment() {
        let target = target("postgresql://", &[("PGHOST", "/run/pg"), ("USER", "ann")]);
        assert_eq!((&*target.user, &*target.database), ("ann", "ann"));
        assert_eq!(target.servers[0].host, Host::Socket { path: "/run/pg".into(), port: None });
        assert_eq!(target.ssl.mode, SslMode::Prefer);
        assert_eq!(target.ssl.roots, Roots::Unsaid);
    }

    #[test]
    fn the_systems_authorities_mean_full_verification() {
        assert_eq!(target("postgresql://a@db/x?sslrootcert=system", &[]).ssl.mode, SslMode::VerifyFull);
        let weak = DatabaseUrl::parse("postgresql://a@db/x?sslrootcert=system&sslmode=require").unwrap();
        let error = Target::of(&weak, &Environment::of(&[])).unwrap_err().to_string();
        assert!(error.contains("sslmode=require is too weak"), "{error}");
    }

    #[test]
    fn what_would_be_left_out_is_refused() {
        let refused = |url: &str, environment| {
            let url = DatabaseUrl::parse(url).unwrap();
            Target::of(&url, &Environment::of(environment)).unwrap_err().to_string()
        };
        assert!(refused("postgresql://a@db/x?require_auth=scram-sha-256", &[]).contains("`require_auth`"));
        assert!(refused("postgresql://a@db/x?gssencmode=require", &[]).contains("GSSAPI"));
        assert!(refused("postgresql://a@db/x", &[("PGSSLCRL", "/x")]).contains("`PGSSLCRL`"));
        assert!(refused("postgresql://a@db/x", &[("PGGSSENCMODE", "require")]).contains("GSSAPI"));
    }

    #[test]
    fn every_host_has_its_port() {
        let target = target("postgresql://a@one:1,two,[::1]:3/x", &[]);
        let names: Vec<String> = target.servers.iter().map(|server| target.name(server)).collect();
        assert_eq!(names, ["one:1/x", "two:5432/x", "[::1]:3/x"]);
    }
}
