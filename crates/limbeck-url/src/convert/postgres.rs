//! How PostgreSQL's drivers spell parameters.
//!
//! Sources: PostgreSQL "Parameter Key Words"; asyncpg's and pg8000's `connect`, SQLAlchemy's dialects for them (2.1);
//! `tokio_postgres::Config` (0.7); sqlx's `PgConnectOptions` (0.9).

use super::word::{Word, is_utf8};
use crate::driver::Driver;

const NO_TLS_IN_PG8000: &str =
    "pg8000 takes TLS from an ssl_context in code (connect_args), not from its URL";
const CONNECTOR: &str = "the crate verifies what its TLS connector verifies; write sslmode=require and set the connector up in code";
const CONNECTOR_FILES: &str = "the crate takes certificates from its TLS connector, which is set up in code";

/// The spelling of one canonical parameter.
pub(super) fn word(driver: Driver, name: &str, value: &str) -> Word {
    match driver {
        Driver::Asyncpg => asyncpg(name, value),
        Driver::Pg8000 => pg8000(name, value),
        Driver::Sqlx | Driver::SeaOrm => sqlx(name, value),
        Driver::TokioPostgres | Driver::DeadpoolPostgres | Driver::Postgres | Driver::DieselAsync => {
            tokio(name, value)
        }
        _ => libpq(name),
    }
}

/// psycopg, psycopg2, Diesel, libpq itself.
fn libpq(name: &str) -> Word {
    match name {
        "charset" => Word::Named("client_encoding"),
        "command_timeout" => {
            Word::Missing(Some("libpq has no such limit; write options=-c statement_timeout=…"))
        }
        other => named(other, LIBPQ),
    }
}

/// libpq's key words that are also our canonical names.
const LIBPQ: &[&str] = &[
    "application_name",
    "channel_binding",
    "connect_timeout",
    "fallback_application_name",
    "gssdelegation",
    "gssencmode",
    "gsslib",
    "hostaddr",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "krbsrvname",
    "load_balance_hosts",
    "max_protocol_version",
    "min_protocol_version",
    "options",
    "passfile",
    "require_auth",
    "requirepeer",
    "ssl_max_protocol_version",
    "ssl_min_protocol_version",
    "sslcert",
    "sslcertmode",
    "sslcompression",
    "sslcrl",
    "sslcrldir",
    "sslkey",
    "sslmode",
    "sslnegotiation",
    "sslrootcert",
    "sslsni",
    "target_session_attrs",
    "tcp_user_timeout",
];

fn named(name: &str, list: &'static [&'static str]) -> Word {
    list.iter().find(|known| **known == name).map_or(Word::Missing(None), |known| Word::Named(known))
}

fn asyncpg(name: &str, value: &str) -> Word {
    match name {
        "sslmode" => Word::Named("ssl"),
        "sslrootcert" | "sslcert" | "sslkey" => Word::Missing(Some(
            "asyncpg takes certificates from an SSLContext in code (connect_args), not from its URL",
        )),
        "charset" if is_utf8(value) => Word::Implied,
        "statement_cache_size" => Word::Named("prepared_statement_cache_size"),
        other => {
            named(other, &["target_session_attrs", "command_timeout", "passfile", "krbsrvname", "gsslib"])
        }
    }
}

fn pg8000(name: &str, value: &str) -> Word {
    match name {
        // What pg8000 does when no ssl_context is given.
        "sslmode" if value == "prefer" => Word::Implied,
        "sslmode" | "sslrootcert" | "sslcert" | "sslkey" => Word::Missing(Some(NO_TLS_IN_PG8000)),
        "charset" if is_utf8(value) => Word::Implied,
        other => named(other, &["application_name"]),
    }
}

fn sqlx(name: &str, value: &str) -> Word {
    match name {
        "charset" if is_utf8(value) => Word::Implied,
        "statement_cache_size" => Word::Named("statement-cache-capacity"),
        other => {
            named(other, &["sslmode", "sslrootcert", "sslcert", "sslkey", "application_name", "options"])
        }
    }
}

fn tokio(name: &str, value: &str) -> Word {
    match (name, value) {
        // `prefer` protects no less, and connects wherever `allow` does.
        ("sslmode", "allow") => Word::Pairs(vec![("sslmode", "prefer".to_owned())]),
        ("sslmode", "verify-ca" | "verify-full") => Word::Missing(Some(CONNECTOR)),
        ("sslrootcert" | "sslcert" | "sslkey", _) => Word::Missing(Some(CONNECTOR_FILES)),
        ("charset", charset) if is_utf8(charset) => Word::Implied,
        ("keepalives_count", _) => Word::Named("keepalives_retries"),
        ("tcp_user_timeout", _) => Word::Missing(Some(
            "the crate counts seconds where libpq counts milliseconds; set it in the application's code",
        )),
        ("target_session_attrs", "any" | "read-write" | "read-only") => Word::Named("target_session_attrs"),
        ("target_session_attrs", _) => Word::Missing(Some("the crate knows any, read-write and read-only")),
        (other, _) => named(
            other,
            &[
                "sslmode",
                "sslnegotiation",
                "hostaddr",
                "application_name",
                "options",
                "connect_timeout",
                "keepalives",
                "keepalives_idle",
                "keepalives_interval",
                "channel_binding",
                "load_balance_hosts",
            ],
        ),
    }
}
