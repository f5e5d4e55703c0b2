//! What can be wrong with a URL. No message repeats text in which a password could be.

use crate::dialect::DialectName;
use crate::driver::Driver;

/// Why a text is not a database URL.
///
/// No variant holds a part of the text that could be, or hold, a password: names are repeated only where they are made of letters,
/// digits and `_-.[]`, and values never.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UrlError {
    /// Nothing there.
    #[error(
        "the database URL is empty; write for example `postgresql://user:password@host/database` or `sqlite://app.db`"
    )]
    Empty,
    /// A control character, a line break say, that some readers drop silently.
    #[error(
        "the database URL contains a control character (U+{code:04X}) at character {position}; encode it as `%{code:02X}`, or remove it"
    )]
    ControlCharacter {
        /// The character's code point.
        code: u32,
        /// Counted from 1.
        position: usize,
    },
    /// `scheme://` with a scheme that is none of ours.
    #[error(
        "`{scheme}` is not the scheme of a database limbeck knows{}; write postgresql://, mysql://, mariadb:// or sqlite:",
        did_you_mean(.nearest.as_deref())
    )]
    UnknownScheme {
        /// The scheme as written, `+driver` not included.
        scheme: String,
        /// The nearest known scheme.
        nearest: Option<String>,
    },
    /// The text reads like `user:password@host`, without a scheme.
    #[error(
        "the database URL has no scheme limbeck knows; write postgresql://…, mysql://… or mariadb://… in front of it, \
         sqlite:… for a file whose name has a `:` or an `@`"
    )]
    NoScheme,
    /// A known scheme without `//`.
    #[error("`{scheme}:` must be followed by `//`: {scheme}://user:password@host/database")]
    NoSlashes {
        /// The scheme.
        scheme: String,
    },
    /// `+driver` with a driver that nobody has.
    #[error(
        "`{driver}` is not a driver limbeck knows for {dialect}{}; it knows {}",
        did_you_mean(.nearest.as_deref()),
        Driver::list_for_scheme(*.dialect)
    )]
    UnknownDriver {
        /// The driver as written.
        driver: String,
        /// The dialect that the scheme names.
        dialect: DialectName,
        /// The nearest known driver.
        nearest: Option<String>,
    },
    /// A character that readers of URLs take differently.
    #[error(
        "a raw `{character}` in the {place} makes the URL ambiguous (drivers read it differently); {advice}"
    )]
    Ambiguous {
        /// The character.
        character: char,
        /// Which part of the URL it is in, or seems to be in.
        place: &'static str,
        /// What to write instead.
        advice: &'static str,
    },
    /// A percent-encoded part that is not UTF-8.
    #[error(
        "the {place} is not UTF-8 once its percent-encoding is undone; encode the bytes of its UTF-8 form"
    )]
    NotUtf8 {
        /// Which part.
        place: &'static str,
    },
    /// A NUL, which no server takes.
    #[error("the {place} contains a NUL character, which no server accepts")]
    Nul {
        /// Which part.
        place: &'static str,
    },
    /// A port that is no number from 1 to 65535.
    #[error(
        "the port of host {position} is not a number from 1 to 65535; if a password was meant, the `@` before the host is missing, \
         and an IPv6 address is written in brackets: [::1]:5432"
    )]
    BadPort {
        /// Which host of the list, counted from 1.
        position: usize,
    },
    /// A host that is no name or address.
    #[error(
        "host {position} is not a host name or an address; an IPv6 address is written in brackets ([::1]:5432), \
         a socket's directory as `?host=/dir` or with every `/` as `%2F`"
    )]
    BadHost {
        /// Which host of the list, counted from 1.
        position: usize,
    },
    /// As many ports as hosts, or one: neither.
    #[error("{hosts} hosts but {ports} ports; give one port for all or one for each")]
    PortCount {
        /// How many hosts.
        hosts: usize,
        /// How many ports.
        ports: usize,
    },
    /// Two places name two servers, users, databases …
    #[error("the URL gives the {what} twice, and differently; give it once")]
    Contradiction {
        /// What is given twice.
        what: &'static str,
    },
    /// A query part without `=`.
    #[error("parameter {position} after the `?` has no `=`; write name=value")]
    NoEquals {
        /// Counted from 1.
        position: usize,
    },
    /// An unknown parameter whose name may be a part of a password, and is not repeated: it is no word, or comes right after one.
    #[error(
        "parameter {position} of the {dialect} URL is unknown; its name is not repeated, because it may be a part of a password, \
         in which `&` is written `%26`"
    )]
    UnreadableParameter {
        /// Counted from 1.
        position: usize,
        /// The dialect.
        dialect: DialectName,
    },
    /// A parameter that nobody knows for this dialect.
    #[error("unknown parameter `{name}` in the {dialect} URL{}", did_you_mean(.nearest.as_deref()))]
    UnknownParameter {
        /// The name as written.
        name: String,
        /// The dialect.
        dialect: DialectName,
        /// The nearest known parameter.
        nearest: Option<String>,
    },
    /// A parameter that is known, and cannot be honoured.
    #[error("parameter `{name}` is not supported: {reason}")]
    Refused {
        /// The parameter as written.
        name: String,
        /// Why, and what to do.
        reason: &'static str,
    },
    /// A parameter's value is none of those it can have. The value is not repeated.
    #[error("the value of parameter `{name}` is not valid; expected {expected}")]
    BadValue {
        /// The parameter as written.
        name: String,
        /// What it can be.
        expected: &'static str,
    },
    /// The syntax of a `key = value` list.
    #[error("the connection string is not a list of key = value pairs: {problem} in pair {position}")]
    KeyValue {
        /// What is wrong.
        problem: &'static str,
        /// Which pair, counted from 1.
        position: usize,
    },
    /// A SQLite URL with what only a server has.
    #[error("a SQLite URL has no {what}; {advice}")]
    NotForSqlite {
        /// What it has.
        what: &'static str,
        /// What to write.
        advice: &'static str,
    },
    /// A form of JDBC URL that names more than a database.
    #[error("this form of JDBC URL is not supported: {reason}")]
    Jdbc {
        /// Why, and what to write.
        reason: &'static str,
    },
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map(|word| format!(" (did you mean `{word}`?)")).unwrap_or_default()
}

/// Why a URL cannot be written for a driver without changing what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// The driver that was asked for.
    pub driver: Driver,
    /// The dialect of the URL.
    pub dialect: DialectName,
    /// What the driver has no word for; empty when it does not speak the dialect at all.
    pub parameters: Vec<UnsupportedParameter>,
}

/// One thing in a URL that a driver has no word for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsupportedParameter {
    /// The canonical parameter's name, or `hosts`, `socket`, `database`, `path`.
    pub name: String,
    /// Why, and what to do.
    pub reason: String,
}

impl std::fmt::Display for Unsupported {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.parameters.is_empty() {
            return write!(f, "{} does not speak to {}", self.driver, self.dialect);
        }
        write!(f, "the URL cannot be written for {} without changing what it means:", self.driver)?;
        for (i, parameter) in self.parameters.iter().enumerate() {
            let separator = if i == 0 { " " } else { "; " };
            write!(f, "{separator}`{}`: {}", parameter.name, parameter.reason)?;
        }
        Ok(())
    }
}

impl std::error::Error for Unsupported {}
