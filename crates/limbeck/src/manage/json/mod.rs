//! The JSON of `--json`, format 1: the shapes that programs build on. Absent is `null`, never missing; lists are sorted.

mod compare;
mod current;
mod envelope;
mod failure;
mod revision;
mod run;
mod server;
mod show;

pub use compare::{Check, Diff, Operation, Written};
pub use current::CurrentJson;
pub use failure::Failure;
pub use revision::{HistoryJson, Revision, Revisions};
pub use run::Run;
pub use server::{Doctor, Lock, Unsupported, Url};
pub use show::Show;

pub(super) use envelope::envelope;
