//! The graph of revisions: what it is made of, what its names mean, and the ways through it.

mod build;
mod check;
mod circles;
mod create;
mod edges;
mod entry;
mod error;
mod model;
mod plan;
mod range;
mod rebase;
mod resolve;
mod stamp;
mod symbol;
mod walk;

pub use create::{CreateError, MergePlan, version_path};
pub use error::{GraphError, Place};
pub use model::{Graph, Revision};
pub use plan::{Plan, PlanError};
pub use rebase::{Rebase, Reparent};
pub use resolve::{ResolveError, Targets};
pub use stamp::Stamp;
pub use symbol::counts_from_applied;
