//! The commands: arguments, text, JSON. One file each.

mod adopt;
mod branches;
mod check;
mod compare;
mod current;
mod diff;
mod doctor;
mod downgrade;
mod dump_schema;
mod ensure_version;
mod heads;
mod history;
mod init;
mod lock;
mod merge;
mod rebase;
mod repair;
mod revision;
mod run;
mod show;
mod stamp;
mod upgrade;

pub use adopt::AdoptArgs;
pub use branches::BranchesArgs;
pub use check::CheckArgs;
pub use compare::CompareArgs;
pub use current::CurrentArgs;
pub use diff::DiffArgs;
pub use doctor::DoctorArgs;
pub use downgrade::DowngradeArgs;
pub use dump_schema::DumpSchemaArgs;
pub use ensure_version::EnsureVersionArgs;
pub use heads::HeadsArgs;
pub use history::HistoryArgs;
pub use init::InitDatabaseArgs;
pub use lock::LockArgs;
pub use merge::MergeArgs;
pub use rebase::RebaseArgs;
pub use repair::RepairArgs;
pub use revision::{CreateArgs, GenerateArgs, NewRevisionArgs, Present, RevisionArgs};
pub use show::ShowArgs;
pub use stamp::StampArgs;
pub use upgrade::UpgradeArgs;

use serde::Serialize;

use super::Project;

/// A script, as data.
fn offline(project: &Project, script: &str) {
    #[derive(Serialize)]
    struct Answer<'a> {
        sql: &'a str,
    }
    project.output.object(&Answer { sql: script });
    project.output.data(script);
}
