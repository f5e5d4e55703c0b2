//! The shapes of `--json`, as programs build on them.

use serde_json::Value;

use crate::support::Project;

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn every_object_says_what_it_is_and_nothing_else_is_on_stdout() {
    let project = Project::with_history();
    for arguments in [
        &["upgrade"][..],
        &["upgrade", "--dry-run"],
        &["downgrade", "-1"],
        &["stamp", "head"],
        &["current"],
        &["history"],
        &["heads"],
        &["branches"],
        &["show"],
        &["url"],
        &["lock"],
        &["repair"],
        &["doctor"],
        &["ensure-version"],
        &["revision", "-m", "x"],
        &["upgrade", "--sql"],
        &["init", "--force"],
        &["nosuch"],
        &["upgrade", "nosuch"],
    ] {
        let answer = project.run(&[arguments, &["--json"]].concat());
        assert_eq!(answer.stdout.lines().count(), 1, "{arguments:?}: {}", answer.stdout);
        let object = answer.json();
        assert_eq!(object["format"], 1, "{arguments:?}");
        assert_eq!(object["limbeck"], env!("CARGO_PKG_VERSION"), "{arguments:?}");
        if answer.code != 2 {
            assert_eq!(object["command"], arguments[0], "{arguments:?}");
        }
        assert_eq!(object.get("error").is_some(), matches!(answer.code, 1 | 2), "{arguments:?}");
    }
}

#[test]
fn the_shapes_have_the_documented_keys() {
    let project = Project::with_history();
    let run = project.run(&["upgrade", "--json"]).json();
    for key in ["direction", "dry_run", "steps", "applied", "already_done", "waited_ms", "duration_ms"] {
        assert!(run.get(key).is_some(), "upgrade: {key}");
    }
    assert_eq!(keys(&run["steps"][0]["groups"][0]), ["statements", "transaction"]);
    assert_eq!(keys(&run["steps"][0]["groups"][0]["statements"][0]), ["class", "line", "sql"]);
    let current = project.run(&["current", "--json"]).json();
    assert_eq!(
        keys(&current),
        [
            "alembic",
            "applied",
            "at_heads",
            "command",
            "database",
            "format",
            "heads",
            "limbeck",
            "namespace",
            "pending",
            "server",
            "unfinished"
        ]
    );
    assert_eq!(
        keys(&current["applied"][0]),
        ["applied_at", "checksum_matches", "known", "parents", "revision", "state"]
    );
    let history = project.run(&["history", "--json"]).json();
    let revision = [
        "base",
        "branch_point",
        "created",
        "depends_on",
        "file",
        "head",
        "labels",
        "merge",
        "message",
        "parents",
        "revision",
    ];
    let mut with_applied: Vec<&str> = [&["applied"], &revision[..]].concat();
    with_applied.sort_unstable();
    assert_eq!(keys(&history["revisions"][0]), with_applied);
    assert!(history["revisions"][0]["applied"].is_null());
    assert_eq!(keys(&project.run(&["heads", "--json"]).json()["revisions"][0]), revision);
    let error = project.run(&["upgrade", "nosuch", "--json"]).json();
    for key in ["kind", "message", "file", "line", "column", "statement", "hints"] {
        assert!(error["error"].get(key).is_some(), "error: {key}");
    }
    let lock = project.run(&["lock", "--json"]).json();
    for key in ["held", "owner", "host", "since", "kind", "real"] {
        assert!(lock.get(key).is_some(), "lock: {key}");
    }
}
