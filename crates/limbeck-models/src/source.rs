//! The entries of `models`: Rust sources, SQL files, commands.

#[cfg(feature = "reader")]
use std::path::Path;
use std::path::PathBuf;

/// One source of models. Only Rust sources are read here; SQL files and what a command prints are for the scratch place to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Patterns and names of Rust sources, for [`read_sources`](crate::read_sources).
    Rust(Vec<String>),
    /// A SQL file, with its text.
    Sql {
        /// The file.
        path: PathBuf,
        /// What is in it.
        text: String,
    },
    /// A JSON catalog in a file, with its text, for [`read_json`](crate::read_json).
    Json {
        /// The file.
        path: PathBuf,
        /// What is in it.
        text: String,
    },
    /// A command to run in the shell; what it prints is for [`CommandOutput::of`].
    Command(String),
}

/// What a command of `models` printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandOutput {
    /// SQL.
    Sql(String),
    /// A JSON catalog.
    Json(String),
}

impl CommandOutput {
    /// Tells the two apart: no SQL statement begins with a brace.
    #[must_use]
    pub fn of(text: String) -> Self {
        if text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
            Self::Json(text)
        } else {
            Self::Sql(text)
        }
    }
}

/// Sorts the entries of `models`: all Rust patterns into one source, which comes first; then SQL files, JSON files and commands in the order
/// in which they stand. SQL files may be named by patterns; the files of one pattern are sorted by name.
///
/// # Errors
///
/// An entry that is none of these, a pattern or name that names no file, a file that cannot be read.
#[cfg(feature = "reader")]
pub fn sort_sources(models: &[String], base: &Path) -> Result<Vec<Source>, Vec<crate::ModelError>> {
    use crate::ModelError;
    use crate::reader::files_of;

    let mut rust = Vec::new();
    let mut others = Vec::new();
    let mut errors = Vec::new();
    for entry in models {
        if let Some(command) = entry.strip_prefix("cmd:") {
            match command.trim() {
                "" => errors.push(ModelError::UnknownSource { entry: entry.clone() }),
                command => others.push(Source::Command(command.to_owned())),
            }
            continue;
        }
        let extension =
            Path::new(entry).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let make: fn(PathBuf, String) -> Source = match extension.to_ascii_lowercase().as_str() {
            "rs" => {
                rust.push(entry.clone());
                continue;
            }
            "sql" => |path, text| Source::Sql { path, text },
            "json" => |path, text| Source::Json { path, text },
            _ => {
                errors.push(ModelError::UnknownSource { entry: entry.clone() });
                continue;
            }
        };
        let read = |path: PathBuf| {
            fs_err::read_to_string(&path).map(|text| make(path, text)).map_err(ModelError::from)
        };
        match files_of(entry, base)
            .and_then(|files| files.into_iter().map(read).collect::<Result<Vec<_>, _>>())
        {
            Ok(found) => others.extend(found),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let rust = (!rust.is_empty()).then_some(Source::Rust(rust));
    Ok(rust.into_iter().chain(others).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_command_prints_is_told_apart() {
        assert_eq!(
            CommandOutput::of(" {\"format\":1}".into()),
            CommandOutput::Json(" {\"format\":1}".into())
        );
        assert_eq!(CommandOutput::of("-- {\nCREATE".into()), CommandOutput::Sql("-- {\nCREATE".into()));
    }

    #[cfg(feature = "reader")]
    #[test]
    fn sources_are_sorted_by_kind() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.sql", "a.sql"] {
            fs_err::write(folder.path().join(name), name).unwrap();
        }
        let models = ["*.sql", "src/**/*.rs", "cmd: npx drizzle-kit export", "lib.rs"].map(str::to_owned);
        let sql = |name: &str| Source::Sql { path: folder.path().join(name), text: name.to_owned() };
        assert_eq!(
            sort_sources(&models, folder.path()).unwrap(),
            [
                Source::Rust(vec!["src/**/*.rs".into(), "lib.rs".into()]),
                sql("a.sql"),
                sql("b.sql"),
                Source::Command("npx drizzle-kit export".into()),
            ]
        );

        let wrong = ["schema.prisma", "cmd:", "none.sql"].map(str::to_owned);
        let errors = sort_sources(&wrong, folder.path()).unwrap_err();
        let messages: Vec<_> = errors
            .iter()
            .map(|error| error.to_string().replace(&folder.path().display().to_string(), "BASE"))
            .collect();
        insta::assert_snapshot!(messages.join("\n"), @r"
        `schema.prisma` in `models` is no source that Limbeck can read
        `cmd:` in `models` is no source that Limbeck can read
        `none.sql` in `models` names no file under `BASE`
        ");
    }
}
