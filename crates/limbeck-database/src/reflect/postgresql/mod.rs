//! Reflection of PostgreSQL: twelve round trips, `pg_catalog` alone.

mod columns;
mod constraints;
mod dependencies;
mod grants;
mod indexes;
mod members;
mod queries;
mod relations;
mod routines;
mod rows;
mod types;

use std::collections::HashMap;

use limbeck_catalog::{Catalog, Extension, Schema, Table, View};
use limbeck_url::DialectName;

use self::queries::Asked;
use self::rows::{Names, Row};
use super::bookkeeping::is_bookkeeping;
use super::{ReflectError, Scope};
use crate::{Connection, DatabaseError, literal};

/// A catalog under construction.
struct Reading {
    catalog: Catalog,
    names: Names,
    /// Where each relation is, by its oid.
    places: HashMap<u32, Place>,
}

/// Where a relation is in the catalog.
#[derive(Clone, Copy)]
enum Place {
    Table(usize),
    View(usize),
    /// A composite type.
    Type(usize),
}

impl Reading {
    fn table(&mut self, oid: u32) -> Option<&mut Table> {
        match self.places.get(&oid)? {
            Place::Table(position) => self.catalog.tables.get_mut(*position),
            Place::View(_) | Place::Type(_) => None,
        }
    }

    fn view(&mut self, oid: u32) -> Option<&mut View> {
        match self.places.get(&oid)? {
            Place::View(position) => self.catalog.views.get_mut(*position),
            Place::Table(_) | Place::Type(_) => None,
        }
    }
}

/// What every reading of PostgreSQL's texts is done under: they depend on the session's settings.
pub(crate) use self::queries::SETTINGS;

pub(super) fn reflect(connection: &mut dyn Connection, scope: &Scope) -> Result<Catalog, ReflectError> {
    // The settings and the snapshot are for this reading alone: in a transaction that is open they go with a savepoint.
    let inside = connection.in_transaction();
    let (begin, end) = if inside {
        (
            "SAVEPOINT limbeck_reflection",
            "ROLLBACK TO SAVEPOINT limbeck_reflection; RELEASE SAVEPOINT limbeck_reflection",
        )
    } else {
        ("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "ROLLBACK")
    };
    let catalog = read(connection, scope, begin);
    match (catalog, connection.execute(end)) {
        (Ok(catalog), Ok(_)) => Ok(catalog),
        (Err(error), _) => Err(error),
        (Ok(_), Err(error)) => Err(error.into()),
    }
}

fn read(connection: &mut dyn Connection, scope: &Scope, begin: &str) -> Result<Catalog, ReflectError> {
    let first = connection.query(&format!("{begin}; {SETTINGS}"))?;
    let own = first.scalar().map(str::to_owned);
    let asked = Asked { version: connection.server().version, scope: condition(scope, own.as_deref()) };
    let mut reading = Reading {
        catalog: Catalog::empty(DialectName::PostgreSql),
        names: Names { own },
        places: HashMap::new(),
    };
    reading.schemas_and_extensions(rows(connection, &asked.schemas_and_extensions())?);
    reading.relations(rows(connection, &asked.relations())?);
    reading.types(rows(connection, &asked.types())?);
    reading.columns(rows(connection, &asked.columns())?);
    reading.constraints(rows(connection, &asked.constraints())?);
    reading.indexes(rows(connection, &asked.indexes())?);
    reading.members(rows(connection, &asked.members())?);
    reading.routines(rows(connection, &asked.routines())?);
    reading.dependencies(rows(connection, &asked.dependencies())?);
    reading.grants(rows(connection, &asked.grants())?);
    let mut catalog = reading.catalog;
    let state = scope.state.all();
    catalog.tables.retain(|table| !is_bookkeeping(&table.name.name, &state));
    let is_ours = |owner: &limbeck_catalog::ObjectName| is_bookkeeping(&owner.name, &state);
    catalog.sequences.retain(|sequence| !sequence.owned_by.as_ref().is_some_and(|(owner, _)| is_ours(owner)));
    catalog.grants.retain(|grant| grant.on != "TABLE" || !is_ours(&grant.object));
    Ok(catalog.sorted())
}

fn rows(
    connection: &mut dyn Connection,
    sql: &str,
) -> Result<impl Iterator<Item = Row> + use<>, DatabaseError> {
    Ok(connection.query(sql)?.rows.into_iter().map(Row::new))
}

/// The condition on `n.nspname` of a scope.
fn condition(scope: &Scope, own: Option<&str>) -> String {
    let not_the_servers = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
    if scope.schemas.iter().any(|schema| schema == "*") {
        return format!("({not_the_servers})");
    }
    let schemas: Vec<&str> = match (&scope.schemas[..], own) {
        ([], Some(own)) => vec![own],
        ([], None) => Vec::new(),
        (schemas, _) => schemas.iter().map(String::as_str).collect(),
    };
    let schemas = schemas.into_iter().chain(scope.also.iter().map(String::as_str));
    let list: Vec<String> = schemas.map(|schema| literal(schema, DialectName::PostgreSql)).collect();
    if list.is_empty() { "false".to_owned() } else { format!("n.nspname IN ({})", list.join(", ")) }
}

impl Reading {
    fn schemas_and_extensions(&mut self, rows: impl Iterator<Item = Row>) {
        for mut row in rows {
            let (kind, name, comment) = (row.text(), row.text(), row.optional());
            if kind == "unread" {
                self.catalog.unread.push(name);
            } else if kind == "extension" {
                let schema = row.optional().filter(|schema| Some(schema) != self.names.own.as_ref());
                self.catalog.extensions.push(Extension { name, schema });
            } else if name != "public" && Some(&name) != self.names.own.as_ref() {
                // Those two are there before anybody creates anything.
                self.catalog.schemas.push(Schema { name, comment });
            }
        }
    }
}
