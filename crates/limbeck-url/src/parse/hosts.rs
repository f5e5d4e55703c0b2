//! Lists of hosts and ports, in the authority and in parameters.

use std::path::PathBuf;

use crate::dialect::DialectName;
use crate::encode;
use crate::error::UrlError;
use crate::host::Host;
use crate::parameters::Read;

/// Reads the authority's `h1:p1,[::1]:p2,%2Fdir`.
pub(super) fn authority(text: &str) -> Result<Vec<Host>, UrlError> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    (1..).zip(text.split(',')).map(|(position, part)| one(part, position)).collect()
}

fn one(part: &str, position: usize) -> Result<Host, UrlError> {
    let (name, port) = split_port(part, position)?;
    if name.is_empty() {
        // `:5433` alone: the default host.
        return match port {
            Some(port) => Ok(Host::Tcp { name: "localhost".to_owned(), port: Some(port) }),
            None => Err(UrlError::BadHost { position }),
        };
    }
    make(encode::decode(name, "host")?, port, position)
}

fn make(name: String, port: Option<u16>, position: usize) -> Result<Host, UrlError> {
    // `@name` is libpq's abstract socket.
    if name.starts_with('/') || name.starts_with('@') {
        return Ok(Host::Socket { path: PathBuf::from(name), port });
    }
    let forbidden =
        |c: char| c.is_whitespace() || c.is_control() || "/\\@?#[]<>^|\"`{},'=&;!$*()+".contains(c);
    let address = name.contains(':');
    let address_is_good = name.split('%').next().is_some_and(|ip| ip.parse::<std::net::Ipv6Addr>().is_ok());
    if name.is_empty()
        || name.contains(forbidden)
        || address && !address_is_good
        || !address && name.contains('%')
    {
        return Err(UrlError::BadHost { position });
    }
    Ok(Host::Tcp { name, port })
}

fn split_port(part: &str, position: usize) -> Result<(&str, Option<u16>), UrlError> {
    if let Some(rest) = part.strip_prefix('[') {
        let (address, rest) = rest.split_once(']').ok_or(UrlError::BadHost { position })?;
        if !address.contains(':') {
            return Err(UrlError::BadHost { position });
        }
        return match rest.strip_prefix(':') {
            Some(port_text) => Ok((address, port(port_text, position)?)),
            None if rest.is_empty() => Ok((address, None)),
            None => Err(UrlError::BadHost { position }),
        };
    }
    match part.split_once(':') {
        Some((_, rest)) if rest.contains(':') => Err(UrlError::BadHost { position }),
        Some((name, port_text)) => Ok((name, port(port_text, position)?)),
        None => Ok((part, None)),
    }
}

/// An empty port is none, as RFC 3986 has it.
fn port(text: &str, position: usize) -> Result<Option<u16>, UrlError> {
    if text.is_empty() {
        return Ok(None);
    }
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(UrlError::BadPort { position });
    }
    match text.parse::<u16>() {
        Ok(0) | Err(_) => Err(UrlError::BadPort { position }),
        Ok(port) => Ok(Some(port)),
    }
}

/// The servers, from the authority and from `host=`, `port=`, `socket=`.
///
/// A parameter overrides an authority that says `localhost` or nothing, for that is how a socket is added to a URL; any other
/// disagreement is an error, because drivers settle it in different ways.
pub(super) fn combine(
    authority: Vec<Host>,
    read: &Read,
    dialect: DialectName,
) -> Result<Vec<Host>, UrlError> {
    let hosts = merge(authority, read, dialect)?;
    if dialect == DialectName::PostgreSql {
        return Ok(hosts);
    }
    // Only PostgreSQL's sockets have a port in their name.
    let plain = |host| match host {
        Host::Socket { path, .. } => Host::Socket { path, port: None },
        tcp @ Host::Tcp { .. } => tcp,
    };
    Ok(hosts.into_iter().map(plain).collect())
}

fn merge(authority: Vec<Host>, read: &Read, dialect: DialectName) -> Result<Vec<Host>, UrlError> {
    let given = from_parameters(read, dialect)?;
    if given.is_empty() {
        return ports(authority, &read.ports);
    }
    let given = ports(given, &read.ports)?;
    if authority.is_empty() || authority == given {
        return Ok(given);
    }
    let [Host::Tcp { name, port }] = authority.as_slice() else {
        return Err(UrlError::Contradiction { what: "host" });
    };
    let same_name = given.iter().all(|host| host.name() == Some(name));
    if name != "localhost" && !same_name {
        return Err(UrlError::Contradiction { what: "host" });
    }
    given.into_iter().map(|host| inherit_port(host, *port)).collect()
}

/// A port in the authority is the port of the host that a parameter names.
fn inherit_port(host: Host, outer: Option<u16>) -> Result<Host, UrlError> {
    let merged = match (host.port(), outer) {
        (Some(inner), Some(outer)) if inner != outer => return Err(UrlError::Contradiction { what: "port" }),
        (inner, outer) => inner.or(outer),
    };
    Ok(with_port(host, merged))
}

fn with_port(host: Host, port: Option<u16>) -> Host {
    match host {
        Host::Tcp { name, .. } => Host::Tcp { name, port },
        Host::Socket { path, .. } => Host::Socket { path, port },
    }
}

fn from_parameters(read: &Read, dialect: DialectName) -> Result<Vec<Host>, UrlError> {
    let mut hosts = Vec::new();
    for part in read.hosts.iter().flat_map(|value| value.split(',')) {
        hosts.push(parameter(part, hosts.len() + 1)?);
    }
    if let Some(path) = &read.socket {
        // pg8000 names the socket, everybody else the directory that holds it.
        let (path, port) = match (dialect, split_socket_file(path)) {
            (DialectName::PostgreSql, Some((directory, port))) => (directory, Some(port)),
            _ => (path.as_str(), None),
        };
        let socket = Host::Socket { path: PathBuf::from(path), port };
        let local = hosts.iter().all(|host: &Host| host.name() == Some("localhost") || *host == socket);
        if !local {
            return Err(UrlError::Contradiction { what: "host" });
        }
        hosts = vec![socket];
    }
    Ok(hosts)
}

/// `/run/postgresql/.s.PGSQL.5432`
fn split_socket_file(path: &str) -> Option<(&str, u16)> {
    let (directory, port) = path.rsplit_once("/.s.PGSQL.")?;
    Some((directory, port.parse().ok()?))
}

/// One item of `host=`: a directory, a name, an address without brackets, or SQLAlchemy's `name:port`.
fn parameter(part: &str, position: usize) -> Result<Host, UrlError> {
    if part.starts_with('/') {
        // SQLAlchemy writes a directory's port behind it, too.
        if let Some((path, port_text)) = part.rsplit_once(':')
            && let Ok(Some(port)) = port(port_text, position)
        {
            return Ok(Host::Socket { path: PathBuf::from(path), port: Some(port) });
        }
        return make(part.to_owned(), None, position);
    }
    if part.matches(':').count() > 1 && !part.starts_with('[') {
        return make(part.to_owned(), None, position);
    }
    let (name, port) = split_port(part, position)?;
    make(name.to_owned(), port, position)
}

/// Puts `port=` on the hosts: one for all, or one for each.
fn ports(hosts: Vec<Host>, values: &[String]) -> Result<Vec<Host>, UrlError> {
    let mut list = Vec::new();
    for part in values.iter().flat_map(|value| value.split(',')) {
        list.push(port(part, list.len() + 1)?);
    }
    let hosts = match (hosts.is_empty(), list.as_slice()) {
        (_, []) => return Ok(hosts),
        (true, [Some(port)]) => {
            return Ok(vec![Host::Tcp { name: "localhost".to_owned(), port: Some(*port) }]);
        }
        (true, [None]) => return Ok(hosts),
        (true, _) => return Err(UrlError::PortCount { hosts: 0, ports: list.len() }),
        (false, _) => hosts,
    };
    if list.len() != 1 && list.len() != hosts.len() {
        return Err(UrlError::PortCount { hosts: hosts.len(), ports: list.len() });
    }
    let all = list.iter().cycle();
    hosts.into_iter().zip(all).map(|(host, port)| inherit_port(host, *port)).collect()
}
