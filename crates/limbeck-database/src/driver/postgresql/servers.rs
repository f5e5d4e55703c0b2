//! Which servers are meant: the URL's, else those of `PGHOST`, `PGHOSTADDR` and `PGPORT`, else libpq's default.
//!
//! Source: PostgreSQL manual, "Specifying Multiple Hosts": lists have commas between their parts, and a single port is for all hosts.

use std::net::IpAddr;
use std::path::Path;

use limbeck_url::{DatabaseUrl, Host, Secret};

use super::environment::Environment;
use super::error::bad;
use crate::DatabaseError;

const DEFAULT_PORT: u16 = 5432;

/// Where Debian's and everybody else's builds put the socket.
const SOCKET_FOLDERS: &[&str] = &["/var/run/postgresql", "/tmp"];

/// One server.
#[derive(Debug)]
pub(super) struct ServerAddress {
    /// Its name, or the folder of its socket.
    pub(super) host: Host,
    /// Its address, where the name need not be looked up.
    pub(super) address: Option<IpAddr>,
    pub(super) port: u16,
    pub(super) password: Option<Secret<String>>,
    /// Why the password file was not used, if it was not.
    pub(super) password_note: Option<String>,
}

impl ServerAddress {
    /// The server for people.
    pub(super) fn name(&self) -> String {
        match &self.host {
            Host::Tcp { name, .. } if name.contains(':') => format!("[{name}]:{}", self.port),
            Host::Tcp { name, .. } => format!("{name}:{}", self.port),
            Host::Socket { path, .. } => format!("{}/.s.PGSQL.{}", path.display(), self.port),
        }
    }
}

pub(super) fn servers(
    url: &DatabaseUrl,
    environment: &Environment,
) -> Result<Vec<ServerAddress>, DatabaseError> {
    let addresses = match url.parameters().get("hostaddr").or_else(|| environment.get("PGHOSTADDR")) {
        None => Vec::new(),
        Some(list) => list
            .split(',')
            .map(|text| text.trim().parse().map(Some))
            .collect::<Result<Vec<Option<IpAddr>>, _>>()
            .map_err(|_| bad(format!("hostaddr is `{list}`: write numeric addresses")))?,
    };
    let ports = ports(environment)?;
    let hosts = match (url.hosts(), environment.get("PGHOST")) {
        ([], Some(list)) => {
            list.split(',').zip(0..).map(|(host, position)| named(host, ports.of(position))).collect()
        }
        ([], None) if !addresses.is_empty() => addresses.iter().flatten().map(numeric).collect(),
        ([], None) => vec![default_host(ports.of(0))],
        (hosts, _) => hosts.to_vec(),
    };
    if !addresses.is_empty() && addresses.len() != hosts.len() {
        return Err(bad(format!("{} hosts and {} addresses (hostaddr)", hosts.len(), addresses.len())));
    }
    if hosts.iter().any(|host| host.port().is_none()) && ports.0.len() > 1 && ports.0.len() != hosts.len() {
        return Err(bad(format!("{} hosts and {} ports (PGPORT)", hosts.len(), ports.0.len())));
    }
    let server = |(position, host): (usize, Host)| ServerAddress {
        port: host.port().unwrap_or_else(|| ports.of(position)),
        address: addresses.get(position).copied().flatten(),
        host,
        password: None,
        password_note: None,
    };
    Ok(hosts.into_iter().enumerate().map(server).collect())
}

/// The ports of `PGPORT`.
struct Ports(Vec<u16>);

impl Ports {
    fn of(&self, position: usize) -> u16 {
        match &self.0[..] {
            [one] => *one,
            several => several.get(position).copied().unwrap_or(DEFAULT_PORT),
        }
    }
}

fn ports(environment: &Environment) -> Result<Ports, DatabaseError> {
    let Some(list) = environment.get("PGPORT") else { return Ok(Ports(Vec::new())) };
    let port = |text: &str| {
        if text.is_empty() {
            return Ok(DEFAULT_PORT);
        }
        text.parse().map_err(|_| bad(format!("PGPORT is `{list}`, and `{text}` is no port")))
    };
    list.split(',').map(|text| port(text.trim())).collect::<Result<_, _>>().map(Ports)
}

fn named(host: &str, port: u16) -> Host {
    match host.trim() {
        "" => default_host(port),
        path if path.starts_with(['/', '@']) => Host::Socket { path: path.into(), port: None },
        name => Host::Tcp { name: name.to_owned(), port: None },
    }
}

fn numeric(address: &IpAddr) -> Host {
    Host::Tcp { name: address.to_string(), port: None }
}

/// libpq's default: the socket, where there is one.
fn default_host(port: u16) -> Host {
    let folder = SOCKET_FOLDERS
        .iter()
        .map(Path::new)
        .find(|folder| cfg!(unix) && folder.join(format!(".s.PGSQL.{port}")).exists());
    match folder {
        Some(folder) => Host::Socket { path: folder.to_owned(), port: None },
        None => Host::Tcp { name: "localhost".to_owned(), port: None },
    }
}

/// Whether a socket in this folder is one that nobody has to name.
pub(super) fn is_default_socket(path: &Path) -> bool {
    SOCKET_FOLDERS.iter().any(|folder| path == Path::new(folder))
}

#[cfg(test)]
mod tests {
    use limbeck_url::DatabaseUrl;

    use super::{Environment, servers};

    fn names(url: &str, environment: &'static [(&'static str, &'static str)]) -> Result<Vec<String>, String> {
        let url = DatabaseUrl::parse(url).unwrap();
        servers(&url, &Environment::of(environment))
            .map(|servers| servers.iter().map(super::ServerAddress::name).collect())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_environment_lists_hosts_and_ports() {
        let two = ["one:1", "two:2"].map(str::to_owned).to_vec();
        assert_eq!(names("postgresql://", &[("PGHOST", "one,two"), ("PGPORT", "1,2")]), Ok(two));
        let one_port = ["one:7", "/run/pg/.s.PGSQL.7"].map(str::to_owned).to_vec();
        assert_eq!(names("postgresql://", &[("PGHOST", "one,/run/pg"), ("PGPORT", "7")]), Ok(one_port));
        let address = ["[::1]:5432"].map(str::to_owned).to_vec();
        assert_eq!(names("postgresql://", &[("PGHOSTADDR", "::1")]), Ok(address));
    }

    #[test]
    fn lists_that_do_not_fit_are_refused() {
        for environment in [
            &[("PGHOST", "one"), ("PGPORT", "1,2")][..],
            &[("PGHOST", "one,two,three"), ("PGPORT", "1,2")],
            &[("PGHOST", "one,two"), ("PGHOSTADDR", "127.0.0.1")],
            &[("PGHOST", "one"), ("PGPORT", "x")],
        ] {
            assert!(names("postgresql://", environment).is_err(), "{environment:?}");
        }
    }
}
