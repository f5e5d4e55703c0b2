use crate::support::{Project, assert_session};

#[test]
fn an_empty_folder() {
    let mut project = Project::empty();
    project.limbeck(&["init"]);
    project.show("limbeck.toml");
    project.limbeck(&["init"]);
    project.limbeck(&["heads"]);
    project.limbeck(&["init", "--force", "--json", "db/migrations"]);
    assert_session!(project);
    assert!(project.path("db/migrations").is_dir());
}

#[test]
fn a_rust_application_with_models() {
    let mut project = Project::empty();
    project.write("Cargo.toml", "[package]\nname = \"app\"\n");
    project.write("src/models/user.rs", "");
    project.limbeck(&["init", "--build-rs"]);
    project.show("limbeck.toml");
    project.show("build.rs");
    project.limbeck(&["init", "--force", "--build-rs"]);
    assert_session!(project);
}

#[test]
fn folders_of_other_tools_are_left_alone() {
    let mut project = Project::empty();
    project.write("alembic.ini", "");
    project.write("migrations/env.py", "");
    project.write("Cargo.toml", "[dependencies]\ndiesel = \"2\"\n");
    project.write("diesel.toml", "");
    project.write("src/schema.rs", "");
    project.write("limbeck/0001_first.sql", "CREATE TABLE a (id integer);\n");
    project.limbeck(&["init"]);
    project.show("limbeck.toml");
    project.limbeck(&["init", "--force", "migrations"]);
    assert_session!(project);
    assert!(project.path("db/limbeck").is_dir());
}

#[test]
fn models_are_where_diesel_and_the_workspace_say() {
    let mut project = Project::empty();
    project.write("Cargo.toml", "[workspace]\nmembers = [\"crates/*\", \"none\"]\n");
    project.write("crates/db/src/schema.rs", "");
    project.limbeck(&["init"]);
    let models = |project: &Project| {
        let text = fs_err::read_to_string(project.path("limbeck.toml")).unwrap();
        text.lines().find(|line| line.starts_with("models")).unwrap_or_default().to_owned()
    };
    assert_eq!(models(&project), "models = [\"crates/*/src/**/*.rs\"]");
    project.write("diesel.toml", "[print_schema]\nfile = \"crates/db/src/schema.rs\"\n");
    project.limbeck(&["init", "--force"]);
    assert_eq!(models(&project), "models = [\"crates/db/src/schema.rs\"]");
}
