//! `name=value&…`

use crate::encode;
use crate::error::UrlError;
use crate::parameters::Pair;
use crate::secret::Secret;

/// What a raw `+` is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Plus {
    /// A space: SQLAlchemy, JDBC.
    Space,
    /// A space for sqlx, a `+` for libpq and tokio-postgres: an error.
    Ambiguous,
    /// A `+`, as `%` is a `%`: MariaDB Connector/J undoes no encoding at all.
    Verbatim,
}

/// Splits a query and undoes its encoding.
pub(super) fn split(query: &str, plus: Plus) -> Result<Vec<Pair>, UrlError> {
    let mut pairs = Vec::new();
    for (position, part) in (1..).zip(query.split('&').filter(|part| !part.is_empty())) {
        let (name, value) = part.split_once('=').ok_or(UrlError::NoEquals { position })?;
        let value = match plus {
            Plus::Verbatim => {
                pairs.push(Pair { name: name.to_owned(), value: Secret::new(value.to_owned()) });
                continue;
            }
            Plus::Space => value.replace('+', " "),
            Plus::Ambiguous if value.contains('+') => {
                return Err(UrlError::Ambiguous {
                    character: '+',
                    place: "value of a parameter",
                    advice: "write `%2B` for a plus, `%20` for a space",
                });
            }
            Plus::Ambiguous => value.to_owned(),
        };
        pairs.push(Pair {
            name: encode::decode(name, "name of a parameter")?,
            value: Secret::new(encode::decode(&value, "value of a parameter")?),
        });
    }
    Ok(pairs)
}
