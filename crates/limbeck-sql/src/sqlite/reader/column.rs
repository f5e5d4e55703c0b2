//! One column definition.

use limbeck_catalog::{Check, Column, DataType, Expression, Generated, KeyPart, PrimaryKey, Table, Unique};

use super::constraint::{on_conflict, references};
use super::cursor::{Cursor, ReadError, is_name};
use crate::lexer::TokenKind;

/// Words that end a type and begin a constraint.
const CONSTRAINT_WORDS: &[&str] = &[
    "constraint",
    "primary",
    "not",
    "null",
    "unique",
    "check",
    "default",
    "collate",
    "references",
    "generated",
    "as",
    "deferrable",
];

/// Reads a column and puts it, with the constraints written behind it, into `table`.
pub(super) fn column(cursor: &mut Cursor<'_>, table: &mut Table) -> Result<(), ReadError> {
    let mut column = Column { name: cursor.name()?, nullable: true, ..Column::default() };
    column.data_type = data_type(cursor)?;
    loop {
        let name = if cursor.take_words(&["constraint"]) { Some(cursor.name()?) } else { None };
        if cursor.take_words(&["primary", "key"]) {
            primary_key(cursor, &mut column, table, name)?;
        } else if cursor.take_words(&["not", "null"]) {
            column.nullable = false;
            column.options.extend(on_conflict(cursor)?);
        } else if cursor.take_words(&["null"]) {
            on_conflict(cursor)?;
        } else if cursor.take_words(&["unique"]) {
            let options = on_conflict(cursor)?;
            table.uniques.push(Unique {
                name,
                parts: vec![KeyPart::column(&*column.name)],
                options,
                ..Unique::default()
            });
        } else if cursor.take_words(&["check"]) {
            let expression = Expression::new(cursor.in_parentheses()?);
            table.checks.push(Check { name, expression, options: on_conflict(cursor)?, ..Check::default() });
        } else if cursor.take_words(&["default"]) {
            column.default = default(cursor)?;
        } else if cursor.take_words(&["collate"]) {
            column.collation = Some(cursor.name()?).filter(|name| !name.eq_ignore_ascii_case("binary"));
        } else if cursor.at_word("references") {
            let key = references(cursor, name, vec![column.name.clone()])?;
            table.foreign_keys.push(key);
        } else if cursor.take_words(&["generated", "always", "as"]) || cursor.take_words(&["as"]) {
            let expression = Expression::new(cursor.in_parentheses()?);
            let stored = cursor.take_words(&["stored"]);
            if !stored {
                cursor.take_words(&["virtual"]);
            }
            column.generated = Some(Generated { expression, stored });
        } else if name.is_none() {
            break;
        } else if cursor.at_symbol(",") || cursor.at_symbol(")") {
            // `CONSTRAINT name` with nothing behind it: SQLite takes it and forgets it.
            break;
        }
    }
    table.columns.push(column);
    Ok(())
}

fn primary_key(
    cursor: &mut Cursor<'_>,
    column: &mut Column,
    table: &mut Table,
    name: Option<String>,
) -> Result<(), ReadError> {
    let descending = cursor.take_words(&["desc"]);
    if !descending {
        cursor.take_words(&["asc"]);
    }
    let options = on_conflict(cursor)?;
    column.auto_increment = cursor.take_words(&["autoincrement"]);
    let parts = vec![KeyPart { descending, ..KeyPart::column(&*column.name) }];
    table.primary_key = Some(PrimaryKey { name, parts, options, ..PrimaryKey::default() });
    Ok(())
}

/// The declared type, with runs of white space made one blank.
fn data_type(cursor: &mut Cursor<'_>) -> Result<DataType, ReadError> {
    let start = cursor.position();
    while cursor.peek().is_some_and(is_name) && !cursor.at_any_word(CONSTRAINT_WORDS) {
        cursor.advance();
    }
    if cursor.position() > start && cursor.at_symbol("(") {
        cursor.skip_parentheses()?;
    }
    let text = cursor.slice(cursor.since(start));
    Ok(DataType::new(text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// A default: an expression in parentheses, a literal, a signed number or a word. An explicit NULL is none.
fn default(cursor: &mut Cursor<'_>) -> Result<Option<Expression>, ReadError> {
    let text = if cursor.at_symbol("(") {
        cursor.in_parentheses()?
    } else {
        let start = cursor.position();
        if cursor.at_symbol("-") || cursor.at_symbol("+") {
            cursor.advance();
        }
        match cursor.peek() {
            Some(token) if is_name(token) || token.kind == TokenKind::Number => cursor.advance(),
            _ => return Err(cursor.error("a default")),
        }
        cursor.slice(cursor.since(start)).to_owned()
    };
    Ok(Some(Expression::new(text)).filter(|default| !default.0.eq_ignore_ascii_case("null")))
}
