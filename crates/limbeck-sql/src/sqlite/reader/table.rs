//! `CREATE TABLE`, `CREATE VIRTUAL TABLE`, `CREATE VIEW`.

use limbeck_catalog::{Check, Expression, ObjectName, PrimaryKey, Table, TableKind, Unique, View, keys};

use super::column::column;
use super::constraint::{key_parts, on_conflict, references};
use super::cursor::{Cursor, ReadError};

/// Words that begin a table constraint. A column of such a name must be in quotes, so no column is mistaken for one.
const TABLE_CONSTRAINT_WORDS: &[&str] = &["constraint", "primary", "unique", "check", "foreign"];

/// Reads a stored `CREATE TABLE`.
///
/// # Errors
///
/// [`ReadError`] when the text is no `CREATE TABLE` with a list of columns.
pub fn read_create_table(sql: &str) -> Result<Table, ReadError> {
    let mut cursor = Cursor::new(sql)?;
    cursor.expect_words(&["create"], "CREATE")?;
    let _ = cursor.take_words(&["temp"]) || cursor.take_words(&["temporary"]);
    cursor.expect_words(&["table"], "TABLE")?;
    cursor.take_words(&["if", "not", "exists"]);
    let mut table = Table::new(ObjectName::new(cursor.qualified_name()?));
    cursor.expect_symbol("(", "`(`")?;
    loop {
        if cursor.at_any_word(TABLE_CONSTRAINT_WORDS) {
            table_constraint(&mut cursor, &mut table)?;
        } else {
            column(&mut cursor, &mut table)?;
        }
        // The comma between table constraints may be missing (the grammar's `tconscomma`).
        if !cursor.take_symbol(",") && !cursor.at_any_word(TABLE_CONSTRAINT_WORDS) {
            break;
        }
    }
    cursor.expect_symbol(")", "`,` or `)`")?;
    loop {
        if cursor.take_words(&["without", "rowid"]) {
            table.options.insert(keys::WITHOUT_ROWID.to_owned(), "true".to_owned());
        } else if cursor.take_words(&["strict"]) {
            table.options.insert(keys::STRICT.to_owned(), "true".to_owned());
        } else if !cursor.take_symbol(",") {
            break;
        }
    }
    cursor.take_symbol(";");
    if cursor.peek().is_some() {
        return Err(cursor.error("the end of the statement"));
    }
    forget_order_of_a_rowid(&mut table);
    Ok(table)
}

fn table_constraint(cursor: &mut Cursor<'_>, table: &mut Table) -> Result<(), ReadError> {
    let name = if cursor.take_words(&["constraint"]) { Some(cursor.name()?) } else { None };
    if cursor.take_words(&["primary", "key"]) {
        let (parts, autoincrement) = key_parts(cursor)?;
        if autoincrement && let Some(name) = parts.first().and_then(|part| part.column_name()) {
            let column = table.columns.iter_mut().find(|column| column.name.eq_ignore_ascii_case(name));
            column.into_iter().for_each(|column| column.auto_increment = true);
        }
        let options = on_conflict(cursor)?;
        table.primary_key = Some(PrimaryKey { name, parts, options, ..PrimaryKey::default() });
        mark_written_behind(table);
    } else if cursor.take_words(&["unique"]) {
        let (parts, _) = key_parts(cursor)?;
        table.uniques.push(Unique { name, parts, options: on_conflict(cursor)?, ..Unique::default() });
    } else if cursor.take_words(&["check"]) {
        let expression = Expression::new(cursor.in_parentheses()?);
        table.checks.push(Check { name, expression, options: on_conflict(cursor)?, ..Check::default() });
    } else if cursor.take_words(&["foreign", "key"]) {
        let columns = cursor.names_in_parentheses()?;
        let key = references(cursor, name, columns)?;
        table.foreign_keys.push(key);
    } else if name.is_none() {
        return Err(cursor.error("a column or a table constraint"));
    }
    Ok(())
}

/// `PRIMARY KEY (x DESC)` written behind the columns makes a column of type INTEGER the rowid all the same; only `x INTEGER PRIMARY KEY DESC`
/// does not (SQLite manual, "ROWIDs and the INTEGER PRIMARY KEY").
fn mark_written_behind(table: &mut Table) {
    let Some(key) = &mut table.primary_key else { return };
    let [part] = &mut key.parts[..] else { return };
    let Some(name) = part.column_name().map(str::to_owned) else { return };
    let column = table.columns.iter().find(|column| column.name.eq_ignore_ascii_case(&name));
    if column.is_some_and(|column| column.data_type.as_str().eq_ignore_ascii_case("integer")) {
        part.descending = false;
    }
}

/// The direction of a key of one column says nothing where the column is no INTEGER: the index is read both ways. It is kept only where it
/// keeps a column from being the rowid.
fn forget_order_of_a_rowid(table: &mut Table) {
    let without_rowid = table.options.contains_key(keys::WITHOUT_ROWID);
    let Some(key) = &mut table.primary_key else { return };
    if without_rowid {
        return;
    }
    if let [part] = &mut key.parts[..]
        && let Some(name) = part.column_name()
        && let Some(column) = table.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name))
        && !column.data_type.as_str().eq_ignore_ascii_case("integer")
    {
        part.descending = false;
    }
}

/// Reads a stored `CREATE VIRTUAL TABLE`: its name, and everything after `USING`. Its columns are known to its module alone.
///
/// # Errors
///
/// [`ReadError`] when the text is none.
pub fn read_virtual_table(sql: &str) -> Result<Table, ReadError> {
    let mut cursor = Cursor::new(sql)?;
    cursor.expect_words(&["create", "virtual", "table"], "CREATE VIRTUAL TABLE")?;
    cursor.take_words(&["if", "not", "exists"]);
    let name = ObjectName::new(cursor.qualified_name()?);
    cursor.expect_words(&["using"], "USING")?;
    Ok(Table { kind: TableKind::Virtual(cursor.rest().to_owned()), ..Table::new(name) })
}

/// Reads a stored `CREATE VIEW`: its name, and everything after the name.
///
/// # Errors
///
/// [`ReadError`] when the text is none.
pub fn read_create_view(sql: &str) -> Result<View, ReadError> {
    let mut cursor = Cursor::new(sql)?;
    cursor.expect_words(&["create"], "CREATE")?;
    let _ = cursor.take_words(&["temp"]) || cursor.take_words(&["temporary"]);
    cursor.expect_words(&["view"], "VIEW")?;
    cursor.take_words(&["if", "not", "exists"]);
    let name = ObjectName::new(cursor.qualified_name()?);
    Ok(View { name, definition: Expression::new(cursor.rest()), ..View::default() })
}
