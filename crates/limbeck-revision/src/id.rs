//! Revision ids and branch labels: one name space, one set of allowed characters.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Words that mean something in a target and can therefore name no revision and no branch.
pub const RESERVED: [&str; 5] = ["base", "head", "heads", "current", "none"];

/// The longest id or label, and the width of the columns that hold them.
const MAX_LENGTH: usize = 255;

/// The identifier of a revision: 1 to 255 letters, digits, `_` and `.`, case-sensitive.
///
/// A clone is cheap: it is another handle to the same text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RevisionId(Arc<str>);

impl RevisionId {
    /// Checks and takes an id.
    ///
    /// # Errors
    ///
    /// [`InvalidName`] when a character is not allowed, the name is too long, or it is reserved.
    pub fn parse(text: &str) -> Result<Self, InvalidName> {
        check_name(text)?;
        Ok(Self(Arc::from(text)))
    }

    /// A new id: 12 random hex digits.
    ///
    /// # Errors
    ///
    /// The operating system's, when it has no random numbers to give.
    pub fn random() -> Result<Self, std::io::Error> {
        let mut bytes = [0u8; 6];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        Ok(Self(Arc::from(hex(&bytes))))
    }

    /// The text, shared.
    pub(crate) fn shared(&self) -> Arc<str> {
        Arc::clone(&self.0)
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for RevisionId {
    type Err = InvalidName;

    fn from_str(text: &str) -> Result<Self, InvalidName> {
        Self::parse(text)
    }
}

impl AsRef<str> for RevisionId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for RevisionId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for RevisionId {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for RevisionId {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl From<RevisionId> for String {
    fn from(id: RevisionId) -> Self {
        id.as_str().to_owned()
    }
}

/// Why a text can be neither an id nor a label.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidName {
    /// Nothing is there.
    #[error("the name is empty")]
    Empty,
    /// Longer than the column that stores it.
    #[error("`{0}…` is longer than 255 characters")]
    TooLong(String),
    /// A character that means something else in a target (`@ + - :`), or that is not plain ASCII.
    #[error("the character `{character}` is not allowed in `{name}`; letters, digits, `_` and `.` are")]
    Character {
        /// The whole name.
        name: String,
        /// The first character that is not allowed.
        character: char,
    },
    /// One of [`RESERVED`].
    #[error("`{0}` is a reserved word (base, head, heads, current, none)")]
    Reserved(String),
}

/// Checks an id or a label: `1*255 ( letter | digit | "_" | "." )`, and none of [`RESERVED`].
///
/// # Errors
///
/// [`InvalidName`], which says why.
pub fn check_name(text: &str) -> Result<(), InvalidName> {
    if text.is_empty() {
        return Err(InvalidName::Empty);
    }
    if let Some(character) = text.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))) {
        return Err(InvalidName::Character { name: text.to_owned(), character });
    }
    if text.len() > MAX_LENGTH {
        return Err(InvalidName::TooLong(text[..20].to_owned()));
    }
    // `HEAD` would differ from `head` in case only, which two names never may.
    if RESERVED.iter().any(|word| word.eq_ignore_ascii_case(text)) {
        return Err(InvalidName::Reserved(text.to_owned()));
    }
    Ok(())
}

/// Lower-case hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_ids_are_twelve_hex_digits_and_differ() {
        let (a, b) = (RevisionId::random().unwrap(), RevisionId::random().unwrap());
        assert_eq!(a.as_str().len(), 12);
        assert!(a.as_str().bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase()));
        assert_ne!(a, b);
    }

    #[test]
    fn names_follow_the_grammar() {
        for good in ["a", "ae1027a6acf9", "2024.01_add", "Émigré".trim_start_matches('É'), &"x".repeat(255)]
        {
            let good = good.replace('é', "e");
            assert_eq!(check_name(&good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "a-b",
            "a@b",
            "a+1",
            "a:b",
            "a b",
            "é",
            "head",
            "Base",
            "NONE",
            "current",
            "heads",
            &"x".repeat(256),
        ] {
            assert!(check_name(bad).is_err(), "{bad}");
        }
    }
}
