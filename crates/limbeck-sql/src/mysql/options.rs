//! The keys of `Options` that reflection writes and rendering reads.

/// The collation of a table.
pub const COLLATION: &str = "collation";
/// A column that `SELECT *` leaves out.
pub const INVISIBLE: &str = "invisible";
/// The spatial reference system of a column (MySQL).
pub const SRID: &str = "srid";
/// A column of a versioned table that is not versioned (MariaDB).
pub const WITHOUT_VERSIONING: &str = "without_system_versioning";
/// A check that is not enforced (MySQL).
pub const NOT_ENFORCED: &str = "not_enforced";
/// A check that is part of its column's definition (MariaDB): the value is the column's name.
pub const COLUMN_CHECK: &str = "column";
/// An index that the optimizer does not use: `INVISIBLE` (MySQL), `IGNORED` (MariaDB).
pub const IGNORED: &str = "ignored";
/// The size of an index's blocks; a table has a setting of the same name.
pub const KEY_BLOCK_SIZE: &str = "key_block_size";
/// The parser of a full-text index.
pub const PARSER: &str = "parser";
/// `WITH SYSTEM VERSIONING` (MariaDB); the value is the `PERIOD` clause, where there is one.
pub const SYSTEM_VERSIONING: &str = "system_versioning";
/// The algorithm of a view: `merge`, `temptable`.
pub const ALGORITHM: &str = "algorithm";
/// Whose rights a view runs with: `invoker`; the definer's is the default.
pub const SECURITY: &str = "security";
/// `cascaded` or `local`.
pub const CHECK_OPTION: &str = "check_option";
/// Whether pages have checksums (Aria): what has been said once cannot be unsaid.
pub const PAGE_CHECKSUM: &str = "page_checksum";
