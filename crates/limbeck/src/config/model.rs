//! The configuration as commands use it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use limbeck_database::{StateNames, TransactionMode};
use limbeck_url::{DialectName, SqliteStyle};

use super::environment::Environment;
use super::values::TypeName;
use crate::source::Source;

/// Everything that `limbeck.toml` can say, with what command lines and programs put over it.
///
/// [`Config::default`] is an empty file in the working directory; [`Config::load`] finds the file upwards from there.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file it was read from, as it was reached.
    pub file: Option<PathBuf>,
    /// The folder that relative paths count from, as it was reached; empty for the working directory.
    pub directory: PathBuf,
    /// Where variables are looked up.
    pub environment: Environment,
    /// The URL that wins over all others: `--url`. Relative paths in it count from the working directory.
    pub url_given: Option<String>,
    /// `direct_url`: for migrations, when `DATABASE_URL` is a pooler.
    pub direct_url: Option<String>,
    /// `url`: the last resort.
    pub url: Option<String>,
    /// `migrations`: the folders of revisions.
    pub migrations: Vec<PathBuf>,
    /// `recursive`: whether the folders in them are searched as well.
    pub recursive: bool,
    /// `models`: patterns of Rust sources, SQL files, `cmd:…`.
    pub models: Vec<String>,
    /// `dialects`: what autogenerate writes for; empty: the URL's.
    pub dialects: Vec<DialectName>,
    /// `--dialect`: the one dialect that a command is about.
    pub dialect_given: Option<DialectName>,
    /// `namespace`: one of several histories in a database.
    pub namespace: String,
    /// `schemas`; empty: the connection's.
    pub schemas: Vec<String>,
    /// `file_template` of new revisions.
    pub file_template: String,
    /// `transaction`: what is committed together.
    pub transaction: TransactionMode,
    /// `lock_timeout`: how long a statement waits for another session's lock.
    pub lock_timeout: Duration,
    /// `lock_wait`: how long a runner waits for another.
    pub lock_wait: Duration,
    /// `statement_timeout`; `None`: as long as it likes.
    pub statement_timeout: Option<Duration>,
    /// `[state]`: names of our own tables.
    pub state: StateNames,
    /// `[scratch]`: by dialect, the URL of a server on which databases may be created and dropped.
    pub scratch: BTreeMap<DialectName, String>,
    /// `--scratch-url`.
    pub scratch_given: Option<String>,
    /// `[urls] sqlite`: what `sqlite:///p` means.
    pub sqlite_style: Option<SqliteStyle>,
    /// `[types]`: Rust type → SQL type.
    pub types: BTreeMap<String, TypeName>,
    /// `[filter]`.
    pub filter: Filter,
    /// `[naming]`: by kind of object, a template.
    pub naming: BTreeMap<String, String>,
    /// `[sqlite] version`: what rendered SQL may use.
    pub sqlite_version: Option<String>,
    /// `[[hooks]]`: run after a revision is written.
    pub hooks: Vec<Hook>,
}

/// Which objects are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// What is; a kind that is not named: all.
    pub include: Patterns,
    /// What is not.
    pub exclude: Patterns,
}

/// Patterns by kind of object (`table`, `index` …).
pub type Patterns = BTreeMap<String, Vec<String>>;

/// A program that runs after a revision is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    /// The program and its arguments; `{file}` stands for the file.
    pub command: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            file: None,
            directory: PathBuf::new(),
            environment: Environment::Process,
            url_given: None,
            direct_url: None,
            url: None,
            migrations: vec![PathBuf::from("migrations")],
            recursive: false,
            models: Vec::new(),
            dialects: Vec::new(),
            dialect_given: None,
            namespace: String::new(),
            schemas: Vec::new(),
            file_template: "{date}_{revision}_{slug}.sql".to_owned(),
            transaction: TransactionMode::Revision,
            lock_timeout: Duration::from_secs(10),
            lock_wait: Duration::from_secs(600),
            statement_timeout: None,
            state: StateNames::default(),
            scratch: BTreeMap::new(),
            scratch_given: None,
            sqlite_style: None,
            types: BTreeMap::new(),
            filter: Filter::default(),
            naming: BTreeMap::new(),
            sqlite_version: None,
            hooks: Vec::new(),
        }
    }
}

impl Config {
    /// No file: a program that states its URL. Everything else is the default.
    #[must_use]
    pub fn with_url(url: impl Into<String>) -> Self {
        Self { url_given: Some(url.into()), ..Self::default() }
    }

    /// The script directory that the configuration names.
    #[must_use]
    pub fn source(&self) -> Source {
        Source::Directories { directories: self.migrations.clone(), recursive: self.recursive }
    }

    /// A path of the file, as the program must open it.
    #[must_use]
    pub fn resolve(&self, path: impl AsRef<Path>) -> PathBuf {
        self.directory.join(path)
    }
}
