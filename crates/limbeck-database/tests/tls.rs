//! The words of `sslmode`, which are libpq's on both protocols, on real servers whose certificates a private authority has signed.
#![cfg(all(feature = "postgres", feature = "mysql", feature = "tls"))]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends where something is not as it must be")]

#[path = "support/without_tls.rs"]
mod without_tls;

use limbeck_database::{ConnectOptions, DatabaseError, connect};
use limbeck_testing::{Authorities, TestServer};
use limbeck_url::{DatabaseUrl, DialectName};

/// What becomes of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Plain,
    Tls,
    /// Refused, because of the certificate.
    Certificate,
}
use Outcome::{Certificate, Plain, Tls};

/// Mode by mode, what the PostgreSQL manual ("SSL Support") says of a server with TLS: with the right authority, with a wrong one, and with the
/// right one on a host that the certificate does not name.
const MODES: [(&str, Outcome, Outcome, Outcome); 6] = [
    ("disable", Plain, Plain, Plain),
    ("allow", Plain, Plain, Plain),
    ("prefer", Tls, Tls, Tls),
    // "If a root CA file is present, verify the certificate in the same way as if verify-ca was specified."
    ("require", Tls, Certificate, Tls),
    ("verify-ca", Tls, Certificate, Tls),
    ("verify-full", Tls, Certificate, Certificate),
];

/// Where the certificate is good.
const RIGHT_HOSTS: [&str; 2] = ["127.0.0.1", "localhost"];

fn is_postgresql(url: &DatabaseUrl) -> bool {
    url.dialect() == DialectName::PostgreSql
}

/// The URL at another host, with parameters.
fn at(url: &DatabaseUrl, host: &str, parameters: &str) -> DatabaseUrl {
    let text = url.reveal().expose().clone();
    let moved = text.replace("@127.0.0.1:", &format!("@{host}:"));
    assert!(moved != text || host == "127.0.0.1", "the server is at 127.0.0.1");
    DatabaseUrl::parse(&format!("{moved}?{parameters}")).unwrap()
}

/// The URL at a host that is the same server, and that its certificate does not name. `None` where there is no such host: MySQL and MariaDB
/// listen at a second address on Linux.
fn elsewhere(url: &DatabaseUrl, parameters: &str) -> Option<DatabaseUrl> {
    if is_postgresql(url) {
        return Some(at(url, "elsewhere.test", &format!("hostaddr=127.0.0.1&{parameters}")));
    }
    cfg!(target_os = "linux").then(|| at(url, "127.0.0.2", parameters))
}

/// Connects, and asks the server whether there is TLS.
fn has_tls(url: &DatabaseUrl) -> Result<bool, DatabaseError> {
    let mut connection = connect(url, &ConnectOptions::default())?;
    if is_postgresql(url) {
        let rows = connection.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").unwrap();
        return Ok(rows.scalar() == Some("t"));
    }
    let rows = connection.query("SHOW STATUS LIKE 'Ssl_cipher'").unwrap().rows;
    Ok(rows[0][1].as_deref().is_some_and(|cipher| !cipher.is_empty()))
}

fn outcome(url: &DatabaseUrl) -> Outcome {
    match has_tls(url) {
        Ok(true) => Tls,
        Ok(false) => Plain,
        Err(error) if error.to_string().to_lowercase().contains("certificate") => Certificate,
        Err(error) => panic!("{url:?}: {error}"),
    }
}

fn every_mode_is_as_the_manual_says(server: TestServer) {
    let (Some(url), Some(authorities)) = (server.url(), Authorities::find()) else { return };
    let (right, wrong) = (authorities.right.display(), authorities.wrong.display());
    for (mode, expected, with_wrong, on_wrong_host) in MODES {
        let with = |authority: &dyn std::fmt::Display| format!("sslmode={mode}&sslrootcert={authority}");
        for host in RIGHT_HOSTS {
            assert_eq!(outcome(&at(&url, host, &with(&right))), expected, "{mode}, {host}");
            assert_eq!(
                outcome(&at(&url, host, &with(&wrong))),
                with_wrong,
                "{mode}, {host}, the wrong authority"
            );
        }
        if let Some(elsewhere) = elsewhere(&url, &with(&right)) {
            assert_eq!(outcome(&elsewhere), on_wrong_host, "{mode}, the wrong host");
        }
    }
}

/// `prefer` is the default; the system trusts no private authority.
fn without_an_authority_only_encryption_is_to_be_had(server: TestServer) {
    let (Some(url), Some(_)) = (server.url(), Authorities::find()) else { return };
    assert_eq!(outcome(&at(&url, "127.0.0.1", "")), Tls);
    assert_eq!(outcome(&at(&url, "127.0.0.1", "sslmode=require")), Tls);
    for mode in ["sslmode=verify-ca", "sslmode=verify-full", "sslmode=verify-full&sslrootcert=system"] {
        assert_eq!(outcome(&at(&url, "127.0.0.1", mode)), Certificate, "{mode}");
    }
}

fn a_file_that_is_no_authority_is_named(server: TestServer) {
    let Some(url) = server.url() else { return };
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty.pem");
    fs_err::write(&empty, "no certificate\n").unwrap();
    for file in [folder.path().join("missing.pem"), empty] {
        let parameters = format!("sslmode=verify-full&sslrootcert={}", file.display());
        let error = has_tls(&at(&url, "127.0.0.1", &parameters)).unwrap_err().to_string();
        assert!(error.contains(&file.display().to_string()), "{error}");
    }
}

/// A server without TLS does for the modes that only prefer it, and for no other.
fn a_server_without_tls_is_refused_where_tls_is_required(server: TestServer) {
    let Some(url) = without_tls::url(server) else { return };
    for mode in ["disable", "allow", "prefer"] {
        let url = at(&url, "127.0.0.1", &format!("sslmode={mode}"));
        connect(&url, &ConnectOptions::default()).unwrap_or_else(|error| panic!("{mode}: {error}"));
    }
    let Some(authorities) = Authorities::find() else { return };
    for mode in ["require", "verify-ca", "verify-full"] {
        let url =
            at(&url, "127.0.0.1", &format!("sslmode={mode}&sslrootcert={}", authorities.right.display()));
        let error = connect(&url, &ConnectOptions::default()).err().unwrap().to_string();
        assert!(error.contains("TLS"), "{mode}: {error}");
    }
}

macro_rules! on_every_server {
    ($($test:ident),* $(,)?) => { $(
        mod $test {
            use limbeck_testing::TestServer;

            #[test]
            fn postgresql() {
                super::$test(TestServer::PostgreSql);
            }

            #[test]
            fn postgresql_18() {
                super::$test(TestServer::PostgreSql18);
            }

            #[test]
            fn mariadb() {
                super::$test(TestServer::MariaDb);
            }

            #[test]
            fn mysql() {
                super::$test(TestServer::MySql);
            }
        }
    )* };
}

on_every_server!(
    every_mode_is_as_the_manual_says,
    without_an_authority_only_encryption_is_to_be_had,
    a_file_that_is_no_authority_is_named,
    a_server_without_tls_is_refused_where_tls_is_required,
);
