//! The examples: packages outside the workspace, each with its own lock file.

use std::path::PathBuf;

use crate::files;
use crate::shell::{self, cargo, root};

/// Runs the tests of every example: each builds its service, starts it and uses it over HTTP.
pub(crate) fn run() -> Result<(), String> {
    for example in examples()? {
        let target = root().join("target").join("examples");
        shell::run(cargo().args(["test", "--locked"]).current_dir(&example).env("CARGO_TARGET_DIR", target))?;
    }
    Ok(())
}

fn examples() -> Result<Vec<PathBuf>, String> {
    let mut found = files::list(&root().join("examples"))?;
    found.retain(|path| path.join("Cargo.toml").is_file());
    Ok(found)
}
