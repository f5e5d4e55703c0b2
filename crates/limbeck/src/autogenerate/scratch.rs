//! Which server a scratch place is opened on.

use std::collections::BTreeMap;

use limbeck_database::{Scratch, ScratchError};
use limbeck_url::{DatabaseUrl, DialectName};

use crate::config::Config;
use crate::error::{Error, ErrorKind, Result};

/// The servers on which databases may be created and dropped, by dialect. SQLite needs none: [`ScratchServers::default`] is enough for it.
#[derive(Clone, Debug, Default)]
pub struct ScratchServers {
    servers: BTreeMap<DialectName, DatabaseUrl>,
}

impl ScratchServers {
    /// The server of a database alone, for its own kind.
    #[must_use]
    pub fn on(url: &DatabaseUrl) -> Self {
        let kinds = url.dialect().behind_its_urls();
        Self { servers: kinds.iter().map(|kind| (*kind, url.clone())).collect() }
    }

    /// Those of a configuration: the one given on the command line, else those of `[scratch]`, else the server of the database itself, for
    /// its own kind.
    ///
    /// # Errors
    ///
    /// When a URL cannot be understood, or is not of the dialect that it is written for.
    pub fn of(config: &Config) -> Result<Self> {
        let mut servers = BTreeMap::new();
        if let Ok(live) = config.database_url() {
            for kind in live.url.dialect().behind_its_urls() {
                servers.insert(*kind, live.url.clone());
            }
        }
        for (dialect, text) in &config.scratch {
            let url = parse(text, &format!("`[scratch] {dialect}` in limbeck.toml"))?;
            if !url.dialect().behind_its_urls().contains(dialect) {
                let message = format!("`[scratch] {dialect}` is the URL of a database of {}", url.dialect());
                return Err(Error::new(ErrorKind::Config, message));
            }
            servers.insert(*dialect, url);
        }
        if let Some(text) = &config.scratch_given {
            let url = parse(text, "`--scratch-url`")?;
            for kind in url.dialect().behind_its_urls() {
                servers.insert(*kind, url.clone());
            }
        }
        Ok(Self { servers })
    }

    /// Opens an empty scratch place.
    ///
    /// # Errors
    ///
    /// [`ScratchError`] when the dialect needs a server and none is known, or it cannot be opened.
    pub fn open(&self, dialect: DialectName) -> std::result::Result<Scratch, ScratchError> {
        Scratch::open_on(dialect, self.servers.get(&dialect))
    }
}

fn parse(text: &str, origin: &str) -> Result<DatabaseUrl> {
    DatabaseUrl::parse(text)
        .map_err(|error| Error::new(ErrorKind::Url, format!("{origin}: {error}")).with_source(error))
}
