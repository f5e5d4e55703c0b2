//! `check`.

use serde::Serialize;

use super::compare::{CompareArgs, lines, warnings};
use crate::autogenerate::check;
use crate::commands::check_single_head;
use crate::error::Result;
use crate::manage::Project;
use crate::manage::json;
use crate::manage::text::count;

/// Check that nothing is pending and that the database is what the models want
///
/// Exits with 3 if not.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct CheckArgs {
    /// Only that the revisions fit together and have one head; no database is asked
    #[arg(long)]
    pub single_head: bool,
    /// Also replay the revisions, and compare what they lead to with the database
    #[arg(long)]
    pub drift: bool,
    #[command(flatten)]
    compare: CompareArgs,
}

#[derive(Serialize)]
struct SingleHead {
    heads: Vec<String>,
}

impl CheckArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When something cannot be read; with `--single-head` also when there are several heads.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let output = &project.output;
        if self.single_head {
            let head = check_single_head(&project.source)?;
            output.object(&SingleHead { heads: head.iter().cloned().collect() });
            match head {
                Some(head) => output.note(format_args!("one head: {head}")),
                None => output.note("there is no revision yet"),
            }
            return Ok(0);
        }
        let options = self.compare.options()?;
        let metadata = project.metadata.as_ref();
        let checked = check(&project.config, &project.source, &options, self.drift, metadata)?;
        output.object(&json::Check::from(&checked));
        let comparison = &checked.diffed.comparison;
        lines(comparison).into_iter().for_each(|line| output.line(line));
        warnings(output, comparison, &checked.diffed.warnings);
        if !checked.pending.is_empty() {
            output.note(format_args!(
                "{} pending: {}",
                count(checked.pending.len(), "revision"),
                checked.pending.join(", ")
            ));
            output.hint("`limbeck upgrade` applies them");
        }
        if !comparison.is_empty() {
            output.note("the database is not what the models want");
            if checked.pending.is_empty() {
                output.hint("`limbeck revision --autogenerate -m MESSAGE` writes the revision");
            }
        }
        if let Some(drift) = checked.drift.as_ref().filter(|drift| !drift.is_empty()) {
            output.note("the database is not what its revisions lead to; what turns it from the second into the first:");
            lines(drift).into_iter().for_each(|line| output.line(line));
        }
        if checked.is_clean() {
            output.note("nothing is pending, and the database is what the models want");
            return Ok(0);
        }
        Ok(3)
    }
}
