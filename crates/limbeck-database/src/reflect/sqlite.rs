//! Reflection of SQLite: three queries.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_catalog::{Catalog, Expression, ObjectName, Table, TableKind, Trigger, View};
use limbeck_sql::sqlite::{
    mentions, read_create_index, read_create_table, read_create_view, read_virtual_table,
};
use limbeck_url::DialectName;

use super::bookkeeping::is_bookkeeping;
use super::{ReflectError, Scope};
use crate::{Connection, Rows};

/// Everything that somebody has created, in the order of creation. Names that begin with `sqlite_` are SQLite's own.
const OBJECTS: &str = r"SELECT type, name, tbl_name, sql FROM main.sqlite_schema
WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\' AND sql IS NOT NULL ORDER BY rowid";

/// Tables in which a virtual table keeps its data: they come and go with it.
const SHADOWS: &str = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'";

/// SQLite's own idea of the columns: the stored text is read by our own reader, and this is what it is held against.
const COLUMNS: &str = r"SELECT s.name, c.name FROM main.sqlite_schema AS s, pragma_table_xinfo(s.name) AS c
WHERE s.type = 'table' AND s.sql NOT LIKE 'create virtual%' AND s.name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY s.name, c.cid";

/// One row of `sqlite_schema`.
struct Stored<'a> {
    kind: &'a str,
    name: &'a str,
    table: &'a str,
    sql: &'a str,
}

pub(super) fn reflect(connection: &mut dyn Connection, scope: &Scope) -> Result<Catalog, ReflectError> {
    let objects = connection.query(OBJECTS)?;
    let shadows = connection.query(SHADOWS)?;
    let columns = connection.query(COLUMNS)?;
    let columns = grouped(&columns);
    let own = scope.state.all();
    let left_out: BTreeSet<&str> = shadows.rows.iter().filter_map(|row| row.first()?.as_deref()).collect();
    let objects: Vec<Stored<'_>> = objects
        .rows
        .iter()
        .filter_map(|row| match &row[..] {
            [Some(kind), Some(name), Some(table), Some(sql)] => Some(Stored { kind, name, table, sql }),
            _ => None,
        })
        .filter(|object| !left_out.contains(object.table) && !is_bookkeeping(object.table, &own))
        .collect();

    let mut catalog = Catalog::empty(DialectName::Sqlite);
    for object in objects.iter().filter(|object| object.kind == "table") {
        catalog.tables.push(table(object, columns.get(object.name).map_or(&[], Vec::as_slice))?);
    }
    for object in objects.iter().filter(|object| object.kind == "view") {
        let mut view = read_create_view(object.sql).map_err(|error| unreadable(object, &error))?;
        view.name = ObjectName::new(object.name);
        catalog.views.push(view);
    }
    let places = Places::of(&catalog);
    for object in &objects {
        match object.kind {
            "index" => {
                let mut index = read_create_index(object.sql).map_err(|error| unreadable(object, &error))?;
                object.name.clone_into(&mut index.name);
                if let Some(table) = places.table(&mut catalog, object.table) {
                    table.indexes.push(index);
                }
            }
            "trigger" => {
                let definition = Expression::new(object.sql.trim_end());
                let trigger = Trigger { name: object.name.to_owned(), definition, ..Trigger::default() };
                if let Some(table) = places.table(&mut catalog, object.table) {
                    table.triggers.push(trigger);
                } else if let Some(view) = places.view(&mut catalog, object.table) {
                    view.triggers.push(trigger);
                }
            }
            _ => {}
        }
    }
    note_what_views_read(&mut catalog);
    Ok(catalog.sorted())
}

fn grouped(rows: &Rows) -> BTreeMap<&str, Vec<&str>> {
    let mut grouped: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in &rows.rows {
        if let [Some(table), Some(column)] = &row[..] {
            grouped.entry(table).or_default().push(column);
        }
    }
    grouped
}

fn table(object: &Stored<'_>, columns: &[&str]) -> Result<Table, ReflectError> {
    let is_virtual = object.sql.get(..14).is_some_and(|start| start.eq_ignore_ascii_case("create virtual"));
    let read = if is_virtual { read_virtual_table(object.sql) } else { read_create_table(object.sql) };
    let mut table = read.map_err(|error| unreadable(object, &error))?;
    table.name = ObjectName::new(object.name);
    let agrees = table.columns.iter().map(|column| &*column.name).eq(columns.iter().copied());
    if table.kind == TableKind::Ordinary && !agrees {
        return Err(ReflectError::Definition {
            object: format!("the table `{}`", object.name),
            reason: format!("SQLite says its columns are {}", columns.join(", ")),
        });
    }
    Ok(table)
}

fn unreadable(object: &Stored<'_>, error: &limbeck_sql::sqlite::ReadError) -> ReflectError {
    ReflectError::Definition {
        object: format!("the {} `{}`", object.kind, object.name),
        reason: error.to_string(),
    }
}

/// Where in a catalog the tables and views are, by their names in lower case.
struct Places {
    tables: BTreeMap<String, usize>,
    views: BTreeMap<String, usize>,
}

impl Places {
    fn of(catalog: &Catalog) -> Self {
        fn by_name<'n>(names: impl Iterator<Item = &'n ObjectName>) -> BTreeMap<String, usize> {
            names.enumerate().map(|(position, name)| (name.name.to_ascii_lowercase(), position)).collect()
        }
        Self {
            tables: by_name(catalog.tables.iter().map(|table| &table.name)),
            views: by_name(catalog.views.iter().map(|view| &view.name)),
        }
    }

    fn table<'c>(&self, catalog: &'c mut Catalog, name: &str) -> Option<&'c mut Table> {
        catalog.tables.get_mut(*self.tables.get(&name.to_ascii_lowercase())?)
    }

    fn view<'c>(&self, catalog: &'c mut Catalog, name: &str) -> Option<&'c mut View> {
        catalog.views.get_mut(*self.views.get(&name.to_ascii_lowercase())?)
    }
}

/// SQLite keeps no record of what a view reads: its text is searched for the names of tables and views.
fn note_what_views_read(catalog: &mut Catalog) {
    let names: Vec<ObjectName> = catalog
        .tables
        .iter()
        .map(|table| table.name.clone())
        .chain(catalog.views.iter().map(|view| view.name.clone()))
        .collect();
    for view in &mut catalog.views {
        let reads =
            names.iter().filter(|name| **name != view.name && mentions(&view.definition.0, &name.name));
        view.depends_on = reads.cloned().collect();
    }
}
