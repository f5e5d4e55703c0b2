//! All operations in one order.

use super::chain::chained;
use super::depth::Depths;
use super::rank::{Names, rank};
use crate::dialect::Dialect;
use crate::operation::Operation;

/// Sorts `operations` into an order in which each can run. Stable: what is free to come in any order keeps the order it was given in.
pub(crate) fn order(mut operations: Vec<Operation>, dialect: &dyn Dialect) -> Vec<Operation> {
    let names = Names::of(&operations, dialect);
    let depths = Depths::of(&operations);
    operations.sort_by_cached_key(|operation| (rank(operation, &names), depths.depth(operation)));
    chained(operations)
}
