use crate::support::{Project, assert_session};

#[test]
fn a_branch_is_put_on_top_of_the_other() {
    let mut project = Project::with_branches();
    project.run(&["upgrade", "c003"]);
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
