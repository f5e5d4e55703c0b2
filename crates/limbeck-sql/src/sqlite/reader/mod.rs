//! Reads the texts that SQLite keeps in `sqlite_schema`: `CREATE TABLE`, `CREATE INDEX`, `CREATE VIEW`.
//!
//! What the pragmas do not tell (collations, checks, deferral, conflict clauses, AUTOINCREMENT) stands only in this text, so the text is what is
//! read; the grammar is that of the SQLite manual, "CREATE TABLE" and "CREATE INDEX".

mod column;
mod constraint;
mod cursor;
mod index;
mod table;

pub use cursor::ReadError;
pub use index::read_create_index;
pub use table::{read_create_table, read_create_view, read_virtual_table};
