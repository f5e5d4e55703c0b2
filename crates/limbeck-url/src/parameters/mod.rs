//! What stands behind the `?`.

mod known;
mod read;
mod tls;

use std::collections::BTreeMap;
use std::time::Duration;

pub(crate) use known::is_tuning;
pub(crate) use read::{Pair, Read, read};
pub(crate) use tls::switch;

/// How much TLS, in libpq's words, for every server; in ascending order of what it protects against.
///
/// Source: PostgreSQL, "SSL Support", table "SSL Mode Descriptions".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SslMode {
    /// Never TLS.
    Disable,
    /// TLS only if the server insists.
    Allow,
    /// TLS if the server has it.
    Prefer,
    /// TLS or nothing; the certificate is not checked.
    Require,
    /// TLS, and the certificate comes from a trusted authority.
    VerifyCa,
    /// TLS, and the certificate is trusted and names this host.
    VerifyFull,
}

impl SslMode {
    /// All modes, weakest first.
    pub const ALL: [Self; 6] =
        [Self::Disable, Self::Allow, Self::Prefer, Self::Require, Self::VerifyCa, Self::VerifyFull];

    /// libpq's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Disable => "disable",
            Self::Allow => "allow",
            Self::Prefer => "prefer",
            Self::Require => "require",
            Self::VerifyCa => "verify-ca",
            Self::VerifyFull => "verify-full",
        }
    }

    /// Whether a connection without TLS is an error.
    #[must_use]
    pub fn requires_tls(self) -> bool {
        self >= Self::Require
    }

    /// MySQL's word. It has none for `allow`: `PREFERRED` is the nearest that protects no less.
    pub(crate) fn mysql_word(self) -> &'static str {
        match self {
            Self::Disable => "DISABLED",
            Self::Allow | Self::Prefer => "PREFERRED",
            Self::Require => "REQUIRED",
            Self::VerifyCa => "VERIFY_CA",
            Self::VerifyFull => "VERIFY_IDENTITY",
        }
    }

    /// Reads libpq's, MySQL's and MariaDB's words, in any case.
    pub(crate) fn read(word: &str) -> Option<Self> {
        Some(match word.to_ascii_lowercase().replace('_', "-").as_str() {
            "disable" | "disabled" => Self::Disable,
            "allow" => Self::Allow,
            "prefer" | "preferred" => Self::Prefer,
            // `trust` is MariaDB Connector/J's, `no-verify` node-postgres's.
            "require" | "required" | "trust" | "no-verify" => Self::Require,
            "verify-ca" => Self::VerifyCa,
            "verify-full" | "verify-identity" => Self::VerifyFull,
            _ => return None,
        })
    }
}

impl std::fmt::Display for SslMode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// The canonical name of a timeout that is no whole number of seconds.
pub(crate) const CONNECT_TIMEOUT_MS: &str = "tcp_connect_timeout_ms";

/// The parameters of a URL, under their canonical names.
///
/// A parameter that the URL does not give, or gives without a value, is `None`: the driver's own default holds. None of them is
/// secret: parameters that would be (`sslpassword`, say) are refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameters {
    /// How much TLS.
    pub sslmode: Option<SslMode>,
    /// The file of trusted authorities, or libpq's `system`.
    pub sslrootcert: Option<String>,
    /// The client's certificate.
    pub sslcert: Option<String>,
    /// The client's key.
    pub sslkey: Option<String>,
    /// How long to wait for a connection: whole seconds, or milliseconds where a driver counts them. A URL's `0`, which means "for ever", is
    /// `None`.
    pub connect_timeout: Option<Duration>,
    /// What the server shows as the client's name.
    pub application_name: Option<String>,
    /// PostgreSQL: command-line options of the session, `-c name=value`. A current schema is one of them.
    pub options: Option<String>,
    /// The client's character set.
    pub charset: Option<String>,
    /// PostgreSQL: which of several servers will do: `any`, `read-write`, `read-only`, `primary`, `standby`, `prefer-standby`.
    pub target_session_attrs: Option<String>,
    /// All others, by canonical name.
    others: BTreeMap<&'static str, String>,
}

impl Parameters {
    /// The value of a parameter by its canonical name, those that have a field of their own included.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        self.iter().into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The parameters that have no field of their own (`keepalives`, `collation` …), by canonical name, sorted.
    pub fn others(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.others.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// All parameters by canonical name, sorted.
    #[must_use]
    pub fn iter(&self) -> Vec<(&'static str, String)> {
        let is_whole = |time: &Duration| time.subsec_nanos() == 0;
        let (whole_seconds, milliseconds) =
            (self.connect_timeout.filter(is_whole), self.connect_timeout.filter(|time| !is_whole(time)));
        let mut all: Vec<(&'static str, String)> = [
            ("sslmode", self.sslmode.map(|mode| mode.as_str().to_owned())),
            ("sslrootcert", self.sslrootcert.clone()),
            ("sslcert", self.sslcert.clone()),
            ("sslkey", self.sslkey.clone()),
            ("connect_timeout", whole_seconds.map(|time| time.as_secs().to_string())),
            (CONNECT_TIMEOUT_MS, milliseconds.map(|time| time.as_millis().to_string())),
            ("application_name", self.application_name.clone()),
            ("options", self.options.clone()),
            ("charset", self.charset.clone()),
            ("target_session_attrs", self.target_session_attrs.clone()),
        ]
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| (name, value)))
        .chain(self.others.iter().map(|(name, value)| (*name, value.clone())))
        .collect();
        all.sort();
        all
    }

    /// How much TLS libpq makes of it, and with it Limbeck: `require` verifies the certificate once there are authorities to do it with.
    ///
    /// Source: PostgreSQL, "SSL Support", "Client Verification of Server Certificates".
    pub(crate) fn effective_sslmode(&self) -> Option<SslMode> {
        let has_authorities = self.sslrootcert.is_some() || self.other("ssl_capath").is_some();
        match self.sslmode {
            Some(SslMode::Require) if has_authorities => Some(SslMode::VerifyCa),
            mode => mode,
        }
    }

    pub(crate) fn set_other(&mut self, name: &'static str, value: String) {
        self.others.insert(name, value);
    }

    pub(crate) fn remove_other(&mut self, name: &str) -> Option<String> {
        self.others.remove(name)
    }

    pub(crate) fn other(&self, name: &str) -> Option<&str> {
        self.others.get(name).map(String::as_str)
    }
}
