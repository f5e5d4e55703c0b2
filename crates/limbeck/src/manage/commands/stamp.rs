//! `stamp`.

use crate::commands::{StampOptions, Stamped, stamp_with};
use crate::error::Result;
use crate::manage::json::Run;
use crate::manage::text::ID;
use crate::manage::{Project, interrupt};

/// Record where the database is, without running anything
#[derive(Clone, Debug, Default, clap::Args)]
pub struct StampArgs {
    /// Where it is: heads, ids, base; several at once for several branches
    #[arg(value_name = "TARGET", required = true, allow_negative_numbers = true)]
    pub targets: Vec<String>,
    /// Forget everything else, also what no file knows
    #[arg(long)]
    pub purge: bool,
    /// Show what would be recorded
    #[arg(long)]
    pub dry_run: bool,
}

impl StampArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When a target means nothing, or the database cannot be written; then nothing is recorded.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let options = StampOptions {
            purge: self.purge,
            dry_run: self.dry_run,
            control: interrupt::control(&project.output),
        };
        print(project, &stamp_with(&project.config, &project.source, &self.targets, &options)?);
        Ok(0)
    }
}

/// Prints what was recorded, or would be.
pub(super) fn print(project: &Project, stamped: &Stamped) {
    let output = &project.output;
    output.object(&Run::from(stamped));
    let (add, take) = if stamped.dry_run {
        ("would be recorded as applied", "would be recorded as not applied")
    } else {
        ("recorded as applied", "recorded as not applied")
    };
    for (ids, what) in [(&stamped.deleted, take), (&stamped.inserted, add)] {
        for id in ids {
            output.note(format_args!("{ID}{id}{ID:#} {what}"));
        }
    }
    if stamped.inserted.is_empty() && stamped.deleted.is_empty() {
        output.note("nothing to do: that is what is recorded");
    }
}
