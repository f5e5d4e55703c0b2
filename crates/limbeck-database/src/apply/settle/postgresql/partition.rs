//! `ALTER TABLE … DETACH PARTITION … CONCURRENTLY` may stop between its two transactions.

use super::{oids, regclass};
use crate::apply::settle::Verdict;
use crate::apply::settle::objects::Object;
use crate::apply::settle::statement::Read;
use crate::{Connection, DatabaseError};

/// The parent and the partition by their oids.
pub(super) fn look(
    connection: &mut dyn Connection,
    statement: &Read,
) -> Result<Option<Vec<Object>>, DatabaseError> {
    let [parent, partition] = &statement.classification.touched[..] else { return Ok(None) };
    let mut all = Vec::new();
    for (kind, object) in [("table", parent), ("partition", partition)] {
        let sql = format!("SELECT {}::oid", regclass(object.schema.as_deref(), &object.name));
        let oid = connection.query(&sql)?.scalar().map(str::to_owned);
        all.push(Object::new(kind, object.to_string(), oid));
    }
    Ok(Some(all))
}

/// No longer a partition: it has run. Pending: it is brought to its end. Else it runs again.
pub(super) fn settle(connection: &mut dyn Connection, before: &[Object]) -> Result<Verdict, DatabaseError> {
    if before.iter().any(|object| object.state.is_none()) {
        return Ok(Verdict::RunAgain);
    }
    let sql = format!(
        "SELECT i.inhdetachpending, i.inhparent::pg_catalog.regclass, i.inhrelid::pg_catalog.regclass FROM pg_catalog.pg_inherits i \
         WHERE i.inhparent IN ({}) AND i.inhrelid IN ({})",
        oids(before, "table"),
        oids(before, "partition")
    );
    let rows = connection.query(&sql)?.rows;
    let Some([pending, parent, partition]) = rows.first().map(Vec::as_slice) else {
        return Ok(Verdict::Done);
    };
    let (Some("t"), Some(parent), Some(partition)) = (pending.as_deref(), parent, partition) else {
        return Ok(Verdict::RunAgain);
    };
    connection.execute(&format!("ALTER TABLE {parent} DETACH PARTITION {partition} FINALIZE"))?;
    Ok(Verdict::Done)
}
