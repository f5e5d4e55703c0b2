//! What is in the folder already.

use std::path::{Path, PathBuf};

use limbeck::{Error, ErrorKind, Result, SqliteStyle};

/// What `init` found, and what it makes of it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The folder for revisions, as it is written into the file.
    pub(super) directory: PathBuf,
    /// The patterns of the models.
    pub(super) models: Vec<String>,
    /// What `sqlite:///p` means here.
    pub(super) style: SqliteStyle,
    /// Whether there is a Rust package.
    pub(super) package: bool,
    /// What was found, a sentence each.
    pub(super) notes: Vec<String>,
}

/// Looks at a folder.
pub(super) fn look(base: &Path, wanted: Option<&Path>) -> Result<Found> {
    let mut notes = Vec::new();
    let cargo = fs_err::read_to_string(base.join("Cargo.toml")).ok();
    let package = cargo.is_some();
    let alembic = base.join("alembic.ini").is_file();
    if alembic {
        notes.push(
            "found alembic.ini: `sqlite:///p` is read as SQLAlchemy does, relative to the working directory"
                .to_owned(),
        );
    }
    if base.join("diesel.toml").is_file() {
        notes.push("found diesel.toml: its migrations stay where they are".to_owned());
    }
    let models = models(base, cargo.as_deref(), &mut notes);
    Ok(Found {
        directory: directory(base, wanted, &mut notes)?,
        models,
        style: if alembic { SqliteStyle::SqlAlchemy } else { SqliteStyle::Sqlx },
        package,
        notes,
    })
}

/// The folder for revisions: the one that is wanted, else the first name that is free.
fn directory(base: &Path, wanted: Option<&Path>, notes: &mut Vec<String>) -> Result<PathBuf> {
    if let Some(wanted) = wanted {
        return match foreign(&base.join(wanted)) {
            Some(whose) => Err(Error::new(ErrorKind::Usage, format!("`{}` holds {whose}", wanted.display()))
                .with_hint(
                    "every `*.sql` file of the folder would be taken for a revision: choose another folder",
                )),
            None => Ok(wanted.to_owned()),
        };
    }
    const NAMES: [&str; 3] = ["migrations", "limbeck", "db/limbeck"];
    for name in NAMES {
        match foreign(&base.join(name)) {
            Some(whose) => notes.push(format!("`{name}` holds {whose}, so it is left alone")),
            None => return Ok(PathBuf::from(name)),
        }
    }
    Err(Error::new(ErrorKind::Usage, format!("none of the folders {} is free", NAMES.join(", ")))
        .with_hint("name one: `limbeck init DIRECTORY`"))
}

/// Whose a folder is, if it is not ours.
fn foreign(folder: &Path) -> Option<String> {
    let entries: Vec<fs_err::DirEntry> = fs_err::read_dir(folder).ok()?.flatten().collect();
    let has = |name: &str| entries.iter().any(|entry| entry.file_name() == name);
    if has("env.py") || has("script.py.mako") {
        return Some("Alembic's migrations".to_owned());
    }
    for entry in &entries {
        let path = entry.path();
        if path.join("up.sql").is_file() {
            return Some("Diesel's migrations".to_owned());
        }
        if path.join("migration.sql").is_file() {
            return Some("Prisma's migrations".to_owned());
        }
        if path.extension().is_some_and(|extension| extension == "sql") {
            let text = fs_err::read_to_string(&path).unwrap_or_default();
            let ours = text.lines().any(|line| line.starts_with("--") && line.contains("@revision"));
            if !ours {
                return Some(format!(
                    "`{}`, which is no revision of limbeck",
                    entry.file_name().to_string_lossy()
                ));
            }
        }
    }
    None
}

/// Where the models are likely to be.
fn models(base: &Path, cargo: Option<&str>, notes: &mut Vec<String>) -> Vec<String> {
    let Some(cargo) = cargo else { return Vec::new() };
    let exists = |path: &str| base.join(path).exists();
    let printed = printed_schemas(base);
    if !printed.is_empty() {
        notes.push(format!("found Cargo.toml, and Diesel's tables in {} by diesel.toml", printed.join(", ")));
        return printed;
    }
    let (pattern, what) = if exists("src/schema.rs") && cargo.contains("diesel") {
        ("src/schema.rs", "Diesel's tables in src/schema.rs")
    } else if exists("src/entity") {
        ("src/entity/**/*.rs", "entities in src/entity")
    } else if exists("src/entities") {
        ("src/entities/**/*.rs", "entities in src/entities")
    } else if exists("entity/src") {
        ("entity/src/**/*.rs", "entities in entity/src")
    } else if exists("src/models") {
        ("src/models/**/*.rs", "models in src/models")
    } else if exists("src/models.rs") {
        ("src/models.rs", "models in src/models.rs")
    } else if !exists("src") && !members(base, cargo).is_empty() {
        notes.push("found Cargo.toml of a workspace: models are read from all of its packages".to_owned());
        return members(base, cargo);
    } else {
        notes.push("found Cargo.toml: models are read from all of src".to_owned());
        return vec!["src/**/*.rs".to_owned()];
    };
    notes.push(format!("found Cargo.toml and {what}"));
    vec![pattern.to_owned()]
}

/// The files that `diesel print-schema` writes: `[print_schema] file`, and those of several schemas, `[print_schema.NAME] file`.
fn printed_schemas(base: &Path) -> Vec<String> {
    let text = fs_err::read_to_string(base.join("diesel.toml")).unwrap_or_default();
    let settings: toml::Table = text.parse().unwrap_or_default();
    let Some(toml::Value::Table(print)) = settings.get("print_schema") else { return Vec::new() };
    let own = print.get("file");
    let others = print.values().filter_map(|value| value.as_table()?.get("file"));
    let files = own.into_iter().chain(others).filter_map(toml::Value::as_str);
    files.filter(|file| base.join(file).is_file()).map(str::to_owned).collect()
}

/// The sources of the packages of a workspace; members may be patterns, as entries of `models` may.
fn members(base: &Path, cargo: &str) -> Vec<String> {
    let manifest: toml::Table = cargo.parse().unwrap_or_default();
    let members = manifest.get("workspace").and_then(|workspace| workspace.get("members"));
    let members =
        members.and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str);
    members
        .filter(|member| member.contains(['*', '?', '[', '{']) || base.join(member).join("src").is_dir())
        .map(|member| format!("{member}/src/**/*.rs"))
        .collect()
}
