//! libpq's `sslmode` words, in the terms of the driver.
//!
//! The driver trusts, beside the file of `sslrootcert`, the authorities of the web that are built into it, and does not let that be changed: a
//! certificate from one of them passes `verify-ca` too. `verify-full` asks for the host's name as well.
//!
//! Source: PostgreSQL, "SSL Support", tables "SSL Mode Descriptions". As there, `require` with a root certificate verifies the authority.

use limbeck_url::{DatabaseUrl, SslMode};
use mysql::{OptsBuilder, SslOpts};

use crate::DatabaseError;
#[cfg(feature = "tls")]
use crate::driver::certificates::certificates;

/// In which order connections with and without TLS are tried.
#[derive(Clone, Debug)]
pub(super) enum Attempts {
    /// Only without.
    Plain,
    /// Only with.
    Tls(SslOpts),
    /// With, and without when the server has none.
    TlsFirst(SslOpts),
    /// Without, and with when the server insists.
    PlainFirst(SslOpts),
}

impl Attempts {
    /// What the URL asks for; a socket needs none.
    pub(super) fn of(url: &DatabaseUrl, is_socket: bool) -> Result<Self, DatabaseError> {
        let mode = mode(url)?;
        if is_socket || mode == SslMode::Disable {
            return Ok(Self::Plain);
        }
        if cfg!(not(feature = "tls")) {
            return if mode.requires_tls() {
                Err(DatabaseError::Url {
                    message: format!(
                        "sslmode={mode} needs TLS, and this build has none; build it with the feature `tls`"
                    ),
                })
            } else {
                Ok(Self::Plain)
            };
        }
        let options = options(url, mode)?;
        Ok(match mode {
            SslMode::Disable => Self::Plain,
            SslMode::Allow => Self::PlainFirst(options),
            SslMode::Prefer => Self::TlsFirst(options),
            SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull => Self::Tls(options),
        })
    }
}

/// The URL's mode. As with libpq, the authorities of the system are enough only where the host's name is looked at too: any site on the web has
/// a certificate from one of those.
fn mode(url: &DatabaseUrl) -> Result<SslMode, DatabaseError> {
    let parameters = url.parameters();
    let refuse = |message: String| Err(DatabaseError::Url { message });
    match (parameters.sslmode, parameters.sslrootcert.as_deref()) {
        (None, Some("system")) => Ok(SslMode::VerifyFull),
        (Some(mode), Some("system")) if mode < SslMode::VerifyFull => {
            refuse(format!("sslmode={mode} is too weak with sslrootcert=system: use sslmode=verify-full"))
        }
        (Some(SslMode::VerifyCa), None) => refuse(
            "sslmode=verify-ca needs to know the authority: name its certificate with `sslrootcert`, or use \
             sslmode=verify-full with the system's authorities (`sslrootcert=system`)"
                .to_owned(),
        ),
        (mode, _) => Ok(mode.unwrap_or(SslMode::Prefer)),
    }
}

#[cfg(not(feature = "tls"))]
fn options(_: &DatabaseUrl, _: SslMode) -> Result<SslOpts, DatabaseError> {
    Ok(SslOpts::default())
}

#[cfg(feature = "tls")]
fn options(url: &DatabaseUrl, mode: SslMode) -> Result<SslOpts, DatabaseError> {
    use std::path::PathBuf;

    let parameters = url.parameters();
    let root = parameters.sslrootcert.as_deref().filter(|root| *root != "system");
    let verifies_authority = mode >= SslMode::VerifyCa || (mode == SslMode::Require && root.is_some());
    for file in [root, parameters.sslcert.as_deref(), parameters.sslkey.as_deref()].into_iter().flatten() {
        if let Err(error) = std::path::Path::new(file).metadata() {
            return Err(DatabaseError::Url {
                message: format!("the file `{file}` of the URL cannot be read: {error}"),
            });
        }
    }
    // The driver would take a file without certificates for one in another format, and blame the server.
    if let Some(root) = root.filter(|_| verifies_authority) {
        certificates(std::path::Path::new(root))?;
    }
    let mut options = SslOpts::default()
        .with_root_cert_path(root.map(PathBuf::from))
        .with_danger_accept_invalid_certs(!verifies_authority)
        .with_danger_skip_domain_validation(mode != SslMode::VerifyFull);
    match (&parameters.sslcert, &parameters.sslkey) {
        (Some(certificate), Some(key)) => {
            options = options.with_client_identity(Some(mysql::ClientIdentity::new(
                PathBuf::from(certificate),
                PathBuf::from(key),
            )));
        }
        (None, None) => {}
        _ => {
            return Err(DatabaseError::Url {
                message: "sslcert and sslkey belong together: the URL gives only one of them".to_owned(),
            });
        }
    }
    Ok(options)
}

/// Opens a connection in the order of the attempts.
pub(super) fn open(builder: &OptsBuilder, attempts: &Attempts) -> Result<mysql::Conn, mysql::Error> {
    let plain = || mysql::Conn::new(builder.clone().ssl_opts(None::<SslOpts>));
    let secure = |options: &SslOpts| {
        choose_provider();
        mysql::Conn::new(builder.clone().ssl_opts(options.clone()))
    };
    match attempts {
        Attempts::Plain => plain(),
        Attempts::Tls(options) => secure(options),
        Attempts::TlsFirst(options) => match secure(options) {
            Err(mysql::Error::DriverError(mysql::DriverError::TlsNotSupported)) => plain(),
            other => other,
        },
        Attempts::PlainFirst(options) => match plain() {
            Err(mysql::Error::MySqlError(error))
                if [super::error::TLS_REQUIRED, super::error::ACCESS_DENIED].contains(&error.code) =>
            {
                secure(options)
            }
            other => other,
        },
    }
}

/// The driver takes the process's provider of cryptography and panics where two are linked in and none is chosen: an application that uses
/// another one elsewhere must not pay for that.
fn choose_provider() {
    #[cfg(feature = "tls")]
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // An error says that somebody else was faster: then there is one.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
}
