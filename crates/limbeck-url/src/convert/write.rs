//! The whole of it: every parameter, then the place.

use super::draft::Draft;
use super::word::Word;
use super::{address, jdbc, mysql, mysql_tls, postgres, sqlite};
use crate::canonical::MASK_MARK;
use crate::dialect::DialectName;
use crate::driver::Driver;
use crate::error::Unsupported;
use crate::parameters::{CONNECT_TIMEOUT_MS, is_tuning};
use crate::secret::{Masked, Secret};
use crate::url::DatabaseUrl;

impl DatabaseUrl {
    /// The URL as a driver wants it, with the password.
    ///
    /// # Errors
    ///
    /// [`Unsupported`] when the driver does not speak the dialect, or has no word for something that the URL says: what would be
    /// lost is named, never dropped.
    pub fn for_driver(&self, driver: Driver) -> Result<Secret<String>, Unsupported> {
        write(self, driver).map(Secret::new)
    }

    /// [`Self::for_driver`] with `***` for the password.
    ///
    /// # Errors
    ///
    /// Those of [`Self::for_driver`].
    pub fn for_driver_masked(&self, driver: Driver) -> Result<Masked, Unsupported> {
        // A driver may have no way to write this very password.
        self.for_driver(driver)?;
        let mut masked = self.clone();
        masked.password = masked.password.map(|_| Secret::new(MASK_MARK.to_owned()));
        write(&masked, driver).map(|text| Masked::new(text.replace(MASK_MARK, "***")))
    }
}

/// Writes a URL for a driver.
fn write(url: &DatabaseUrl, driver: Driver) -> Result<String, Unsupported> {
    if !driver.speaks(url.dialect) {
        return Err(Unsupported { driver, dialect: url.dialect, parameters: Vec::new() });
    }
    let driver = driver.concrete(url.dialect, url.driver);
    let mut draft = Draft { url, driver, query: Vec::new(), unsupported: Vec::new() };
    let text = match url.dialect {
        DialectName::Sqlite => sqlite::write(&mut draft),
        _ => {
            draft.parameters();
            address::write(&mut draft)
        }
    };
    if draft.unsupported.is_empty() {
        Ok(text)
    } else {
        Err(Unsupported { driver, dialect: url.dialect, parameters: draft.unsupported })
    }
}

impl Draft<'_> {
    fn parameters(&mut self) {
        for (name, value) in self.url.parameters.iter() {
            let (name, value) = self.in_its_terms(name, value);
            let word = match (self.url.dialect, self.driver) {
                (DialectName::PostgreSql, Driver::Jdbc) => jdbc::postgres_word(name, &value),
                (_, Driver::Jdbc) => jdbc::mysql_word(self.url.dialect, name, &value),
                (DialectName::PostgreSql, driver) => postgres::word(driver, name, &value),
                (_, driver) => mysql::word(self.url, driver, name, &value),
            };
            match word {
                Word::Named(key) => self.push(key, value),
                Word::Pairs(pairs) => pairs.into_iter().for_each(|(key, value)| self.push(key, value)),
                Word::Implied => {}
                Word::Missing(_) if is_tuning(name, self.url.dialect) => {}
                Word::Missing(reason) => self.missing(name, reason),
            }
        }
        if self.url.dialect != DialectName::PostgreSql {
            self.missing_for_mysql();
        }
    }

    /// A parameter as the driver would have to understand it.
    fn in_its_terms(&self, name: &'static str, value: String) -> (&'static str, String) {
        let takes_require_literally = matches!(self.driver, Driver::Sqlx | Driver::SeaOrm | Driver::Jdbc);
        match name {
            "sslmode" if takes_require_literally => {
                (name, self.url.parameters.effective_sslmode().map_or(value, |mode| mode.to_string()))
            }
            // Rather a little longer than shorter.
            CONNECT_TIMEOUT_MS if !matches!(self.driver, Driver::Jdbc | Driver::Mysql) => {
                let milliseconds = value.parse().unwrap_or(0_u64);
                ("connect_timeout", milliseconds.div_ceil(1000).to_string())
            }
            _ => (name, value),
        }
    }

    fn missing_for_mysql(&mut self) {
        if let Some(reason) = mysql_tls::needs_mode(self.url, self.driver) {
            self.missing("sslmode", Some(reason));
        }
        if self.driver == Driver::Pyodbc && self.url.parameters.other("odbc_driver").is_none() {
            self.missing(
                "odbc_driver",
                Some("pyodbc needs the name of the ODBC driver; add ?driver=NAME to the URL"),
            );
        }
    }
}
