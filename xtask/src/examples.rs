//! The examples: packages outside the workspace, each with its own lock file.

use std::path::PathBuf;

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
    let folder = root().join("examples");
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut found = Vec::new();
    #[expect(clippy::disallowed_methods, reason = "xtask has no dependencies; the path is named above")]
    for entry in std::fs::read_dir(&folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.join("Cargo.toml").is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
