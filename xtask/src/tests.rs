//! The tests, and what a change must pass beside them.

use crate::examples;
use crate::shell::{self, cargo, root};

/// All tests of the workspace. They need no network and no server: SQLite is built in.
pub(crate) fn run() -> Result<(), String> {
    shell::run(cargo().args(["test", "--workspace", "--all-features"]).current_dir(root()))
}

/// Format, lints, documentation, tests, examples.
pub(crate) fn ci() -> Result<(), String> {
    lints()?;
    run()?;
    examples::run()
}

fn lints() -> Result<(), String> {
    let root = root();
    shell::run(cargo().args(["fmt", "--all", "--check"]).current_dir(&root))?;
    shell::run(cargo()
        .args(["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"])
        .current_dir(&root))?;
    shell::run(cargo()
        .args(["doc", "--workspace", "--no-deps", "--all-features"])
        .env("RUSTDOCFLAGS", "-D warnings")
        .current_dir(&root))
}
