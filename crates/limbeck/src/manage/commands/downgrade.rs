//! `downgrade`.

use limbeck_revision::Direction;

use super::run::{offline, print};
use crate::commands::{ApplyOptions, OfflineOptions, Stored, downgrade_with, offline_sql};
use crate::error::{Error, ErrorKind, Result};
use crate::manage::text::BOLD;
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
    /// Also take back revisions that no file has, with the SQL that the database keeps; it is shown, and asked about
    #[arg(long)]
    pub stored: bool,
    /// With --stored: run that SQL without asking; needed where nobody can be asked
    #[arg(long)]
    pub yes: bool,
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
        let mut options = ApplyOptions {
            dry_run: self.dry_run,
            kill_orphan: self.kill_orphan,
            stored: if self.stored { Stored::Any } else { Stored::Never },
            control: interrupt::control(&project.output),
            command: Some(project.command_line.clone()),
        };
        if self.stored && !self.yes && !self.dry_run {
            match self.ask(project, &options)? {
                Some(agreed) => options.stored = Stored::These(agreed),
                None => return Ok(1),
            }
        }
        print(project, &downgrade_with(&project.config, &project.source, &self.target, &options)?);
        Ok(0)
    }

    /// Shows the SQL that no file has, and asks whether it may run; `None` if not.
    fn ask(&self, project: &Project, options: &ApplyOptions) -> Result<Option<Vec<(String, String)>>> {
        let plan = ApplyOptions { dry_run: true, ..options.clone() };
        let plan = downgrade_with(&project.config, &project.source, &self.target, &plan)?;
        let (mut texts, mut of_files) = (Vec::new(), Vec::new());
        for step in plan.steps {
            match step.stored {
                Some(text) => texts.push((step.revision, text)),
                None => of_files.push(step.revision),
            }
        }
        let output = &project.output;
        if texts.is_empty() {
            return Ok(Some(texts));
        }
        let ids: Vec<&str> = texts.iter().map(|(id, _)| id.as_str()).collect();
        if !output.can_ask() {
            let message = format!(
                "no file has {}, and nobody can be asked whether the SQL that the database keeps may run",
                ids.join(", ")
            );
            return Err(Error::new(ErrorKind::Usage, message)
                .with_hint("`--dry-run` shows it, `--yes` runs it without asking"));
        }
        for (id, text) in &texts {
            output.say(format_args!(
                "{BOLD}no file has {id}; the database keeps this to take it back:{BOLD:#}\n{}\n",
                text.trim_end()
            ));
        }
        if !of_files.is_empty() {
            output
                .say(format_args!("{BOLD}taken back by their files, too:{BOLD:#} {}\n", of_files.join(", ")));
        }
        if output.confirm("run it?") {
            return Ok(Some(texts));
        }
        output.say("nothing was done");
        Ok(None)
    }
}
