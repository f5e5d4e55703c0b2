//! The four tables in which a database keeps what was done to it.

mod applied;
mod ensure;
mod literal;
mod names;
mod qualify;
mod quote;
mod rows;
mod statements;
mod tables;
mod time;

pub use applied::{Applied, Unfinished};
pub(crate) use ensure::{create_in_transaction, refuse_read_only};
pub use ensure::{ensure_state, state_exists};
pub use literal::literal;
pub use names::StateNames;
pub(crate) use qualify::qualify;
pub use quote::quote_name;
pub use rows::{AppliedRow, JournalRow, JournalState, LogRow, RowKind};
pub use statements::StateSql;
pub use tables::FORMAT;
pub use time::{When, now};
