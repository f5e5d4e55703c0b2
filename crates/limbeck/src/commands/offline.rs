//! `--sql`: a run as a script for the server's own client, without a database.

use limbeck_database::script;
use limbeck_revision::Direction;
use limbeck_url::DialectName;

use super::apply::run_options;
use super::steps::steps;
use crate::config::Config;
use crate::error::{Error, ErrorKind, Result};
use crate::run::Control;
use crate::source::Source;

/// Which script is wanted.
#[derive(Clone, Debug)]
pub struct OfflineOptions {
    /// Which way.
    pub direction: Direction,
    /// `TO`, `FROM:TO`; a downgrade needs both sides.
    pub range: String,
}

/// The script that does what a run would do, for the server's own client. No database is asked.
///
/// # Errors
///
/// When the dialect is not known, the range means nothing, or a revision has nothing for the dialect.
pub fn offline_sql(config: &Config, source: &Source, options: &OfflineOptions) -> Result<String> {
    let graph = source.graph_with_texts()?;
    let dialect = config.dialect()?;
    let (_, plan) = graph.plan_range(&options.range, options.direction)?;
    let steps = steps(&graph, &plan.steps, options.direction, dialect)?;
    let command = format!("limbeck {} --sql {}", options.direction, options.range);
    let script = script(&steps, dialect, &run_options(config, &Control::default(), &command))?;
    Ok(script.to_string())
}

impl Config {
    /// The dialect of a command that asks no database: `--dialect`, the only one of `dialects`, or the URL's.
    ///
    /// # Errors
    ///
    /// When several are declared and none is chosen, or nothing says which.
    pub fn dialect(&self) -> Result<DialectName> {
        if let Some(dialect) = self.dialect_given {
            return Ok(dialect);
        }
        match self.dialects.as_slice() {
            [only] => Ok(*only),
            [] => match self.database_url() {
                Ok(resolved) => Ok(resolved.url.dialect()),
                Err(error) => Err(error.with_hint("`--dialect NAME` says which dialect is meant")),
            },
            several => {
                let names: Vec<&str> = several.iter().map(|name| name.as_str()).collect();
                Err(Error::new(
                    ErrorKind::Usage,
                    format!("the configuration declares several dialects: {}", names.join(", ")),
                )
                .with_hint("`--dialect NAME` says which one is meant"))
            }
        }
    }
}
