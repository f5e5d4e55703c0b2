//! Indexes that are no constraints.

use limbeck_catalog::{Expression, Index, Key, KeyPart, Options};
use limbeck_sql::postgresql::{PARAMETER_ORDER, without_outer_parentheses};

use super::Reading;
use super::rows::Row;

impl Reading {
    /// One row a part: the parts of one index come one after the other.
    pub(super) fn indexes(&mut self, rows: impl Iterator<Item = Row>) {
        for mut row in rows {
            let table = row.oid();
            let indexes = match self.table(table) {
                Some(table) => &mut table.indexes,
                None => match self.view(table) {
                    Some(view) => &mut view.indexes,
                    None => continue,
                },
            };
            let index = index(&mut row);
            if indexes.last().is_none_or(|last| last.name != index.name) {
                indexes.push(index);
            }
            if let Some(index) = indexes.last_mut() {
                add_part(index, row);
            }
        }
    }
}

fn index(row: &mut Row) -> Index {
    let (name, unique, method, predicate) = (row.text(), row.flag(), row.text(), row.expression());
    let nulls_not_distinct = row.flag();
    let mut options = Options::new();
    if !row.flag() {
        options.insert("invalid".to_owned(), "true".to_owned());
    }
    let names = row.settings("", &mut options);
    if !names.is_sorted() {
        options.insert(PARAMETER_ORDER.to_owned(), names.join(" "));
    }
    row.option("tablespace", &mut options);
    Index {
        name,
        unique,
        predicate,
        method: Some(method).filter(|method| method != "btree"),
        nulls_not_distinct,
        options,
        comment: row.optional(),
        ..Index::default()
    }
}

fn add_part(index: &mut Index, mut row: Row) {
    let (included, column, expression) = (row.flag(), row.optional(), row.optional());
    if included {
        index.include.extend(column);
        return;
    }
    let key = match (column, expression) {
        (Some(column), _) => Key::Column(column),
        (None, expression) => {
            Key::Expression(Expression::new(without_outer_parentheses(&expression.unwrap_or_default())))
        }
    };
    let mut part = KeyPart { key, ..KeyPart::column("") };
    part.operator_class = row.optional();
    part.collation = row.optional();
    part.descending = row.flag();
    part.nulls_first = row.optional().map(|first| first == "t");
    index.parts.push(part);
}
