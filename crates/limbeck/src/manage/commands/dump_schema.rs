//! `dump-schema`.

use crate::autogenerate::{End, dump_schema};
use crate::error::Result;
use crate::manage::Project;
use crate::manage::output::write;

/// Print a schema as JSON: models, database, history, a URL, a file
#[derive(Clone, Debug, clap::Args)]
pub struct DumpSchemaArgs {
    /// What to print
    #[arg(value_name = "WHAT", default_value = "models")]
    pub what: End,
    /// Rust sources, *.sql or *.json in place of the configured models (may be repeated)
    #[arg(long, value_name = "FILE")]
    pub models: Vec<String>,
}

impl DumpSchemaArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let metadata = project.metadata.as_ref();
        let catalog = dump_schema(&project.config, &project.source, &self.what, &self.models, metadata)?;
        // The catalog is JSON with `--json` and without.
        write(&mut anstream::stdout(), format_args!("{}\n", catalog.trim_end()));
        Ok(0)
    }
}
