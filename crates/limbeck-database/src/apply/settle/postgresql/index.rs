//! `CREATE INDEX CONCURRENTLY` leaves an invalid index behind, `DROP INDEX CONCURRENTLY` one that is half dropped.

use limbeck_sql::classify::ObjectKind;

use super::{oids, regclass};
use crate::apply::settle::Verdict;
use crate::apply::settle::objects::Object;
use crate::apply::settle::statement::Read;
use crate::{Connection, DatabaseError, literal};

const NAME: &str = "pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)";

/// The table, and the indexes that it has already.
pub(super) fn look_before_create(
    connection: &mut dyn Connection,
    statement: &Read,
) -> Result<Option<Vec<Object>>, DatabaseError> {
    let Some(table) = statement.classification.touched.iter().find(|object| object.kind == ObjectKind::Table)
    else {
        return Ok(None);
    };
    let table = regclass(table.schema.as_deref(), &table.name);
    let sql = format!(
        "SELECT 'table', {NAME}, c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
         WHERE c.oid = {table} UNION ALL \
         SELECT 'index', {NAME}, c.oid FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE i.indrelid = {table} ORDER BY 1 DESC, 3"
    );
    objects(connection, &sql).map(Some)
}

/// None new: it has not run. A valid one: it has. An invalid one is dropped, and it runs again.
pub(super) fn settle_create(
    connection: &mut dyn Connection,
    statement: &Read,
    before: &[Object],
) -> Result<Verdict, DatabaseError> {
    let named = statement
        .classification
        .creates
        .iter()
        .find(|object| object.kind == ObjectKind::Index)
        .map(|index| literal(&index.name, limbeck_url::DialectName::PostgreSql));
    let named = named.map(|name| format!(" AND c.relname = {name}")).unwrap_or_default();
    let sql = format!(
        "SELECT CASE WHEN i.indisvalid THEN 'valid' ELSE 'invalid' END, {NAME}, c.oid FROM pg_catalog.pg_index i \
         JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
         WHERE i.indrelid IN ({}) AND c.oid NOT IN ({}){named} ORDER BY c.oid",
        oids(before, "table"),
        oids(before, "index"),
    );
    let found = objects(connection, &sql)?;
    match &found[..] {
        [] => Ok(Verdict::RunAgain),
        [one] if one.kind == "valid" => Ok(Verdict::Done),
        [one] => {
            drop_index(connection, &one.name)?;
            Ok(Verdict::RunAgain)
        }
        several => {
            let names: Vec<&str> = several.iter().map(|one| one.name.as_str()).collect();
            Ok(Verdict::Person(format!("the table has several new indexes: {}", names.join(", "))))
        }
    }
}

/// The index by its oid.
pub(super) fn look_before_drop(
    connection: &mut dyn Connection,
    statement: &Read,
) -> Result<Vec<Object>, DatabaseError> {
    let mut all = Vec::new();
    for index in &statement.classification.drops {
        let sql = format!("SELECT {}::oid", regclass(index.schema.as_deref(), &index.name));
        let oid = connection.query(&sql)?.scalar().map(str::to_owned);
        all.push(Object::new("index", index.to_string(), oid));
    }
    Ok(all)
}

/// Gone: it has run. Still there, whole or half dropped: DROP works on both.
pub(super) fn settle_drop(
    connection: &mut dyn Connection,
    before: &[Object],
) -> Result<Verdict, DatabaseError> {
    if before.iter().all(|object| object.state.is_none()) {
        return Ok(Verdict::RunAgain);
    }
    let sql = format!("SELECT count(*) FROM pg_catalog.pg_class WHERE oid IN ({})", oids(before, "index"));
    let left = connection.query(&sql)?;
    Ok(if left.scalar() == Some("0") { Verdict::Done } else { Verdict::RunAgain })
}

/// `name` is quoted.
pub(super) fn drop_index(connection: &mut dyn Connection, name: &str) -> Result<(), DatabaseError> {
    connection.execute(&format!("DROP INDEX CONCURRENTLY IF EXISTS {name}")).map(drop)
}

/// Rows of kind, name, state.
pub(super) fn objects(connection: &mut dyn Connection, sql: &str) -> Result<Vec<Object>, DatabaseError> {
    let rows = connection.query(sql)?.rows.into_iter();
    Ok(rows
        .map(|row| {
            let mut values = row.into_iter();
            let kind = values.next().flatten().unwrap_or_default();
            Object::new(&kind, values.next().flatten().unwrap_or_default(), values.next().flatten())
        })
        .collect())
}
