//! JDBC's spelling.
//!
//! Sources: pgjdbc "Connection Parameters"; MySQL Connector/J "Configuration Properties"; MariaDB Connector/J "Connection parameters".

use super::draft::Draft;
use super::word::{Word, is_utf8};
use crate::canonical::host;
use crate::dialect::DialectName;
use crate::encode;
use crate::host::Host;
use crate::parameters::{CONNECT_TIMEOUT_MS, SslMode, switch};

const KEY_STORE: Option<&str> =
    Some("this Java driver reads certificates from key stores only; set one up for the application");

/// pgjdbc's spelling of one canonical parameter.
pub(super) fn postgres_word(name: &str, value: &str) -> Word {
    match name {
        "charset" if is_utf8(value) => Word::Implied,
        "sslmode" => Word::Named("sslmode"),
        "sslrootcert" => Word::Named("sslrootcert"),
        "sslcert" => Word::Named("sslcert"),
        "sslkey" => Word::Named("sslkey"),
        "sslnegotiation" => Word::Named("sslNegotiation"),
        "application_name" => Word::Named("ApplicationName"),
        "connect_timeout" => Word::Named("connectTimeout"),
        "options" => Word::Named("options"),
        "channel_binding" => Word::Named("channelBinding"),
        "gssencmode" => Word::Named("gssEncMode"),
        "krbsrvname" => Word::Named("kerberosServerName"),
        "preparethreshold" => Word::Named("prepareThreshold"),
        "keepalives" => pair("tcpKeepAlive", if value == "1" { "true" } else { "false" }),
        "load_balance_hosts" => pair("loadBalanceHosts", if value == "random" { "true" } else { "false" }),
        "target_session_attrs" => match value {
            "any" => pair("targetServerType", "any"),
            "primary" => pair("targetServerType", "primary"),
            "standby" => pair("targetServerType", "secondary"),
            "prefer-standby" => pair("targetServerType", "preferSecondary"),
            _ => Word::Missing(Some("pgjdbc tells servers apart as any, primary, standby, prefer-standby")),
        },
        _ => Word::Missing(None),
    }
}

/// Connector/J's and MariaDB Connector/J's.
pub(super) fn mysql_word(dialect: DialectName, name: &str, value: &str) -> Word {
    let mariadb = dialect == DialectName::MariaDb;
    match name {
        "sslmode" => match (SslMode::read(value), mariadb) {
            (Some(mode), false) => pair("sslMode", mode.mysql_word()),
            (Some(SslMode::Allow), true) => Word::Implied,
            (Some(SslMode::Prefer), true) => Word::Missing(Some(
                "the driver uses TLS always or never; write sslmode=require, or sslmode=disable",
            )),
            (Some(SslMode::Require), true) => pair("sslMode", "trust"),
            (Some(mode), true) => pair("sslMode", mode.as_str()),
            (None, _) => Word::Missing(None),
        },
        "sslrootcert" if mariadb => Word::Named("serverSslCert"),
        "sslrootcert" | "sslcert" | "sslkey" | "ssl_capath" => Word::Missing(KEY_STORE),
        "charset" if is_utf8(value) => Word::Implied,
        "charset" if !mariadb => Word::Named("characterEncoding"),
        "connect_timeout" => pair("connectTimeout", &format!("{value}000")),
        CONNECT_TIMEOUT_MS => Word::Named("connectTimeout"),
        "collation" if !mariadb => Word::Named("connectionCollation"),
        "timezone" => Word::Named(if mariadb { "timezone" } else { "connectionTimeZone" }),
        "local_infile" => {
            let on = if value == "1" { "true" } else { "false" };
            pair(if mariadb { "allowLocalInfile" } else { "allowLoadLocalInfile" }, on)
        }
        "compress" if matches!(value, "true" | "false") => Word::Named("useCompression"),
        "server_public_key" => Word::Named("serverRSAPublicKeyFile"),
        "allow_public_key_retrieval" => {
            pair("allowPublicKeyRetrieval", if value == "1" { "true" } else { "false" })
        }
        "use_unicode" => Word::Named("useUnicode"),
        "client_found_rows" => match switch(value) {
            Some(found) => pair("useAffectedRows", if found { "false" } else { "true" }),
            None => Word::Missing(None),
        },
        "tcp_nodelay" => Word::Named("tcpNoDelay"),
        "autoreconnect" => Word::Named("autoReconnect"),
        "autocommit" if mariadb => Word::Named("autocommit"),
        "zerodatetimebehavior" => Word::Named("zeroDateTimeBehavior"),
        "rewritebatchedstatements" => Word::Named("rewriteBatchedStatements"),
        "cacheprepstmts" => Word::Named("cachePrepStmts"),
        "useserverprepstmts" => Word::Named("useServerPrepStmts"),
        _ => Word::Missing(None),
    }
}

fn pair(key: &'static str, value: &str) -> Word {
    Word::Pairs(vec![(key, value.to_owned())])
}

/// `jdbc:name://hosts/database?user=…&password=…`
pub(super) fn write(draft: &mut Draft<'_>) -> String {
    let url = draft.url;
    let mut hosts = Vec::new();
    for place in &url.hosts {
        match (place, url.dialect, url.hosts.len()) {
            (Host::Tcp { name, .. }, DialectName::MariaDb, _) if name.contains('%') => {
                draft.missing("hosts", Some("the driver reads no IPv6 address with a zone; give a name"));
            }
            (Host::Tcp { .. }, ..) => hosts.push(host(place)),
            (Host::Socket { path, .. }, DialectName::MariaDb, 1) => {
                hosts.push("localhost".to_owned());
                draft.push("localSocket", path.to_string_lossy());
            }
            (Host::Socket { .. }, ..) => {
                draft.missing(
                    "socket",
                    Some("Java reaches a Unix socket only through a socket factory; give a host"),
                );
            }
        }
    }
    if hosts.is_empty() {
        hosts.push("localhost".to_owned());
    }
    if let Some(user) = &url.username {
        draft.push("user", user.as_str());
    }
    if let Some(password) = &url.password {
        draft.push("password", password.expose().as_str());
    }
    let database = url.database.as_deref().unwrap_or_default();
    let server = format!("jdbc:{}://{}/", url.dialect, hosts.join(","));
    if url.dialect == DialectName::MariaDb {
        return verbatim(draft, server, database);
    }
    draft.with_query(server + &encode::component(database))
}

/// MariaDB Connector/J cuts its URL into pieces and undoes no encoding, so that what ends a piece cannot stand in it.
///
/// Source: MariaDB Connector/J, `Configuration.parserInternal`.
fn verbatim(draft: &mut Draft<'_>, mut text: String, database: &str) -> String {
    const NAME: Option<&str> = Some(
        "the driver undoes no encoding, so a name with `/`, `?` or `@` cannot stand in its URL; rename it",
    );
    const VALUE: Option<&str> = Some(
        "the driver undoes no encoding, so a value with `&`, a control character or a blank at its end cannot stand in its URL; set it in \
         the application's code",
    );
    let unwritable = |text: &str| text.contains(char::is_control) || text.ends_with(char::is_whitespace);
    if database.contains(['/', '?', '@']) || unwritable(database) {
        draft.missing("database", NAME);
    }
    text.push_str(database);
    draft.query.sort();
    for (index, (key, value)) in std::mem::take(&mut draft.query).into_iter().enumerate() {
        if value.contains('&') || unwritable(&value) {
            draft.missing(&key, VALUE);
        }
        text.push(if index == 0 { '?' } else { '&' });
        text.push_str(&format!("{key}={value}"));
    }
    text
}
