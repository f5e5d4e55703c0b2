//! `ensure-version`.

use serde::Serialize;

use crate::commands::{create_database, ensure_version};
use crate::error::Result;
use crate::manage::Project;

/// Create limbeck's own tables, if they are not there
#[derive(Clone, Debug, Default, clap::Args)]
pub struct EnsureVersionArgs {
    /// Create the database first, if its server does not have it
    #[arg(long)]
    pub create_database: bool,
}

#[derive(Serialize)]
struct Answer {
    created_database: bool,
    created: bool,
}

impl EnsureVersionArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When the database cannot be opened or written.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let created_database = self.create_database && create_database(&project.config)?;
        if created_database {
            project.output.note("created the database");
        }
        let created = ensure_version(&project.config)?;
        project.output.object(&Answer { created_database, created });
        project.output.note(if created {
            "created limbeck's tables"
        } else {
            "nothing to do: limbeck's tables are there"
        });
        Ok(0)
    }
}
