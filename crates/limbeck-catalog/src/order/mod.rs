//! The order in which operations run.
//!
//! A rank for each kind of step, and inside a rank what the objects themselves demand: a table after those its foreign keys point to, a view
//! after those it reads, and the other way round when they go. Drops of what holds rows come last, so that everything that could need the
//! rows, or would be deleted with them, has been settled before.

mod chain;
mod depth;
mod needs;
mod rank;
mod sort;

pub(crate) use self::sort::order;
