//! `diff`.

use super::compare::{CompareArgs, lines, warnings};
use crate::autogenerate::{End, diff};
use crate::error::Result;
use crate::manage::Project;
use crate::manage::json;

/// Compare two of: database, models, history, a URL, a *.sql or *.json file
///
/// Exits with 3 if they differ.
#[derive(Clone, Debug, clap::Args)]
pub struct DiffArgs {
    /// What it is
    #[arg(value_name = "FROM", default_value = "database")]
    pub from: End,
    /// What it shall be
    #[arg(value_name = "TO", default_value = "models")]
    pub to: End,
    /// Print the SQL that turns the first into the second
    #[arg(long)]
    pub sql: bool,
    #[command(flatten)]
    compare: CompareArgs,
}

impl DiffArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When an end cannot be read, models look like a mistake, or an operation cannot be written as SQL.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let diffed = diff(
            &project.config,
            &project.source,
            [&self.from, &self.to],
            &self.compare.options()?,
            project.metadata.as_ref(),
        )?;
        let output = &project.output;
        output.object(&json::Diff::from(&diffed));
        if self.sql {
            output.data(diffed.comparison.script());
        } else {
            lines(&diffed.comparison).into_iter().for_each(|line| output.line(line));
        }
        warnings(output, &diffed.comparison, &diffed.warnings);
        if diffed.comparison.is_empty() {
            output.note(format_args!("{} and {} are the same", diffed.from, diffed.to));
            return Ok(0);
        }
        Ok(3)
    }
}
