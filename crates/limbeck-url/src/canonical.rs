//! The one spelling of a URL.

use std::fmt;

use crate::encode;
use crate::host::Host;
use crate::secret::{MASK, Masked, Secret};
use crate::sqlite::{SqliteLocation, SqliteMode, spell};
use crate::url::DatabaseUrl;

/// Stands for a password while a masked URL is written: unreserved characters, so that no encoding changes it, and a word that is
/// nobody's user, host or database.
pub(crate) const MASK_MARK: &str = "limbeck-masked-password-4b1d6c0e9a";

/// What is written for the password.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Password {
    Masked,
    Revealed,
}

impl DatabaseUrl {
    /// The one spelling of this URL, `***` for the password, without the driver.
    #[must_use]
    pub fn canonical(&self) -> Masked {
        Masked::new(write(self, Password::Masked))
    }

    /// The one spelling of this URL, with the password.
    #[must_use]
    pub fn reveal(&self) -> Secret<String> {
        Secret::new(write(self, Password::Revealed))
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DatabaseUrl")
            .field("canonical", &self.canonical().as_str())
            .field("driver", &self.driver)
            .finish_non_exhaustive()
    }
}

/// Writes the canonical form.
fn write(url: &DatabaseUrl, password: Password) -> String {
    let mut text = match &url.sqlite {
        Some(location) => sqlite(location),
        None => format!("{}://{}", url.dialect, server(url, password)),
    };
    let mut query: Vec<(&str, String)> = url.parameters.iter();
    if url.sqlite.is_none()
        && let [Host::Socket { path, .. }] = url.hosts.as_slice()
    {
        query.push(("socket", path.to_string_lossy().into_owned()));
    }
    if let Some(mode) = url.sqlite_mode.filter(|mode| *mode != SqliteMode::Memory) {
        query.push(("mode", mode.as_str().to_owned()));
    }
    query.sort();
    push_query(&mut text, &query);
    text
}

/// Adds `?name=value&…`.
pub(crate) fn push_query(text: &mut String, query: &[(impl AsRef<str>, String)]) {
    for (i, (name, value)) in query.iter().enumerate() {
        text.push(if i == 0 { '?' } else { '&' });
        text.push_str(name.as_ref());
        text.push('=');
        text.push_str(&encode::path(value));
    }
}

fn sqlite(location: &SqliteLocation) -> String {
    match location {
        SqliteLocation::Memory => "sqlite::memory:".to_owned(),
        SqliteLocation::File(path) => spell(&path.to_string_lossy()),
        SqliteLocation::Ambiguous { absolute, .. } => {
            format!("sqlite://{}", encode::path(&absolute.to_string_lossy()))
        }
    }
}

fn server(url: &DatabaseUrl, password: Password) -> String {
    let mut text = user_info(url, password);
    match url.hosts.as_slice() {
        // The path is a parameter; only the port stays.
        [Host::Socket { port, .. }] => text.push_str(&port_suffix(*port)),
        hosts => text.push_str(&hosts.iter().map(host).collect::<Vec<_>>().join(",")),
    }
    if let Some(database) = &url.database {
        text.push('/');
        text.push_str(&encode::component(database));
    }
    text
}

/// `user:password@`, or nothing.
pub(crate) fn user_info(url: &DatabaseUrl, password: Password) -> String {
    let mut text = String::new();
    if let Some(user) = &url.username {
        text.push_str(&encode::component(user));
    }
    if let Some(secret) = &url.password {
        text.push(':');
        match password {
            Password::Masked => text.push_str(MASK),
            Password::Revealed => text.push_str(&encode::component(secret.expose())),
        }
    }
    if !text.is_empty() {
        text.push('@');
    }
    text
}

/// One host of an authority, a socket percent-encoded.
pub(crate) fn host(host: &Host) -> String {
    match host {
        Host::Tcp { name, port } => format!("{}{}", host_name(name), port_suffix(*port)),
        Host::Socket { path, port } => {
            format!("{}{}", encode::component(&path.to_string_lossy()), port_suffix(*port))
        }
    }
}

/// A host's name, an IPv6 address in brackets.
fn host_name(name: &str) -> String {
    if name.contains(':') {
        // A zone's `%` is the one character of an address that needs encoding (RFC 6874).
        format!("[{}]", name.replace('%', "%25"))
    } else {
        encode::component(name)
    }
}

pub(crate) fn port_suffix(port: Option<u16>) -> String {
    port.map(|port| format!(":{port}")).unwrap_or_default()
}
