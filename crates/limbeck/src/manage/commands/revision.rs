//! `revision`.

use std::path::PathBuf;

use crate::commands::{Created, NewRevisionOptions, new_revision};
use crate::error::Result;
use crate::manage::Project;
use crate::manage::json::Written;

/// Write a new revision
#[derive(Clone, Debug, Default, clap::Args)]
pub struct RevisionArgs {
    /// The message: what it does
    #[arg(short, long, value_name = "TEXT")]
    pub message: String,
    #[command(flatten)]
    new: NewRevisionArgs,
}

/// Where a new revision stands, and what it is called.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct NewRevisionArgs {
    /// What it revises, where there are several heads: a head, LABEL@head, base
    #[arg(long, value_name = "REV")]
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
    #[arg(long, value_name = "REV")]
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
        let created = new_revision(&project.config, &project.source, &options)?;
        wrote(project, &created);
        Ok(0)
    }
}

/// Says which file was written: its path alone is data.
pub(super) fn wrote(project: &Project, created: &Created) {
    let output = &project.output;
    output.object(&Written::new(&created.revision));
    output.line(created.file.display());
    if output.verbose {
        output.note(crate::manage::text::block(&created.revision));
    }
}
