use crate::support::{Project, assert_session};

#[test]
fn unknown_keys_and_wrong_values_are_shown_in_the_file() {
    let mut project = Project::with_history();
    for text in [
        "url = \"sqlite://app.db\"\nmigration = \"db\"\n",
        "[state]\ntabel = \"x\"\ncolour = 1\n",
        "lock_wait = \"10 days\"\n",
        "dialects = [\"postgres\"]\n",
        "url = \n",
        "migrations = []\n",
    ] {
        project.write("limbeck.toml", text);
        project.limbeck(&["heads"]);
    }
    project.limbeck(&["heads", "--json"]);
    assert_session!(project);
}

#[test]
fn a_file_can_be_named() {
    let mut project = Project::with_history();
    fs_err::rename(project.path("limbeck.toml"), project.path("other.toml")).unwrap();
    project.limbeck(&["upgrade", "-q", "--config", "other.toml"]);
    project.limbeck(&["current", "--config", "other.toml"]);
    project.limbeck(&["heads", "--config", "nosuch.toml"]);
    assert_session!(project);
}

#[test]
fn namespaces_are_histories_of_their_own_in_one_database() {
    let mut project = Project::with_history();
    project.limbeck(&["upgrade", "a001"]);
    project.limbeck(&["current", "--namespace", "other"]);
    project.limbeck(&["stamp", "head", "--namespace", "other"]);
    project.limbeck(&["current"]);
    assert_session!(project);
}

#[test]
fn state_tables_can_have_other_names() {
    let mut project = Project::with_history();
    project.write("limbeck.toml", "url = \"sqlite://app.db\"\n[state]\ntable = \"my_revisions\"\n");
    project.limbeck(&["upgrade", "-q"]);
    project.limbeck(&["current"]);
    assert_session!(project);
    assert_eq!(project.tables(), "teams users");
}
