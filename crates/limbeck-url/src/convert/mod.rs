//! From [`DatabaseUrl`] to what a driver reads.
//!
//! Two questions for each driver: how it spells each parameter (`postgres`, `mysql`), and how it spells the place (`address`). What has
//! no spelling is collected, so that one answer names all of it.

mod address;
mod jdbc;
mod key_value;
mod mysql;
mod mysql_tls;
mod postgres;
mod sqlite;

use crate::canonical::push_query;
use crate::dialect::DialectName;
use crate::driver::Driver;
use crate::error::{Unsupported, UnsupportedParameter};
use crate::parameters::is_tuning;
use crate::url::DatabaseUrl;

/// How a driver spells one parameter.
enum Word {
    /// Under this name, with the canonical value.
    Named(&'static str),
    /// As these pairs.
    Pairs(Vec<(&'static str, String)>),
    /// Not at all, because it is what the driver does anyway.
    Implied,
    /// There is no such thing: the reason, if there is more to say.
    Missing(Option<&'static str>),
}

/// A URL being written for a driver.
struct Draft<'a> {
    url: &'a DatabaseUrl,
    driver: Driver,
    query: Vec<(String, String)>,
    unsupported: Vec<UnsupportedParameter>,
}

/// Writes a URL for a driver.
pub(crate) fn write(url: &DatabaseUrl, driver: Driver) -> Result<String, Unsupported> {
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

    fn push(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.query.push((key.into(), value.into()));
    }

    fn missing(&mut self, name: &str, reason: Option<&str>) {
        let reason = match reason {
            Some(reason) => reason.to_owned(),
            None => {
                format!("{} has no word for it in its URL; set it in the application's code", self.driver)
            }
        };
        self.unsupported.push(UnsupportedParameter { name: name.to_owned(), reason });
    }

    /// `text?query`, the query sorted.
    fn with_query(&mut self, mut text: String) -> String {
        self.query.sort();
        push_query(&mut text, &self.query);
        text
    }
}

/// UTF-8 under any of its names.
fn is_utf8(charset: &str) -> bool {
    let plain: String =
        charset.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    matches!(plain.as_str(), "utf8" | "utf8mb4" | "unicode")
}
