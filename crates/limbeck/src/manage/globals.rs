//! Flags that every command has.

use std::path::PathBuf;

use limbeck_url::DialectName;

use super::output::Output;
use crate::config::Config;
use crate::error::Result;

/// Flags that every command has.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Global options")]
pub struct GlobalArgs {
    /// The database URL; wins over the environment, `.env` and limbeck.toml
    #[arg(long, global = true, value_name = "URL")]
    pub url: Option<String>,
    /// The configuration file [default: limbeck.toml, here or in a folder above]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The dialect, where no database is asked: postgresql, mysql, mariadb, sqlite
    #[arg(long, global = true, value_name = "NAME")]
    pub dialect: Option<DialectName>,
    /// A server on which scratch databases may be created and dropped
    #[arg(long, global = true, value_name = "URL")]
    pub scratch_url: Option<String>,
    /// Which of several histories in one database
    #[arg(long, global = true, value_name = "NAME")]
    pub namespace: Option<String>,
    /// Print one JSON object on stdout
    #[arg(long, global = true)]
    pub json: bool,
    /// Say less
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Never ask; take what is safe, or fail
    #[arg(long, global = true)]
    pub no_input: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl GlobalArgs {
    /// The configuration: the file that is named, or what `otherwise` finds; then what the flags say.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or understood.
    pub fn configure(&self, otherwise: impl FnOnce() -> Result<Config>) -> Result<Config> {
        let mut config = match &self.config {
            Some(path) => Config::from_file(path)?,
            None => otherwise()?,
        };
        if let Some(url) = &self.url {
            config.url_given = Some(url.clone());
        }
        if let Some(dialect) = self.dialect {
            config.dialect_given = Some(dialect);
        }
        if let Some(url) = &self.scratch_url {
            config.scratch_given = Some(url.clone());
        }
        if let Some(namespace) = &self.namespace {
            config.namespace.clone_from(namespace);
        }
        Ok(config)
    }

    /// Where output goes, and how much of it.
    #[must_use]
    pub fn output(&self, command: &'static str) -> Output {
        match self.color {
            Color::Auto => {}
            Color::Always => anstream::ColorChoice::Always.write_global(),
            Color::Never => anstream::ColorChoice::Never.write_global(),
        }
        Output {
            command,
            json: self.json,
            quiet: self.quiet,
            verbose: self.verbose > 0,
            input: !self.no_input && !self.json,
        }
    }
}
