//! Functions, procedures, aggregates.

use limbeck_catalog::{Expression, Routine, RoutineKind};
use limbeck_sql::postgresql::{quoted, words_of};

use super::Reading;
use super::rows::Row;

impl Reading {
    pub(super) fn routines(&mut self, rows: impl Iterator<Item = Row>) {
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
            // A body in SQL is read when the function is created, and nothing records what it speaks of.
            let depends_on = if is_sql { self.relations_in(&text) } else { Vec::new() };
            let definition = Expression::new(text.trim_end());
            self.catalog.routines.push(Routine { name, kind, arguments, definition, comment, depends_on });
        }
    }

    fn relations_in(&self, text: &str) -> Vec<limbeck_catalog::ObjectName> {
        let words = words_of(text);
        let names = self
            .catalog
            .tables
            .iter()
            .map(|table| &table.name)
            .chain(self.catalog.views.iter().map(|view| &view.name));
        names.filter(|name| words.contains(&name.name)).cloned().collect()
    }
}
