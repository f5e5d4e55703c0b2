//! `upgrade`.

use limbeck_revision::Direction;

use super::run::{offline, print};
use crate::commands::{ApplyOptions, OfflineOptions, offline_sql, upgrade_with};
use crate::error::Result;
use crate::manage::{Project, interrupt};

/// Apply revisions
#[derive(Clone, Debug, Default, clap::Args)]
pub struct UpgradeArgs {
    /// Where to: head, heads, an id, +1, LABEL@head; with --sql also FROM:TO
    #[arg(value_name = "TARGET", default_value = "head", allow_negative_numbers = true)]
    pub target: String,
    /// Print a script for the server's own client; no database is asked
    #[arg(long, conflicts_with = "dry_run")]
    pub sql: bool,
    /// Show what would run, and what would be committed together
    #[arg(long)]
    pub dry_run: bool,
    /// End the session that holds the lock: a runner that died, and whose server did not notice
    #[arg(long)]
    pub kill_orphan: bool,
}

impl UpgradeArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// What failed, where, what is committed, and the command that goes on.
    pub fn run(&self, project: &Project) -> Result<u8> {
        if self.sql {
            let options = OfflineOptions { direction: Direction::Upgrade, range: self.target.clone() };
            offline(project, &offline_sql(&project.config, &project.source, &options)?);
            return Ok(0);
        }
        let options = ApplyOptions {
            dry_run: self.dry_run,
            kill_orphan: self.kill_orphan,
            control: interrupt::control(&project.output),
            command: Some(project.command_line.clone()),
            ..ApplyOptions::default()
        };
        print(project, &upgrade_with(&project.config, &project.source, &self.target, &options)?);
        Ok(0)
    }
}
