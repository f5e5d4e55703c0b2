//! Values of `limbeck.toml` that need more than serde's own types.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

/// Reads a duration: `"10s"`, `"10m"`, `"1h"`, `"500ms"`, `"1h 30m"`; a number without a unit is seconds; `"0"` is none.
///
/// # Errors
///
/// What is wrong with it, as a sentence.
pub fn parse_duration(text: &str) -> Result<Duration, String> {
    let wrong = || {
        format!("`{text}` is not a duration; write for example \"10s\", \"10m\", \"1h\", \"500ms\" or \"0\"")
    };
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(wrong());
    }
    let mut total = Duration::ZERO;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let number: u64 = rest[..digits].parse().map_err(|_| wrong())?;
        rest = rest[digits..].trim_start();
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let part = match &rest[..letters] {
            "ms" => Some(Duration::from_millis(number)),
            "s" | "" => Some(Duration::from_secs(number)),
            "m" | "min" => number.checked_mul(60).map(Duration::from_secs),
            "h" => number.checked_mul(3600).map(Duration::from_secs),
            _ => None,
        };
        total = part.and_then(|part| total.checked_add(part)).ok_or_else(wrong)?;
        rest = rest[letters..].trim_start();
    }
    Ok(total)
}

/// [`Duration`] as it is written in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DurationText(pub(crate) Duration);

impl<'de> Deserialize<'de> for DurationText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = DurationText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a duration such as \"10s\"")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<DurationText, E> {
                parse_duration(text).map(DurationText).map_err(E::custom)
            }

            fn visit_i64<E: serde::de::Error>(self, seconds: i64) -> Result<DurationText, E> {
                self.visit_str(&seconds.to_string())
            }
        }
        deserializer.deserialize_any(Text)
    }
}

/// A string, or a list of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OneOrMany(pub(crate) Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Strings;
        impl<'de> Visitor<'de> for Strings {
            type Value = OneOrMany;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a list of strings")
            }

            fn visit_str<E>(self, text: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrMany, A::Error> {
                let mut all = Vec::new();
                while let Some(text) = list.next_element()? {
                    all.push(text);
                }
                Ok(OneOrMany(all))
            }
        }
        deserializer.deserialize_any(Strings)
    }
}

/// The SQL type of a Rust type: one for all dialects, or one for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeName {
    /// On every dialect.
    All(String),
    /// By the name of the dialect.
    PerDialect(BTreeMap<String, String>),
}

impl<'de> Deserialize<'de> for TypeName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Types;
        impl<'de> Visitor<'de> for Types {
            type Value = TypeName;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an SQL type, or a table with one for each dialect")
            }

            fn visit_str<E>(self, text: &str) -> Result<TypeName, E> {
                Ok(TypeName::All(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TypeName, A::Error> {
                let mut all = BTreeMap::new();
                while let Some((dialect, name)) = map.next_entry::<String, String>()? {
                    dialect.parse::<limbeck_url::DialectName>().map_err(serde::de::Error::custom)?;
                    all.insert(dialect, name);
                }
                Ok(TypeName::PerDialect(all))
            }
        }
        deserializer.deserialize_any(Types)
    }
}

/// A value that is read from a word by its own `FromStr`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<T>(pub(crate) T);

impl<'de, T> Deserialize<'de> for Word<T>
where
    T: std::str::FromStr,
    T::Err: fmt::Display,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Word).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read() {
        let seconds = Duration::from_secs;
        for (text, expected) in [
            ("10s", seconds(10)),
            ("10m", seconds(600)),
            ("0", Duration::ZERO),
            ("1h 30m", seconds(5400)),
            ("90", seconds(90)),
            ("500ms", Duration::from_millis(500)),
            (" 2 min ", seconds(120)),
        ] {
            assert_eq!(parse_duration(text), Ok(expected), "{text}");
        }
        for wrong in
            ["", "s", "ten", "10 days", "-1s", "1.5s", "99999999999999999999s", "18446744073709551615h"]
        {
            assert!(parse_duration(wrong).is_err(), "{wrong}");
        }
    }
}
