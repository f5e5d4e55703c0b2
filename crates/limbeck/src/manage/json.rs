//! The JSON of `--json`, format 1: the shapes that programs build on. Absent is `null`, never missing; lists are sorted.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::commands::{
    Current, HistoryEntry, LockStatus, Report, RevisionInfo, Shown, ShownSection, Stamped, StepPlan,
};
use crate::error::Error;

/// One object: what all have, then what `data` says. `data` must be a map or a struct.
pub(super) fn envelope<T: Serialize>(command: &str, data: &T) -> String {
    #[derive(Serialize)]
    struct Head<'a> {
        limbeck: &'a str,
        format: u32,
        command: &'a str,
    }
    let head = Head { limbeck: env!("CARGO_PKG_VERSION"), format: 1, command };
    // No `flatten`: the two objects are joined as texts.
    let text = |value: Result<String, serde_json::Error>| value.unwrap_or_else(|_| "{}".to_owned());
    let (mut all, rest) = (text(serde_json::to_string(&head)), text(serde_json::to_string(data)));
    let rest = rest.strip_prefix('{').unwrap_or("}");
    all.pop();
    if rest != "}" {
        all.push(',');
    }
    all.push_str(rest);
    all
}

/// A revision, wherever one appears.
#[derive(Debug, Serialize)]
pub struct Revision {
    revision: String,
    parents: Vec<String>,
    depends_on: Vec<String>,
    labels: Vec<String>,
    message: String,
    created: Option<String>,
    file: String,
    head: bool,
    base: bool,
    branch_point: bool,
    merge: bool,
}

impl From<&RevisionInfo> for Revision {
    fn from(info: &RevisionInfo) -> Self {
        Self {
            revision: info.revision.clone(),
            parents: info.parents.clone(),
            depends_on: info.depends_on.clone(),
            labels: info.labels.clone(),
            message: info.message.clone(),
            created: info.created.clone(),
            file: info.file.display().to_string(),
            head: info.head,
            base: info.base,
            branch_point: info.branch_point,
            merge: info.merge,
        }
    }
}

/// `heads`, `branches`.
#[derive(Debug, Serialize)]
pub struct Revisions {
    revisions: Vec<Revision>,
}

impl Revisions {
    /// Of these, in this order.
    #[must_use]
    pub fn new(revisions: &[RevisionInfo]) -> Self {
        Self { revisions: revisions.iter().map(Revision::from).collect() }
    }
}

/// `history`.
#[derive(Debug, Serialize)]
pub struct History {
    revisions: Vec<HistoryRevision>,
}

#[derive(Debug, Serialize)]
struct HistoryRevision {
    revision: String,
    parents: Vec<String>,
    depends_on: Vec<String>,
    labels: Vec<String>,
    message: String,
    created: Option<String>,
    file: String,
    head: bool,
    base: bool,
    branch_point: bool,
    merge: bool,
    applied: Option<bool>,
}

impl History {
    /// Newest first, as they come.
    #[must_use]
    pub fn new(entries: &[HistoryEntry]) -> Self {
        let revisions = entries.iter().map(|entry| {
            let Revision {
                revision,
                parents,
                depends_on,
                labels,
                message,
                created,
                file,
                head,
                base,
                branch_point,
                merge,
            } = Revision::from(&entry.revision);
            HistoryRevision {
                revision,
                parents,
                depends_on,
                labels,
                message,
                created,
                file,
                head,
                base,
                branch_point,
                merge,
                applied: entry.applied,
            }
        });
        Self { revisions: revisions.collect() }
    }
}

/// `current`.
#[derive(Debug, Serialize)]
pub struct CurrentJson<'a> {
    database: &'a str,
    server: Server<'a>,
    namespace: &'a str,
    at_heads: bool,
    applied: Vec<Applied<'a>>,
    heads: Vec<&'a str>,
    pending: &'a [String],
    unfinished: Vec<Unfinished<'a>>,
    alembic: Option<&'a [String]>,
}

#[derive(Debug, Serialize)]
struct Server<'a> {
    dialect: &'a str,
    version: &'a str,
}

#[derive(Debug, Serialize)]
struct Applied<'a> {
    revision: &'a str,
    applied_at: &'a str,
    checksum_matches: bool,
    known: bool,
    parents: &'a [String],
}

#[derive(Debug, Serialize)]
struct Unfinished<'a> {
    revision: &'a str,
    direction: &'a str,
    position: u32,
}

impl<'a> From<&'a Current> for CurrentJson<'a> {
    fn from(current: &'a Current) -> Self {
        let mut heads: Vec<&str> = current.heads.iter().map(String::as_str).collect();
        heads.sort_unstable();
        Self {
            database: &current.database,
            server: Server { dialect: current.dialect.as_str(), version: &current.version },
            namespace: &current.namespace,
            at_heads: current.at_heads,
            applied: current
                .applied
                .iter()
                .map(|row| Applied {
                    revision: &row.revision,
                    applied_at: &row.applied_at,
                    checksum_matches: row.checksum_matches,
                    known: row.known,
                    parents: &row.parents,
                })
                .collect(),
            heads,
            pending: &current.pending,
            unfinished: current
                .unfinished
                .iter()
                .map(|open| Unfinished {
                    revision: &open.revision,
                    direction: open.direction.as_str(),
                    position: open.position,
                })
                .collect(),
            alembic: current.alembic.as_deref(),
        }
    }
}

/// `show`.
#[derive(Debug, Serialize)]
pub struct Show {
    revision: String,
    parents: Vec<String>,
    depends_on: Vec<String>,
    labels: Vec<String>,
    message: String,
    created: Option<String>,
    file: String,
    head: bool,
    base: bool,
    branch_point: bool,
    merge: bool,
    upgrade: Vec<Section>,
    downgrade: Vec<Section>,
    irreversible: Option<String>,
}

#[derive(Debug, Serialize)]
struct Section {
    dialects: Vec<&'static str>,
    transaction: bool,
    foreign_keys_off: bool,
    line: usize,
    statements: Vec<Statement>,
}

#[derive(Debug, Serialize)]
struct Statement {
    sql: String,
    line: usize,
    class: &'static str,
}

impl From<&ShownSection> for Section {
    fn from(section: &ShownSection) -> Self {
        Self {
            dialects: section.dialects.iter().map(|dialect| dialect.as_str()).collect(),
            transaction: section.transaction,
            foreign_keys_off: section.foreign_keys_off,
            line: section.line,
            statements: section
                .statements
                .iter()
                .map(|one| Statement { sql: one.sql.clone(), line: one.line, class: one.class })
                .collect(),
        }
    }
}

impl From<&Shown> for Show {
    fn from(shown: &Shown) -> Self {
        let Revision {
            revision,
            parents,
            depends_on,
            labels,
            message,
            created,
            file,
            head,
            base,
            branch_point,
            merge,
        } = Revision::from(&shown.revision);
        Self {
            revision,
            parents,
            depends_on,
            labels,
            message,
            created,
            file,
            head,
            base,
            branch_point,
            merge,
            upgrade: shown.upgrade.iter().map(Section::from).collect(),
            downgrade: shown.downgrade.iter().map(Section::from).collect(),
            irreversible: shown.irreversible.clone(),
        }
    }
}

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
        }
    }
}

/// `revision`, `merge`, `rebase`.
#[derive(Debug, Serialize)]
pub struct Written {
    revision: Option<Revision>,
    file: Option<String>,
    operations: Vec<serde_json::Value>,
    destructive: Vec<serde_json::Value>,
    verified: Option<bool>,
    moved: Vec<Revision>,
}

impl Written {
    /// A file that was written by hand's request: nothing was compared.
    #[must_use]
    pub fn new(revision: &RevisionInfo) -> Self {
        Self {
            file: Some(revision.file.display().to_string()),
            revision: Some(revision.into()),
            operations: Vec::new(),
            destructive: Vec::new(),
            verified: None,
            moved: Vec::new(),
        }
    }

    /// Files that got other parents; the newest one stands for all.
    #[must_use]
    pub fn rebased(moved: &[RevisionInfo]) -> Self {
        let last = moved.last();
        Self {
            revision: last.map(Revision::from),
            file: last.map(|info| info.file.display().to_string()),
            operations: Vec::new(),
            destructive: Vec::new(),
            verified: None,
            moved: moved.iter().map(Revision::from).collect(),
        }
    }
}

/// `lock`.
#[derive(Debug, Serialize)]
pub struct Lock<'a> {
    held: bool,
    owner: Option<&'a str>,
    host: Option<&'a str>,
    since: Option<&'a str>,
    kind: &'a str,
    real: bool,
}

impl<'a> From<&'a LockStatus> for Lock<'a> {
    fn from(status: &'a LockStatus) -> Self {
        Self {
            held: status.held,
            owner: status.owner.as_deref(),
            host: status.host.as_deref(),
            since: status.since.as_deref(),
            kind: status.kind,
            real: status.real,
        }
    }
}

/// `url`.
#[derive(Debug, Serialize)]
pub struct Url {
    /// The dialect that the scheme names.
    pub dialect: &'static str,
    /// The driver that the URL names.
    pub driver: Option<&'static str>,
    /// The one spelling, masked.
    pub canonical: String,
    /// Where it was found.
    pub source: &'static str,
    /// The URL as drivers want it.
    #[serde(rename = "for")]
    pub for_drivers: BTreeMap<&'static str, String>,
    /// What drivers have no word for.
    pub unsupported: Vec<Unsupported>,
}

/// Something that a driver has no word for.
#[derive(Debug, Serialize)]
pub struct Unsupported {
    /// The driver.
    pub driver: &'static str,
    /// The parameter; `null` when it does not speak the dialect at all.
    pub parameter: Option<String>,
    /// Why.
    pub reason: String,
}

/// The object of a failure.
#[derive(Debug, Serialize)]
pub struct Failure<'a> {
    error: FailureBody<'a>,
}

#[derive(Debug, Serialize)]
struct FailureBody<'a> {
    kind: &'static str,
    message: &'a str,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    statement: Option<&'a str>,
    hints: Vec<&'a str>,
    notes: &'a [String],
    faults: Vec<Fault<'a>>,
}

#[derive(Debug, Serialize)]
struct Fault<'a> {
    message: &'a str,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    hint: Option<&'a str>,
}

impl<'a> From<&'a Error> for Failure<'a> {
    fn from(error: &'a Error) -> Self {
        let place = error.location();
        Self {
            error: FailureBody {
                kind: error.kind().as_str(),
                message: error.message(),
                file: place.map(|place| place.file.display().to_string()),
                line: place.map(|place| place.line),
                column: place.map(|place| place.column),
                statement: error.statement(),
                hints: error.all_hints(),
                notes: error.notes(),
                faults: error
                    .faults()
                    .iter()
                    .map(|fault| Fault {
                        message: &fault.message,
                        file: fault.location.as_ref().map(|place| place.file.display().to_string()),
                        line: fault.location.as_ref().map(|place| place.line),
                        column: fault.location.as_ref().map(|place| place.column),
                        hint: fault.hint.as_deref(),
                    })
                    .collect(),
            },
        }
    }
}
