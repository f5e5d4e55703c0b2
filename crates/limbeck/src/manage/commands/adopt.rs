//! `adopt`.

use crate::commands::{StampOptions, adopt};
use crate::error::Result;
use crate::manage::{Project, interrupt};

/// Take over a database of Alembic: record what its table says
#[derive(Clone, Debug, Default, clap::Args)]
pub struct AdoptArgs {
    /// Show what would be recorded
    #[arg(long)]
    pub dry_run: bool,
}

impl AdoptArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When there is nothing to take over, or a revision has no file; then nothing is recorded.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let options = StampOptions {
            dry_run: self.dry_run,
            control: interrupt::control(&project.output),
            ..StampOptions::default()
        };
        super::stamp::print(project, &adopt(&project.config, &project.source, &options)?);
        Ok(0)
    }
}
