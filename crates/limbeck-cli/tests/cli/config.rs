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

#[test]
fn what_is_committed_together_is_a_choice() {
    let mut project = Project::with_history();
    project.revision(
        "c003",
        "b002",
        "Broken",
        "CREATE TABLE half (id integer);\nINSERT INTO nowhere VALUES (1);",
        "",
    );
    project.write("limbeck.toml", "url = \"sqlite://app.db\"\ntransaction = \"run\"\n");
    project.limbeck(&["upgrade"]);
    assert_eq!(project.tables(), "", "the whole run is one transaction");
    project.write("limbeck.toml", "url = \"sqlite://app.db\"\ntransaction = \"off\"\n");
    project.limbeck(&["upgrade"]);
    assert_eq!(project.tables(), "half teams users", "every statement is committed");
    project.limbeck(&["current"]);
    assert_session!(project);
}

#[test]
fn the_environment_wins_over_the_file_and_the_flag_over_all() {
    let mut project = Project::with_history();
    project.set("DATABASE_URL", "sqlite://common.db");
    project.limbeck(&["url"]);
    project.set("LIMBECK_DATABASE_URL", "sqlite://own.db");
    project.limbeck(&["url"]);
    project.limbeck(&["url", "--url", "sqlite://given.db"]);
    assert_session!(project);
}

#[test]
fn colour_is_for_terminals_or_on_request() {
    let project = Project::with_history();
    let plain = project.run(&["heads"]);
    let coloured = project.run(&["heads", "--color", "always"]);
    assert!(!plain.stdout.contains('\u{1b}'), "{}", plain.stdout);
    assert!(coloured.stdout.contains("\u{1b}["), "{}", coloured.stdout);
    let error = project.run(&["upgrade", "nosuch"]);
    assert!(!error.stderr.contains('\u{1b}'), "{}", error.stderr);
}
