//! `heads`.

use crate::error::Result;
use crate::heads;
use crate::manage::Project;
use crate::manage::json::Revisions;
use crate::manage::text;

/// Show the revisions that nothing revises
#[derive(Clone, Debug, Default, clap::Args)]
pub struct HeadsArgs {
    /// Leave out heads that something depends on
    #[arg(long)]
    pub resolve_dependencies: bool,
}

impl HeadsArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When the revisions cannot be read or do not fit together.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let heads = heads(&project.source, self.resolve_dependencies)?;
        let output = &project.output;
        output.object(&Revisions::new(&heads));
        if heads.is_empty() {
            output.note("there is no revision yet");
        }
        for head in &heads {
            output.line(if output.verbose { text::block(head) } else { text::short(head) });
        }
        Ok(0)
    }
}
