//! Targets that begin with a dash, wherever a target may stand.

use crate::support::{Project, assert_session};

#[test]
fn steps_down_are_targets_and_no_flags() {
    let mut project = Project::with_history();
    project.limbeck(&["show", "-1", "-q"]);
    project.run(&["upgrade"]);
    project.limbeck(&["downgrade", "--dry-run", "-2"]);
    project.limbeck(&["downgrade", "-2", "--dry-run", "-q"]);
    project.limbeck(&["stamp", "--dry-run", "-1"]);
    project.limbeck(&["stamp", "--dry-run", "--", "-2"]);
    project.limbeck(&["history", "-r", "-1:current"]);
    project.limbeck(&["history", "--rev-range=-2:"]);
    project.limbeck(&["history", "-ir", "-1:"]);
    for (arguments, step) in [
        (["upgrade", "--sql", "-1:head"], "upgrade c003"),
        (["downgrade", "--sql", "head:-1"], "downgrade c003"),
        (["downgrade", "-1:-2", "--sql"], "downgrade b002"),
    ] {
        let answer = project.run(&arguments);
        assert!(answer.stdout.contains(&format!("\n-- {step}: ")), "{arguments:?}: {}", answer.stderr);
    }
    project.limbeck(&["upgrade", "-1"]);
    project.limbeck(&["downgrade", "-9"]);
    project.limbeck(&["downgrade", "--dry-rnu", "-1"]);
    assert_session!(project);
}

#[test]
fn a_new_revision_may_stand_on_steps_down() {
    let mut project = Project::with_history();
    project.limbeck(&["revision", "-m", "Branch", "--head", "-1", "--splice", "--rev-id", "d004"]);
    project.limbeck(&["revision", "-m", "Needs", "--head", "base", "--rev-id", "f006", "--depends-on", "-1"]);
    project.limbeck(&["merge", "--rev-id", "e005", "c003", "d004", "--depends-on", "b002"]);
    project.limbeck(&["history"]);
    project.limbeck(&["rebase", "-1", "--onto", "-1"]);
    assert_session!(project);
}

#[test]
fn what_counts_from_the_database_asks_it() {
    let mut project = Project::with_history();
    project.run(&["upgrade", "b002"]);
    project.set("EDITOR", "true");
    project.limbeck(&["show", "current", "-q"]);
    project.limbeck(&["show", "+1", "-q"]);
    project.limbeck(&["edit", "current"]);
    project.limbeck(&["history", "-r", "current:"]);
    project.limbeck(&["revision", "-m", "On top", "--head", "current", "--splice", "--rev-id", "d004"]);
    project.limbeck(&["history"]);
    // Nothing that does not count from it asks it.
    project.write("limbeck.toml", "url = \"nonsense://\"\n");
    project.limbeck(&["history", "-r", "a001:+1"]);
    project.limbeck(&["show", "a001+1", "-q"]);
    project.limbeck(&["edit", "current"]);
    assert_session!(project);
}
