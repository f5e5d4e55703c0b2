//! `init` of an application's `manage_db`.

use serde::Serialize;

use crate::commands::ensure_version;
use crate::error::{Error, Result};
use crate::manage::Project;
use crate::source::Source;

/// Make the folder for revisions and limbeck's tables in the database, where they are missing
#[derive(Clone, Debug, Default, clap::Args)]
pub struct InitDatabaseArgs {}

#[derive(Serialize)]
struct Answer {
    directories: Vec<String>,
    created: bool,
}

impl InitDatabaseArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When a folder cannot be made, or the database cannot be opened or written.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let output = &project.output;
        let mut made = Vec::new();
        if let Source::Directories { directories, .. } = &project.source {
            for folder in directories.iter().filter(|folder| !folder.exists()) {
                fs_err::create_dir_all(folder)
                    .map_err(|error| Error::file(folder, "create the folder", error))?;
                output.line(format_args!("wrote {}", folder.display()));
                made.push(folder.display().to_string());
            }
        }
        let created = ensure_version(&project.config)?;
        output.object(&Answer { directories: made.clone(), created });
        if created {
            output.note("created limbeck's tables");
        }
        if !created && made.is_empty() {
            output.note("nothing to do: the folder and limbeck's tables are there");
        }
        Ok(0)
    }
}
