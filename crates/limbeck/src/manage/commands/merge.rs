//! `merge`.

use std::path::PathBuf;

use super::revision::wrote;
use crate::commands::{NewRevisionOptions, merge_with};
use crate::error::Result;
use crate::manage::Project;
use crate::manage::json::Written;

/// Write a revision that merges several heads
#[derive(Clone, Debug, Default, clap::Args)]
pub struct MergeArgs {
    /// What to merge: `heads`, or two revisions or more
    #[arg(value_name = "REV", required = true, allow_negative_numbers = true)]
    pub revisions: Vec<String>,
    /// The message
    #[arg(short, long, value_name = "TEXT")]
    pub message: Option<String>,
    /// A branch label for it (may be repeated)
    #[arg(long, value_name = "LABEL")]
    pub branch_label: Vec<String>,
    /// Its id, instead of a random one
    #[arg(long, value_name = "ID")]
    pub rev_id: Option<String>,
    /// What it depends on, besides (may be repeated)
    #[arg(long, value_name = "REV", allow_negative_numbers = true)]
    pub depends_on: Vec<String>,
    /// Merge what is no head, too
    #[arg(long)]
    pub splice: bool,
    /// The folder to write it to, if there are several
    #[arg(long, value_name = "FOLDER")]
    pub version_path: Option<PathBuf>,
}

impl MergeArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When there is nothing to merge, a name means nothing or is taken, or the file cannot be written.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let options = NewRevisionOptions {
            message: self.message.clone().unwrap_or_default(),
            labels: self.branch_label.clone(),
            revision: self.rev_id.clone(),
            depends_on: self.depends_on.clone(),
            splice: self.splice,
            version_path: self.version_path.clone(),
            head: None,
        };
        let created = merge_with(&project.config, &project.source, &self.revisions, &options)?;
        project.output.object(&Written::new(Some(&created.revision)));
        wrote(project, &created);
        Ok(0)
    }
}
