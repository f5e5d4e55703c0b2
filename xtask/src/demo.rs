//! The main job, from nothing to an upgraded database, as a user would do it.

use std::path::PathBuf;
use std::process::Command;

use crate::files;
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
    files::write(&folder.join(".env"), "DATABASE_URL=sqlite://demo.db\n")?;
    files::write(&models, FIRST_MODELS)?;

    let step = |arguments: &[&str]| shell::run(Command::new(&limbeck).args(arguments).current_dir(&folder));
    step(&["init"])?;
    files::write(
        &folder.join("limbeck.toml"),
        "migrations = \"migrations\"\nmodels = [\"src/**/*.rs\"]\ndialects = [\"sqlite\"]\n",
    )?;
    step(&["revision", "--autogenerate", "-m", "Create teams and users"])?;
    step(&["upgrade"])?;

    let more = FIRST_MODELS
        .replace("    pub email: String,\n", "    pub email: String,\n    pub nickname: Option<String>,\n");
    files::write(&models, &more.replace("length = 255", "length = 320"))?;
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
    shell::target().join("release").join(format!("limbeck{}", std::env::consts::EXE_SUFFIX))
}
