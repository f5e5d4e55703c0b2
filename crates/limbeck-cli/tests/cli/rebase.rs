use crate::support::{Project, assert_session};

#[test]
fn a_branch_is_put_on_top_of_the_other() {
    let mut project = Project::with_branches();
    project.run(&["upgrade", "b002"]);
    project.limbeck(&["rebase", "c003", "--dry-run"]);
    project.limbeck(&["rebase", "c003", "--onto", "b002"]);
    project.limbeck(&["history"]);
    project.show("migrations/c003.sql");
    project.limbeck(&["upgrade"]);
    project.limbeck(&["rebase", "c003"]);
    project.limbeck(&["rebase", "nosuch", "--json"]);
    assert_session!(project);
}

#[test]
fn a_file_that_cannot_be_rewritten_leaves_all_as_they_were() {
    let project = Project::with_branches();
    project.revision("d004", "a001", "Also right", "", "");
    project.revision("e005", "c003, d004", "Right again", "", "");
    // The header is fine, the body is no text.
    let broken = project.path("migrations/d004.sql");
    let mut bytes = fs_err::read(&broken).unwrap();
    bytes.extend(b"-- \xff\n");
    fs_err::write(&broken, &bytes).unwrap();
    let before = project.read("migrations/c003.sql");
    let answer = project.run(&["rebase", "e005", "--onto", "b002"]);
    assert_eq!(answer.code, 1, "{}", answer.stderr);
    assert_eq!(project.read("migrations/c003.sql"), before);
    assert_eq!(fs_err::read(&broken).unwrap(), bytes);
    assert_eq!(fs_err::read_dir(project.path("migrations")).unwrap().count(), 5);
}

/// A file is replaced, never written into: another name of the old one still has the old text.
#[test]
fn a_file_is_replaced_whole() {
    let project = Project::with_branches();
    let before = project.read("migrations/c003.sql");
    fs_err::hard_link(project.path("migrations/c003.sql"), project.path("kept.sql")).unwrap();
    let answer = project.run(&["rebase", "c003", "--onto", "b002"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert_ne!(project.read("migrations/c003.sql"), before);
    assert_eq!(project.read("kept.sql"), before);
    assert_eq!(fs_err::read_dir(project.path("migrations")).unwrap().count(), 3);
}

#[test]
fn what_is_applied_is_not_moved() {
    let mut project = Project::new();
    project.revision("a001", "base", "Trunk", "", "");
    project.revision("b001", "a001", "Left", "", "");
    project.revision("b002", "b001", "Left again", "", "");
    project.revision("c001", "a001", "Right", "", "");
    project.run(&["upgrade", "b002"]);
    let before = project.read("migrations/b001.sql");
    project.limbeck(&["rebase", "b002", "--dry-run"]);
    let answer = project.limbeck(&["rebase", "b002"]);
    assert_eq!(answer.code, 1);
    assert_eq!(project.read("migrations/b001.sql"), before);
    project.limbeck(&["rebase", "c001"]);
    assert_session!(project);
}

#[test]
fn a_database_that_cannot_be_asked_may_hold_anything() {
    let mut project = Project::with_branches();
    project.write("app.db", &"This is a letter, not a database. ".repeat(40));
    let before = project.read("migrations/c003.sql");
    project.limbeck(&["rebase", "c003"]);
    project.limbeck(&["rebase", "c003", "--url", "mongodb://x/y"]);
    assert_eq!(project.read("migrations/c003.sql"), before);
    project.write("limbeck.toml", "");
    let answer = project.limbeck(&["rebase", "c003"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert_session!(project);
}

/// Two people who merged the same heads: the merge that is moved has one parent then, and runs.
#[test]
fn a_merge_that_merges_nothing_any_more_still_runs() {
    let mut project = Project::with_branches();
    project.run(&["merge", "heads", "--rev-id", "d004"]);
    project.write("migrations/e005.sql", "-- Merged too\n-- @revision e005\n-- @revises b002, c003\n");
    project.limbeck(&["rebase", "e005", "--dry-run"]);
    project.limbeck(&["rebase", "e005", "--dry-run", "--json"]);
    project.limbeck(&["rebase", "e005"]);
    project.show("migrations/e005.sql");
    let answer = project.limbeck(&["upgrade"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    project.limbeck(&["downgrade", "d004"]);
    project.limbeck(&["rebase", "base"]);
    assert_session!(project);
}
