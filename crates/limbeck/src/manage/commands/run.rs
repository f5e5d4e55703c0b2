//! What `upgrade`, `downgrade` and `stamp` have in common: what they print of a run.

use std::fmt::{self, Write as _};

use limbeck_revision::Direction;
use serde::Serialize;

use crate::commands::{Report, StepPlan};
use crate::manage::Project;
use crate::manage::json::Run;
use crate::manage::text::{DIM, ID, RED, count, duration};

/// Prints what a run did, or would do.
pub(super) fn print(project: &Project, report: &Report) {
    let output = &project.output;
    if output.json {
        output.object(&Run::from(report));
    }
    if report.dry_run {
        // A run that is no dry one has told of them before it began.
        for warning in &report.warnings {
            output.warning(warning);
        }
        plan(project, report);
        return;
    }
    if report.already_done && report.applied.is_empty() {
        output.note(match report.direction {
            Direction::Upgrade => "nothing to do: everything that was asked for is applied",
            Direction::Downgrade => "nothing to do: nothing that was asked for is applied",
        });
        return;
    }
    let verb = match report.direction {
        Direction::Upgrade => "applied",
        Direction::Downgrade => "reverted",
    };
    let waited = if report.waited.is_zero() {
        String::new()
    } else {
        format!(", {} of it waiting for another runner", duration(report.waited))
    };
    output.note(format_args!(
        "{verb} {} in {}{waited}",
        count(report.applied.len(), "revision"),
        duration(report.duration)
    ));
}

/// The plan of `--dry-run`: revisions, commit groups, statements.
fn plan(project: &Project, report: &Report) {
    let output = &project.output;
    if report.steps.is_empty() {
        output.note("nothing to do");
    }
    // One text: plans are long, and a write a line is slow.
    if !output.json {
        let mut text = String::new();
        report.steps.iter().for_each(|step| add_step(&mut text, report.direction, step));
        output.data(text);
    }
}

fn add_step(text: &mut String, direction: Direction, step: &StepPlan) {
    let mut line = |line: fmt::Arguments<'_>| {
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "{line}");
    };
    let message = step.message.lines().next().unwrap_or_default();
    let separator = if message.is_empty() { "" } else { ", " };
    line(format_args!("{direction} {ID}{}{ID:#}{separator}{message}", step.revision));
    if step.groups.len() > 1 {
        let commits = step.groups.len();
        line(format_args!("  {DIM}{commits} commits: this revision is not all-or-nothing{DIM:#}"));
    }
    for group in &step.groups {
        let kind = if group.transaction { "one transaction" } else { "outside of a transaction" };
        line(format_args!("  {DIM}{kind}{DIM:#}"));
        for statement in &group.statements {
            let first = statement.sql.lines().next().unwrap_or_default();
            let more = if statement.sql.lines().nth(1).is_some() { " …" } else { "" };
            let class = match statement.class {
                limbeck_sql::Class::Transactional => String::new(),
                other => format!(" {DIM}[{other}]{DIM:#}"),
            };
            line(format_args!("    line {}: {first}{more}{class}", statement.line));
            let destroys = statement.destructive.as_ref().or(statement.classification.destructive.as_ref());
            if let Some(lost) = destroys {
                line(format_args!("      {RED}destructive:{RED:#} {lost}"));
            }
        }
    }
}

/// A script, as data.
pub(super) fn offline(project: &Project, script: &str) {
    #[derive(Serialize)]
    struct Answer<'a> {
        sql: &'a str,
    }
    project.output.object(&Answer { sql: script });
    project.output.data(script);
}
