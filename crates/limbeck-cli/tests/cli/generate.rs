use crate::support::{Project, assert_session};

const USER: &str = "#[derive(limbeck::Table)]\n#[table(name = \"users\")]\npub struct User {\n    #[column(primary_key)]\n    pub id: i64,\n    pub email: String,\n}\n";

#[test]
fn models_become_revisions_up_and_down() {
    let mut project = Project::new();
    project.write("limbeck.toml", "url = \"sqlite://app.db\"\nmodels = [\"src/models/*.rs\"]\n");
    project.write("src/models/user.rs", USER);
    project.limbeck(&["revision", "--autogenerate", "-m", "Create users", "--rev-id", "a001"]);
    project.limbeck(&["upgrade"]);
    project.limbeck(&["revision", "--autogenerate", "-m", "Nothing"]);
    project.write(
        "src/models/user.rs",
        &USER.replace("email: String", "email: String,\n    pub nickname: Option<String>"),
    );
    project.limbeck(&["revision", "--autogenerate", "-m", "Nicknames", "--rev-id", "b002", "--json"]);
    project.limbeck(&["revision", "--autogenerate", "-m", "Pending"]);
    project.limbeck(&["upgrade"]);
    project.write("src/models/user.rs", &USER.replace("    pub email: String,\n", ""));
    project.limbeck(&["revision", "--autogenerate", "-m", "Fewer", "--rev-id", "c003"]);
    project.limbeck(&["show", "--sql"]);
    project.limbeck(&["upgrade"]);
    project.limbeck(&["check"]);
    project.limbeck(&["downgrade", "base"]);
    assert_session!(project);
    assert_eq!(project.tables(), "");
}

#[test]
fn wrong_models_are_shown_in_their_file() {
    let mut project = Project::new();
    project.write("limbeck.toml", "url = \"sqlite://app.db\"\nmodels = [\"src/models/*.rs\"]\n");
    project.limbeck(&["revision", "--autogenerate", "-m", "x"]);
    project.write("src/models/user.rs", &USER.replace("String", "Unheard"));
    project.limbeck(&["revision", "--autogenerate", "-m", "x"]);
    project.write("src/models/user.rs", "pub struct {\n");
    project.limbeck(&["revision", "--autogenerate", "-m", "x", "--json"]);
    assert_session!(project);
    assert_eq!(fs_err::read_dir(project.path("migrations")).unwrap().count(), 0);
}
