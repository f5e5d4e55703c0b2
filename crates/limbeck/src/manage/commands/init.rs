//! `init` of an application's `manage_db`.

use serde::Serialize;

use crate::commands::{create_database, ensure_version};
use crate::error::{Error, Result};
use crate::manage::Project;
use crate::source::Source;

/// Make the folder for revisions, the database, and limbeck's tables in it, where they are missing
#[derive(Clone, Debug, Default, clap::Args)]
pub struct InitDatabaseArgs {}

#[derive(Serialize)]
struct Answer {
    directories: Vec<String>,
    created_database: bool,
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
        let created_database = create_database(&project.config)?;
        if created_database {
            output.note("created the database");
        }
        let created = ensure_version(&project.config)?;
        output.object(&Answer { directories: made.clone(), created_database, created });
        if created {
            output.note("created limbeck's tables");
        }
        if !created && !created_database && made.is_empty() {
            output.note("nothing to do: the folder and limbeck's tables are there");
        }
        Ok(0)
    }
}
