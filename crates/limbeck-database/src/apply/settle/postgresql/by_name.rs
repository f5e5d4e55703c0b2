//! Databases and tablespaces: there or not.

use limbeck_sql::classify::ObjectKind;

use crate::apply::settle::Verdict;
use crate::apply::settle::objects::Object;
use crate::apply::settle::statement::Read;
use crate::{Connection, DatabaseError, literal};

pub(super) fn look(connection: &mut dyn Connection, statement: &Read) -> Result<Vec<Object>, DatabaseError> {
    let mut all = Vec::new();
    for object in &statement.classification.touched {
        let kind = if object.kind == ObjectKind::Tablespace { "tablespace" } else { "database" };
        all.push(now(connection, &Object::new(kind, object.name.clone(), None))?);
    }
    Ok(all)
}

fn now(connection: &mut dyn Connection, object: &Object) -> Result<Object, DatabaseError> {
    let name = literal(&object.name, limbeck_url::DialectName::PostgreSql);
    let sql = if object.kind == "tablespace" {
        format!("SELECT oid FROM pg_catalog.pg_tablespace WHERE spcname = {name}")
    } else {
        format!("SELECT oid FROM pg_catalog.pg_database WHERE datname = {name}")
    };
    let oid = connection.query(&sql)?.scalar().map(str::to_owned);
    Ok(Object::new(&object.kind, object.name.clone(), oid))
}

/// A database that is half dropped (`datconnlimit = -2`) is still there, and is dropped again.
pub(super) fn settle(
    connection: &mut dyn Connection,
    statement: &Read,
    before: &[Object],
) -> Result<Verdict, DatabaseError> {
    let mut done = !before.is_empty();
    for object in before {
        let now = now(connection, object)?;
        done &= now.state != object.state && now.state.is_none() == statement.begins("drop");
    }
    Ok(if done { Verdict::Done } else { Verdict::RunAgain })
}
