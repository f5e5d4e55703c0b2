//! `ensure-version`.

use serde::Serialize;

use crate::commands::ensure_version;
use crate::error::Result;
use crate::manage::Project;

/// Create limbeck's own tables, if they are not there
#[derive(Clone, Debug, Default, clap::Args)]
pub struct EnsureVersionArgs {}

#[derive(Serialize)]
struct Answer {
    created: bool,
}

impl EnsureVersionArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When the database cannot be opened or written.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let created = ensure_version(&project.config)?;
        project.output.object(&Answer { created });
        project.output.note(if created {
            "created limbeck's tables"
        } else {
            "nothing to do: limbeck's tables are there"
        });
        Ok(0)
    }
}
