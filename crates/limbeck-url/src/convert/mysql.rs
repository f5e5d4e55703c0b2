//! How MySQL's and MariaDB's drivers spell parameters.
//!
//! Sources: SQLAlchemy's dialects (2.1) and the `connect` functions of mysqlclient, PyMySQL, CyMySQL, aiomysql, asyncmy, MySQL and MariaDB
//! Connector/Python; sqlx's `MySqlConnectOptions` (0.9); Diesel's `ConnectionOptions` (2.3); `mysql::Opts` (28); `mysql_async::Opts` (0.37).

use super::mysql_tls;
use super::word::{Word, is_utf8};
use crate::driver::Driver;
use crate::url::DatabaseUrl;

/// The spelling of one canonical parameter.
pub(super) fn word(url: &DatabaseUrl, driver: Driver, name: &str, value: &str) -> Word {
    if mysql_tls::is_tls(name) {
        return mysql_tls::word(url, driver, name);
    }
    if name == "charset" && is_utf8(value) && speaks_only_utf8(driver) {
        return Word::Implied;
    }
    let rust = matches!(driver, Driver::Mysql | Driver::MysqlAsync | Driver::DieselAsync);
    match (name, value) {
        // Nobody compresses unasked.
        ("compress", "false") => return Word::Implied,
        // Python's drivers have a switch, Rust's have levels.
        ("compress", "true") => {}
        ("compress", _) if !rust => {
            return Word::Missing(Some("the driver has no levels of compression; write compress=true"));
        }
        _ => {}
    }
    match spelling(driver, name) {
        Some(key) => value_for(driver, name, key, value),
        None => Word::Missing(None),
    }
}

fn speaks_only_utf8(driver: Driver) -> bool {
    matches!(
        driver,
        Driver::Diesel | Driver::DieselAsync | Driver::Mysql | Driver::MysqlAsync | Driver::Mariadbconnector
    )
}

fn value_for(driver: Driver, name: &str, key: &'static str, value: &str) -> Word {
    let text = match (driver, name) {
        (Driver::Mysql, "connect_timeout") => format!("{value}000"),
        // Rust's `bool::from_str` takes the words only.
        (Driver::Mysql | Driver::MysqlAsync | Driver::DieselAsync, "enable_cleartext_plugin") => {
            if value == "1" { "true".to_owned() } else { "false".to_owned() }
        }
        _ => value.to_owned(),
    };
    Word::Pairs(vec![(key, text)])
}

/// The driver's name for a canonical parameter.
fn spelling(driver: Driver, name: &str) -> Option<&'static str> {
    let list: &[(&'static str, &'static str)] = match driver {
        Driver::Sqlx | Driver::SeaOrm => &[
            ("charset", "charset"),
            ("collation", "collation"),
            ("timezone", "timezone"),
            ("statement_cache_size", "statement-cache-capacity"),
        ],
        Driver::Diesel => &[],
        Driver::Mysql => &[
            ("connect_timeout", "tcp_connect_timeout_ms"),
            ("tcp_connect_timeout_ms", "tcp_connect_timeout_ms"),
            ("compress", "compress"),
            ("max_allowed_packet", "max_allowed_packet"),
            ("enable_cleartext_plugin", "enable_cleartext_plugin"),
            ("server_public_key", "server_key_path"),
            ("statement_cache_size", "stmt_cache_size"),
            ("pool_min", "pool_min"),
            ("pool_max", "pool_max"),
            ("prefer_socket", "prefer_socket"),
            ("secure_auth", "secure_auth"),
            ("reset_connection", "reset_connection"),
            ("check_health", "check_health"),
            ("tcp_keepalive_time_ms", "tcp_keepalive_time_ms"),
            ("tcp_keepalive_probe_interval_secs", "tcp_keepalive_probe_interval_secs"),
            ("tcp_keepalive_probe_count", "tcp_keepalive_probe_count"),
            ("tcp_user_timeout_ms", "tcp_user_timeout_ms"),
        ],
        Driver::MysqlAsync | Driver::DieselAsync => &[
            ("compress", "compression"),
            ("max_allowed_packet", "max_allowed_packet"),
            ("enable_cleartext_plugin", "enable_cleartext_plugin"),
            ("statement_cache_size", "stmt_cache_size"),
            ("pool_min", "pool_min"),
            ("pool_max", "pool_max"),
            ("inactive_connection_ttl", "inactive_connection_ttl"),
            ("ttl_check_interval", "ttl_check_interval"),
            ("conn_ttl", "conn_ttl"),
            ("abs_conn_ttl", "abs_conn_ttl"),
            ("abs_conn_ttl_jitter", "abs_conn_ttl_jitter"),
            ("prefer_socket", "prefer_socket"),
            ("secure_auth", "secure_auth"),
            ("reset_connection", "reset_connection"),
            ("tcp_keepalive", "tcp_keepalive"),
            ("tcp_nodelay", "tcp_nodelay"),
            ("wait_timeout", "wait_timeout"),
            ("client_found_rows", "client_found_rows"),
        ],
        Driver::Mysqldb => &[
            ("charset", "charset"),
            ("collation", "collation"),
            ("compress", "compress"),
            ("connect_timeout", "connect_timeout"),
            ("read_timeout", "read_timeout"),
            ("write_timeout", "write_timeout"),
            ("local_infile", "local_infile"),
            ("init_command", "init_command"),
            ("sql_mode", "sql_mode"),
            ("use_unicode", "use_unicode"),
            ("client_flag", "client_flag"),
        ],
        Driver::Pymysql => &[
            ("charset", "charset"),
            ("collation", "collation"),
            ("connect_timeout", "connect_timeout"),
            ("read_timeout", "read_timeout"),
            ("write_timeout", "write_timeout"),
            ("local_infile", "local_infile"),
            ("init_command", "init_command"),
            ("sql_mode", "sql_mode"),
            ("application_name", "program_name"),
            ("use_unicode", "use_unicode"),
            ("client_flag", "client_flag"),
        ],
        Driver::Asyncmy => &[
            ("charset", "charset"),
            ("connect_timeout", "connect_timeout"),
            ("read_timeout", "read_timeout"),
            ("local_infile", "local_infile"),
            ("init_command", "init_command"),
            ("sql_mode", "sql_mode"),
            ("application_name", "program_name"),
            ("use_unicode", "use_unicode"),
            ("client_flag", "client_flag"),
        ],
        Driver::Aiomysql => &[
            ("charset", "charset"),
            ("connect_timeout", "connect_timeout"),
            ("local_infile", "local_infile"),
            ("init_command", "init_command"),
            ("sql_mode", "sql_mode"),
            ("application_name", "program_name"),
            ("use_unicode", "use_unicode"),
            ("client_flag", "client_flag"),
        ],
        Driver::Cymysql => &[
            ("charset", "charset"),
            ("connect_timeout", "connect_timeout"),
            ("init_command", "init_command"),
            ("sql_mode", "sql_mode"),
            ("client_flag", "client_flag"),
        ],
        Driver::Mysqlconnector => &[
            ("charset", "charset"),
            ("collation", "collation"),
            ("compress", "compress"),
            ("connect_timeout", "connection_timeout"),
            ("local_infile", "allow_local_infile"),
            ("init_command", "init_command"),
            ("sql_mode", "sql_mode"),
            ("timezone", "time_zone"),
            ("use_unicode", "use_unicode"),
            ("use_pure", "use_pure"),
            ("raise_on_warnings", "raise_on_warnings"),
            ("pool_name", "pool_name"),
            ("pool_size", "pool_size"),
        ],
        Driver::Mariadbconnector => &[
            ("compress", "compress"),
            ("connect_timeout", "connect_timeout"),
            ("read_timeout", "read_timeout"),
            ("write_timeout", "write_timeout"),
            ("local_infile", "local_infile"),
            ("init_command", "init_command"),
            ("pool_name", "pool_name"),
            ("pool_size", "pool_size"),
        ],
        Driver::Pyodbc => {
            &[("odbc_driver", "driver"), ("charset", "charset"), ("use_unicode", "use_unicode")]
        }
        _ => &[],
    };
    list.iter().find(|(canonical, _)| *canonical == name).map(|(_, key)| *key)
}
