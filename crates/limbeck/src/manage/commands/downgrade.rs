//! `downgrade`.

use limbeck_revision::Direction;

use super::run::{offline, print};
use crate::commands::{ApplyOptions, OfflineOptions, downgrade_with, offline_sql};
use crate::error::Result;
use crate::manage::{Project, interrupt};

/// Take revisions back
#[derive(Clone, Debug, clap::Args)]
pub struct DowngradeArgs {
    /// Where to: -1, an id, base, LABEL@base; with --sql FROM:TO
    #[arg(value_name = "TARGET", allow_negative_numbers = true)]
    pub target: String,
    /// Print a script for the server's own client; no database is asked
    #[arg(long, conflicts_with_all = ["dry_run", "stored"])]
    pub sql: bool,
    /// Show what would run, and what would be committed together
    #[arg(long)]
    pub dry_run: bool,
    /// End the session that holds the lock: a runner that died, and whose server did not notice
    #[arg(long)]
    pub kill_orphan: bool,
    /// Also take back revisions that no file has, with the SQL that the database keeps
    #[arg(long)]
    pub stored: bool,
}

impl DowngradeArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// What failed, where, what is committed, and the command that goes on.
    pub fn run(&self, project: &Project) -> Result<u8> {
        if self.sql {
            let options = OfflineOptions { direction: Direction::Downgrade, range: self.target.clone() };
            offline(project, &offline_sql(&project.config, &project.source, &options)?);
            return Ok(0);
        }
        let options = ApplyOptions {
            dry_run: self.dry_run,
            kill_orphan: self.kill_orphan,
            stored: self.stored,
            control: interrupt::control(&project.output),
            command: Some(project.command_line.clone()),
        };
        print(project, &downgrade_with(&project.config, &project.source, &self.target, &options)?);
        Ok(0)
    }
}
