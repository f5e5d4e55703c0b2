//! The examples: packages outside the workspace, each with its own lock file.

use std::path::PathBuf;

use crate::files;
use crate::servers::Servers;
use crate::shell::{self, cargo, root};

/// Runs the tests of every example: each builds its service, starts it and uses it over HTTP, on SQLite and on the servers.
pub(crate) fn run(servers: &Servers) -> Result<(), String> {
    for example in examples()? {
        let target = root().join("target").join("examples");
        let mut command = cargo();
        command.args(["test", "--locked"]).current_dir(&example).env("CARGO_TARGET_DIR", target);
        servers.tell(&mut command)?;
        shell::run(&mut command)?;
    }
    Ok(())
}

fn examples() -> Result<Vec<PathBuf>, String> {
    let mut found = files::list(&root().join("examples"))?;
    found.retain(|path| path.join("Cargo.toml").is_file());
    Ok(found)
}
