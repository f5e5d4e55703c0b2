//! Reading `limbeck.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use limbeck_database::{StateNames, TransactionMode};
use limbeck_url::{DialectName, SqliteStyle};
use serde::Deserialize;
use toml::de::DeTable;

use super::find::find_upwards;
use super::keys;
use super::model::{Config, Filter, Hook, Patterns};
use super::values::{DurationText, OneOrMany, TypeName, Word};
use crate::error::{Error, ErrorKind, Fault, Location, Result};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    url: Option<String>,
    direct_url: Option<String>,
    migrations: Option<OneOrMany>,
    recursive: bool,
    models: OneOrMany,
    dialects: Vec<Word<DialectName>>,
    namespace: String,
    schemas: Vec<String>,
    file_template: Option<String>,
    transaction: Option<Transaction>,
    lock_timeout: Option<DurationText>,
    lock_wait: Option<DurationText>,
    statement_timeout: Option<DurationText>,
    state: State,
    scratch: BTreeMap<String, String>,
    urls: Urls,
    types: BTreeMap<String, TypeName>,
    filter: FilterTable,
    naming: BTreeMap<String, String>,
    sqlite: SqliteTable,
    hooks: Vec<HookTable>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Transaction {
    Revision,
    Run,
    Off,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct State {
    table: Option<String>,
    schema: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Urls {
    sqlite: Option<Word<SqliteStyle>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FilterTable {
    include: Patterns,
    exclude: Patterns,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SqliteTable {
    version: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HookTable {
    command: Vec<String>,
}

impl Config {
    /// The configuration of the working directory: `limbeck.toml` there or in a folder above it; the defaults if there is none.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or says what is not understood, with its line.
    pub fn load() -> Result<Self> {
        match find_upwards()? {
            Some(path) => Self::from_file(&path),
            None => Ok(Self::default()),
        }
    }

    /// The configuration of one file.
    ///
    /// # Errors
    ///
    /// As [`Config::load`]; also when there is no such file.
    pub fn from_file(path: &Path) -> Result<Self> {
        let text = fs_err::read_to_string(path).map_err(|error| {
            let missing = error.kind() == std::io::ErrorKind::NotFound;
            let error = Error::file(path, "read", error).with_kind(ErrorKind::Config);
            if missing { error.with_hint("`limbeck init` writes one") } else { error }
        })?;
        parse(path, &text)
    }
}

/// The configuration that the text of a file makes.
fn parse(path: &Path, text: &str) -> Result<Config> {
    let locate = |byte: usize| location(path, text, byte);
    let broken = |error: toml::de::Error| {
        let place = locate(error.span().map_or(0, |span| span.start));
        Error::new(ErrorKind::Config, error.message().trim().to_owned()).at(place)
    };
    let document = DeTable::parse(text.trim_start_matches('\u{feff}')).map_err(broken)?;
    let unknown = keys::unknown(document.get_ref(), &locate);
    if !unknown.is_empty() {
        return Err(Error::of_faults(ErrorKind::Config, unknown));
    }
    let file = File::deserialize(toml::de::Deserializer::from(document)).map_err(broken)?;
    let config = build(path, file);
    let mut faults = Vec::new();
    if config.migrations.is_empty() {
        faults.push(fault(&locate, text, "migrations", "`migrations` names no folder"));
    }
    if config.namespace.len() > 64 {
        faults.push(fault(&locate, text, "namespace", "`namespace` is longer than 64 characters"));
    }
    if config.state.table.is_empty() {
        faults.push(fault(&locate, text, "table", "`table` of `[state]` is empty"));
    }
    if config.hooks.iter().any(|hook| hook.command.is_empty()) {
        faults.push(fault(
            &locate,
            text,
            "command",
            "`command` of a hook is empty: the first word is the program",
        ));
    }
    if faults.is_empty() { Ok(config) } else { Err(Error::of_faults(ErrorKind::Config, faults)) }
}

fn build(path: &Path, file: File) -> Config {
    let default = Config::default();
    let directory = path.parent().unwrap_or(Path::new("")).to_owned();
    let folders = file.migrations.map_or_else(|| vec!["migrations".to_owned()], |folders| folders.0);
    Config {
        file: Some(path.to_owned()),
        url: file.url.filter(|url| !url.trim().is_empty()),
        direct_url: file.direct_url.filter(|url| !url.trim().is_empty()),
        migrations: folders.into_iter().map(|folder| directory.join(folder)).collect(),
        directory,
        recursive: file.recursive,
        models: file.models.0,
        dialects: file.dialects.into_iter().map(|word| word.0).collect(),
        namespace: file.namespace,
        schemas: file.schemas,
        file_template: file.file_template.unwrap_or(default.file_template),
        transaction: match file.transaction {
            None | Some(Transaction::Revision) => TransactionMode::Revision,
            Some(Transaction::Run) => TransactionMode::Run,
            Some(Transaction::Off) => TransactionMode::Off,
        },
        lock_timeout: file.lock_timeout.map_or(default.lock_timeout, |text| text.0),
        lock_wait: file.lock_wait.map_or(default.lock_wait, |text| text.0),
        statement_timeout: file.statement_timeout.map(|text| text.0).filter(|limit| !limit.is_zero()),
        state: StateNames {
            table: file.state.table.unwrap_or(default.state.table),
            schema: Some(file.state.schema).filter(|schema| !schema.is_empty()),
        },
        scratch: file
            .scratch
            .into_iter()
            // Other words are unknown keys, and told of before.
            .filter_map(|(dialect, url)| dialect.parse().ok().map(|dialect| (dialect, url)))
            .collect(),
        sqlite_style: file.urls.sqlite.map(|word| word.0),
        types: file.types,
        filter: Filter { include: file.filter.include, exclude: file.filter.exclude },
        naming: file.naming,
        sqlite_version: file.sqlite.version,
        hooks: file.hooks.into_iter().map(|hook| Hook { command: hook.command }).collect(),
        ..default
    }
}

/// A fault at the first line that sets a key.
fn fault(locate: &dyn Fn(usize) -> Location, text: &str, key: &str, message: &str) -> Fault {
    let mut byte = 0;
    for line in text.split_inclusive('\n') {
        let is_key =
            line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
        if is_key {
            break;
        }
        byte += line.len();
    }
    let byte = if byte >= text.len() { 0 } else { byte };
    Fault { message: message.to_owned(), location: Some(locate(byte)), ..Fault::default() }
}

fn location(path: &Path, text: &str, byte: usize) -> Location {
    let text = text.trim_start_matches('\u{feff}');
    let before = text.get(..byte.min(text.len())).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Location {
        file: path.to_owned(),
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const FULL: &str = r#"
url        = "postgresql://u@h/d"
direct_url = "postgresql://u@direct/d"
migrations = ["a", "b"]
recursive  = true
models     = ["src/models/**/*.rs", "cmd:x"]
dialects   = ["postgresql", "sqlite"]
namespace  = "n"
schemas    = ["public"]
file_template = "{revision}.sql"
transaction   = "run"
lock_timeout  = "5s"
lock_wait     = "1m"
statement_timeout = "0"
[state]
table = "my_revisions"
schema = "s"
[scratch]
postgresql = "postgresql://scratch"
[urls]
sqlite = "sqlalchemy"
[types]
UserId = "bigint"
Money = { postgresql = "numeric(12,2)", sqlite = "TEXT" }
[filter]
include = { table = ["*"] }
exclude = { table = ["tmp_*"], index = [] }
[naming]
index = "{table}_{columns}_idx"
[sqlite]
version = "3.35"
[[hooks]]
command = ["sqlfluff", "fix", "{file}"]
"#;

    #[test]
    fn every_key_is_read() {
        let config = parse(Path::new("x/limbeck.toml"), FULL).unwrap();
        assert_eq!(config.migrations, ["x/a", "x/b"].map(std::path::PathBuf::from));
        assert_eq!(config.dialects, [DialectName::PostgreSql, DialectName::Sqlite]);
        assert_eq!((config.lock_wait, config.statement_timeout), (Duration::from_secs(60), None));
        assert_eq!(config.state.journal(), "my_journal");
        assert_eq!(config.sqlite_style, Some(SqliteStyle::SqlAlchemy));
        assert_eq!(config.types["UserId"], TypeName::All("bigint".to_owned()));
        assert_eq!(config.filter.exclude["table"], ["tmp_*"]);
        assert_eq!(config.hooks[0].command[0], "sqlfluff");
        assert_eq!(config.transaction, TransactionMode::Run);
        assert_eq!(config.scratch[&DialectName::PostgreSql], "postgresql://scratch");
    }

    #[test]
    fn an_empty_file_is_the_defaults() {
        let config = parse(Path::new("limbeck.toml"), "").unwrap();
        assert_eq!(config.migrations, [std::path::PathBuf::from("migrations")]);
        assert_eq!(config.lock_timeout, Duration::from_secs(10));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_the_nearest_key() {
        for (text, line, column, message, hint) in [
            ("\nmigration = 1\n", 2, 1, "unknown key `migration`", "did you mean `migrations`?"),
            ("[state]\ntabel = 'x'\n", 2, 1, "unknown key `tabel` in `[state]`", "did you mean `table`?"),
            (
                "[[hooks]]\ncommand = ['x']\ncomand = 1",
                3,
                1,
                "unknown key `comand` in `[hooks]`",
                "did you mean `command`?",
            ),
            (
                "[scratch]\npostgres = 'x'",
                2,
                1,
                "unknown key `postgres` in `[scratch]`",
                "did you mean `postgresql`?",
            ),
            (
                "[filter]\ninclude = { tables = [] }",
                2,
                13,
                "unknown key `tables` in `[filter.include]`",
                "did you mean `table`?",
            ),
        ] {
            let error = parse(Path::new("limbeck.toml"), text).unwrap_err();
            let place = error.location().unwrap();
            assert_eq!((place.line, place.column, error.message()), (line, column, message));
            assert_eq!(error.all_hints(), [hint]);
        }
        for (text, line, part) in [
            ("url = 1", 1, "string"),
            ("a = [\n", 1, ""),
            ("\nlock_wait = '10 days'", 2, "is not a duration"),
            ("dialects = ['postgres']", 1, "is not a dialect"),
            ("transaction = 'maybe'", 1, "maybe"),
            ("migrations = []", 1, "names no folder"),
            ("recursive = 'yes'", 1, "boolean"),
            ("[urls]\nsqlite = 'diesel'", 2, "sqlx"),
            ("url = 'a'\nurl = 'b'", 2, "duplicate"),
            ("[[hooks]]\ncommand = []", 2, "is empty"),
        ] {
            let error = parse(Path::new("limbeck.toml"), text).unwrap_err();
            assert!(error.message().contains(part), "{text}: {error}");
            assert_eq!(error.location().unwrap().line, line, "{text}: {error}");
            assert_eq!(error.exit_code(), 2);
        }
    }
}
