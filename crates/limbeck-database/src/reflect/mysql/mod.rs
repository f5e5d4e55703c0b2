//! Reflection of MySQL and MariaDB: a fixed number of queries over `information_schema`.
//!
//! What none of its views knows is read from `SHOW CREATE`, for all tables in one round trip: partitions, the settings of indexes, periods.

mod columns;
mod keys;
mod objects;
mod queries;
mod routines;
mod show;

use std::collections::BTreeMap;

use limbeck_catalog::{Catalog, ObjectName, Table, TableKind};
use limbeck_sql::mysql::options::SYSTEM_VERSIONING;
use limbeck_url::DialectName;

use super::bookkeeping::is_bookkeeping;
use super::{ReflectError, Scope};
use crate::{Connection, DatabaseError, Rows, literal};
use queries::Queries;

/// What the parts of reflection share.
struct Reader<'a> {
    connection: &'a mut dyn Connection,
    queries: Queries,
    /// The connection's own database.
    database: String,
    is_mariadb: bool,
}

/// One row, by position; NULL is the empty text.
struct Row<'r>(&'r [Option<String>]);

impl<'r> Row<'r> {
    fn text(&self, column: usize) -> &'r str {
        self.optional(column).unwrap_or_default()
    }

    fn optional(&self, column: usize) -> Option<&'r str> {
        self.0.get(column)?.as_deref()
    }

    /// The text, unless it is empty.
    fn some(&self, column: usize) -> Option<String> {
        self.optional(column).filter(|text| !text.is_empty()).map(str::to_owned)
    }
}

fn each(rows: &Rows) -> impl Iterator<Item = Row<'_>> {
    rows.rows.iter().map(|row| Row(row))
}

/// The tables under construction, by name.
type Tables = BTreeMap<String, Table>;

pub(super) fn reflect(connection: &mut dyn Connection, scope: &Scope) -> Result<Catalog, ReflectError> {
    let dialect = connection.server().dialect;
    let is_mariadb = dialect == DialectName::MariaDb;
    let found = connection.query("SELECT DATABASE()")?;
    let Some(database) = found.scalar().map(str::to_owned) else {
        return Err(ReflectError::Database(DatabaseError::Url {
            message: "the URL names no database: write its name behind the host, `mysql://user@host/name`"
                .to_owned(),
        }));
    };
    let queries = Queries::of(&literal(&database, dialect), is_mariadb);
    let mut reader = Reader { connection, queries, database, is_mariadb };
    let listing = reader.connection.query(&reader.queries.tables)?;
    let own = scope.state.all();
    let mut catalog = Catalog::empty(dialect);
    let mut tables = Tables::new();
    let mut sequences = Vec::new();
    for row in each(&listing) {
        let (name, kind) = (row.text(0), row.text(1));
        match kind {
            "VIEW" | "SYSTEM VIEW" => {}
            "SEQUENCE" => sequences.push(name.to_owned()),
            _ if kind.starts_with("TEMPORARY") || is_bookkeeping(name, &own) => {}
            _ => {
                let mut table = Table::new(ObjectName::new(name));
                table.options = keys::table_options(&row);
                table.comment = row.some(5);
                if row.text(4).contains("partitioned") {
                    table.kind = TableKind::Partitioned(String::new());
                }
                if kind == "SYSTEM VERSIONED" {
                    table.options.insert(SYSTEM_VERSIONING.to_owned(), "1".to_owned());
                }
                tables.insert(name.to_owned(), table);
            }
        }
    }
    reader.columns(&mut tables)?;
    reader.indexes(&mut tables)?;
    reader.foreign_keys(&mut tables)?;
    reader.checks(&mut tables)?;
    reader.show(&mut tables)?;
    reader.views(&mut catalog, &tables)?;
    reader.triggers(&mut tables)?;
    reader.routines(&mut catalog)?;
    reader.events(&mut catalog)?;
    reader.sequences(&mut catalog, &sequences)?;
    catalog.tables = tables.into_values().collect();
    objects::note_what_views_read(&mut catalog);
    Ok(catalog.sorted())
}
