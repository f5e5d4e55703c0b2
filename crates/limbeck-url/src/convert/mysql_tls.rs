//! TLS for MySQL's and MariaDB's drivers. Whoever cannot be told to insist on it does not get a URL that does.
//!
//! PyMySQL insists from version 1.2 on, which is also where `prefer` became its default. aiomysql and CyMySQL go on in clear when the
//! server has no TLS, whatever their `ssl` says; so did MySQL Connector/Python (measured against a server without TLS).

use super::word::Word;
use crate::driver::Driver;
use crate::parameters::SslMode;
use crate::url::DatabaseUrl;

const GOES_ON: Option<&str> = Some(
    "the driver goes on without TLS when the server has none; use another driver, or set TLS up in code",
);
const NO_PREFER: Option<&str> =
    Some("the driver uses TLS always or never; write sslmode=require, or sslmode=disable");
const IN_CODE: Option<&str> = Some("the crate takes TLS from code (SslOpts), not from its URL");
const FILES_IN_CODE: Option<&str> =
    Some("the crate takes certificates from code (SslOpts), not from its URL");
const FILES_INSIST: Option<&str> =
    Some("with certificates the driver insists on TLS; write sslmode=verify-full, or leave them out");
const NEEDS_CA: Option<&str> =
    Some("the driver verifies only with a file of trusted authorities; add sslrootcert=FILE");
const BY_ODBC_DRIVER: Option<&str> =
    Some("how TLS is asked for depends on the ODBC driver; set it up in its data source");
const WHOLE: Option<&str> = Some(
    "the driver verifies the name with the certificate; write sslmode=verify-full, or require without sslrootcert",
);

/// Whether a parameter is about TLS.
pub(super) fn is_tls(name: &str) -> bool {
    matches!(name, "sslmode" | "sslrootcert" | "sslcert" | "sslkey" | "ssl_capath" | "ssl_cipher")
}

/// A file without a mode verifies in one driver and not in another, so it would mean what the URL does not say.
pub(super) fn needs_mode(url: &DatabaseUrl, driver: Driver) -> Option<&'static str> {
    let reads_files = matches!(
        driver,
        Driver::Pymysql | Driver::Asyncmy | Driver::Mysqldb | Driver::Mariadbconnector | Driver::Diesel
    );
    (reads_files && url.parameters.sslmode.is_none() && has_files(url))
        .then_some("certificates without a mode verify in one driver and not in another; write it, for example sslmode=verify-full")
}

fn has_files(url: &DatabaseUrl) -> bool {
    let parameters = &url.parameters;
    parameters.sslrootcert.is_some()
        || parameters.sslcert.is_some()
        || parameters.other("ssl_capath").is_some()
}

/// The spelling of one TLS parameter.
pub(super) fn word(url: &DatabaseUrl, driver: Driver, name: &str) -> Word {
    // No driver here but PyMySQL's kind verifies under `require`, so what libpq would do is asked for by its name.
    let mode = url.parameters.effective_sslmode();
    if name == "sslmode" {
        return mode.map_or(Word::Implied, |mode| mode_word(url, driver, mode));
    }
    // Without TLS there is nothing for the files to do.
    if mode == Some(SslMode::Disable) {
        return Word::Implied;
    }
    match (driver, name) {
        (Driver::Sqlx | Driver::SeaOrm, "sslrootcert") => Word::Named("ssl-ca"),
        (Driver::Sqlx | Driver::SeaOrm, "sslcert") => Word::Named("ssl-cert"),
        (Driver::Sqlx | Driver::SeaOrm, "sslkey") => Word::Named("ssl-key"),
        (
            Driver::Diesel | Driver::Mysqldb | Driver::Pymysql | Driver::Asyncmy | Driver::Mariadbconnector,
            "sslrootcert",
        ) => Word::Named("ssl_ca"),
        (
            Driver::Diesel | Driver::Mysqldb | Driver::Pymysql | Driver::Asyncmy | Driver::Mariadbconnector,
            "sslcert",
        ) => Word::Named("ssl_cert"),
        (
            Driver::Diesel | Driver::Mysqldb | Driver::Pymysql | Driver::Asyncmy | Driver::Mariadbconnector,
            "sslkey",
        ) => Word::Named("ssl_key"),
        (Driver::Mysqldb | Driver::Pymysql | Driver::Asyncmy | Driver::Mariadbconnector, "ssl_capath") => {
            Word::Named("ssl_capath")
        }
        (Driver::Mysqldb | Driver::Pymysql | Driver::Asyncmy | Driver::Mariadbconnector, "ssl_cipher") => {
            Word::Named("ssl_cipher")
        }
        (Driver::Mysql | Driver::MysqlAsync | Driver::DieselAsync, _) => Word::Missing(FILES_IN_CODE),
        (Driver::Aiomysql | Driver::Cymysql | Driver::Mysqlconnector, _) => Word::Missing(GOES_ON),
        (Driver::Pyodbc, _) => Word::Missing(BY_ODBC_DRIVER),
        _ => Word::Missing(None),
    }
}

fn mode_word(url: &DatabaseUrl, driver: Driver, mode: SslMode) -> Word {
    let pair = |key, value: &str| Word::Pairs(vec![(key, value.to_owned())]);
    match (driver, mode) {
        (Driver::Sqlx | Driver::SeaOrm, _) => pair("ssl-mode", mode.mysql_word()),
        (Driver::Diesel, _) => pair("ssl_mode", &mode.mysql_word().to_ascii_lowercase()),
        (Driver::Mysqldb, _) => pair("ssl_mode", mode.mysql_word()),

        (Driver::Mysql, SslMode::Disable | SslMode::Allow) => Word::Implied,
        (Driver::Mysql, _) => Word::Missing(IN_CODE),

        (Driver::MysqlAsync | Driver::DieselAsync, mode) => mysql_async(mode),

        (Driver::Pymysql | Driver::Asyncmy | Driver::Mariadbconnector, SslMode::Allow | SslMode::Prefer)
            if has_files(url) =>
        {
            Word::Missing(FILES_INSIST)
        }

        (Driver::Pymysql, SslMode::Disable) => pair("ssl_disabled", "true"),
        (Driver::Pymysql, SslMode::Allow | SslMode::Prefer) => Word::Implied,
        (Driver::Asyncmy, SslMode::Disable | SslMode::Allow) => Word::Implied,
        (Driver::Asyncmy, SslMode::Prefer) => Word::Missing(NO_PREFER),
        (Driver::Pymysql | Driver::Asyncmy, mode) => pymysql(url, driver, mode),

        (Driver::Mysqlconnector, SslMode::Disable) => pair("ssl_disabled", "true"),
        (Driver::Mysqlconnector, SslMode::Allow | SslMode::Prefer) => Word::Implied,
        (Driver::Mysqlconnector, _) => Word::Missing(GOES_ON),

        (Driver::Mariadbconnector, SslMode::Disable) => pair("ssl", "false"),
        (Driver::Mariadbconnector, SslMode::Allow) => Word::Implied,
        (Driver::Mariadbconnector, SslMode::Prefer) => Word::Missing(NO_PREFER),
        (Driver::Mariadbconnector, SslMode::Require) => pair("ssl", "true"),
        (Driver::Mariadbconnector, SslMode::VerifyCa) => Word::Missing(WHOLE),
        (Driver::Mariadbconnector, SslMode::VerifyFull) => {
            Word::Pairs(vec![("ssl", "true".to_owned()), ("ssl_verify_cert", "true".to_owned())])
        }

        (Driver::Aiomysql | Driver::Cymysql, SslMode::Disable | SslMode::Allow) => Word::Implied,
        (Driver::Aiomysql | Driver::Cymysql, _) => Word::Missing(GOES_ON),
        (Driver::Pyodbc, _) => Word::Missing(BY_ODBC_DRIVER),
        _ => Word::Missing(None),
    }
}

/// `require_ssl` verifies all, unless told otherwise.
fn mysql_async(mode: SslMode) -> Word {
    let switch = |on: bool| on.to_string();
    match mode {
        SslMode::Disable => Word::Pairs(vec![("require_ssl", switch(false))]),
        SslMode::Allow => Word::Implied,
        SslMode::Prefer => Word::Missing(NO_PREFER),
        SslMode::Require => Word::Pairs(vec![
            ("require_ssl", switch(true)),
            ("verify_ca", switch(false)),
            ("verify_identity", switch(false)),
        ]),
        SslMode::VerifyCa => {
            Word::Pairs(vec![("require_ssl", switch(true)), ("verify_identity", switch(false))])
        }
        SslMode::VerifyFull => Word::Pairs(vec![("require_ssl", switch(true))]),
    }
}

/// `ssl_ca` makes PyMySQL and asyncmy verify certificate and name, `ssl_check_hostname=false` switches the latter off.
fn pymysql(url: &DatabaseUrl, driver: Driver, mode: SslMode) -> Word {
    let parameters = &url.parameters;
    let has_ca = parameters.sslrootcert.is_some() || parameters.other("ssl_capath").is_some();
    let no_name_check = || Word::Pairs(vec![("ssl_check_hostname", "false".to_owned())]);
    match (mode, has_ca) {
        (SslMode::VerifyFull, true) => Word::Implied,
        (SslMode::VerifyCa | SslMode::Require, true) => no_name_check(),
        (SslMode::Require, false) => no_name_check(),
        (SslMode::VerifyCa, false) if driver == Driver::Pymysql && parameters.sslcert.is_none() => {
            Word::Pairs(vec![("ssl_verify_cert", "true".to_owned())])
        }
        _ => Word::Missing(NEEDS_CA),
    }
}
