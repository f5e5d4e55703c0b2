//! `revision`.

use std::path::PathBuf;

use limbeck_catalog::Rename;

use super::compare::{CompareArgs, lines, warnings};
use crate::autogenerate::{CompareOptions, End, GenerateOptions, diff, generate, rename_candidates};
use crate::commands::{Created, NewRevisionOptions, baseline, new_revision};
use crate::error::{Error, ErrorKind, Result};
use crate::manage::Project;
use crate::manage::json::Written;
use crate::manage::text::{block, count};

/// Write a new revision
#[derive(Clone, Debug, Default, clap::Args)]
pub struct RevisionArgs {
    /// The message: what it does
    #[arg(short, long, value_name = "TEXT")]
    pub message: String,
    /// Write what turns the database into what the models want
    #[arg(long)]
    pub autogenerate: bool,
    /// Write the live schema as the first revision, and record it as applied
    #[arg(long, conflicts_with_all = ["autogenerate", "head", "splice"])]
    pub baseline: bool,
    #[command(flatten)]
    generate: GenerateArgs,
    #[command(flatten)]
    new: NewRevisionArgs,
}

/// `manage_db create MESSAGE`: `revision --autogenerate -m MESSAGE`.
///
/// Write a revision that turns the database into what the models want
#[derive(Clone, Debug, Default, clap::Args)]
#[command(about = "Write a revision that turns the database into what the models want")]
pub struct CreateArgs {
    /// The message: what it does
    #[arg(value_name = "MESSAGE")]
    pub message: String,
    #[command(flatten)]
    generate: GenerateArgs,
    #[command(flatten)]
    new: NewRevisionArgs,
}

/// How a revision is generated.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
pub struct GenerateArgs {
    /// What the models are compared with: the database, or what the revisions lead to
    #[arg(long, value_name = "WHAT", default_value = "database")]
    pub from: Present,
    #[command(flatten)]
    compare: CompareArgs,
}

/// What the models are compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Present {
    /// The live database.
    #[default]
    Database,
    /// What the revisions lead to, replayed.
    History,
}

/// Where a new revision stands, and what it is called.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct NewRevisionArgs {
    /// What it revises, where there are several heads: a head, LABEL@head, base
    #[arg(long, value_name = "REV", allow_negative_numbers = true)]
    pub head: Option<String>,
    /// Revise what is no head: a new branch begins
    #[arg(long)]
    pub splice: bool,
    /// A branch label for it (may be repeated)
    #[arg(long, value_name = "LABEL")]
    pub branch_label: Vec<String>,
    /// The folder to write it to, if there are several
    #[arg(long, value_name = "FOLDER")]
    pub version_path: Option<PathBuf>,
    /// Its id, instead of a random one
    #[arg(long, value_name = "ID")]
    pub rev_id: Option<String>,
    /// A revision or label that it depends on (may be repeated)
    #[arg(long, value_name = "REV", allow_negative_numbers = true)]
    pub depends_on: Vec<String>,
}

impl NewRevisionArgs {
    /// With a message.
    #[must_use]
    pub fn options(&self, message: &str) -> NewRevisionOptions {
        NewRevisionOptions {
            message: message.to_owned(),
            head: self.head.clone(),
            splice: self.splice,
            labels: self.branch_label.clone(),
            version_path: self.version_path.clone(),
            revision: self.rev_id.clone(),
            depends_on: self.depends_on.clone(),
        }
    }
}

impl RevisionArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When a name means nothing or is taken, or the file cannot be written; then there is no file.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let options = self.new.options(&self.message);
        if self.autogenerate {
            return self.generate.run(project, options);
        }
        if self.generate != GenerateArgs::default() {
            return Err(Error::new(ErrorKind::Usage, "nothing is compared without `--autogenerate`")
                .with_hint("add `--autogenerate`, or leave out how models are compared"));
        }
        if self.baseline {
            let (created, comparison) = baseline(&project.config, &project.source, &options)?;
            let written = Written::new(Some(&created.revision));
            project.output.object(&written.of_comparisons(&[comparison], None, &[]));
            wrote(project, &created);
            project.output.note(format_args!("{} is recorded as applied", created.revision.revision));
            return Ok(0);
        }
        let created = new_revision(&project.config, &project.source, &options)?;
        project.output.object(&Written::new(Some(&created.revision)));
        wrote(project, &created);
        Ok(0)
    }
}

impl CreateArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// As [`RevisionArgs::run`].
    pub fn run(&self, project: &Project) -> Result<u8> {
        self.generate.run(project, self.new.options(&self.message))
    }
}

impl GenerateArgs {
    fn run(&self, project: &Project, revision: NewRevisionOptions) -> Result<u8> {
        let from_history = self.from == Present::History;
        let mut compare = self.compare.options()?;
        if project.output.can_ask() {
            let end = if from_history { End::History } else { End::Database };
            compare.renames.extend(ask_for_renames(project, &end, &compare)?);
        }
        let options = GenerateOptions { revision, compare, from_history };
        let made = generate(&project.config, &project.source, &options, project.metadata.as_ref())?;
        let output = &project.output;
        let written = Written::new(made.created.as_ref().map(|created| &created.revision));
        output.object(&written.of_comparisons(&made.comparisons, made.verified, &made.warnings));
        for comparison in &made.comparisons {
            for line in lines(comparison) {
                output.note(if made.comparisons.len() > 1 {
                    format!("{}: {line}", comparison.dialect)
                } else {
                    line
                });
            }
        }
        if let Some(comparison) = made.comparisons.first() {
            warnings(output, comparison, &made.warnings);
        }
        match &made.created {
            Some(created) => wrote(project, created),
            None => {
                output.note("nothing to do: the database is what the models want, so no file was written")
            }
        }
        let lost: usize = made
            .comparisons
            .iter()
            .flat_map(|comparison| &comparison.difference.operations)
            .filter(|operation| operation.is_destructive())
            .count();
        if lost > 0 && made.created.is_some() {
            output.warning(format_args!(
                "{} of it destroy{} rows or values; look for `-- @destructive` in the file",
                count(lost, "operation"),
                if lost == 1 { "s" } else { "" }
            ));
        }
        Ok(0)
    }
}

/// Pairs that look like renames are asked about, where somebody is there to answer; never taken silently.
fn ask_for_renames(project: &Project, from: &End, compare: &CompareOptions) -> Result<Vec<Rename>> {
    let metadata = project.metadata.as_ref();
    // A set-up that cannot be compared is told of when the revision is made, not here.
    let Ok(diffed) = diff(&project.config, &project.source, [from, &End::Models], compare, metadata) else {
        return Ok(Vec::new());
    };
    let mut said = Vec::new();
    for rename in rename_candidates(&diffed.comparison) {
        let what = match &rename.table {
            Some(table) => format!("column {}.{}", table.name, rename.from),
            None => format!("table {}", rename.from),
        };
        if project.output.confirm(format_args!("is {what} renamed to {}?", rename.to)) {
            said.push(rename);
        }
    }
    Ok(said)
}

/// Says which file was written: its path alone is data.
pub(super) fn wrote(project: &Project, created: &Created) {
    project.output.line(created.file.display());
    if project.output.verbose {
        project.output.note(block(&created.revision));
    }
}
