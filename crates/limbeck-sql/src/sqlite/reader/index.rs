//! `CREATE INDEX`.

use limbeck_catalog::{Expression, Index};

use super::constraint::key_parts;
use super::cursor::{Cursor, ReadError};

/// Reads a stored `CREATE INDEX`; the text itself is kept as the index's definition.
///
/// # Errors
///
/// [`ReadError`] when the text is none.
pub fn read_create_index(sql: &str) -> Result<Index, ReadError> {
    let mut cursor = Cursor::new(sql)?;
    cursor.expect_words(&["create"], "CREATE")?;
    let unique = cursor.take_words(&["unique"]);
    cursor.expect_words(&["index"], "INDEX")?;
    cursor.take_words(&["if", "not", "exists"]);
    let name = cursor.qualified_name()?;
    cursor.expect_words(&["on"], "ON")?;
    cursor.name()?;
    let (parts, _) = key_parts(&mut cursor)?;
    let predicate = cursor.take_words(&["where"]).then(|| Expression::new(cursor.rest()));
    let definition = Some(sql.trim_end().trim_end_matches(';').to_owned());
    Ok(Index { name, unique, parts, predicate, definition, ..Index::default() })
}
