//! An entity, put together from the items of its module.

use std::collections::BTreeMap;

use super::relation::Relation;
use crate::model::{ModelColumn, ModelIndex, ModelIndexPart, ModelTable, ModelUnique};
use crate::reader::uses::Uses;

/// An entity as its module declares it.
#[derive(Clone, Debug)]
pub(crate) struct Entity {
    /// The path of its module: other entities name it by that.
    pub(crate) module: Vec<String>,
    /// What the names in its module stand for.
    pub(crate) uses: Uses,
    /// The table, without foreign keys.
    pub(crate) table: ModelTable,
    /// The columns by the variants of `Column`.
    pub(crate) variants: BTreeMap<String, String>,
    /// The relations that are foreign keys.
    pub(crate) relations: Vec<Relation>,
}

/// A column and what it asks of its table.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// The column.
    pub(super) column: ModelColumn,
    /// Its variant of `Column`.
    pub(super) variant: String,
    /// `unique`.
    pub(super) unique: bool,
    /// `indexed`.
    pub(super) indexed: bool,
    /// `unique_key`: columns that name the same are unique together.
    pub(super) unique_key: Option<String>,
    /// `extra = "CHECK (…)"`.
    pub(super) check: Option<String>,
}

/// Adds the columns to the table, with the keys and indexes that they ask for: a column that is `unique` needs no index of its own.
pub(super) fn add_columns(table: &mut ModelTable, columns: Vec<Column>) -> BTreeMap<String, String> {
    let mut variants = BTreeMap::new();
    let mut unique_keys: BTreeMap<String, ModelIndex> = BTreeMap::new();
    for Column { column, variant, unique, indexed, unique_key, check } in columns {
        let (name, place) = (column.name.clone(), column.place.clone());
        let part = || ModelIndexPart { key: limbeck_catalog::Key::Column(name.clone()), descending: false };
        if unique {
            table.uniques.push(ModelUnique { name: None, columns: vec![name.clone()], place: place.clone() });
        } else if indexed {
            table.indexes.push(ModelIndex {
                parts: vec![part()],
                place: place.clone(),
                ..ModelIndex::default()
            });
        }
        if let Some(key) = unique_key {
            let index = unique_keys.entry(key).or_insert_with(|| ModelIndex {
                unique: true,
                place: place.clone(),
                ..ModelIndex::default()
            });
            index.parts.push(part());
        }
        table.checks.extend(check.map(|expression| crate::model::ModelCheck {
            expression,
            column: Some(name.clone()),
            place,
            ..Default::default()
        }));
        variants.insert(variant, name);
        table.columns.push(column);
    }
    table.indexes.extend(unique_keys.into_values());
    variants
}
