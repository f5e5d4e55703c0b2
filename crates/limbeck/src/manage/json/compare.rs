//! Comparisons, and revisions that were written.

use serde::Serialize;

use limbeck_catalog::{ObjectRef, invert};

use super::Revision;
use crate::autogenerate::{Checked, Comparison, Diffed};
use crate::commands::RevisionInfo;

/// An operation.
#[derive(Clone, Debug, Serialize)]
pub struct Operation {
    kind: String,
    object: ObjectRef,
    destructive: bool,
    reversible: bool,
    sql: Vec<String>,
}

impl Operation {
    /// The operations of a comparison, in the order in which they run.
    #[must_use]
    pub fn all(comparison: &Comparison) -> Vec<Self> {
        comparison
            .difference
            .operations
            .iter()
            .enumerate()
            .map(|(position, operation)| Self {
                kind: operation.kind(),
                object: operation.object(),
                destructive: operation.is_destructive(),
                reversible: invert(operation).is_ok(),
                sql: comparison.up.of_operation(position),
            })
            .collect()
    }
}

/// `diff`.
#[derive(Debug, Serialize)]
pub struct Diff {
    from: String,
    to: String,
    equal: bool,
    destructive: bool,
    operations: Vec<Operation>,
    warnings: Vec<String>,
    compared_as_text: Vec<String>,
    sql: Vec<String>,
}

impl From<&Diffed> for Diff {
    fn from(diffed: &Diffed) -> Self {
        let operations = Operation::all(&diffed.comparison);
        let mut compared_as_text: Vec<String> = diffed
            .comparison
            .difference
            .compared_as_text
            .iter()
            .map(|question| format!("{question:?}"))
            .collect();
        compared_as_text.sort();
        Self {
            from: diffed.from.clone(),
            to: diffed.to.clone(),
            equal: operations.is_empty(),
            destructive: operations.iter().any(|operation| operation.destructive),
            operations,
            warnings: diffed.warnings.clone(),
            compared_as_text,
            sql: diffed.comparison.up.statements.iter().map(|statement| statement.sql.clone()).collect(),
        }
    }
}

/// `check`.
#[derive(Debug, Serialize)]
pub struct Check {
    from: String,
    to: String,
    equal: bool,
    destructive: bool,
    operations: Vec<Operation>,
    warnings: Vec<String>,
    compared_as_text: Vec<String>,
    sql: Vec<String>,
    pending: Vec<String>,
    heads: Vec<String>,
    drift: Vec<Drift>,
}

#[derive(Debug, Serialize)]
struct Drift {
    between: [&'static str; 2],
    operations: Vec<Operation>,
}

impl From<&Checked> for Check {
    fn from(checked: &Checked) -> Self {
        let Diff { from, to, equal, destructive, operations, warnings, compared_as_text, sql } =
            Diff::from(&checked.diffed);
        let drift = checked.drift.iter().map(|comparison| Drift {
            between: ["history", "database"],
            operations: Operation::all(comparison),
        });
        let mut heads = checked.heads.clone();
        heads.sort();
        Self {
            from,
            to,
            equal,
            destructive,
            operations,
            warnings,
            compared_as_text,
            sql,
            pending: checked.pending.clone(),
            heads,
            drift: drift.collect(),
        }
    }
}

/// `revision`, `merge`, `rebase`.
#[derive(Debug, Serialize)]
pub struct Written {
    revision: Option<Revision>,
    file: Option<String>,
    operations: Vec<Operation>,
    destructive: Vec<Operation>,
    verified: Option<bool>,
    warnings: Vec<String>,
    moved: Vec<Revision>,
    /// Of a rebase.
    #[serde(skip_serializing_if = "Option::is_none")]
    dry_run: Option<bool>,
}

impl Written {
    /// A file; `None` when there was nothing to write.
    #[must_use]
    pub fn new(revision: Option<&RevisionInfo>) -> Self {
        Self {
            file: revision.map(|revision| revision.file.display().to_string()),
            revision: revision.map(Revision::from),
            operations: Vec::new(),
            destructive: Vec::new(),
            verified: None,
            warnings: Vec::new(),
            moved: Vec::new(),
            dry_run: None,
        }
    }

    /// With what was compared for it.
    #[must_use]
    pub fn of_comparisons(
        mut self,
        comparisons: &[Comparison],
        verified: Option<bool>,
        warnings: &[String],
    ) -> Self {
        self.operations = comparisons.iter().flat_map(Operation::all).collect();
        self.destructive = self.operations.iter().filter(|one| one.destructive).cloned().collect();
        self.verified = verified;
        self.warnings = warnings.to_vec();
        self
    }

    /// Files that got other parents; the newest one stands for all.
    #[must_use]
    pub fn rebased(moved: &[RevisionInfo], dry_run: bool) -> Self {
        let dry_run = Some(dry_run);
        Self { moved: moved.iter().map(Revision::from).collect(), dry_run, ..Self::new(moved.last()) }
    }
}
