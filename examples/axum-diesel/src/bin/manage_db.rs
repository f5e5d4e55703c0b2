//! The database of this application from the command line: `manage_db upgrade`, `manage_db create MESSAGE` …

use std::process::ExitCode;

use axum_diesel::database;
use limbeck::{Config, manage};

fn main() -> ExitCode {
    let config = match Config::load() {
        Ok(config) => config,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::from(error.exit_code());
        }
    };
    // Where limbeck.toml is, revisions are the files beside it, and the models are the `schema.rs` that it names. Everywhere else the
    // revisions are those inside the program.
    let source = match config.file {
        Some(_) => config.source(),
        None => database::MIGRATIONS.into(),
    };
    manage::run(database::configure(config), source, None)
}
