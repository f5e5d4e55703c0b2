//! PostgreSQL: what refuses a transaction leaves its own kind of trace; each is settled by that.
//!
//! Objects are remembered by their oids, so that neither a search path nor a rename is in the way.

mod by_name;
mod index;
mod partition;
mod reindex;

use crate::apply::settle::objects::Object;
use crate::apply::settle::statement::Read;
use crate::{Connection, DatabaseError, literal, quote_name};

use super::Verdict;

/// The kinds of statements that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    CreateIndex,
    DropIndex,
    Reindex,
    DetachPartition,
    /// CREATE and DROP of what the whole server has.
    ByName,
    /// Leaves nothing behind, and may run twice.
    Repeatable,
    Other,
}

fn kind(statement: &Read) -> Kind {
    let begins = |words: &[&str]| words.iter().any(|words| statement.begins(words));
    if begins(&["create index concurrently", "create unique index concurrently"]) {
        Kind::CreateIndex
    } else if begins(&["drop index concurrently"]) {
        Kind::DropIndex
    } else if begins(&["reindex"]) && statement.has("concurrently") {
        Kind::Reindex
    } else if begins(&["alter table"]) && statement.has("detach partition") {
        Kind::DetachPartition
    } else if begins(&["create database", "drop database", "create tablespace", "drop tablespace"]) {
        Kind::ByName
    } else if begins(&["vacuum", "cluster", "repack", "analyze", "reindex", "alter system", "alter database"])
    {
        Kind::Repeatable
    } else {
        Kind::Other
    }
}

/// Looks at what a statement touches; `None` if that would tell nothing.
pub(super) fn look(
    connection: &mut dyn Connection,
    statement: &Read,
) -> Result<Option<Vec<Object>>, DatabaseError> {
    match kind(statement) {
        Kind::CreateIndex => index::look_before_create(connection, statement),
        Kind::DropIndex => index::look_before_drop(connection, statement).map(Some),
        Kind::Reindex => reindex::look(connection, statement).map(Some),
        Kind::DetachPartition => partition::look(connection, statement),
        Kind::ByName => by_name::look(connection, statement).map(Some),
        Kind::Repeatable | Kind::Other => Ok(None),
    }
}

/// Tells whether a statement has run; takes away, or finishes, what it left half done.
pub(super) fn settle(
    connection: &mut dyn Connection,
    statement: &Read,
    before: Option<&[Object]>,
) -> Result<Verdict, DatabaseError> {
    match (kind(statement), before) {
        (Kind::CreateIndex, Some(before)) => index::settle_create(connection, statement, before),
        (Kind::DropIndex, Some(before)) => index::settle_drop(connection, before),
        (Kind::Reindex, Some(before)) => reindex::settle(connection, before),
        (Kind::DetachPartition, Some(before)) => partition::settle(connection, before),
        (Kind::ByName, Some(before)) => by_name::settle(connection, statement, before),
        (Kind::Repeatable, _) => Ok(Verdict::RunAgain),
        _ => Ok(Verdict::Person("there is no way to see in the database whether it has run".to_owned())),
    }
}

/// A possibly qualified name as `to_regclass` wants it, as a literal.
fn regclass(schema: Option<&str>, name: &str) -> String {
    let dialect = limbeck_url::DialectName::PostgreSql;
    let name = match schema {
        Some(schema) => format!("{}.{}", quote_name(schema, dialect), quote_name(name, dialect)),
        None => quote_name(name, dialect),
    };
    format!("pg_catalog.to_regclass({})", literal(&name, dialect))
}

/// The oids that were remembered for a kind, as a list for SQL; `0`, which is no oid, where there are none.
fn oids(objects: &[Object], kind: &str) -> String {
    let mut oids: Vec<&str> = objects
        .iter()
        .filter(|object| object.kind == kind)
        .filter_map(|object| object.state.as_deref())
        .collect();
    if oids.is_empty() {
        oids.push("0");
    }
    oids.join(", ")
}

#[cfg(test)]
mod tests {
    use limbeck_sql::LexMode;
    use limbeck_url::DialectName;

    use super::{Kind, Read, kind};

    #[test]
    fn each_statement_has_its_way_to_be_settled() {
        for (sql, expected) in [
            ("CREATE UNIQUE INDEX /* why */ CONCURRENTLY i ON t (a)", Kind::CreateIndex),
            ("create index concurrently on t (a)", Kind::CreateIndex),
            ("DROP INDEX CONCURRENTLY IF EXISTS i", Kind::DropIndex),
            ("REINDEX (VERBOSE) TABLE CONCURRENTLY t", Kind::Reindex),
            ("REINDEX SCHEMA s", Kind::Repeatable),
            ("ALTER TABLE p DETACH PARTITION c CONCURRENTLY", Kind::DetachPartition),
            ("CREATE DATABASE d", Kind::ByName),
            ("VACUUM FULL t", Kind::Repeatable),
            ("ALTER SYSTEM SET work_mem = '1MB'", Kind::Repeatable),
            ("CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p", Kind::Other),
        ] {
            assert_eq!(kind(&Read::new(sql, DialectName::PostgreSql, LexMode::default())), expected, "{sql}");
        }
    }
}
