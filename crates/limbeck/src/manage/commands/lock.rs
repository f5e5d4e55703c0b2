//! `lock`.

use crate::commands::lock_status;
use crate::error::Result;
use crate::manage::Project;
use crate::manage::json::Lock;

/// Show who holds the lock of a run
#[derive(Clone, Debug, clap::Args)]
pub struct LockArgs {
    #[command(subcommand)]
    command: Option<LockCommand>,
}

/// What to do about the lock.
#[derive(Clone, Debug, clap::Subcommand)]
enum LockCommand {
    /// Show who holds it (the default)
    Status,
}

impl LockArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let status = match self.command {
            None | Some(LockCommand::Status) => lock_status(&project.config)?,
        };
        project.output.object(&Lock::from(&status));
        project.output.line(&status.message);
        Ok(0)
    }
}
