//! Which database URL wins, and what it means.

use std::fmt;
use std::path::{Path, PathBuf};

use limbeck_url::{DatabaseUrl, SqliteLocation};

use super::environment::read_dotenv;
use super::model::Config;
use crate::error::{Error, ErrorKind, Result};

/// Where a database URL was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UrlOrigin {
    /// `--url`, or a program's own.
    Given,
    /// A variable of the environment.
    Variable(&'static str),
    /// A key of `limbeck.toml`.
    File {
        /// The key.
        key: &'static str,
        /// The file.
        file: PathBuf,
    },
    /// A variable in `.env`.
    Dotenv {
        /// The variable.
        name: &'static str,
        /// The file.
        file: PathBuf,
    },
}

impl UrlOrigin {
    /// The word in JSON: `--url`, `DATABASE_URL`, `direct_url`, `.env`, `url` …
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Given => "--url",
            Self::Variable(name) => name,
            Self::File { key, .. } => key,
            Self::Dotenv { .. } => ".env",
        }
    }
}

impl fmt::Display for UrlOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given => f.write_str("`--url`"),
            Self::Variable(name) => write!(f, "the variable `{name}`"),
            Self::File { key, file } => write!(f, "`{key}` in {}", file.display()),
            Self::Dotenv { name, file } => write!(f, "`{name}` in {}", file.display()),
        }
    }
}

/// A database URL and where it comes from.
#[derive(Clone, Debug)]
pub struct ResolvedUrl {
    /// The URL; a relative SQLite path counts from the working directory, an ambiguous one is left as it is.
    pub url: DatabaseUrl,
    /// Where it was found.
    pub origin: UrlOrigin,
}

impl Config {
    /// The URL that wins: `--url` > `LIMBECK_DATABASE_URL` > `direct_url` in the file > `DATABASE_URL` > `.env` > `url` in the file.
    ///
    /// # Errors
    ///
    /// When there is none, or it cannot be understood.
    pub fn database_url(&self) -> Result<ResolvedUrl> {
        let Some((text, origin, base)) = self.find_url()? else {
            return Err(Error::new(ErrorKind::Url, "no database URL is set")
                .with_hint("set `DATABASE_URL`, or write `url = \"…\"` into limbeck.toml, or use `--url`"));
        };
        let url = DatabaseUrl::parse(&text)
            .map_err(|error| Error::new(ErrorKind::Url, format!("{origin}: {error}")).with_source(error))?;
        let url = url.resolve_sqlite(self.sqlite_style);
        let url = if base.as_os_str().is_empty() { url } else { url.relative_to(&base) };
        Ok(ResolvedUrl { url, origin })
    }

    /// As [`Config::database_url`], with `sqlite:///p` decided: a command is about to open it.
    ///
    /// # Errors
    ///
    /// Also when `sqlite:///p` could be two files.
    pub fn database_to_open(&self) -> Result<ResolvedUrl> {
        let ResolvedUrl { url, origin } = self.database_url()?;
        let decided = match url.sqlite() {
            Some(SqliteLocation::Ambiguous { absolute, relative }) => {
                Some(match (absolute.exists(), relative.exists()) {
                    (true, false) => absolute.clone(),
                    (false, true) => relative.clone(),
                    _ => return Err(ambiguous(&url, &origin)),
                })
            }
            _ => None,
        };
        let url = match decided {
            Some(path) => url.with_sqlite_location(SqliteLocation::File(path)),
            None => url,
        };
        Ok(ResolvedUrl { url, origin })
    }

    fn find_url(&self) -> Result<Option<(String, UrlOrigin, PathBuf)>> {
        const OWN: &str = "LIMBECK_DATABASE_URL";
        const COMMON: &str = "DATABASE_URL";
        let here = PathBuf::new();
        if let Some(url) = &self.url_given {
            return Ok(Some((url.clone(), UrlOrigin::Given, here)));
        }
        if let Some(url) = self.environment.get(OWN)? {
            return Ok(Some((url, UrlOrigin::Variable(OWN), here)));
        }
        let in_file = |url: &Option<String>, key: &'static str| {
            let (url, file) = (url.clone()?, self.file.clone()?);
            Some((url, UrlOrigin::File { key, file }, self.directory.clone()))
        };
        if let Some(found) = in_file(&self.direct_url, "direct_url") {
            return Ok(Some(found));
        }
        if let Some(url) = self.environment.get(COMMON)? {
            return Ok(Some((url, UrlOrigin::Variable(COMMON), here)));
        }
        if self.environment == super::Environment::Process || self.file.is_some() {
            let file = self.directory.join(".env");
            let mut variables = read_dotenv(&file)?;
            for name in [OWN, COMMON] {
                if let Some(url) = variables.remove(name).filter(|url| !url.trim().is_empty()) {
                    return Ok(Some((url, UrlOrigin::Dotenv { name, file }, self.directory.clone())));
                }
            }
        }
        Ok(in_file(&self.url, "url"))
    }
}

fn ambiguous(url: &DatabaseUrl, origin: &UrlOrigin) -> Error {
    let location = url.sqlite().cloned().unwrap_or(SqliteLocation::Memory);
    let (absolute, relative) = location.clear_spellings().unwrap_or_default();
    let exists = |path: &Path| if path.exists() { "exists" } else { "does not exist" };
    let readings = match &location {
        SqliteLocation::Ambiguous { absolute, relative } => format!(
            "sqlx reads it as `{}` ({}), SQLAlchemy as `{}` ({})",
            absolute.display(),
            exists(absolute),
            relative.display(),
            exists(relative)
        ),
        _ => String::new(),
    };
    Error::new(ErrorKind::Url, format!("the URL from {origin} can mean two files: {readings}")).with_hint(format!(
        "write `{absolute}` or `{relative}`, or `[urls] sqlite = \"sqlx\"` (or \"sqlalchemy\") in limbeck.toml"
    ))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::config::Environment;

    #[test]
    fn the_urls_win_in_the_documented_order_and_remember_where_they_come_from() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("limbeck.toml");
        fs_err::write(&file, "url = 'sqlite://f.db'\ndirect_url = 'sqlite://direct.db'\n").unwrap();
        fs_err::write(folder.path().join(".env"), "DATABASE_URL=sqlite://env.db\n").unwrap();
        let mut config = Config::from_file(&file).unwrap();
        let variables = [("LIMBECK_DATABASE_URL", "sqlite://own.db"), ("DATABASE_URL", "sqlite://common.db")];
        let fixed = |names: &[(&str, &str)]| {
            Environment::Fixed(
                names.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<BTreeMap<_, _>>(),
            )
        };
        config.environment = fixed(&variables);
        config.url_given = Some("sqlite://given.db".to_owned());
        let path = |config: &Config| {
            let found = config.database_to_open().unwrap();
            let Some(SqliteLocation::File(path)) = found.url.sqlite().cloned() else { panic!("no file") };
            (path, found.origin.as_str())
        };
        assert_eq!(path(&config), (PathBuf::from("given.db"), "--url"));
        config.url_given = None;
        assert_eq!(path(&config), (PathBuf::from("own.db"), "LIMBECK_DATABASE_URL"));
        config.environment = fixed(&variables[1..]);
        assert_eq!(path(&config), (folder.path().join("direct.db"), "direct_url"));
        config.direct_url = None;
        assert_eq!(path(&config), (PathBuf::from("common.db"), "DATABASE_URL"));
        config.environment = fixed(&[]);
        assert_eq!(path(&config), (folder.path().join("env.db"), ".env"));
        fs_err::remove_file(folder.path().join(".env")).unwrap();
        assert_eq!(path(&config), (folder.path().join("f.db"), "url"));
        config.url = None;
        assert_eq!(config.database_url().unwrap_err().exit_code(), 2);
    }

    #[test]
    fn three_slashes_are_decided_by_the_file_that_exists_or_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("limbeck.toml");
        fs_err::write(&file, "url = 'sqlite:///no/such/a.db'\n").unwrap();
        let mut config = Config::from_file(&file).unwrap();
        config.environment = Environment::Fixed(BTreeMap::new());
        let error = config.database_to_open().unwrap_err();
        assert!(error.to_string().contains("sqlite:////no/such/a.db"), "{error}");
        fs_err::create_dir_all(folder.path().join("no/such")).unwrap();
        fs_err::write(folder.path().join("no/such/a.db"), "").unwrap();
        let found = config.database_to_open().unwrap();
        assert_eq!(found.url.sqlite(), Some(&SqliteLocation::File(folder.path().join("no/such/a.db"))));
        config.sqlite_style = Some(limbeck_url::SqliteStyle::Sqlx);
        let found = config.database_to_open().unwrap();
        assert_eq!(found.url.sqlite(), Some(&SqliteLocation::File("/no/such/a.db".into())));
    }
}
