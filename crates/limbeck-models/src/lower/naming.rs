//! Names that the configuration makes.

use serde::{Deserialize, Serialize};

/// `[naming]`: a template for each kind of name; where there is none, the server's own convention holds.
///
/// Tokens: `{table}`, `{columns}` (joined by `_`; an expression is `expr`), and for foreign keys `{referred_table}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Naming {
    /// Primary keys.
    pub primary_key: Option<String>,
    /// Unique keys.
    pub unique: Option<String>,
    /// Foreign keys.
    pub foreign_key: Option<String>,
    /// Checks.
    pub check: Option<String>,
    /// Indexes.
    pub index: Option<String>,
}

/// A template that means nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{key} = \"{template}\"` in `[naming]`: unknown token `{token}`; the tokens are {known}")]
pub struct NamingError {
    /// The key in `[naming]`.
    pub key: &'static str,
    /// The template.
    pub template: String,
    /// The token.
    pub token: String,
    /// The tokens that mean something there.
    pub known: &'static str,
}

impl Naming {
    /// Checks every template.
    ///
    /// # Errors
    ///
    /// The first one with a token that means nothing.
    pub fn check(&self) -> Result<(), NamingError> {
        let templates = [
            ("primary_key", &self.primary_key),
            ("unique", &self.unique),
            ("foreign_key", &self.foreign_key),
            ("check", &self.check),
            ("index", &self.index),
        ];
        for (key, template) in templates {
            let Some(template) = template else { continue };
            let known = if key == "foreign_key" {
                "{table}, {columns}, {referred_table}"
            } else {
                "{table}, {columns}"
            };
            let rest = known.split(", ").fold(template.clone(), |rest, token| rest.replace(token, ""));
            if let Some(start) = rest.find(['{', '}']) {
                let end = rest[start..].find('}').map_or(rest.len(), |end| start + end + 1);
                let token = rest[start..end].to_owned();
                return Err(NamingError { key, template: template.clone(), token, known });
            }
        }
        Ok(())
    }
}

/// A template with its tokens replaced.
pub(crate) fn fill(template: &str, table: &str, columns: &[&str], referred_table: &str) -> String {
    let tokens =
        [("{table}", table), ("{columns}", &columns.join("_")), ("{referred_table}", referred_table)];
    let mut name = String::new();
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        name.push_str(&rest[..start]);
        rest = &rest[start..];
        let (token, value) =
            tokens.iter().find(|(token, _)| rest.starts_with(token)).copied().unwrap_or(("{", "{"));
        name.push_str(value);
        rest = &rest[token.len()..];
    }
    name + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_filled_once() {
        assert_eq!(fill("ix_{table}_{columns}", "users", &["a", "b"], ""), "ix_users_a_b");
        assert_eq!(fill("fk_{table}_{referred_table}", "{columns}", &["a"], "teams"), "fk_{columns}_teams");
    }

    #[test]
    fn an_unknown_token_is_an_error_that_names_it() {
        let naming = Naming { index: Some("{table}_{column}_ix".into()), ..Naming::default() };
        assert_eq!(naming.check().unwrap_err().token, "{column}");
        let naming = Naming { unique: Some("{referred_table}".into()), ..Naming::default() };
        assert_eq!(naming.check().unwrap_err().token, "{referred_table}");
        let naming =
            Naming { foreign_key: Some("{table}_{columns}_{referred_table}".into()), ..Naming::default() };
        assert_eq!(naming.check(), Ok(()));
        let naming = Naming { check: Some("{table".into()), ..Naming::default() };
        assert_eq!(naming.check().unwrap_err().token, "{table");
    }
}
