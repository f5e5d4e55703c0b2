//! A URL being written for a driver.

use crate::canonical::push_query;
use crate::driver::Driver;
use crate::error::UnsupportedParameter;
use crate::url::DatabaseUrl;

/// What is written so far, and what has no spelling.
pub(super) struct Draft<'a> {
    pub(super) url: &'a DatabaseUrl,
    pub(super) driver: Driver,
    pub(super) query: Vec<(String, String)>,
    pub(super) unsupported: Vec<UnsupportedParameter>,
}

impl Draft<'_> {
    pub(super) fn push(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.query.push((key.into(), value.into()));
    }

    pub(super) fn missing(&mut self, name: &str, reason: Option<&str>) {
        let reason = match reason {
            Some(reason) => reason.to_owned(),
            None => {
                format!("{} has no word for it in its URL; set it in the application's code", self.driver)
            }
        };
        self.unsupported.push(UnsupportedParameter { name: name.to_owned(), reason });
    }

    /// `text?query`, the query sorted.
    pub(super) fn with_query(&mut self, mut text: String) -> String {
        self.query.sort();
        push_query(&mut text, &self.query);
        text
    }
}
