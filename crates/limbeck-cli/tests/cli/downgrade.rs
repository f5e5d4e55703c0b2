use crate::support::{Project, assert_session};

#[test]
fn one_step_a_revision_and_all() {
    let mut project = Project::with_history();
    project.run(&["upgrade"]);
    project.limbeck(&["downgrade", "-1", "--dry-run"]);
    project.limbeck(&["downgrade", "-1"]);
    project.limbeck(&["downgrade", "a001", "--json"]);
    project.limbeck(&["downgrade", "base"]);
    project.limbeck(&["downgrade", "base"]);
    project.limbeck(&["downgrade", "-1"]);
    project.limbeck(&["downgrade"]);
    assert_session!(project);
    assert_eq!(project.tables(), "");
}

#[test]
fn a_revision_without_a_way_back_is_refused_before_anything_runs() {
    let mut project = Project::with_history();
    project.write(
        "migrations/d004.sql",
        "-- One way\n-- @revision d004\n-- @revises c003\n-- @upgrade\nCREATE TABLE d (id integer);\n",
    );
    project.revision("e005", "d004", "After", "CREATE TABLE e (id integer);", "DROP TABLE e;");
    project.run(&["upgrade"]);
    project.limbeck(&["downgrade", "c003"]);
    assert_session!(project);
    assert_eq!(project.tables(), "d e teams users");
}

#[test]
fn what_no_file_has_is_taken_back_with_the_text_in_the_database() {
    let mut project = Project::with_history();
    project.run(&["upgrade"]);
    fs_err::remove_file(project.path("migrations/c003.sql")).unwrap();
    project.limbeck(&["current"]);
    project.limbeck(&["downgrade", "a001"]);
    // Nobody can be asked here.
    for arguments in [&["--stored"][..], &["--stored", "--no-input"], &["--stored", "--json"]] {
        let answer = project.limbeck(&[&["downgrade", "b002"], arguments].concat());
        assert_eq!(answer.code, 2);
    }
    let answer = project.limbeck(&["downgrade", "b002", "--yes"]);
    assert_eq!(answer.code, 1);
    assert_eq!(project.tables(), "teams users");
    project.limbeck(&["downgrade", "b002", "--stored", "--dry-run"]);
    project.limbeck(&["downgrade", "b002", "--stored", "--yes"]);
    project.limbeck(&["current"]);
    // Where files have all, there is nothing to ask about.
    project.limbeck(&["downgrade", "base", "--stored"]);
    assert_session!(project);
    assert_eq!(project.tables(), "");
}

#[test]
fn a_database_that_is_not_there_is_not_created() {
    let mut project = Project::with_history();
    project.limbeck(&["downgrade", "base"]);
    assert_session!(project);
    assert!(!project.path("app.db").exists());
}

/// Two branches whose files are gone: only what the target removes goes, and `-1` counts it.
#[test]
fn what_no_file_has_stays_where_the_target_does_not_reach_it() {
    let mut project = Project::with_branches();
    project.revision("d004", "b002", "Left again", "CREATE TABLE d (id integer);", "DROP TABLE d;");
    project.revision("e005", "c003", "Right again", "CREATE TABLE e (id integer);", "DROP TABLE e;");
    project.run(&["upgrade", "heads"]);
    for gone in ["d004", "e005", "c003"] {
        fs_err::remove_file(project.path(&format!("migrations/{gone}.sql"))).unwrap();
    }
    project.limbeck(&["downgrade", "b002", "--stored", "--dry-run"]);
    project.limbeck(&["downgrade", "b002", "--stored", "--yes"]);
    assert_eq!(project.tables(), "a b c e");
    project.limbeck(&["downgrade", "e005-1", "--stored", "--yes", "--json"]);
    assert_eq!(project.tables(), "a b c");
    project.limbeck(&["downgrade", "base", "--stored", "--yes"]);
    assert_eq!(project.tables(), "");
    assert_session!(project);
}

/// A colleague's rebase changed what a file revises after it was applied: the plan and the run follow the files, and say so.
#[test]
fn a_file_with_other_parents_than_those_recorded_is_followed() {
    let mut project = Project::with_history();
    project.run(&["upgrade"]);
    let moved = project.read("migrations/c003.sql").replace("b002", "a001");
    project.write("migrations/c003.sql", &moved);
    project.limbeck(&["current"]);
    project.limbeck(&["downgrade", "b002@-1", "--dry-run"]);
    let answer = project.limbeck(&["downgrade", "b002@-1"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    project.limbeck(&["current"]);
    assert_session!(project);
}
