//! Targets and the ways to them, as tables: graph, what is applied, target, what happens.

use crate::support::{applied, graph, line};
use limbeck_revision::{AppliedSet, Direction, Graph, PlanError};

const DOWN: Direction = Direction::Downgrade;
const UP: Direction = Direction::Upgrade;

/// The steps, or the error and its hint.
fn plan(graph: &Graph, rows: &str, target: &str, direction: Direction) -> String {
    shown(graph.plan(&applied(graph, rows), target, direction).map(|plan| line(plan.steps)))
}

fn shown(result: Result<String, PlanError>) -> String {
    result.unwrap_or_else(|error| match error.hint() {
        Some(hint) => format!("{error} | {hint}"),
        None => error.to_string(),
    })
}

fn table(graph_text: &str, cases: &[(&str, Direction, &str, &str)]) {
    let graph = graph(graph_text);
    for (rows, direction, target, expected) in cases {
        assert_eq!(
            plan(&graph, rows, target, *direction),
            *expected,
            "{graph_text}: {rows:?} {direction} {target}"
        );
    }
}

const LINE: &str = "aaaa1; bbbb2<aaaa1; cccc3<bbbb2; dddd4<cccc3";

#[test]
fn along_one_line() {
    table(
        LINE,
        &[
            ("", UP, "head", "aaaa1 bbbb2 cccc3 dddd4"),
            ("bbbb2", UP, "heads", "cccc3 dddd4"),
            ("dddd4", UP, "head", ""),
            ("cccc3", UP, "bbbb2", ""),
            ("aaaa1", UP, "+2", "bbbb2 cccc3"),
            ("", UP, "+1", "aaaa1"),
            ("", UP, "base+2", "aaaa1 bbbb2"),
            ("aaaa1", UP, "bbbb2+1", "bbbb2 cccc3"),
            ("aaaa1", UP, "head-1", "bbbb2 cccc3"),
            ("aaaa1", UP, "cccc", "bbbb2 cccc3"),
            ("aaaa1", UP, "base", ""),
            ("dddd4", DOWN, "-1", "dddd4"),
            ("cccc3", DOWN, "-3", "cccc3 bbbb2 aaaa1"),
            ("dddd4", DOWN, "bbbb", "dddd4 cccc3"),
            ("dddd4", DOWN, "head-3", "dddd4 cccc3 bbbb2"),
            ("dddd4", DOWN, "aaaa1+1", "dddd4 cccc3"),
            ("dddd4", DOWN, "base", "dddd4 cccc3 bbbb2 aaaa1"),
            ("", DOWN, "base", ""),
            ("dddd4", DOWN, "dddd4", ""),
            ("bbbb2", DOWN, "current", ""),
        ],
    );
}

#[test]
fn what_cannot_be_is_said() {
    table(
        LINE,
        &[
            (
                "aaaa1",
                UP,
                "-1",
                "`-1` leads away from where an upgrade goes | `limbeck downgrade -1` takes revisions back",
            ),
            (
                "aaaa1",
                DOWN,
                "+1",
                "`+1` leads away from where a downgrade goes | `limbeck upgrade +1` applies revisions",
            ),
            (
                "bbbb2",
                UP,
                "+5",
                "`+5` goes too far: there are only 2 steps that way | `heads` and `base` are the ends",
            ),
            (
                "bbbb2",
                DOWN,
                "-5",
                "`-5` goes too far: there are only 2 steps that way | `heads` and `base` are the ends",
            ),
            ("", DOWN, "-1", "`-1` counts down from what is applied, and nothing is"),
            (
                "aaaa1",
                DOWN,
                "cccc",
                "revision cccc3 is not applied, and nothing that stands on it is: there is nothing to take back | `limbeck current` shows what is applied",
            ),
            (
                "",
                UP,
                "bbb",
                "there is no revision and no label `bbb` | the beginning of an id must have at least 4 characters",
            ),
            ("", UP, "bbbb3", "there is no revision and no label `bbbb3` | did you mean bbbb2?"),
            (
                "",
                UP,
                "nothing",
                "there is no revision and no label `nothing` | `limbeck history` lists the revisions",
            ),
            ("", UP, "nothing@head", "there is no branch `nothing` | `limbeck history` lists the revisions"),
            (
                "",
                UP,
                "bbbb2@",
                "`bbbb2@` is not a target | a target is an id, the beginning of one (4 characters or more), a label, `head`, `heads`, `base`, `+2`, `-1`, `ae10+2`, `label@head`",
            ),
        ],
    );
}

const FORK: &str = "t1; t2<t1; x1<t2 lab left; x2<x1; y1<t2 lab right; y2<y1";

#[test]
fn where_branches_part() {
    table(
        FORK,
        &[
            (
                "",
                UP,
                "head",
                "there are several heads for `head`: x2, y2 | `limbeck merge heads` makes one of them; or name one (x2), `LABEL@head`, or `heads` for all",
            ),
            ("t1", UP, "heads", "t2 x1 x2 y1 y2"),
            ("t2", UP, "left@head", "x1 x2"),
            ("t2", UP, "y2@heads", "y1 y2"),
            (
                "t2",
                UP,
                "+1",
                "`+1` is ambiguous: from t2 the way goes on to x1, y1 | name the revision to go to",
            ),
            ("t2", UP, "right@+1", "y1"),
            ("x1 y1", UP, "right@+1", "y2"),
            ("x1", UP, "right@+1", "y1"),
            (
                "x1 y1",
                UP,
                "+1",
                "`+1` counts from what is applied, and that has several heads: x1, y1 | say from which: `x1@+1`, or name the revision to go to",
            ),
            (
                "x2 y2",
                DOWN,
                "-1",
                "`-1` counts from what is applied, and that has several heads: x2, y2 | say from which: `x2@-1`, or name the revision to go to",
            ),
            ("x2 y2", DOWN, "left@-1", "x2"),
            ("x2 y2", DOWN, "x2@-2", "x2 x1"),
            ("x2 y2", DOWN, "left@head-1", "x2"),
            ("x2 y2", DOWN, "t2", "y2 y1 x2 x1"),
            ("x1 y2", DOWN, "left@t2", "x1"),
            ("x1 y2", DOWN, "y2@t2", "y2 y1"),
            ("x2 y2", DOWN, "right@base+3", "y2"),
            // The trunk is needed by the other branch, and stays.
            ("x2 y2", DOWN, "left@base", "x2 x1"),
            ("x2", DOWN, "left@base", "x2 x1 t2 t1"),
            ("x2 y2", DOWN, "t1@base", "y2 y1 x2 x1 t2 t1"),
            (
                "x2",
                DOWN,
                "left@y1",
                "revision y1 is not in the lineage of `left` | `limbeck history` shows how the revisions stand on each other",
            ),
            (
                "x2 y2",
                DOWN,
                "heads",
                "`heads` means several revisions, and a downgrade goes to one: x2, y2 | name one of them, or `base`",
            ),
        ],
    );
}

#[test]
fn through_a_merge() {
    table(
        &format!("{FORK}; m<x2,y2"),
        &[
            ("x1", UP, "head", "x2 y1 y2 m"),
            ("m", DOWN, "x2", "m"),
            ("m", DOWN, "y1", "m y2"),
            (
                "m",
                DOWN,
                "-1",
                "`-1` is ambiguous: from m the way goes on to x2, y2 | name the revision to go to",
            ),
            ("m", DOWN, "left@-1", "m"),
            ("m", DOWN, "left@head-2", "m x2"),
        ],
    );
}

#[test]
fn dependencies_order_but_do_not_join() {
    let text = "x1 lab x; x2<x1; y1 lab y; y2<y1 dep x1; z1 dep y";
    table(
        text,
        &[
            ("", UP, "y2", "x1 y1 y2"),
            ("", UP, "z1", "y1 z1"),
            ("y2", DOWN, "y1", "y2"),
            // x1 goes, and with it what depends on it; y1 does not.
            ("x2 y2", DOWN, "x@base", "y2 x2 x1"),
            ("y2", DOWN, "x@-1", "y2 x1"),
            ("x2 y2 z1", DOWN, "y@base", "z1 y2 y1"),
            ("x2 y2", DOWN, "x1", "x2"),
        ],
    );
}

#[test]
fn independent_revisions_go_by_creation_time_then_id() {
    let graph = graph("b at 2026-01-02; a at 2026-01-03; d; c; e<a at 2025-01-01");
    assert_eq!(line(graph.ids()), "c d b a e");
}

#[test]
fn an_ambiguous_prefix_lists_its_candidates() {
    let graph = graph("abcd1; abcd2<abcd1; zzzz3<abcd2 lab abcdef");
    let resolve = |symbol: &str| match graph.resolve(symbol, &AppliedSet::new()) {
        Ok(targets) => line(targets.revisions),
        Err(error) => error.to_string(),
    };
    assert_eq!(resolve("abcd"), "`abcd` is ambiguous: abcd1, abcd2, abcdef");
    assert_eq!(resolve("abcde"), "zzzz3");
    assert_eq!(resolve("abcd2"), "abcd2");
    assert_eq!(resolve("heads-1"), "abcd2");
    assert_eq!(resolve("-2"), "abcd1");
    assert_eq!(resolve("base"), "");
    assert_eq!(resolve("abcd1@abcdef"), "zzzz3");
}

#[test]
fn a_branch_narrows_a_prefix() {
    let graph = graph("a lab one; some_thing<a; b lab two; some_other<b");
    let resolve = |symbol: &str| line(graph.resolve(symbol, &AppliedSet::new()).unwrap().revisions);
    assert_eq!(resolve("one@some"), "some_thing");
    assert_eq!(resolve("two@some"), "some_other");
    assert_eq!(resolve("some_o@b"), "b");
}

// What Alembic 1.20 gets wrong.

#[test]
fn upgrade_heads_where_a_head_is_only_a_dependency_is_at_heads() {
    let graph = graph("a; b; c<b dep a");
    let all = applied(&graph, &line(graph.heads()));
    assert_eq!(line(graph.heads()), "a c");
    assert_eq!(line(graph.real_heads()), "c");
    assert_eq!(line(graph.applied_heads(&all)), "a c");
    assert!(graph.get("a").unwrap().effective_head);
}

#[test]
fn a_range_from_a_branch_where_there_are_several_heads_and_a_dependency() {
    let graph = graph("t; c1<t lab c1branch; c2<t lab c2branch; d2<c2 dep c1; d1<c1");
    assert_eq!(line(graph.range("c2branch:", &AppliedSet::new()).unwrap()), "c2 d2");
}

#[test]
fn upgrade_heads_with_a_merge_that_depends_on_a_sibling() {
    table("r0; r1; r2<r1; r3<r0,r1 dep r2", &[("", UP, "heads", "r0 r1 r2 r3")]);
}

#[test]
fn downgrade_to_a_revision_on_which_only_a_dependency_rests() {
    table("r0; r1 dep r0; r2", &[("r1 r2", DOWN, "r0", "")]);
}

#[test]
fn a_row_that_no_file_knows_is_no_obstacle_and_loses_nothing() {
    let graph = graph(LINE);
    let mut rows = applied(&graph, "bbbb2");
    rows.insert_with_parents("newer", ["bbbb2".to_owned()]);
    let up = graph.plan(&rows, "head", UP).unwrap();
    assert_eq!((line(up.steps), line(up.unknown)), ("cccc3 dddd4".to_owned(), "newer".to_owned()));
    assert_eq!(line(graph.applied_heads(&rows)), "newer");
    assert_eq!(
        shown(graph.plan(&rows, "aaaa1", DOWN).map(|plan| line(plan.steps))),
        "revision newer is applied and stands on bbbb2, but no file has it | it was applied by newer code: take it back with that, or first with `limbeck downgrade --stored newer@-1`"
    );
    assert_eq!(
        graph.resolve("newer", &rows).unwrap_err().to_string(),
        "revision newer is applied, but no file has it"
    );
    rows.remove("newer");
    assert_eq!(line(graph.plan(&rows, "aaaa1", DOWN).unwrap().steps), "bbbb2");
}

#[test]
fn a_revision_that_comes_late_is_run_and_named() {
    let graph = graph("a; late<a; b<late");
    let rows: AppliedSet = ["a", "b"].into_iter().collect();
    let plan = graph.plan(&rows, "head", UP).unwrap();
    assert_eq!((line(plan.steps), line(plan.out_of_order)), ("late".to_owned(), "late".to_owned()));
}

// Offline ranges.

#[test]
fn ranges_are_planned_without_a_database() {
    let graph = graph(LINE);
    let plan = |range: &str, direction| {
        shown(
            graph
                .plan_range(range, direction)
                .map(|(start, plan)| format!("{} → {}", line(start.iter()), line(plan.steps))),
        )
    };
    assert_eq!(plan("bbbb:dddd", UP), "aaaa1 bbbb2 → cccc3 dddd4");
    assert_eq!(plan("bbbb", UP), " → aaaa1 bbbb2");
    assert_eq!(plan("cccc:", UP), "aaaa1 bbbb2 cccc3 → dddd4");
    assert_eq!(plan("aaaa1:+1", UP), "aaaa1 → bbbb2");
    assert_eq!(plan("cccc:-1", DOWN), "aaaa1 bbbb2 cccc3 → cccc3");
    assert_eq!(plan("cccc:base", DOWN), "aaaa1 bbbb2 cccc3 → cccc3 bbbb2 aaaa1");
    assert_eq!(
        plan("dddd:bbbb", UP),
        "dddd is not an ancestor of bbbb | `limbeck history` shows how the revisions stand on each other"
    );
    assert_eq!(
        plan("bbbb", DOWN),
        "`bbbb` is not a range | where no database is asked, a downgrade is `FROM:TO`, with both sides"
    );
}

#[test]
fn ranges_of_the_history() {
    let graph = graph(FORK);
    let rows = applied(&graph, "x1");
    let range = |range: &str| match graph.range(range, &rows) {
        Ok(ids) => line(ids),
        Err(error) => error.to_string(),
    };
    assert_eq!(range(":"), "t1 t2 x1 x2 y1 y2");
    assert_eq!(range("t2:x2"), "t2 x1 x2");
    assert_eq!(range("left:"), "x1 x2");
    assert_eq!(range("-1:current"), "t2 x1");
    assert_eq!(range("current:"), "x1 x2");
    assert_eq!(range("-9:x2"), "t1 t2 x1 x2");
    assert_eq!(range("t1:left@+2"), "t1 t2 x1");
    assert_eq!(range("right@base:"), "t1 t2 y1 y2");
    assert_eq!(range("x1:y2"), "x1 is not an ancestor of y2");
    assert_eq!(range("x1"), "`x1` is not a range");
}

// Stamps.

#[test]
fn a_stamp_moves_its_lineage_and_no_other() {
    let graph = graph(FORK);
    let stamp = |rows: &str, targets: &[&str], purge: bool| {
        let targets: Vec<String> = targets.iter().map(|target| (*target).to_owned()).collect();
        let stamp = graph.stamp(&applied(&graph, rows), &targets, purge);
        shown(stamp.map(|stamp| format!("+ {} - {}", line(stamp.insert), line(stamp.delete))))
    };
    assert_eq!(stamp("", &["x1"], false), "+ t1 t2 x1 - ");
    assert_eq!(stamp("x1", &["x1"], false), "+  - ");
    assert_eq!(stamp("x2 y2", &["x1"], false), "+  - x2");
    assert_eq!(stamp("x2 y2", &["t1"], false), "+  - y2 y1 x2 x1 t2");
    assert_eq!(stamp("x2", &["y1"], false), "+ y1 - ");
    // One an ancestor of the other: Alembic fails half way.
    assert_eq!(stamp("", &["t1", "x2"], false), "+ t1 t2 x1 x2 - ");
    assert_eq!(stamp("y2", &["t1", "x2"], false), "+ x1 x2 - y2 y1");
    assert_eq!(stamp("x2 y2", &["base"], false), "+  - y2 y1 x2 x1 t2 t1");
    assert_eq!(stamp("x2 y2", &["left@base"], false), "+  - x2 x1");
    assert_eq!(stamp("x2 y2", &["left@t2"], false), "+  - x2 x1");
    assert_eq!(stamp("x2 y1", &["heads"], false), "+ y2 - ");
    assert_eq!(stamp("x2 y2", &["y1"], true), "+  - y2 x2 x1");
    assert!(stamp("", &["head"], false).starts_with("there are several heads"));
}

#[test]
fn only_a_purge_deletes_rows_that_no_file_knows() {
    let graph = graph(LINE);
    let mut rows = applied(&graph, "bbbb2");
    rows.insert_with_parents("newer", ["bbbb2".to_owned()]);
    let stamp = |target: &str, purge| graph.stamp(&rows, &[target.to_owned()], purge);
    assert_eq!(line(stamp("cccc3", false).unwrap().insert), "cccc3");
    assert!(matches!(stamp("aaaa1", false), Err(PlanError::UnknownStandsOn { .. })));
    assert_eq!(line(stamp("aaaa1", true).unwrap().delete), "newer bbbb2");
}
