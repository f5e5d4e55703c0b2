use crate::support::{Project, assert_session};

#[test]
fn the_first_and_the_next() {
    let mut project = Project::empty();
    project.limbeck(&["revision", "-m", "Create users", "--rev-id", "a001"]);
    let file =
        project.run(&["history", "--json"]).json()["revisions"][0]["file"].as_str().unwrap().to_owned();
    project.show(&file);
    project.limbeck(&[
        "revision",
        "-m",
        "Größe & more: a long message that does not end soon",
        "--rev-id",
        "b002",
        "--json",
    ]);
    project.limbeck(&["revision", "-m", "", "--rev-id", "c003", "-v"]);
    project.limbeck(&["history"]);
    project.limbeck(&["revision"]);
    project.limbeck(&["revision", "-m", "x", "--models", "schema.sql"]);
    assert_session!(project);
}

#[test]
fn branches_labels_and_dependencies() {
    let mut project = Project::with_history();
    project.limbeck(&["revision", "-m", "Branch off", "--head", "a001", "--rev-id", "d004"]);
    project.limbeck(&[
        "revision",
        "-m",
        "Branch off",
        "--head",
        "a001",
        "--splice",
        "--rev-id",
        "d004",
        "--branch-label",
        "side",
    ]);
    project.limbeck(&["revision", "-m", "Which one", "--rev-id", "e005"]);
    project.limbeck(&[
        "revision",
        "-m",
        "Go on",
        "--rev-id",
        "e005",
        "--head",
        "side@head",
        "--depends-on",
        "c003",
    ]);
    project.limbeck(&[
        "revision",
        "-m",
        "Another root",
        "--rev-id",
        "f006",
        "--head",
        "base",
        "--depends-on",
        "side",
    ]);
    project.limbeck(&["history"]);
    project.limbeck(&["heads"]);
    assert_session!(project);
}

#[test]
fn nothing_that_breaks_the_graph_is_left_behind() {
    let mut project = Project::with_history();
    for arguments in [
        &["--rev-id", "a001"][..],
        &["--rev-id", "A001"],
        &["--rev-id", "head"],
        &["--rev-id", "a-b"],
        &["--branch-label", "b002"],
        &["--branch-label", "x", "--branch-label", "x"],
        &["--depends-on", "nosuch"],
        &["--head", "nosuch"],
        &["--version-path", "elsewhere"],
    ] {
        project.limbeck(&[&["revision", "-m", "x"], arguments].concat());
    }
    assert_session!(project);
    assert_eq!(fs_err::read_dir(project.path("migrations")).unwrap().count(), 3);
}

#[test]
fn a_file_is_never_written_over() {
    let mut project = Project::new();
    project.write("limbeck.toml", "file_template = \"{slug}.sql\"\n");
    project.limbeck(&["revision", "-m", "same", "--rev-id", "a001"]);
    project.limbeck(&["revision", "-m", "same", "--rev-id", "b002"]);
    project.write("limbeck.toml", "file_template = \"{revison}.sql\"\n");
    project.limbeck(&["revision", "-m", "other", "--rev-id", "b002"]);
    assert_session!(project);
}

#[cfg(unix)]
#[test]
fn a_hook_that_fails_fails_the_command_and_the_file_stays() {
    let mut project = Project::new();
    project.write(
        "limbeck.toml",
        "[[hooks]]\ncommand = [\"sh\", \"-c\", \"echo '-- seen' >> $0\", \"{file}\"]\n",
    );
    project.limbeck(&["revision", "-m", "Hooked", "--rev-id", "a001"]);
    let file =
        project.run(&["history", "--json"]).json()["revisions"][0]["file"].as_str().unwrap().to_owned();
    assert!(project.read(&file).ends_with("-- seen\n"));
    project.write("limbeck.toml", "[[hooks]]\ncommand = [\"sh\", \"-c\", \"echo no good >&2; exit 7\"]\n");
    project.limbeck(&["revision", "-m", "Refused", "--rev-id", "b002"]);
    project.write("limbeck.toml", "[[hooks]]\ncommand = [\"no-such-program\"]\n");
    project.limbeck(&["revision", "-m", "Not there", "--rev-id", "c003"]);
    project.limbeck(&["history"]);
    assert_session!(project);
}

#[test]
fn several_folders_need_a_choice_for_a_root_only() {
    let mut project = Project::new();
    project.write("limbeck.toml", "migrations = [\"one\", \"two\"]\n");
    fs_err::create_dir_all(project.path("one")).unwrap();
    fs_err::create_dir_all(project.path("two")).unwrap();
    project.limbeck(&["revision", "-m", "Root", "--rev-id", "a001"]);
    project.limbeck(&["revision", "-m", "Root", "--rev-id", "a001", "--version-path", "two"]);
    project.limbeck(&["revision", "-m", "Next", "--rev-id", "b002"]);
    assert_session!(project);
}

#[test]
fn a_baseline_is_the_live_schema_recorded_as_applied() {
    let mut project = Project::with_history();
    project.run(&["upgrade"]);
    project.run(&["stamp", "base"]);
    fs_err::remove_dir_all(project.path("migrations")).unwrap();
    project.limbeck(&["revision", "--baseline", "-m", "What is there", "--rev-id", "a001"]);
    let file =
        project.run(&["history", "--json"]).json()["revisions"][0]["file"].as_str().unwrap().to_owned();
    project.show(&file);
    project.limbeck(&["current"]);
    project.limbeck(&["upgrade"]);
    project.limbeck(&["diff", "history", "database"]);
    project.limbeck(&["revision", "--baseline", "-m", "Again"]);
    assert_session!(project);
}
