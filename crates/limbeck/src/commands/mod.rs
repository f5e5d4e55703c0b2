//! The commands, as functions that return data.

mod adopt;
mod apply;
mod baseline;
mod check;
mod current;
mod doctor;
mod ensure;
mod graph;
mod history;
mod info;
mod lock;
mod offline;
mod rebase;
mod recorded;
mod repair;
mod revision;
mod session;
mod shares;
mod show;
mod stamp;
mod steps;

pub use adopt::adopt;
pub use apply::{
    ApplyOptions, Report, StepPlan, Stored, downgrade, downgrade_async, downgrade_with, upgrade,
    upgrade_async, upgrade_with,
};
pub use baseline::baseline;
pub use check::check_single_head;
pub use current::{AppliedRevision, Current, RevisionState, current, current_async, current_with};
pub use doctor::{Finding, FindingState, doctor, doctor_without_configuration};
pub use ensure::{ensure_version, ensure_version_async};
pub use graph::{branches, heads, revision_path};
pub use history::{History, HistoryEntry, history};
pub use info::RevisionInfo;
pub use lock::{LockStatus, lock_status};
pub use offline::{OfflineOptions, offline_sql};
pub use rebase::{Rebased, rebase};
pub use repair::{RepairAction, Repaired, UnfinishedStatement, repair, unfinished};
pub(crate) use revision::graph_or_empty;
pub use revision::{Created, NewRevisionOptions, merge, merge_with, new_revision, write_revision};
pub use session::{Access, create_database, open};
pub use show::{Shown, ShownSection, ShownStatement, show};
pub use stamp::{StampOptions, Stamped, stamp, stamp_async, stamp_with};
