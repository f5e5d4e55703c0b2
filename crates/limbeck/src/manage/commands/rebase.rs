//! `rebase`.

use crate::commands::rebase;
use crate::error::Result;
use crate::manage::Project;
use crate::manage::json::Written;
use crate::manage::text::with_parents;

/// Put a branch on top of another, instead of a merge
#[derive(Clone, Debug, Default, clap::Args)]
pub struct RebaseArgs {
    /// The branch to move: its head
    #[arg(value_name = "REV", allow_negative_numbers = true)]
    pub branch: String,
    /// Where to [default: the one other head]
    #[arg(long, value_name = "REV", allow_negative_numbers = true)]
    pub onto: Option<String>,
    /// Show what would change
    #[arg(long)]
    pub dry_run: bool,
}

impl RebaseArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When a name means nothing or several revisions, the branch is on top already, one of the revisions to be moved is applied,
    /// or the database cannot be asked; then nothing is changed.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let onto = self.onto.as_deref();
        let rebased = rebase(&project.config, &project.source, &self.branch, onto, self.dry_run)?;
        let output = &project.output;
        output.object(&Written::rebased(&rebased.moved, rebased.dry_run));
        for change in &rebased.changed {
            let what = if rebased.dry_run { "would change" } else { "changed" };
            output.line(format_args!("{what} {}", change.file.display()));
            output.line(format_args!("  {}", with_parents(change)));
        }
        Ok(0)
    }
}
