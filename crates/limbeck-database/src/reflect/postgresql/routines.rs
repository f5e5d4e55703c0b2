//! Functions, procedures, aggregates.

use std::collections::BTreeSet;

use limbeck_catalog::{Expression, ObjectName, Routine, RoutineKind};
use limbeck_sql::postgresql::{calls_in, quoted, words_of};

use super::Reading;
use super::rows::Row;

impl Reading {
    pub(super) fn routines(&mut self, rows: impl Iterator<Item = Row>) {
        let mut read_when_created = Vec::new();
        for mut row in rows {
            let schema = row.text();
            let is_own = Some(&schema) == self.names.own.as_ref();
            let qualifier = format!("{}.", quoted(&schema));
            let name = self.names.name(schema, row.text());
            let (kind, arguments, comment, is_sql) = (row.text(), row.text(), row.optional(), row.flag());
            let mut text = row.text();
            let kind = match &*kind {
                "p" => RoutineKind::Procedure,
                "a" => {
                    let signature = row.optional().filter(|text| !text.is_empty());
                    let name = if is_own {
                        quoted(&name.name)
                    } else {
                        format!("{qualifier}{}", quoted(&name.name))
                    };
                    text = format!(
                        "CREATE OR REPLACE AGGREGATE {name}({}) {text}",
                        signature.unwrap_or_else(|| "*".to_owned())
                    );
                    RoutineKind::Aggregate
                }
                _ => RoutineKind::Function,
            };
            if is_own {
                text = text.replacen(&qualifier, "", 1);
            }
            if is_sql {
                read_when_created.push(self.catalog.routines.len());
            }
            let definition = Expression::new(text.trim_end());
            let depends_on = Vec::new();
            self.catalog.routines.push(Routine { name, kind, arguments, definition, comment, depends_on });
        }
        // A body in SQL is read when the function is created, and nothing records what it speaks of.
        for place in read_when_created {
            let Some(routine) = self.catalog.routines.get(place) else { continue };
            let mut depends_on = self.named_in(&routine.definition.0);
            depends_on.retain(|name| *name != routine.name);
            if let Some(routine) = self.catalog.routines.get_mut(place) {
                routine.depends_on = depends_on;
            }
        }
    }

    /// The relations whose names are words of a text, and the routines that it calls.
    fn named_in(&self, text: &str) -> Vec<ObjectName> {
        let (words, calls) = (words_of(text), calls_in(text));
        let tables = self.catalog.tables.iter().map(|table| &table.name);
        let relations = tables.chain(self.catalog.views.iter().map(|view| &view.name));
        let routines = self.catalog.routines.iter().map(|routine| &routine.name);
        let read = relations.filter(|name| words.contains(&name.name));
        let names: BTreeSet<_> = read.chain(routines.filter(|name| calls.contains(&name.name))).collect();
        names.into_iter().cloned().collect()
    }
}
