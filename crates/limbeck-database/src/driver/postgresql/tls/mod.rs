//! libpq's `sslmode`, with rustls (PostgreSQL manual, "SSL Support").

mod files;
mod verifier;

use std::sync::Arc;

use limbeck_url::{Host, SslMode};
use postgres::config::SslMode as Wire;
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, SupportedProtocolVersion};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::error::bad;
use super::servers::ServerAddress;
use super::target::Ssl;
use crate::DatabaseError;

/// One way to try a connection.
#[derive(Clone)]
pub(super) enum Attempt {
    /// In the open.
    Plain,
    /// With TLS if the server has it.
    Preferred(MakeRustlsConnect),
    /// With TLS or not at all; directly, without asking first, where the flag says so.
    Required(MakeRustlsConnect, bool),
}

impl Attempt {
    pub(super) fn connect(&self, config: &mut postgres::Config) -> Result<postgres::Client, postgres::Error> {
        match self {
            Self::Plain => config.ssl_mode(Wire::Disable).connect(postgres::NoTls),
            Self::Preferred(tls) => config.ssl_mode(Wire::Prefer).connect(tls.clone()),
            Self::Required(tls, _) => config.ssl_mode(Wire::Require).connect(tls.clone()),
        }
    }

    pub(super) fn cancel(&self, token: &postgres::CancelToken) -> Result<(), postgres::Error> {
        match self {
            Self::Plain => token.cancel_query(postgres::NoTls),
            Self::Preferred(tls) | Self::Required(tls, _) => token.cancel_query(tls.clone()),
        }
    }

    pub(super) fn negotiates_directly(&self) -> bool {
        matches!(self, Self::Required(_, true))
    }
}

/// The ways to try, in order: the next one is for a server that refuses the one before. A socket never has TLS.
pub(super) fn attempts(ssl: &Ssl, server: &ServerAddress) -> Result<Vec<Attempt>, DatabaseError> {
    if matches!(server.host, Host::Socket { .. }) {
        return Ok(vec![Attempt::Plain]);
    }
    let tls = || connector(ssl);
    Ok(match ssl.mode {
        SslMode::Disable => vec![Attempt::Plain],
        SslMode::Allow => vec![Attempt::Plain, Attempt::Required(tls()?, ssl.direct)],
        SslMode::Prefer => vec![Attempt::Preferred(tls()?), Attempt::Plain],
        SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull => {
            vec![Attempt::Required(tls()?, ssl.direct)]
        }
    })
}

fn connector(ssl: &Ssl) -> Result<MakeRustlsConnect, DatabaseError> {
    // Given to this one configuration, never installed for the process: that is the application's to decide.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let unusable = |error: &dyn std::fmt::Display| bad(format!("TLS cannot be set up: {error}"));
    let verifier = verifier::of(ssl, &provider)?;
    let builder = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&versions(ssl)?)
        .map_err(|error| unusable(&error))?
        .dangerous()
        .with_custom_certificate_verifier(verifier);
    let mut config = match files::identity(ssl)? {
        Some((chain, key)) => builder.with_client_auth_cert(chain, key).map_err(|error| unusable(&error))?,
        None => builder.with_no_client_auth(),
    };
    config.enable_sni = !ssl.without_sni;
    if ssl.direct {
        config.alpn_protocols = vec![b"postgresql".to_vec()];
    }
    Ok(MakeRustlsConnect::new(config))
}

/// `ssl_min_protocol_version` and `ssl_max_protocol_version`. Below 1.2 there is nothing.
fn versions(ssl: &Ssl) -> Result<Vec<&'static SupportedProtocolVersion>, DatabaseError> {
    let number = |word: &Option<String>, default: u8| match word.as_deref() {
        None => Ok(default),
        Some("TLSv1" | "TLSv1.1") => Ok(1),
        Some("TLSv1.2") => Ok(2),
        Some("TLSv1.3") => Ok(3),
        Some(other) => Err(bad(format!("`{other}` is no version of TLS: write TLSv1.2 or TLSv1.3"))),
    };
    let (lowest, highest) = (number(&ssl.lowest, 2)?, number(&ssl.highest, 3)?);
    let versions: Vec<_> = [(2, &TLS12), (3, &TLS13)]
        .into_iter()
        .filter(|(version, _)| (lowest..=highest).contains(version))
        .map(|(_, version)| version)
        .collect();
    if versions.is_empty() {
        return Err(bad("the URL allows no version of TLS that limbeck has (1.2 and 1.3)".to_owned()));
    }
    Ok(versions)
}
