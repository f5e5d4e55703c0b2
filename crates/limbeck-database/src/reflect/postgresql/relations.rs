//! Tables, views and sequences.

use limbeck_catalog::{Expression, ObjectName, Options, Sequence, Table, TableKind, View};

use super::rows::{PART, Row, list};
use super::{Place, Reading};

impl Reading {
    pub(super) fn relations(&mut self, rows: impl Iterator<Item = Row>) {
        for row in rows {
            self.relation(row);
        }
    }

    fn relation(&mut self, mut row: Row) {
        let oid = row.oid();
        let name = self.names.name(row.text(), row.text());
        let kind = row.text();
        let mut options = Options::new();
        if row.flag() {
            options.insert("unlogged".to_owned(), "true".to_owned());
        }
        row.settings("", &mut options);
        row.settings("toast.", &mut options);
        for option in [
            "tablespace",
            "access_method",
            "row_level_security",
            "force_row_level_security",
            "replica_identity",
        ] {
            row.option(option, &mut options);
        }
        let comment = row.optional();
        let (partition_key, bound, parents) = (row.optional(), row.optional(), row.text());
        let parents: Vec<ObjectName> =
            list(&parents).iter().filter_map(|parent| self.names.joined(parent)).collect();
        let definition = row.optional();
        let foreign = row.optional();
        match &*kind {
            "S" => {
                let mut options = options;
                row.sequence(&mut options);
                let owned_by = row.optional().and_then(|owner| {
                    let (table, column) = owner.rsplit_once(PART)?;
                    Some((self.names.joined(table)?, column.to_owned()))
                });
                self.catalog.sequences.push(Sequence { name, options, owned_by, comment });
            }
            "v" | "m" => {
                let definition = definition.unwrap_or_default();
                let query = definition.trim().trim_end_matches(';').trim_end();
                self.places.insert(oid, Place::View(self.catalog.views.len()));
                self.catalog.views.push(View {
                    name,
                    materialized: kind == "m",
                    definition: Expression::new(query),
                    options,
                    comment,
                    ..View::default()
                });
            }
            _ => {
                let (mut inherits, mut table_kind) = (parents, TableKind::Ordinary);
                if let Some(bound) = bound
                    && let Some(of) = inherits.pop()
                {
                    if let Some(key) = &partition_key {
                        options.insert("partition_by".to_owned(), key.clone());
                    }
                    table_kind = TableKind::Partition { of, bound };
                } else if let Some(key) = partition_key {
                    table_kind = TableKind::Partitioned(key);
                } else if let Some(foreign) = foreign {
                    let (server, settings) = foreign.split_once(PART).unwrap_or((&foreign, ""));
                    let settings =
                        if settings.is_empty() { String::new() } else { format!(" OPTIONS ({settings})") };
                    table_kind = TableKind::Foreign(format!("SERVER {server}{settings}"));
                }
                self.places.insert(oid, Place::Table(self.catalog.tables.len()));
                self.catalog.tables.push(Table {
                    kind: table_kind,
                    inherits,
                    options,
                    comment,
                    ..Table::new(name)
                });
            }
        }
    }
}
