//! Autogenerate: what the models want, what the database is, and the revision between them.

mod check;
mod compare;
mod desired;
mod diff;
mod dump;
mod end;
mod error;
mod generate;
mod history;
mod options;
mod scratch;
mod verify;

pub use check::{Checked, check};
pub use compare::Comparison;
pub use desired::{Desired, Guard, ModelSources, desired, guard, read_sql};
pub use diff::{Diffed, diff, rename_candidates};
pub use dump::dump_schema;
pub use end::End;
pub use error::AutogenerateError;
pub use generate::{GenerateOptions, Generated, generate};
pub use history::{created_by_history, replay_history};
pub use options::CompareOptions;
pub use scratch::ScratchServers;
