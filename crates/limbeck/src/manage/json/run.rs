//! Runs.

use serde::Serialize;

use super::show::Statement;
use crate::commands::{Report, Stamped, StepPlan};

/// `upgrade`, `downgrade`, `stamp`, and their `--dry-run`.
#[derive(Debug, Serialize)]
pub struct Run {
    direction: &'static str,
    dry_run: bool,
    steps: Vec<Step>,
    applied: Vec<String>,
    already_done: bool,
    waited_ms: u64,
    duration_ms: u64,
    warnings: Vec<String>,
    /// Of a stamp: what counts as applied from now on, and what no longer does.
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deleted: Option<Vec<String>>,
}

#[derive(Debug, Serialize)]
struct Step {
    revision: String,
    groups: Vec<Group>,
}

#[derive(Debug, Serialize)]
struct Group {
    transaction: bool,
    statements: Vec<Statement>,
}

impl From<&StepPlan> for Step {
    fn from(step: &StepPlan) -> Self {
        let group = |group: &limbeck_revision::CommitGroup| Group {
            transaction: group.transaction,
            statements: group
                .statements
                .iter()
                .map(|one| Statement { sql: one.sql.clone(), line: one.line, class: one.class.as_str() })
                .collect(),
        };
        Self { revision: step.revision.clone(), groups: step.groups.iter().map(group).collect() }
    }
}

fn milliseconds(duration: std::time::Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

impl From<&Report> for Run {
    fn from(report: &Report) -> Self {
        Self {
            direction: report.direction.as_str(),
            dry_run: report.dry_run,
            steps: report.steps.iter().map(Step::from).collect(),
            applied: report.applied.clone(),
            already_done: report.already_done,
            waited_ms: milliseconds(report.waited),
            duration_ms: milliseconds(report.duration),
            warnings: report.warnings.clone(),
            inserted: None,
            deleted: None,
        }
    }
}

impl From<&Stamped> for Run {
    fn from(stamped: &Stamped) -> Self {
        let all: Vec<String> = stamped.inserted.iter().chain(&stamped.deleted).cloned().collect();
        // What a stamp takes away and adds in one go has no direction; what it only takes away goes down.
        let down = stamped.inserted.is_empty() && !stamped.deleted.is_empty();
        Self {
            direction: if down { "downgrade" } else { "upgrade" },
            dry_run: stamped.dry_run,
            steps: all.iter().map(|id| Step { revision: id.clone(), groups: Vec::new() }).collect(),
            applied: if stamped.dry_run { Vec::new() } else { all.clone() },
            already_done: all.is_empty(),
            waited_ms: 0,
            duration_ms: milliseconds(stamped.duration),
            warnings: Vec::new(),
            inserted: Some(stamped.inserted.clone()),
            deleted: Some(stamped.deleted.clone()),
        }
    }
}
