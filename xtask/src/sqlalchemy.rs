//! `make_url` of SQLAlchemy against our own reader of URLs.

use std::path::PathBuf;
use std::process::Command;

use crate::shell::{self, cargo, target};

/// Brings SQLAlchemy into a Python environment of its own below `target`, and runs the test that asks it.
pub(crate) fn run() -> Result<(), String> {
    let python = environment()?;
    shell::run(
        cargo()
            .args(["test", "--package", "limbeck-url", "--test", "sqlalchemy"])
            .env("LIMBECK_TEST_SQLALCHEMY", python),
    )
}

fn environment() -> Result<PathBuf, String> {
    let folder = target().join("sqlalchemy");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.is_file() {
        let system = if cfg!(windows) { "python" } else { "python3" };
        shell::run(Command::new(system).args(["-m", "venv"]).arg(&folder))?;
    }
    shell::run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "SQLAlchemy>=2.0,<3"]))?;
    Ok(python)
}
