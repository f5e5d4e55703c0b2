//! `branches`.

use crate::branches;
use crate::error::Result;
use crate::manage::Project;
use crate::manage::json::Revisions;
use crate::manage::text;

/// Show the revisions that several revise
#[derive(Clone, Debug, Default, clap::Args)]
pub struct BranchesArgs {}

impl BranchesArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When the revisions cannot be read or do not fit together.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let points = branches(&project.source)?;
        let output = &project.output;
        output.object(&Revisions::new(&points));
        if points.is_empty() {
            output.note("there are no branches");
        }
        for point in &points {
            output.line(if output.verbose { text::block(point) } else { text::short(point) });
            for child in &point.children {
                output.line(format_args!("    -> {child}"));
            }
        }
        Ok(0)
    }
}
