//! Columns, and attributes of composite types.

use limbeck_catalog::{Column, DataType, Generated, Identity, Options, UserTypeKind};

use super::rows::Row;
use super::{Place, Reading};

impl Reading {
    pub(super) fn columns(&mut self, rows: impl Iterator<Item = Row>) {
        let numbered = |mut row: Row| (row.oid(), row.oid(), row);
        let mut sorted: Vec<(u32, u32, Row)> = rows.map(numbered).collect();
        sorted.sort_unstable_by_key(|(relation, number, _)| (*relation, *number));
        for (relation, _, mut row) in sorted {
            let Some(place) = self.places.get(&relation).copied() else { continue };
            let (name, data_type) = (row.text(), DataType(row.text()));
            match place {
                Place::Table(position) => {
                    if let Some(table) = self.catalog.tables.get_mut(position) {
                        table.columns.push(column(name, data_type, row));
                    }
                }
                Place::View(position) => {
                    if let Some(view) = self.catalog.views.get_mut(position) {
                        // Nine columns on: what a view's column cannot have.
                        if let Some(comment) = row.nth(9) {
                            view.column_comments.insert(name.clone(), comment);
                        }
                        view.columns.push((name, data_type));
                    }
                }
                Place::Type(position) => {
                    if let Some(UserTypeKind::Composite { attributes }) =
                        self.catalog.types.get_mut(position).map(|composite| &mut composite.kind)
                    {
                        attributes.push((name, data_type));
                    }
                }
            }
        }
    }
}

fn column(name: String, data_type: DataType, mut row: Row) -> Column {
    let nullable = row.flag();
    let generated = row.text();
    let expression = row.expression();
    let identity = row.text();
    let collation = row.optional();
    let mut options = Options::new();
    for option in ["compression", "statistics", "storage"] {
        row.option(option, &mut options);
    }
    row.settings("attribute.", &mut options);
    let comment = row.optional();
    let mut sequence = Options::new();
    row.sequence(&mut sequence);
    let mut column = Column { name, data_type, nullable, collation, comment, options, ..Column::default() };
    match (&*generated, expression) {
        ("", default) => column.default = default,
        (kind, Some(expression)) => column.generated = Some(Generated { expression, stored: kind == "s" }),
        (_, None) => {}
    }
    if !identity.is_empty() {
        // The sequence of an identity column has the column's type.
        if sequence.get("type") == Some(&column.data_type.0) {
            sequence.remove("type");
        }
        column.identity = Some(Identity { always: identity == "a", options: sequence });
    }
    column
}
