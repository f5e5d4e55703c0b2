//! What the models want: every source read, lowered or loaded, and put together as one catalog.

use std::collections::BTreeSet;
use std::path::Path;
#[cfg(feature = "reader")]
use std::process::{Command, Stdio};

use limbeck_catalog::Catalog;
use limbeck_database::Scope;
#[cfg(feature = "reader")]
use limbeck_models::{CommandOutput, ReadOptions, Source, read_sources, sort_sources};
use limbeck_models::{
    JsonCatalog, LowerOptions, Model, Refusal, lower, read_json, refuse_empty, refuse_shrinking,
};
use limbeck_url::DialectName;

use super::{AutogenerateError, Comparison, ScratchServers};

/// Where models come from.
#[derive(Clone, Debug, Default)]
pub struct ModelSources<'a> {
    /// The entries of `models`: patterns of Rust sources, SQL and JSON files, commands.
    pub entries: &'a [String],
    /// The folder that the entries count from.
    pub base: Option<&'a Path>,
    /// Models that the program itself lists.
    pub metadata: Option<&'a Model>,
    /// How Rust sources are read.
    #[cfg(feature = "reader")]
    pub read: ReadOptions,
    /// How portable types are lowered.
    pub lower: LowerOptions,
}

/// What the models want.
#[derive(Clone, Debug)]
pub struct Desired {
    /// The catalog, in the dialect asked for.
    pub catalog: Catalog,
    /// What was seen in the sources and left out, for people.
    pub notes: Vec<String>,
}

/// Reads all sources and puts them together.
///
/// # Errors
///
/// Every fault of the models, with file and line; a schema file that cannot be loaded; two sources that define one table.
pub fn desired(
    sources: &ModelSources<'_>,
    dialect: DialectName,
    scope: &Scope,
    servers: &ScratchServers,
) -> Result<Desired, AutogenerateError> {
    let mut gathering = Gathering {
        dialect,
        scope,
        servers,
        lower: &sources.lower,
        parts: Vec::new(),
        notes: Vec::new(),
        sql: Vec::new(),
    };
    if let Some(model) = sources.metadata {
        gathering.portable(model)?;
    }
    #[cfg(feature = "reader")]
    gathering.entries(sources)?;
    gathering.finish()
}

/// The catalog of one SQL file.
///
/// # Errors
///
/// With the place in the file, when a statement must not or cannot be run in the scratch place.
pub fn read_sql(
    text: &str,
    file: &str,
    dialect: DialectName,
    scope: &Scope,
    servers: &ScratchServers,
) -> Result<Desired, AutogenerateError> {
    let sql = vec![(file.to_owned(), text.to_owned())];
    let lower = LowerOptions::default();
    Gathering { dialect, scope, servers, lower: &lower, parts: Vec::new(), notes: Vec::new(), sql }.finish()
}

struct Gathering<'a> {
    dialect: DialectName,
    scope: &'a Scope,
    servers: &'a ScratchServers,
    lower: &'a LowerOptions,
    parts: Vec<Catalog>,
    notes: Vec<String>,
    /// SQL files, loaded together at the end: one may refer to what another creates.
    sql: Vec<(String, String)>,
}

impl Gathering<'_> {
    fn portable(&mut self, model: &Model) -> Result<(), AutogenerateError> {
        self.parts.push(lower(model, self.dialect, self.lower).map_err(AutogenerateError::Models)?);
        Ok(())
    }

    #[cfg(feature = "reader")]
    fn entries(&mut self, sources: &ModelSources<'_>) -> Result<(), AutogenerateError> {
        let base = sources.base.unwrap_or(Path::new("."));
        for source in sort_sources(sources.entries, base).map_err(AutogenerateError::Models)? {
            match source {
                Source::Rust(patterns) => {
                    let model =
                        read_sources(&patterns, base, &sources.read).map_err(AutogenerateError::Models)?;
                    self.portable(&model)?;
                }
                Source::Sql { path, text } => self.sql.push((path.display().to_string(), text)),
                Source::Json { path, text } => self.json(&text, &path.display().to_string())?,
                Source::Command(command) => match CommandOutput::of(output(&command, base)?) {
                    CommandOutput::Sql(text) => self.sql.push((format!("output of `{command}`"), text)),
                    CommandOutput::Json(text) => self.json(&text, &format!("output of `{command}`"))?,
                },
            }
        }
        Ok(())
    }

    #[cfg_attr(not(feature = "reader"), expect(dead_code, reason = "only sources that are read can be JSON"))]
    fn json(&mut self, text: &str, file: &str) -> Result<(), AutogenerateError> {
        let read =
            read_json(text).map_err(|source| AutogenerateError::Json { file: file.to_owned(), source })?;
        match read {
            JsonCatalog::Portable(model) => self.portable(&model),
            JsonCatalog::Dialect(catalog) if catalog.dialect == self.dialect => {
                self.parts.push(catalog);
                Ok(())
            }
            JsonCatalog::Dialect(catalog) => Err(AutogenerateError::OtherDialect {
                file: file.to_owned(),
                found: catalog.dialect,
                wanted: self.dialect,
            }),
        }
    }

    fn finish(mut self) -> Result<Desired, AutogenerateError> {
        if !self.sql.is_empty() {
            let mut scratch = self.servers.open(self.dialect)?;
            for (file, text) in &self.sql {
                let loaded = scratch.load(text, file)?;
                if let Some(first) = loaded.skipped.first() {
                    let count = loaded.skipped.len();
                    self.notes.push(format!(
                        "{}:{}: {count} statement(s) that only read or change rows were left out of the schema",
                        first.file, first.line
                    ));
                }
            }
            self.parts.push(scratch.reflect(self.scope)?);
        }
        Ok(Desired { catalog: merged(self.parts, self.dialect)?, notes: self.notes })
    }
}

/// All parts as one catalog; it speaks about what any of them speaks about, and a table about what its own part does: the silence of one
/// source must not be taken for the word of another.
fn merged(parts: Vec<Catalog>, dialect: DialectName) -> Result<Catalog, AutogenerateError> {
    let mut whole = Catalog::empty(dialect);
    let Some(spoken) = parts.iter().map(|part| part.speaks_about.clone()).reduce(|a, b| a.union(&b)) else {
        return Ok(whole);
    };
    whole.speaks_about = spoken;
    for mut part in parts {
        if part.speaks_about != whole.speaks_about {
            for table in &mut part.tables {
                table.speaks_about.get_or_insert_with(|| part.speaks_about.clone());
            }
        }
        whole.schemas.extend(part.schemas);
        whole.extensions.extend(part.extensions);
        whole.types.extend(part.types);
        whole.sequences.extend(part.sequences);
        whole.tables.extend(part.tables);
        whole.views.extend(part.views);
        whole.routines.extend(part.routines);
        whole.grants.extend(part.grants);
    }
    let mut seen = BTreeSet::new();
    for table in &whole.tables {
        if !seen.insert(&table.name) {
            return Err(AutogenerateError::DefinedTwice(table.name.to_string()));
        }
    }
    Ok(whole.sorted())
}

/// What a command of `models` prints. It runs in the shell, in the folder of the configuration; what it says beside that is for people.
#[cfg(feature = "reader")]
fn output(command: &str, folder: &Path) -> Result<String, AutogenerateError> {
    let failed = |reason: String| AutogenerateError::Command { command: command.to_owned(), reason };
    let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut program = Command::new(shell);
    program.args([flag, command]).stdin(Stdio::null());
    // Empty is the working directory, which the system does not know by that name.
    if !folder.as_os_str().is_empty() {
        program.current_dir(folder);
    }
    let run = program.output();
    let output = run.map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(failed(format!("{}\n{}", output.status, said.trim_end())));
    }
    String::from_utf8(output.stdout).map_err(|_| failed("it printed something that is not UTF-8".to_owned()))
}

/// How models that look like a mistake are treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// An empty set, and one that would drop more than half of the tables, are refused.
    Refuse,
    /// The user has said that it is meant.
    Allow,
}

/// Refuses models that would empty a database by mistake.
///
/// # Errors
///
/// [`Refusal`], which says the way out.
pub fn guard(comparison: &Comparison, desired: &Catalog, guard: Guard) -> Result<(), Refusal> {
    if guard == Guard::Allow {
        return Ok(());
    }
    refuse_empty(desired.tables.len() + desired.views.len())?;
    let dropped =
        comparison.difference.operations.iter().filter(|operation| operation.kind() == "drop_table").count();
    refuse_shrinking(comparison.before.tables.len(), dropped, false)
}

#[cfg(all(test, feature = "reader"))]
mod tests {
    use std::path::Path;

    use super::output;

    #[test]
    fn a_command_runs_in_the_folder_of_the_configuration_also_where_that_is_the_working_directory() {
        assert_eq!(output("echo models", Path::new("")).unwrap().trim(), "models");
        let folder = tempfile::tempdir().unwrap();
        fs_err::write(folder.path().join("schema.sql"), "CREATE TABLE t (x);").unwrap();
        assert!(
            output(if cfg!(windows) { "dir" } else { "ls" }, folder.path()).unwrap().contains("schema.sql")
        );
    }

    #[test]
    fn a_command_that_fails_is_named() {
        let error = output("exit 3", Path::new("")).unwrap_err();
        assert!(error.to_string().contains("`exit 3` failed"), "{error}");
    }
}
