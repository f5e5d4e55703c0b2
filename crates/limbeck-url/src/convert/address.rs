//! How each family of drivers spells the server: scheme, user, hosts, database.

use super::draft::Draft;
use super::{jdbc, key_value};
use crate::canonical::{Password, host, port_suffix, user_info};
use crate::dialect::DialectName::{self, PostgreSql};
use crate::driver::Driver;
use crate::encode;
use crate::host::Host;

const ONE_HOST: Option<&str> = Some("the driver takes one host; choose one");
const ZONE: Option<&str> =
    Some("the driver does not read an IPv6 address with a zone; give a name or another address");

/// Writes the whole URL; the parameters are in the draft already.
pub(super) fn write(draft: &mut Draft<'_>) -> String {
    match draft.driver {
        Driver::Jdbc => jdbc::write(draft),
        Driver::Libpq => key_value::write(draft),
        driver if driver.is_sqlalchemy() => sqlalchemy(draft),
        Driver::Diesel if draft.url.dialect == PostgreSql => uri(draft, false),
        Driver::TokioPostgres | Driver::DeadpoolPostgres | Driver::Postgres => uri(draft, true),
        Driver::DieselAsync if draft.url.dialect == PostgreSql => uri(draft, true),
        _ => whatwg(draft),
    }
}

fn database(draft: &Draft<'_>) -> String {
    draft.url.database.as_deref().map(|name| format!("/{}", encode::component(name))).unwrap_or_default()
}

/// libpq's URI, which tokio-postgres reads, too: any number of hosts, sockets percent-encoded.
fn uri(draft: &mut Draft<'_>, needs_host: bool) -> String {
    let url = draft.url;
    let mut hosts: Vec<String> = url.hosts.iter().map(host).collect();
    if hosts.is_empty() && needs_host {
        // tokio-postgres has no default.
        hosts.push("localhost".to_owned());
    }
    let text =
        format!("postgresql://{}{}{}", user_info(url, Password::Revealed), hosts.join(","), database(draft));
    draft.with_query(text)
}

/// SQLAlchemy: one host in the authority, not percent-decoded; everything else about hosts in the query.
fn sqlalchemy(draft: &mut Draft<'_>) -> String {
    let url = draft.url;
    let authority = match url.hosts.as_slice() {
        [] => String::new(),
        [Host::Tcp { name, port }] if name.contains(':') => format!("[{name}]{}", port_suffix(*port)),
        [Host::Tcp { name, port }] => format!("{name}{}", port_suffix(*port)),
        [Host::Socket { path, port }] => socket(draft, &path.to_string_lossy(), *port),
        several => {
            several_hosts(draft, several);
            String::new()
        }
    };
    let text = format!(
        "{}+{}://{}{authority}{}",
        url.dialect,
        draft.driver,
        user_info(url, Password::Revealed),
        database(draft)
    );
    draft.with_query(text)
}

fn socket(draft: &mut Draft<'_>, path: &str, port: Option<u16>) -> String {
    match (draft.url.dialect, draft.driver) {
        (_, Driver::Pyodbc) => {
            draft.missing("socket", Some("how a socket is named depends on the ODBC driver; give a host"));
        }
        (PostgreSql, Driver::Pg8000) => {
            draft.push("unix_sock", format!("{path}/.s.PGSQL.{}", port.unwrap_or(5432)));
            return String::new();
        }
        (PostgreSql, _) => draft.push("host", path),
        _ => draft.push("unix_socket", path),
    }
    port_suffix(port)
}

fn several_hosts(draft: &mut Draft<'_>, hosts: &[Host]) {
    if draft.url.dialect != PostgreSql || draft.driver == Driver::Pg8000 {
        draft.missing("hosts", ONE_HOST);
        return;
    }
    let names: Vec<String> = hosts
        .iter()
        .map(|host| match host {
            Host::Tcp { name, .. } => name.clone(),
            Host::Socket { path, .. } => path.to_string_lossy().into_owned(),
        })
        .collect();
    // asyncpg wants every port; the default says nothing new to libpq.
    let ports: Vec<String> = hosts.iter().map(|host| host.port().unwrap_or(5432).to_string()).collect();
    draft.push("host", names.join(","));
    draft.push("port", ports.join(","));
}

/// Readers built on the WHATWG URL parser: sqlx, SeaORM, Diesel for MySQL, mysql, mysql_async.
fn whatwg(draft: &mut Draft<'_>) -> String {
    let url = draft.url;
    let sqlx = matches!(draft.driver, Driver::Sqlx | Driver::SeaOrm);
    let authority = match url.hosts.as_slice() {
        [] if sqlx && url.username.is_none() && url.password.is_none() => String::new(),
        // These readers refuse a user without a host.
        [] => "localhost".to_owned(),
        [Host::Tcp { name, .. }] if name.contains('%') => {
            draft.missing("hosts", ZONE);
            String::new()
        }
        [Host::Tcp { name, port }] if sqlx && name.contains(':') => {
            // sqlx passes the brackets on to the resolver, which knows no such host.
            if url.dialect == PostgreSql {
                draft.push("host", name.as_str());
            } else {
                draft.missing(
                    "hosts",
                    Some("sqlx does not read an IPv6 address here; give a name or an IPv4 address"),
                );
            }
            format!("localhost{}", port_suffix(*port))
        }
        [single @ Host::Tcp { .. }] => host(single),
        [single @ Host::Socket { .. }] if url.dialect == PostgreSql => host(single),
        [Host::Socket { path, port }] => {
            let key = if draft.driver == Driver::Diesel { "unix_socket" } else { "socket" };
            draft.push(key, path.to_string_lossy());
            format!("localhost{}", port_suffix(*port))
        }
        _ => {
            draft.missing("hosts", ONE_HOST);
            String::new()
        }
    };
    let scheme = match (url.dialect, draft.driver) {
        // sqlx knows the scheme; the others do not.
        (DialectName::MariaDb, Driver::Sqlx) => "mariadb",
        (PostgreSql, _) => "postgresql",
        _ => "mysql",
    };
    let name = url.database.as_deref().unwrap_or_default();
    // A dot segment is resolved away, however it is encoded.
    let resolved = matches!(name, "." | "..");
    // Diesel does not undo the encoding.
    let verbatim = draft.driver == Driver::Diesel && encode::component(name) != name;
    if resolved || verbatim {
        draft.missing("database", Some("the driver cannot read this name out of a URL"));
    }
    let text = format!("{scheme}://{}{authority}{}", user_info(url, Password::Revealed), database(draft));
    draft.with_query(text)
}
