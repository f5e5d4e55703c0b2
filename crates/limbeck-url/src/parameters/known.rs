//! Every parameter name that some driver writes, and what it means here.
//!
//! Sources: PostgreSQL "Parameter Key Words"; the connect functions of psycopg, asyncpg, pg8000, mysqlclient, PyMySQL, aiomysql, asyncmy,
//! MySQL and MariaDB Connector/Python; SQLAlchemy's dialects; sqlx, tokio-postgres, mysql, mysql_async, Diesel; pgjdbc, MySQL and
//! MariaDB Connector/J; Prisma's connection URLs, for they stand in many `.env` files.

use crate::dialect::DialectName::{self, MariaDb, MySql, PostgreSql, Sqlite};

/// What a parameter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    User,
    Password,
    Database,
    Host,
    Port,
    Socket,
    SslMode,
    SslRootCert,
    SslCert,
    SslKey,
    /// A switch of one driver's that adds to the answer "how much TLS".
    Tls(Tls),
    /// In seconds.
    ConnectTimeout,
    /// In milliseconds.
    ConnectTimeoutMs,
    ApplicationName,
    Options,
    /// A current schema, which becomes one of the `options`.
    SearchPath,
    Charset,
    TargetSessionAttrs,
    /// pgjdbc's words for the same.
    TargetServerType,
    SqliteMode,
    SqliteUri,
    /// Carried under its canonical name; a driver without a word for it cannot have the URL.
    Other(Check),
    /// The Java drivers' opposite of `client_found_rows`.
    AffectedRows,
    /// Carried to drivers that know it, and of no meaning to others.
    Tuning,
    Refused(&'static str),
}

/// The switches from which "how much TLS" is worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tls {
    /// `ssl=`: a switch, or libpq's word.
    Ssl,
    /// PyMySQL, mysqlclient, MySQL Connector/Python.
    SslDisabled,
    /// PyMySQL and what folds into its `ssl` dictionary.
    CheckHostname,
    VerifyCert,
    VerifyIdentity,
    /// mysql_async.
    RequireSsl,
    MysqlAsyncVerifyCa,
    /// MySQL Connector/J; libpq's ancient `requiressl=1`.
    JdbcRequire,
    JdbcUse,
    /// MariaDB Connector/J's `useSsl` verifies everything, unless one of its two companions says otherwise.
    MariaDbUse,
    MariaDbTrust,
    MariaDbNoNameCheck,
    JdbcVerify,
    /// Prisma: `strict` or `accept_invalid_certs`.
    Accept,
}

/// What a value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    Text,
    Number,
    Switch,
    OneOf(&'static [&'static str]),
    /// A switch, a level, or the words of the Rust drivers.
    Compression,
}

/// A known parameter.
pub(crate) struct Known {
    pub(crate) name: &'static str,
    aliases: &'static [&'static str],
    dialects: &'static [DialectName],
    pub(crate) role: Role,
}

const PG: &[DialectName] = &[PostgreSql];
const MY: &[DialectName] = &[MySql, MariaDb];
const MYSQL: &[DialectName] = &[MySql];
const MARIADB: &[DialectName] = &[MariaDb];
const SERVERS: &[DialectName] = &[PostgreSql, MySql, MariaDb];
const LITE: &[DialectName] = &[Sqlite];
const EVERY: &[DialectName] = &[PostgreSql, MySql, MariaDb, Sqlite];

const SERVICE: &str = "it names a file limbeck does not read; write the connection itself into the URL";
const SECRET: &str =
    "it is a secret that would stand in the open; use an unencrypted key file that only its owner can read";
const OPTION_FILE: &str =
    "limbeck does not read MySQL option files; write the connection itself into the URL";
const OAUTH: &str = "limbeck does not sign in with OAuth; use a password or a client certificate";

const fn known_as(
    name: &'static str,
    aliases: &'static [&'static str],
    dialects: &'static [DialectName],
    role: Role,
) -> Known {
    Known { name, aliases, dialects, role }
}

const fn text(
    name: &'static str,
    aliases: &'static [&'static str],
    dialects: &'static [DialectName],
) -> Known {
    known_as(name, aliases, dialects, Role::Other(Check::Text))
}

const fn number(
    name: &'static str,
    aliases: &'static [&'static str],
    dialects: &'static [DialectName],
) -> Known {
    known_as(name, aliases, dialects, Role::Other(Check::Number))
}

const fn tuning(
    name: &'static str,
    aliases: &'static [&'static str],
    dialects: &'static [DialectName],
) -> Known {
    known_as(name, aliases, dialects, Role::Tuning)
}

const fn refused(name: &'static str, dialects: &'static [DialectName], reason: &'static str) -> Known {
    known_as(name, &[], dialects, Role::Refused(reason))
}

const fn tls(
    name: &'static str,
    aliases: &'static [&'static str],
    dialects: &'static [DialectName],
    flag: Tls,
) -> Known {
    known_as(name, aliases, dialects, Role::Tls(flag))
}

/// Names and aliases are folded: lower case, `_` for `-`.
#[rustfmt::skip]
static KNOWN: &[Known] = &[
    known_as("user", &["username"], SERVERS, Role::User),
    known_as("password", &["passwd"], SERVERS, Role::Password),
    known_as("dbname", &["database", "db", "db_name"], SERVERS, Role::Database),
    known_as("host", &[], SERVERS, Role::Host),
    known_as("port", &[], SERVERS, Role::Port),
    known_as("socket", &["unix_socket", "unix_sock", "localsocket"], SERVERS, Role::Socket),
    known_as("sslmode", &["ssl_mode"], SERVERS, Role::SslMode),
    known_as("sslrootcert", &["ssl_root_cert", "ssl_ca", "sslca", "serversslcert"], SERVERS, Role::SslRootCert),
    known_as("sslcert", &["ssl_cert"], SERVERS, Role::SslCert),
    known_as("sslkey", &["ssl_key"], SERVERS, Role::SslKey),
    known_as("application_name", &["applicationname", "program_name"], SERVERS, Role::ApplicationName),
    known_as("options", &[], PG, Role::Options),
    known_as("search_path", &["currentschema", "schema"], PG, Role::SearchPath),
    known_as("charset", &["client_encoding", "characterencoding"], SERVERS, Role::Charset),
    known_as("target_session_attrs", &[], PG, Role::TargetSessionAttrs),
    known_as("targetservertype", &[], PG, Role::TargetServerType),
    known_as("connect_timeout", &["connection_timeout", "connecttimeout"], SERVERS, Role::ConnectTimeout),
    known_as("tcp_connect_timeout_ms", &[], MY, Role::ConnectTimeoutMs),

    tls("ssl", &[], SERVERS, Tls::Ssl),
    tls("ssl_disabled", &[], MY, Tls::SslDisabled),
    tls("ssl_check_hostname", &[], MY, Tls::CheckHostname),
    tls("ssl_verify_cert", &[], MY, Tls::VerifyCert),
    tls("ssl_verify_identity", &["verify_identity"], MY, Tls::VerifyIdentity),
    tls("require_ssl", &[], MY, Tls::RequireSsl),
    tls("verify_ca", &[], MY, Tls::MysqlAsyncVerifyCa),
    tls("requiressl", &[], SERVERS, Tls::JdbcRequire),
    tls("usessl", &[], MYSQL, Tls::JdbcUse),
    tls("usessl", &[], MARIADB, Tls::MariaDbUse),
    tls("trustservercertificate", &[], MARIADB, Tls::MariaDbTrust),
    tls("disablesslhostnameverification", &[], MARIADB, Tls::MariaDbNoNameCheck),
    tls("verifyservercertificate", &[], MY, Tls::JdbcVerify),
    tls("sslaccept", &[], SERVERS, Tls::Accept),

    text("hostaddr", &[], PG),
    text("passfile", &[], PG),
    text("require_auth", &[], PG),
    known_as("channel_binding", &["channelbinding"], PG, Role::Other(Check::OneOf(&["disable", "prefer", "require"]))),
    text("fallback_application_name", &[], PG),
    known_as("keepalives", &["tcpkeepalive"], PG, Role::Other(Check::Switch)),
    number("keepalives_idle", &[], PG),
    number("keepalives_interval", &[], PG),
    number("keepalives_count", &["keepalives_retries"], PG),
    number("tcp_user_timeout", &[], PG),
    known_as("gssencmode", &[], PG, Role::Other(Check::OneOf(&["disable", "allow", "prefer", "require"]))),
    text("krbsrvname", &["kerberosservername"], PG),
    text("gsslib", &[], PG),
    known_as("gssdelegation", &[], PG, Role::Other(Check::Switch)),
    text("sslcrl", &[], PG),
    text("sslcrldir", &[], PG),
    known_as("sslsni", &[], PG, Role::Other(Check::Switch)),
    known_as("sslcertmode", &[], PG, Role::Other(Check::OneOf(&["disable", "allow", "require"]))),
    known_as("sslnegotiation", &[], PG, Role::Other(Check::OneOf(&["postgres", "direct"]))),
    text("requirepeer", &[], PG),
    text("ssl_min_protocol_version", &[], PG),
    text("ssl_max_protocol_version", &[], PG),
    text("min_protocol_version", &[], PG),
    text("max_protocol_version", &[], PG),
    known_as("load_balance_hosts", &["loadbalancehosts"], PG, Role::Other(Check::OneOf(&["disable", "random"]))),
    number("command_timeout", &[], PG),

    text("collation", &["connectioncollation"], MY),
    number("read_timeout", &[], MY),
    number("write_timeout", &[], MY),
    known_as("local_infile", &["allow_local_infile", "allowloadlocalinfile", "allowlocalinfile"], MY, Role::Other(Check::Switch)),
    text("timezone", &["time_zone", "connectiontimezone", "servertimezone"], MY),
    known_as("compress", &["compression", "usecompression"], MY, Role::Other(Check::Compression)),
    text("init_command", &[], MY),
    text("sql_mode", &[], MY),
    number("max_allowed_packet", &[], MY),
    known_as("enable_cleartext_plugin", &[], MY, Role::Other(Check::Switch)),
    text("server_public_key", &["server_key_path", "server_pub_key", "serverrsapublickeyfile"], MY),
    known_as("allow_public_key_retrieval", &["allowpublickeyretrieval", "get_server_public_key"], MYSQL, Role::Other(Check::Switch)),
    text("ssl_capath", &[], MY),
    text("ssl_cipher", &[], MY),
    text("odbc_driver", &["driver"], MY),

    known_as("mode", &[], LITE, Role::SqliteMode),
    known_as("uri", &[], LITE, Role::SqliteUri),
    known_as("cache", &[], LITE, Role::Other(Check::OneOf(&["shared", "private"]))),
    known_as("immutable", &[], LITE, Role::Other(Check::Switch)),
    text("vfs", &[], LITE),

    tuning("statement_cache_size", &["statement_cache_capacity", "prepared_statement_cache_size", "stmt_cache_size"], SERVERS),
    tuning("pgbouncer", &[], PG),
    // node-postgres: "read sslmode as libpq does", which is how it is read here.
    tuning("uselibpqcompat", &[], PG),
    tuning("max_cached_statement_lifetime", &[], PG),
    tuning("max_cacheable_statement_size", &[], PG),
    tuning("sslcompression", &[], PG),
    tuning("prepared_statement_name_func", &[], PG),
    tuning("preparethreshold", &[], PG),
    tuning("connection_limit", &[], EVERY),
    tuning("pool_timeout", &[], SERVERS),
    tuning("socket_timeout", &[], EVERY),
    tuning("max_idle_connection_lifetime", &[], SERVERS),
    tuning("pool_size", &[], MY),
    tuning("pool_name", &[], MY),
    tuning("pool_reset_session", &["pool_reset_connection"], MY),
    tuning("pool_min", &[], MY),
    tuning("pool_max", &[], MY),
    tuning("inactive_connection_ttl", &[], MY),
    tuning("ttl_check_interval", &[], MY),
    tuning("conn_ttl", &[], MY),
    tuning("abs_conn_ttl", &[], MY),
    tuning("abs_conn_ttl_jitter", &[], MY),
    tuning("reset_connection", &[], MY),
    tuning("check_health", &[], MY),
    tuning("tcp_keepalive", &[], MY),
    tuning("tcp_keepalive_time_ms", &[], MY),
    tuning("tcp_keepalive_probe_interval_secs", &[], MY),
    tuning("tcp_keepalive_probe_count", &[], MY),
    tuning("tcp_user_timeout_ms", &[], MY),
    tuning("tcp_nodelay", &["tcpnodelay"], MY),
    tuning("prefer_socket", &[], MY),
    tuning("wait_timeout", &[], MY),
    tuning("client_found_rows", &["usefoundrows"], MY),
    known_as("useaffectedrows", &[], MY, Role::AffectedRows),
    tuning("secure_auth", &[], MY),
    tuning("use_unicode", &["useunicode"], MY),
    tuning("use_pure", &[], MY),
    tuning("buffered", &[], MY),
    tuning("client_flag", &[], MY),
    tuning("raise_on_warnings", &[], MY),
    tuning("autocommit", &[], MY),
    tuning("autoreconnect", &[], MY),
    tuning("zerodatetimebehavior", &[], MY),
    tuning("rewritebatchedstatements", &[], MY),
    tuning("cacheprepstmts", &[], MY),
    tuning("useserverprepstmts", &[], MY),
    tuning("timeout", &[], LITE),
    tuning("isolation_level", &[], LITE),
    tuning("detect_types", &[], LITE),
    tuning("check_same_thread", &[], LITE),
    tuning("cached_statements", &[], LITE),

    refused("service", PG, SERVICE),
    refused("servicefile", PG, SERVICE),
    refused("sslpassword", PG, SECRET),
    refused("scram_client_key", PG, SECRET),
    refused("scram_server_key", PG, SECRET),
    refused("sslkeylogfile", PG, "it writes the keys of the connection to a file"),
    refused("replication", PG, "a replication connection runs no DDL; leave it out"),
    refused("oauth_issuer", PG, OAUTH),
    refused("oauth_client_id", PG, OAUTH),
    refused("oauth_client_secret", PG, OAUTH),
    refused("oauth_scope", PG, OAUTH),
    refused("read_default_file", MY, OPTION_FILE),
    refused("read_default_group", MY, OPTION_FILE),
    refused("default_file", MY, OPTION_FILE),
    refused("default_group", MY, OPTION_FILE),
    refused("option_files", MY, OPTION_FILE),
    refused("odbc_connect", MY, "it hides a second connection string; write its parts as a URL"),
    refused("trustcertificatekeystoreurl", MY, "only Java reads its key stores; write sslrootcert with a PEM file"),
    refused("trustcertificatekeystorepassword", MY, "only Java reads its key stores; write sslrootcert with a PEM file"),
    refused("clientcertificatekeystoreurl", MY, "only Java reads its key stores; write sslcert and sslkey with PEM files"),
    refused("clientcertificatekeystorepassword", MY, "only Java reads its key stores; write sslcert and sslkey with PEM files"),
    refused("sslfactory", PG, "it names a Java class; write sslmode"),
    refused("key", LITE, "limbeck cannot open an encrypted SQLite database"),
    refused("cipher", LITE, "limbeck cannot open an encrypted SQLite database"),
];

/// The one spelling under which a name is looked up.
pub(crate) fn fold(name: &str) -> String {
    name.to_ascii_lowercase().replace('-', "_")
}

/// The parameter that a name means in a dialect's URLs.
pub(crate) fn known(name: &str, dialect: DialectName) -> Option<&'static Known> {
    let folded = fold(name);
    KNOWN.iter().find(|known| {
        known.dialects.contains(&dialect)
            && (known.name == folded || known.aliases.contains(&folded.as_str()))
    })
}

/// Whether a canonical parameter means something to one driver only.
pub(crate) fn is_tuning(name: &str, dialect: DialectName) -> bool {
    known(name, dialect).is_some_and(|known| known.role == Role::Tuning)
}

/// The names that a dialect's URLs can have, for "did you mean".
pub(crate) fn names(dialect: DialectName) -> impl Iterator<Item = &'static str> {
    KNOWN
        .iter()
        .filter(move |known| known.dialects.contains(&dialect) && !matches!(known.role, Role::Refused(_)))
        .flat_map(|known| std::iter::once(known.name).chain(known.aliases.iter().copied()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{KNOWN, fold};

    #[test]
    fn no_name_means_two_things_in_one_dialect() {
        let mut seen = BTreeMap::new();
        for known in KNOWN {
            for dialect in known.dialects {
                for name in std::iter::once(&known.name).chain(known.aliases) {
                    assert_eq!(*name, fold(name), "names are folded");
                    assert_eq!(
                        seen.insert((*name, *dialect), known.name),
                        None,
                        "`{name}` stands twice for {dialect}"
                    );
                }
            }
        }
    }
}
