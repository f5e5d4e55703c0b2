//! The two ends of a comparison, and how each becomes a catalog.

use std::convert::Infallible;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use limbeck_catalog::Catalog;
use limbeck_database::{Scope, reflect};
use limbeck_models::{JsonCatalog, LowerOptions, Model, Naming, Sql, lower, read_json};
use limbeck_url::DialectName;

use super::desired::{ModelSources, desired, read_sql};
use super::error::AutogenerateError;
use super::history::replay_history;
use super::options::CompareOptions;
use super::scratch::ScratchServers;
use crate::commands::{Access, graph_or_empty, open};
use crate::config::{Config, TypeName};
use crate::error::{Error, ErrorKind, Result};
use crate::source::Source;

/// What can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The database of the configuration.
    Database,
    /// The models.
    Models,
    /// What all revisions lead to.
    History,
    /// Another database.
    Url(String),
    /// A schema file (`*.sql`) or a JSON catalog (`*.json`).
    File(PathBuf),
}

impl FromStr for End {
    type Err = Infallible;

    fn from_str(word: &str) -> std::result::Result<Self, Infallible> {
        let extension = Path::new(word).extension().map(std::ffi::OsStr::to_ascii_lowercase);
        let is_file = extension.is_some_and(|extension| extension == "sql" || extension == "json");
        Ok(match word {
            "database" => Self::Database,
            "models" => Self::Models,
            "history" => Self::History,
            file if is_file => Self::File(file.into()),
            url => Self::Url(url.to_owned()),
        })
    }
}

/// As it is shown: a URL without what may be secret in it.
impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database => f.write_str("database"),
            Self::Models => f.write_str("models"),
            Self::History => f.write_str("history"),
            Self::Url(url) => match limbeck_url::DatabaseUrl::parse(url) {
                Ok(url) => write!(f, "{}", url.canonical()),
                Err(_) => f.write_str("a database"),
            },
            Self::File(path) => write!(f, "{}", path.display()),
        }
    }
}

/// What catalogs are read from.
pub(super) struct Reader<'a> {
    pub(super) config: &'a Config,
    pub(super) source: &'a Source,
    /// Models that the program lists itself.
    pub(super) metadata: Option<&'a Model>,
    /// Takes the place of `models` in the configuration.
    pub(super) models: &'a [String],
    /// Every schema is compared, not the connection's own alone.
    pub(super) whole: bool,
    /// Schemas that are compared beside those of the configuration, because one end speaks of them.
    pub(super) also: Vec<String>,
    /// What was seen and left out, for people.
    pub(super) notes: Vec<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        config: &'a Config,
        source: &'a Source,
        options: &'a CompareOptions,
        metadata: Option<&'a Model>,
    ) -> Self {
        Self {
            config,
            source,
            metadata,
            models: &options.models,
            whole: options.complete,
            also: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The catalogs of two ends. What is not a live database is read first: a database is read as far as the other end goes.
    pub(super) fn catalogs(&mut self, ends: [&End; 2], dialect: DialectName) -> Result<[Catalog; 2]> {
        let [from, to] = ends;
        if matches!(from, End::Database | End::Url(_)) {
            let to = self.wanted(to, dialect)?;
            Ok([self.catalog(from, dialect)?, to])
        } else {
            let from = self.wanted(from, dialect)?;
            Ok([from, self.catalog(to, dialect)?])
        }
    }

    /// The catalog of an end that another one is compared with: the schemas that it speaks of are read there as well.
    pub(super) fn wanted(&mut self, end: &End, dialect: DialectName) -> Result<Catalog> {
        let catalog = self.catalog(end, dialect)?;
        self.also.extend(catalog.schema_names().map(str::to_owned));
        Ok(catalog)
    }

    pub(super) fn scope(&self) -> Scope {
        let schemas = if self.whole && self.config.schemas.is_empty() {
            vec!["*".to_owned()]
        } else {
            self.config.schemas.clone()
        };
        Scope { schemas, also: self.also.clone(), state: self.config.state.clone() }
    }

    fn servers(&self) -> Result<ScratchServers> {
        ScratchServers::of(self.config)
    }

    /// The dialect that both ends are compared in: said, or that of the database among them, or the configuration's.
    pub(super) fn dialect(&self, ends: [&End; 2]) -> Result<DialectName> {
        if let Some(dialect) = self.config.dialect_given {
            return Ok(dialect);
        }
        for end in ends {
            match end {
                End::Database => return Ok(open(self.config, Access::Read)?.0.server().dialect),
                End::Url(url) => return Ok(open(&self.at(url), Access::Read)?.0.server().dialect),
                _ => {}
            }
        }
        match &self.config.dialects[..] {
            [only] => Ok(*only),
            [] => Ok(self.config.database_url()?.url.dialect()),
            _ => Err(Error::new(ErrorKind::Usage, "the configuration names several dialects")
                .with_hint("say in which one to compare: `--dialect sqlite`")),
        }
    }

    fn at(&self, url: &str) -> Config {
        Config { url_given: Some(url.to_owned()), ..self.config.clone() }
    }

    pub(super) fn catalog(&mut self, end: &End, dialect: DialectName) -> Result<Catalog> {
        match end {
            End::Database => self.live(self.config, dialect),
            End::Url(url) => self.live(&self.at(url), dialect),
            End::Models => self.models(dialect),
            End::History => {
                Ok(replay_history(&graph_or_empty(self.source)?, dialect, &self.scope(), &self.servers()?)?)
            }
            End::File(path) => self.file(path, dialect),
        }
    }

    fn live(&self, config: &Config, dialect: DialectName) -> Result<Catalog> {
        let (mut connection, resolved) = open(config, Access::Read)?;
        let found = connection.server().dialect;
        if found != dialect {
            let message = format!("the database is {found}, and {dialect} is asked for");
            return Err(Error::new(ErrorKind::Usage, message)
                .with_hint(format!("its URL is from {}", resolved.origin)));
        }
        Ok(reflect(&mut *connection, &self.scope()).map_err(AutogenerateError::from)?)
    }

    fn models(&mut self, dialect: DialectName) -> Result<Catalog> {
        let own = self.models.is_empty();
        let entries = if own { &self.config.models[..] } else { self.models };
        if entries.is_empty() && self.metadata.is_none() {
            return Err(Error::new(ErrorKind::Model, "no models are configured").with_hint(
                "write `models = [\"src/models/**/*.rs\"]` into limbeck.toml, or name a file with `--models`",
            ));
        }
        let sources = ModelSources {
            entries,
            // What is said on the command line counts from the working directory.
            base: Some(if own { &self.config.directory } else { Path::new("") }),
            metadata: self.metadata.filter(|_| own),
            #[cfg(feature = "reader")]
            read: limbeck_models::ReadOptions {
                types: types(self.config),
                ..limbeck_models::ReadOptions::default()
            },
            lower: self.lower_options()?,
        };
        let desired = desired(&sources, dialect, &self.scope(), &self.servers()?)?;
        self.notes.extend(desired.notes);
        Ok(desired.catalog)
    }

    fn lower_options(&self) -> Result<LowerOptions> {
        let template = |kind: &str| self.config.naming.get(kind).cloned();
        let naming = Naming {
            primary_key: template("primary_key"),
            unique: template("unique"),
            foreign_key: template("foreign_key"),
            check: template("check"),
            index: template("index"),
        };
        naming
            .check()
            .map_err(|error| Error::new(ErrorKind::Config, error.to_string()).with_source(error))?;
        Ok(LowerOptions { naming, types: types(self.config) })
    }

    fn file(&mut self, path: &Path, dialect: DialectName) -> Result<Catalog> {
        let text = fs_err::read_to_string(path).map_err(|error| Error::file(path, "read", error))?;
        let name = path.display().to_string();
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("sql")) {
            let desired = read_sql(&text, &name, dialect, &self.scope(), &self.servers()?)?;
            self.notes.extend(desired.notes);
            return Ok(desired.catalog);
        }
        let read =
            read_json(&text).map_err(|source| AutogenerateError::Json { file: name.clone(), source })?;
        match read {
            JsonCatalog::Portable(model) => {
                Ok(lower(&model, dialect, &self.lower_options()?).map_err(AutogenerateError::Models)?)
            }
            JsonCatalog::Dialect(catalog) if catalog.dialect == dialect => Ok(catalog),
            JsonCatalog::Dialect(catalog) => {
                let found = catalog.dialect;
                Err(AutogenerateError::OtherDialect { file: name, found, wanted: dialect }.into())
            }
        }
    }
}

/// `[types]`, as the reader of models takes it.
fn types(config: &Config) -> limbeck_models::TypeMap {
    let sql = |name: &TypeName| match name {
        TypeName::All(text) => Sql::All(text.clone()),
        TypeName::PerDialect(texts) => Sql::PerDialect(
            texts.iter().filter_map(|(dialect, text)| Some((dialect.parse().ok()?, text.clone()))).collect(),
        ),
    };
    config.types.iter().map(|(rust_type, name)| (rust_type.clone(), sql(name))).collect()
}
