//! Bad input: an error with its place and the way out, an exit code, and a database that is what it was.

use crate::support::{Project, assert_session};

#[test]
fn revision_files_that_break_the_format() {
    let mut project = Project::with_history();
    for text in [
        "-- @revison d004\n-- @revises c003\n",
        "-- No id\n-- @revises c003\n-- @upgrade\n",
        "-- @revision d004\n-- @revises c003\n-- @created yesterday\n",
        "-- @revision d004\n-- @format 99\n",
        "-- @revision d004\n-- @revises c003\n-- @upgrade oracle\n",
    ] {
        project.write("migrations/d004.sql", text);
        project.limbeck(&["upgrade"]);
    }
    assert_session!(project);
    assert!(!project.path("app.db").exists());
}

#[test]
fn bodies_that_cannot_be_run() {
    let mut project = Project::with_history();
    project.run(&["upgrade"]);
    for body in ["SELECT 'never ends;", "BEGIN;\nCREATE TABLE d (id integer);\nCOMMIT;", ".tables"] {
        project.revision("d004", "c003", "Broken", body, "");
        project.limbeck(&["upgrade"]);
    }
    project.write(
        "migrations/d004.sql",
        "-- @revision d004\n-- @revises c003\n-- @upgrade postgresql\nSELECT 1;\n",
    );
    project.limbeck(&["upgrade"]);
    assert_session!(project);
    assert_eq!(project.tables(), "teams users");
}

#[test]
fn revisions_that_do_not_fit_together() {
    let mut project = Project::with_history();
    project.revision("d004", "nosuch", "Orphan", "", "");
    project.limbeck(&["heads"]);
    project.revision("d004", "b02", "Typing error", "", "");
    project.limbeck(&["heads"]);
    project.write("migrations/copy.sql", &project.read("migrations/b002.sql"));
    project.revision("d004", "c003", "Fine", "", "");
    project.limbeck(&["heads"]);
    project.limbeck(&["heads", "--json"]);
    fs_err::remove_file(project.path("migrations/copy.sql")).unwrap();
    project.revision("a001", "c003", "Circle", "", "");
    project.limbeck(&["heads"]);
    assert_session!(project);
}

#[test]
fn names_that_mean_nothing_or_too_much() {
    let mut project = Project::new();
    project.revision("abcd1", "base", "One", "", "");
    project.revision("abcd2", "abcd1", "Two", "", "");
    for target in ["abcd", "abc", "abcdd2", "x@head", "abcd2+1", "", "@head", "-1"] {
        project.limbeck(&["upgrade", target]);
    }
    project.limbeck(&["upgrade", "abcd", "--json"]);
    assert_session!(project);
    assert!(!project.path("app.db").exists() || project.tables().is_empty());
}

#[test]
fn files_that_are_no_database() {
    let mut project = Project::with_history();
    project.write(
        "app.db",
        "This is a letter, not a database, and long enough to be looked at as one. ".repeat(20).as_str(),
    );
    let before = project.read("app.db");
    project.limbeck(&["upgrade"]);
    project.limbeck(&["current", "--json"]);
    assert_eq!(project.read("app.db"), before);
    project.limbeck(&["upgrade", "--url", "sqlite://no/such/folder/app.db"]);
    project.limbeck(&["upgrade", "--url", "sqlite://migrations"]);
    assert_session!(project);
}

#[test]
fn a_database_that_takes_no_writes() {
    let mut project = Project::with_history();
    project.run(&["upgrade", "b002"]);
    project.limbeck(&["upgrade", "--url", "sqlite://app.db?mode=ro"]);
    project.limbeck(&["current", "--url", "sqlite://app.db?mode=ro"]);
    project.limbeck(&["stamp", "base", "--url", "sqlite://app.db?mode=ro"]);
    assert_session!(project);
}

#[test]
fn urls_that_cannot_be_used() {
    let mut project = Project::with_history();
    project.limbeck(&["current", "--url", "oracle://h/d"]);
    project.limbeck(&["current", "--url", "postgresql://u:secret@h/d?nosuch=1"]);
    project.limbeck(&["current", "--url", ""]);
    project.write("limbeck.toml", "");
    project.limbeck(&["current"]);
    assert_session!(project);
}

#[test]
fn command_lines_that_are_none() {
    let mut project = Project::with_history();
    project.limbeck(&["upgrad"]);
    project.limbeck(&["upgrade", "--nosuch"]);
    project.limbeck(&["upgrade", "--dialect", "oracle"]);
    project.limbeck(&["upgrade", "-q", "-v"]);
    assert_session!(project);
}
