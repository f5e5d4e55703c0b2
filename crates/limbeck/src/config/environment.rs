//! The environment: that of the process, or a fixed one, and `.env` files.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::{Error, ErrorKind, Location, Result};

/// Where variables are looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Environment {
    /// The environment of the process.
    #[default]
    Process,
    /// These variables alone; for programs that keep their settings elsewhere, and for tests.
    Fixed(BTreeMap<String, String>),
}

impl Environment {
    /// The value of a variable; an empty one counts as none.
    ///
    /// # Errors
    ///
    /// When it is not UTF-8.
    pub fn get(&self, name: &str) -> Result<Option<String>> {
        let value = match self {
            Self::Fixed(variables) => variables.get(name).cloned(),
            Self::Process => match std::env::var(name) {
                Ok(value) => Some(value),
                Err(std::env::VarError::NotPresent) => None,
                Err(std::env::VarError::NotUnicode(_)) => {
                    return Err(Error::new(ErrorKind::Config, format!("the variable `{name}` is not UTF-8")));
                }
            },
        };
        Ok(value.filter(|value| !value.trim().is_empty()))
    }
}

/// The variables of a `.env` file; none if there is no such file.
///
/// `NAME=VALUE` lines, `export ` before them, `#` comments. `'…'` is taken as it is; in `"…"` a backslash stands before `n`, `t`, `"`, `\`
/// and `$`. Nothing is interpolated: a `$` or `%` in a password is a `$` or `%`.
///
/// # Errors
///
/// When it cannot be read, or a line is none of these.
pub(crate) fn read_dotenv(path: &Path) -> Result<BTreeMap<String, String>> {
    let text = match fs_err::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(Error::file(path, "read", error)),
    };
    let mut variables = BTreeMap::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |what: &str| {
            Error::new(ErrorKind::Config, what.to_owned())
                .at(Location::line(path, number + 1))
                .with_hint("a line of `.env` is `NAME=VALUE`, `NAME='VALUE'` or `NAME=\"VALUE\"`")
        };
        let line = line.strip_prefix("export ").unwrap_or(line);
        let Some((name, value)) = line.split_once('=') else { return Err(wrong("this line has no `=`")) };
        let value = match value.trim_start().chars().next() {
            Some(quote @ ('\'' | '"')) => {
                let mut rest = value.trim_start()[1..].to_owned();
                loop {
                    if let Some(value) = quoted(&rest, quote) {
                        break value;
                    }
                    // A quoted value may go on in the next line.
                    let Some((_, next)) = lines.next() else { return Err(wrong("this quote is not closed")) };
                    rest.push('\n');
                    rest.push_str(next);
                }
            }
            _ => {
                let end = [" #", "\t#"].iter().filter_map(|comment| value.find(comment)).min();
                value[..end.unwrap_or(value.len())].trim().to_owned()
            }
        };
        variables.insert(name.trim().to_owned(), value);
    }
    Ok(variables)
}

/// The value up to the closing quote; `None` when there is none.
fn quoted(text: &str, quote: char) -> Option<String> {
    let mut value = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' if quote == '"' => match characters.next()? {
                'n' => value.push('\n'),
                't' => value.push('\t'),
                other => value.push(other),
            },
            character if character == quote => return Some(value),
            character => value.push(character),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::read_dotenv;

    #[test]
    fn lines_of_every_kind_are_read_and_nothing_is_interpolated() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env");
        assert!(read_dotenv(&path).unwrap().is_empty());
        let text = "\u{feff}# c\nexport A = 1 # c\nB='x $Y # %40'\nC=\"a\\\"b\\n\"\r\nD=p%40$s#w\nE=\nF='two\nlines'\n";
        fs_err::write(&path, text).unwrap();
        let all: Vec<(String, String)> = read_dotenv(&path).unwrap().into_iter().collect();
        let expected = [
            ("A", "1"),
            ("B", "x $Y # %40"),
            ("C", "a\"b\n"),
            ("D", "p%40$s#w"),
            ("E", ""),
            ("F", "two\nlines"),
        ];
        assert_eq!(all, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        fs_err::write(&path, "A=1\nnonsense\n").unwrap();
        let error = read_dotenv(&path).unwrap_err();
        assert_eq!(error.location().unwrap().line, 2);
        fs_err::write(&path, "A='1\n").unwrap();
        assert!(read_dotenv(&path).is_err());
    }
}
