//! The main job, from nothing to an upgraded database, as a user would do it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, cargo, root};

const FIRST_MODELS: &str = r#"#[derive(limbeck::Table)]
#[table(name = "teams")]
pub struct Team {
    #[column(primary_key)]
    pub id: i64,
    #[column(unique)]
    pub name: String,
}

#[derive(limbeck::Table)]
#[table(name = "users")]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(length = 255, unique)]
    pub email: String,
    #[column(references = "teams.id", on_delete = "cascade", index)]
    pub team_id: i64,
    #[column(default = "now")]
    pub created_at: chrono::DateTime<chrono::Utc>,
}
"#;

/// Builds `limbeck` and takes a small project through it: models, a generated revision, the upgrade; other models, another revision.
pub(crate) fn run() -> Result<(), String> {
    shell::run(cargo().args(["build", "--release", "--package", "limbeck-cli"]).current_dir(root()))?;
    let limbeck = program();
    let folder = std::env::temp_dir().join(format!("limbeck-demo-{}", std::process::id()));
    let models = folder.join("src").join("models.rs");
    write(&folder.join(".env"), "DATABASE_URL=sqlite://demo.db\n")?;
    write(&models, FIRST_MODELS)?;

    let step = |arguments: &[&str]| shell::run(Command::new(&limbeck).args(arguments).current_dir(&folder));
    step(&["init"])?;
    write(&folder.join("limbeck.toml"), "migrations = \"migrations\"\nmodels = [\"src/**/*.rs\"]\ndialects = [\"sqlite\"]\n")?;
    step(&["revision", "--autogenerate", "-m", "Create teams and users"])?;
    step(&["upgrade"])?;

    let more = FIRST_MODELS.replace("    pub email: String,\n", "    pub email: String,\n    pub nickname: Option<String>,\n");
    write(&models, &more.replace("length = 255", "length = 320"))?;
    step(&["revision", "--autogenerate", "-m", "Nicknames, and longer addresses"])?;
    step(&["upgrade", "--dry-run"])?;
    step(&["upgrade"])?;
    step(&["history", "-i"])?;
    step(&["check"])?;
    step(&["downgrade", "-1"])?;
    step(&["upgrade"])?;
    step(&["current", "-v"])?;
    eprintln!("\nThe project is in {}", folder.display());
    Ok(())
}

fn program() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("release").join(format!("limbeck{}", std::env::consts::EXE_SUFFIX))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        #[expect(clippy::disallowed_methods, reason = "xtask has no dependencies; the path is named below")]
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    #[expect(clippy::disallowed_methods, reason = "xtask has no dependencies; the path is named here")]
    std::fs::write(path, text).map_err(failed)
}
