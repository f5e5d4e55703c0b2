//! "How much TLS", worked out from what many drivers write. Whatever is read, nothing is read as less than what was written.

use super::SslMode;
use super::known::Tls;
use crate::driver::Driver;
use crate::error::UrlError;

/// What a URL says about TLS.
#[derive(Default)]
pub(super) struct Evidence {
    mode: Option<SslMode>,
    flags: Vec<(Tls, bool)>,
    /// A PyMySQL-style `ssl_ca`, which by itself means verification.
    python_ca: bool,
    /// A PyMySQL-style `ssl_cert`, which by itself means TLS.
    python_cert: bool,
}

const TWICE: UrlError = UrlError::Contradiction { what: "amount of TLS (sslmode)" };

impl Evidence {
    /// An explicit mode.
    pub(super) fn mode(&mut self, mode: SslMode) -> Result<(), UrlError> {
        match self.mode {
            Some(earlier) if earlier != mode => Err(TWICE),
            _ => {
                self.mode = Some(mode);
                Ok(())
            }
        }
    }

    /// A switch. Its value is libpq's word for `ssl`, Prisma's for `sslaccept`, a boolean for the rest.
    pub(super) fn flag(&mut self, flag: Tls, name: &str, value: &str) -> Result<(), UrlError> {
        let bad = |expected| UrlError::BadValue { name: name.to_owned(), expected };
        match flag {
            Tls::Ssl => {
                if let Some(mode) = SslMode::read(value) {
                    return self.mode(mode);
                }
                let on = switch(value).ok_or_else(|| {
                    bad("true, false, or one of disable, allow, prefer, require, verify-ca, verify-full")
                })?;
                self.add(flag, on)
            }
            Tls::Accept => match value.to_ascii_lowercase().as_str() {
                "strict" => self.add(flag, true),
                "accept_invalid_certs" => self.add(flag, false),
                _ => Err(bad("strict or accept_invalid_certs")),
            },
            _ => {
                let on = switch(value).ok_or_else(|| bad("true or false"))?;
                self.add(flag, on)
            }
        }
    }

    fn add(&mut self, flag: Tls, on: bool) -> Result<(), UrlError> {
        if self.get(flag).is_some_and(|earlier| earlier != on) {
            return Err(TWICE);
        }
        self.flags.push((flag, on));
        Ok(())
    }

    /// A file given under the name that PyMySQL and its relatives use.
    pub(super) fn python_file(&mut self, name: &str) {
        match name {
            "ssl_ca" | "ssl_capath" => self.python_ca = true,
            "ssl_cert" => self.python_cert = true,
            _ => {}
        }
    }

    fn get(&self, flag: Tls) -> Option<bool> {
        self.flags.iter().find(|(known, _)| *known == flag).map(|(_, on)| *on)
    }

    fn on(&self, flag: Tls) -> bool {
        self.get(flag) == Some(true)
    }

    fn off(&self, flag: Tls) -> bool {
        self.get(flag) == Some(false)
    }

    /// The mode, or `None` when the URL leaves it to the driver.
    pub(super) fn settle(&self, driver: Option<Driver>) -> Result<Option<SslMode>, UrlError> {
        let refused = self.on(Tls::SslDisabled)
            || self.off(Tls::Ssl) && driver != Some(Driver::Jdbc)
            || self.off(Tls::RequireSsl)
            || self.off(Tls::JdbcUse)
            || self.off(Tls::MariaDbUse);
        let wanted = self.wanted(driver);
        match (self.mode, refused, wanted) {
            (None, true, None) => Ok(Some(SslMode::Disable)),
            (None, true, Some(_)) => Err(TWICE),
            (None, false, wanted) => Ok(wanted.map(|(mode, _)| mode)),
            (Some(SslMode::Disable), true, None) => Ok(Some(SslMode::Disable)),
            (Some(_), true, _) => Err(TWICE),
            (Some(mode), false, None) => Ok(Some(mode)),
            // `sslmode=require&ssl=true`: the word says how much, the switch only that.
            (Some(mode), false, Some((_, Firmness::AtLeastTls))) if mode.requires_tls() => Ok(Some(mode)),
            (Some(_), false, Some((_, Firmness::AtLeastTls))) => Err(TWICE),
            (Some(mode), false, Some((_, Firmness::UnlessSaid))) => Ok(Some(mode)),
            (Some(mode), false, Some((wanted, Firmness::Exactly))) if mode.requires_tls() => {
                Ok(Some(mode.max(wanted)))
            }
            (Some(_), false, Some((_, Firmness::Exactly))) => Err(TWICE),
        }
    }

    fn wanted(&self, driver: Option<Driver>) -> Option<(SslMode, Firmness)> {
        use Firmness::{AtLeastTls, Exactly, UnlessSaid};
        let no_name_check =
            self.off(Tls::CheckHostname) || self.off(Tls::VerifyIdentity) || self.on(Tls::MariaDbNoNameCheck);
        let no_check = self.off(Tls::VerifyCert)
            || self.off(Tls::MysqlAsyncVerifyCa)
            || self.off(Tls::Accept)
            || self.on(Tls::MariaDbTrust);
        let relaxed = if no_check {
            SslMode::Require
        } else if no_name_check {
            SslMode::VerifyCa
        } else {
            SslMode::VerifyFull
        };
        if self.on(Tls::RequireSsl) || self.on(Tls::MariaDbUse) {
            // mysql_async's `require_ssl` and MariaDB Connector/J's `useSsl` check everything unless told otherwise.
            return Some((relaxed, AtLeastTls));
        }
        if self.on(Tls::VerifyIdentity) || self.on(Tls::CheckHostname) && self.python_ca {
            return Some((SslMode::VerifyFull, Exactly));
        }
        if self.on(Tls::Accept) {
            return Some((SslMode::VerifyFull, AtLeastTls));
        }
        if self.on(Tls::VerifyCert) && driver == Some(Driver::Mariadbconnector) {
            return Some((SslMode::VerifyFull, Exactly));
        }
        if self.on(Tls::VerifyCert) || self.on(Tls::MysqlAsyncVerifyCa) || self.on(Tls::JdbcVerify) {
            return Some((SslMode::VerifyCa, Exactly));
        }
        // MariaDB Connector/Python has a switch for verification, so there a file alone says nothing.
        let only_encrypts = self.on(Tls::Ssl) && driver == Some(Driver::Mariadbconnector);
        if self.python_ca && !only_encrypts {
            return Some((relaxed, UnlessSaid));
        }
        if self.on(Tls::Ssl) {
            // Two Python drivers document their `ssl=true` as "encrypt"; everywhere else it checks the certificate.
            let lenient = matches!(driver, Some(Driver::Mariadbconnector | Driver::Aiomysql));
            return Some((if lenient { SslMode::Require } else { relaxed }, AtLeastTls));
        }
        if self.on(Tls::JdbcRequire) || self.get(Tls::CheckHostname).is_some() || self.python_cert {
            let firmness = if self.python_cert { UnlessSaid } else { AtLeastTls };
            return Some((SslMode::Require, firmness));
        }
        if self.on(Tls::JdbcUse) {
            return Some((SslMode::Prefer, UnlessSaid));
        }
        None
    }
}

/// How a mode that was worked out stands against one that was written.
enum Firmness {
    /// The written mode says how much, but it must be TLS.
    AtLeastTls,
    /// The stronger of the two holds, and it must be TLS.
    Exactly,
    /// Only a default.
    UnlessSaid,
}

/// A boolean as URLs write it.
pub(crate) fn switch(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" => Some(true),
        "false" | "0" | "no" | "off" => Some(false),
        _ => None,
    }
}
