//! MySQL and MariaDB: the fingerprint of each touched object, before and now.

mod fingerprint;
mod subject;
mod verdict;

pub(super) use fingerprint::look;
pub(super) use verdict::{cannot_be_settled, settle};
