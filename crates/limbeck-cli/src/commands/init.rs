//! `init`.

mod look;
mod write;

use std::path::PathBuf;

use limbeck::config::FILE_NAME;
use limbeck::manage::{GlobalArgs, Output};
use limbeck::{Error, ErrorKind, Result};
use serde::Serialize;

/// Make limbeck.toml and a folder for revisions; no database is needed
///
/// Looks first at what is there (Cargo.toml, alembic.ini, diesel.toml, a migrations folder of another tool) and chooses the models, the
/// reading of sqlite:///p and a free folder accordingly.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// The folder for revisions [default: migrations, or a free name if that is another tool's]
    #[arg(value_name = "DIRECTORY")]
    directory: Option<PathBuf>,
    /// Also write build.rs, so that embed! sees new revisions
    #[arg(long)]
    build_rs: bool,
    /// Write over a limbeck.toml that is there
    #[arg(long)]
    force: bool,
}

#[derive(Serialize)]
struct Answer {
    config: String,
    directory: String,
    models: Vec<String>,
    sqlite: &'static str,
    build_rs: Option<String>,
    found: Vec<String>,
}

impl InitArgs {
    pub(crate) fn run(&self, globals: &GlobalArgs, output: &Output) -> Result<u8> {
        if let Some(url) = self.directory.as_deref().filter(|folder| folder.to_string_lossy().contains("://"))
        {
            return Err(Error::new(ErrorKind::Usage, format!("`{}` is a URL, not a folder", url.display()))
                .with_hint("`limbeck init` takes the folder for revisions; set `DATABASE_URL`, or write `url = \"…\"` into limbeck.toml"));
        }
        let config = globals.config.clone().unwrap_or_else(|| PathBuf::from(FILE_NAME));
        if config.exists() && !self.force {
            return Err(Error::new(ErrorKind::Usage, format!("`{}` is there already", config.display()))
                .with_hint("`--force` writes over it; `limbeck revision -m MESSAGE` writes a revision"));
        }
        let base = config.parent().map(PathBuf::from).unwrap_or_default();
        let found = look::look(&base, self.directory.as_deref())?;
        let written = write::write(&config, &base, &found, self.build_rs)?;
        output.object(&Answer {
            config: config.display().to_string(),
            directory: base.join(&found.directory).display().to_string(),
            models: found.models.clone(),
            sqlite: found.style.as_str(),
            build_rs: written.build_rs.as_ref().map(|path| path.display().to_string()),
            found: found.notes.clone(),
        });
        for note in &found.notes {
            output.note(note);
        }
        output.line(format_args!("wrote {}", config.display()));
        output.line(format_args!("wrote {}", base.join(&found.directory).display()));
        if let Some(path) = &written.build_rs {
            output.line(format_args!("wrote {}", path.display()));
        }
        if let Some(hint) = &written.hint {
            output.note("");
            output.hint(hint);
        }
        Ok(0)
    }
}
