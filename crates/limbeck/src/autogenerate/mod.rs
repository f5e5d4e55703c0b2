//! Autogenerate: what the models want, what the database is, and the revision between them.

mod compare;
mod desired;
mod error;
mod history;
mod verify;

pub use compare::Comparison;
pub use desired::{Desired, Guard, ModelSources, desired, guard, read_sql};
pub use error::AutogenerateError;
pub use history::{created_by_history, replay_history};
