//! The order in which operations run.
//!
//! A rank for each kind of step, and inside a rank what the objects themselves demand: a table after those its foreign keys point to, a view
//! after those it reads, and the other way round when they go. Drops of what holds rows come last, so that everything that could need the
//! rows, or would be deleted with them, has been settled before.

mod chain;
mod depth;
mod needs;
mod rank;

use self::chain::chained;
use self::depth::Depths;
use self::rank::{Names, rank};
use crate::dialect::Dialect;
use crate::operation::Operation;

/// Sorts `operations` into an order in which each can run. Stable: what is free to come in any order keeps the order it was given in.
pub(crate) fn order(mut operations: Vec<Operation>, dialect: &dyn Dialect) -> Vec<Operation> {
    let names = Names::of(&operations, dialect);
    let depths = Depths::of(&operations);
    operations.sort_by_cached_key(|operation| (rank(operation, &names), depths.depth(operation)));
    chained(operations)
}
