//! A build without TLS.

use limbeck_url::SslMode;
use postgres::config::SslMode as Wire;

use super::error::bad;
use super::servers::ServerAddress;
use super::target::Ssl;
use crate::DatabaseError;

/// One way to try a connection.
#[derive(Clone)]
pub(super) struct Attempt;

impl Attempt {
    pub(super) fn connect(&self, config: &mut postgres::Config) -> Result<postgres::Client, postgres::Error> {
        config.ssl_mode(Wire::Disable);
        config.connect(postgres::NoTls)
    }

    pub(super) fn cancel(&self, token: &postgres::CancelToken) -> Result<(), postgres::Error> {
        token.cancel_query(postgres::NoTls)
    }

    pub(super) fn negotiates_directly(&self) -> bool {
        false
    }
}

/// The ways to try, in order.
pub(super) fn attempts(ssl: &Ssl, _: &ServerAddress) -> Result<Vec<Attempt>, DatabaseError> {
    if ssl.mode >= SslMode::Require {
        return Err(bad(format!(
            "sslmode={} needs TLS, and this build has none: build it with the feature `tls`",
            ssl.mode
        )));
    }
    Ok(vec![Attempt])
}
