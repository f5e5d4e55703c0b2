//! Views, triggers, sequences.

use std::collections::BTreeSet;

use limbeck_catalog::{Catalog, Expression, ObjectName, Options, Sequence, Trigger, View};
use limbeck_sql::mysql::options::{ALGORITHM, CHECK_OPTION, SECURITY};
use limbeck_sql::mysql::{may_read, quoted, without_database, without_introducers};

use super::{Reader, Tables, each};
use crate::{DatabaseError, ReflectError, literal};

impl Reader<'_> {
    pub(super) fn views(&mut self, catalog: &mut Catalog, tables: &Tables) -> Result<(), ReflectError> {
        let rows = self.connection.query(&self.queries.views)?;
        if rows.rows.is_empty() {
            return Ok(());
        }
        let routines = self.connection.query(&self.queries.routines)?;
        let mut names: BTreeSet<&str> = tables.keys().map(String::as_str).collect();
        names.extend(each(&rows).map(|row| row.text(0)));
        names.extend(each(&routines).map(|row| row.text(0)));
        for row in each(&rows) {
            let name = row.text(0);
            if row.text(1).is_empty() {
                return Err(ReflectError::Definition {
                    object: format!("the view `{name}`"),
                    reason: "the account may not see it; give it SHOW VIEW on this database".to_owned(),
                });
            }
            let query = without_database(row.text(1), &self.database, |name| names.contains(name));
            let mut options = Options::new();
            let mut set = |key: &str, value: &str, default: &[&str]| {
                if !value.is_empty() && !default.contains(&value) {
                    options.insert(key.to_owned(), value.to_ascii_lowercase());
                }
            };
            set(CHECK_OPTION, row.text(2), &["NONE"]);
            set(SECURITY, row.text(3), &["DEFINER"]);
            set(ALGORITHM, row.text(4), &["UNDEFINED"]);
            catalog.views.push(View {
                name: ObjectName::new(name),
                definition: Expression::new(without_introducers(&query)),
                options,
                ..View::default()
            });
        }
        if !self.is_mariadb {
            self.show_views(catalog)?;
        }
        Ok(())
    }

    pub(super) fn triggers(&mut self, tables: &mut Tables) -> Result<(), DatabaseError> {
        let rows = self.connection.query(&self.queries.triggers)?;
        for row in each(&rows) {
            let Some(table) = tables.get_mut(row.text(0)) else { continue };
            let definition = format!(
                "CREATE TRIGGER {} {} {} ON {} FOR EACH ROW {}",
                quoted(row.text(1)),
                row.text(2),
                row.text(3),
                quoted(row.text(0)),
                row.text(4)
            );
            table.triggers.push(Trigger {
                name: row.text(1).to_owned(),
                definition: Expression::new(definition),
                ..Trigger::default()
            });
        }
        Ok(())
    }

    /// MariaDB keeps a sequence's settings in the sequence: one query reads all of them.
    pub(super) fn sequences(&mut self, catalog: &mut Catalog, names: &[String]) -> Result<(), DatabaseError> {
        if names.is_empty() {
            return Ok(());
        }
        let dialect = self.connection.server().dialect;
        let one = |name: &String| {
            format!(
                "SELECT {}, start_value, increment, minimum_value, maximum_value, cache_size, cycle_option FROM {}",
                literal(name, dialect),
                quoted(name)
            )
        };
        let rows = self.connection.query(&names.iter().map(one).collect::<Vec<_>>().join(" UNION ALL "))?;
        for row in each(&rows) {
            let descends = row.text(2).starts_with('-');
            let defaults = if descends {
                ["-1", "1", "-9223372036854775807", "-1", "1000", "0"]
            } else {
                ["1", "1", "1", "9223372036854775806", "1000", "0"]
            };
            let keys = ["start", "increment", "minvalue", "maxvalue", "cache", "cycle"];
            let options = keys
                .iter()
                .zip(defaults)
                .enumerate()
                .filter(|(position, (_, default))| row.text(position + 1) != *default)
                .map(|(position, (key, _))| ((*key).to_owned(), row.text(position + 1).to_owned()))
                .collect();
            catalog.sequences.push(Sequence {
                name: ObjectName::new(row.text(0)),
                options,
                ..Sequence::default()
            });
        }
        Ok(())
    }
}

/// Neither server says on both what a view reads: its text is searched for the names of tables and views.
pub(super) fn note_what_views_read(catalog: &mut Catalog) {
    let names: Vec<ObjectName> = catalog
        .tables
        .iter()
        .map(|table| &table.name)
        .chain(catalog.views.iter().map(|view| &view.name))
        .cloned()
        .collect();
    for view in &mut catalog.views {
        let reads =
            names.iter().filter(|name| **name != view.name && may_read(&view.definition.0, &name.name));
        view.depends_on = reads.cloned().collect();
    }
}
