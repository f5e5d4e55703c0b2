//! The table of `cases.txt`.

use std::path::Path;

use limbeck_revision::{Direction, Graph, PlanError, ResolveError};

use crate::support::{applied, graph, line};

/// Our kinds of errors, and the class that Alembic 1.20 raises for each, for who comes from there.
fn kind(error: &PlanError) -> &'static str {
    match error {
        PlanError::Resolve(error) => match error {
            // CommandError ("Can't locate revision"), or a plain AssertionError
            ResolveError::Malformed(_) => "malformed",
            // RevisionError, CommandError ("History range requires […]")
            ResolveError::NotARange(_) => "not-a-range",
            // ResolutionError ("No such revision or branch")
            ResolveError::NotFound { .. } => "not-found",
            // ResolutionError; `current` and `downgrade` fail with it as well
            ResolveError::AppliedButUnknown(_) => "applied-but-unknown",
            // ResolutionError ("Multiple revisions start with"), on the command line CommandError ("Can't locate")
            ResolveError::Ambiguous { .. } => "ambiguous",
            // ResolutionError ("No such branch")
            ResolveError::NoSuchBranch { .. } => "no-such-branch",
            // ResolutionError ("Revision is not a member of branch")
            ResolveError::NotInBranch { .. } => "not-in-branch",
            // MultipleHeads
            ResolveError::SeveralHeads { .. } => "several-heads",
            // none: the head whose row the database returns first, with a warning that it will become an error
            ResolveError::SeveralCurrent { .. } => "several-current",
            // CommandError, RevisionError ("Relative revision didn't produce 1 migrations")
            ResolveError::NothingApplied(_) | ResolveError::NothingOfBranch { .. } => "nothing-applied",
            // RevisionError ("Ambiguous walk")
            ResolveError::AmbiguousWalk { .. } => "ambiguous-walk",
            // RevisionError ("Walked too far", "Relative revision didn't produce")
            ResolveError::TooFar { .. } => "too-far",
            // RangeNotAncestorError
            ResolveError::NotAnAncestor { .. } => "not-an-ancestor",
            _ => "another",
        },
        // CommandError ("Relative revision -1 didn't produce 1 migrations")
        PlanError::WrongWay { .. } => "wrong-way",
        // CommandError ("downgrade with --sql requires <fromrev>:<torev>")
        PlanError::NotADowngradeRange(_) => "not-a-range",
        // MultipleHeads
        PlanError::SeveralTargets { .. } => "several-targets",
        // RangeNotAncestorError
        PlanError::NotApplied(_) => "not-applied",
        // ResolutionError ("Can't locate revision identified by")
        PlanError::UnknownStandsOn { .. } => "unknown-stands-on",
        _ => "another",
    }
}

fn shown(outcome: Result<String, PlanError>) -> String {
    match outcome {
        Ok(text) if text.is_empty() => "nothing".to_owned(),
        Ok(text) => text,
        Err(error) => format!("! {}", kind(&error)),
    }
}

/// `[a b] rest` as the applied revisions and the rest.
fn bracketed(text: &str) -> (&str, &str) {
    let (rows, rest) = text.strip_prefix('[').and_then(|text| text.split_once(']')).unwrap();
    (rows, rest.trim())
}

fn outcome(graph: &Graph, case: &str) -> String {
    let (command, rest) = case.split_once(' ').unwrap();
    shown(match command {
        "resolve" => {
            let targets = graph.resolve(rest, &applied(graph, ""));
            targets.map(|targets| line(targets.revisions)).map_err(PlanError::from)
        }
        "up" | "down" => {
            let (rows, target) = bracketed(rest);
            let direction = if command == "up" { Direction::Upgrade } else { Direction::Downgrade };
            graph.plan(&applied(graph, rows), target, direction).map(|plan| line(plan.steps))
        }
        "range" => {
            let (rows, range) = bracketed(rest);
            graph.range(range, &applied(graph, rows)).map(line).map_err(PlanError::from)
        }
        "stamp" => {
            let (rows, targets) = bracketed(rest);
            let targets: Vec<String> = targets.split_whitespace().map(str::to_owned).collect();
            graph.stamp(&applied(graph, rows), &targets, false).map(|stamp| {
                let new = stamp.insert.iter().map(|id| format!("+{id}"));
                line(new.chain(stamp.delete.iter().map(|id| format!("-{id}"))))
            })
        }
        "script" => {
            let (direction, range) = rest.split_once(' ').unwrap();
            let direction = if direction == "up" { Direction::Upgrade } else { Direction::Downgrade };
            graph.plan_range(range, direction).map(|(_, plan)| line(plan.steps))
        }
        other => panic!("{other}"),
    })
}

#[test]
fn the_table_holds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graph/cases.txt");
    let table = fs_err::read_to_string(&path).unwrap();
    let mut now = String::new();
    let mut at = None;
    for text in table.lines() {
        match (text.strip_prefix("graph: "), text.split_once(" =>")) {
            (Some(text), _) => at = Some(graph(text)),
            (None, Some((case, _))) if case.starts_with("  ") => {
                let outcome = outcome(at.as_ref().unwrap(), case.trim());
                now.push_str(&format!("{case} => {outcome}\n"));
                continue;
            }
            _ => {}
        }
        now.push_str(&format!("{text}\n"));
    }
    if std::env::var_os("UPDATE").is_some() {
        fs_err::write(&path, now).unwrap();
        return;
    }
    for (is, was) in now.lines().zip(table.lines()) {
        assert_eq!(is, was);
    }
    assert!(table.lines().filter(|line| line.contains(" => ")).count() > 200);
}
