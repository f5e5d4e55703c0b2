//! One text to the server, and its results read to their end.

use mysql::prelude::Queryable as _;

use super::error;
use crate::{DatabaseError, Rows};

/// Runs a text and reads every result to its end: an error that comes behind the first result would otherwise be lost.
pub(super) fn run(connection: &mut mysql::Conn, sql: &str) -> Result<u64, DatabaseError> {
    let mut changed = 0;
    let mut result = connection.query_iter(sql).map_err(|error| error::statement(&error))?;
    while let Some(set) = result.iter() {
        changed += set.affected_rows();
        for row in set {
            row.map_err(|error| error::statement(&error))?;
        }
    }
    Ok(changed)
}

/// Runs a query and returns its rows. Several queries in one text whose answers have one shape are answered as one.
pub(super) fn rows(connection: &mut mysql::Conn, sql: &str) -> Result<Rows, DatabaseError> {
    let mut found: Option<Rows> = None;
    let mut result = connection.query_iter(sql).map_err(|error| error::statement(&error))?;
    while let Some(set) = result.iter() {
        let columns: Vec<String> =
            set.columns().as_ref().iter().map(|column| column.name_str().into_owned()).collect();
        let mut rows: Vec<Vec<Option<String>>> = Vec::new();
        for row in set {
            let row = row.map_err(|error| error::statement(&error))?;
            rows.push(row.unwrap().into_iter().map(text).collect());
        }
        match &mut found {
            Some(found) if found.columns == columns => found.rows.extend(rows),
            Some(_) => {}
            None => found = Some(Rows { columns, rows }),
        }
    }
    Ok(found.unwrap_or_default())
}

fn text(value: mysql::Value) -> Option<String> {
    match value {
        mysql::Value::NULL => None,
        mysql::Value::Bytes(bytes) => Some(match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => error.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect(),
        }),
        // The text protocol has no other values.
        other => Some(other.as_sql(true)),
    }
}
