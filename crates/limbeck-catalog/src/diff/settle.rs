//! What a server makes of a desired catalog without being asked, done before the comparison so that it is seen.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::dialect::Dialect;
use crate::operation::{Change, Operation};
use crate::schema::{Aspect, Catalog, Check, ForeignKey, Index, KeyPart, ObjectName, Table, Unique};

/// The catalog with unique constraints as unique indexes, where that is what they are.
pub(super) fn with_uniques_as_indexes<'c>(catalog: &'c Catalog, dialect: &dyn Dialect) -> Cow<'c, Catalog> {
    if !dialect.unique_is_an_index() || catalog.tables.iter().all(|table| table.uniques.is_empty()) {
        return Cow::Borrowed(catalog);
    }
    let mut catalog = catalog.clone();
    for table in &mut catalog.tables {
        for unique in std::mem::take(&mut table.uniques) {
            let name = unique.name.clone().unwrap_or_else(|| free_name(table, &unique.parts, dialect));
            table.indexes.push(as_index(unique, name));
        }
    }
    Cow::Owned(catalog)
}

fn as_index(unique: Unique, name: String) -> Index {
    Index {
        name,
        unique: true,
        parts: unique.parts,
        include: unique.include,
        nulls_not_distinct: unique.nulls_not_distinct,
        options: unique.options,
        comment: unique.comment,
        ..Index::default()
    }
}

/// The name a server gives to an index without one: its first column's, made different by a number.
fn free_name(table: &Table, parts: &[KeyPart], dialect: &dyn Dialect) -> String {
    let first = parts.first().and_then(KeyPart::column_name).unwrap_or("functional_index");
    let taken =
        |name: &str| table.indexes.iter().any(|index| dialect.folds(&index.name) == dialect.folds(name));
    if !taken(first) {
        return first.to_owned();
    }
    (2_u32..).map(|number| format!("{first}_{number}")).find(|name| !taken(name)).unwrap_or_default()
}

/// `desired` with what the server adds to it: the settings that a table always has, and the index that every foreign key needs; and without
/// the key that a table has unsaid.
pub(super) fn settled<'c>(
    actual: &Catalog,
    desired: Cow<'c, Catalog>,
    dialect: &dyn Dialect,
) -> Cow<'c, Catalog> {
    let adds_indexes = dialect.indexes_foreign_keys();
    let settles_options = !desired.tables.is_empty() && dialect.settles_options();
    let key = |name: &ObjectName| (name.schema.clone(), dialect.folds_object(&name.name).into_owned());
    let by_name: BTreeMap<_, _> = actual.tables.iter().map(|table| (key(&table.name), table)).collect();
    let present_of = |table: &Table| {
        let old = table.renamed_from.as_deref().map(|name| table.name.sibling(name));
        by_name.get(&key(&table.name)).or_else(|| by_name.get(&key(old.as_ref()?))).copied()
    };
    let has_its_key =
        |table: &Table| present_of(table).is_some_and(|present| dialect.key_is_implicit(present, table));
    if !adds_indexes && !settles_options && !desired.tables.iter().any(has_its_key) {
        return desired;
    }
    let mut settled = desired.into_owned();
    let whole = settled.speaks_about.clone();
    let speaks_of_both = |table: &Table| {
        let aspects = table.speaks_about.as_ref().unwrap_or(&whole);
        aspects.contains(Aspect::ForeignKey)
            && (aspects.contains(Aspect::Index) || aspects.contains(Aspect::PlainIndex))
    };
    for table in &mut settled.tables {
        let present = present_of(table);
        if has_its_key(table)
            && let Some(primary) = table.primary_key.take()
        {
            let in_key = |name: &str| primary.parts.iter().any(|part| part.column_name() == Some(name));
            table.columns.retain(|column| !in_key(&column.name));
        }
        if settles_options && let Some(present) = present {
            table.options = dialect.settled_options(&present.options, &table.options);
        }
        if adds_indexes && speaks_of_both(table) {
            add_indexes(table, present, dialect);
        }
    }
    Cow::Owned(settled)
}

fn add_indexes(table: &mut Table, present: Option<&Table>, dialect: &dyn Dialect) {
    for key in table.foreign_keys.clone() {
        let has_one = table.indexes.iter().any(|index| serves(index, &key, dialect))
            || table.primary_key.as_ref().is_some_and(|primary| leads(&primary.parts, &key, dialect));
        if has_one {
            continue;
        }
        let wanted = |index: &Index| {
            table.indexes.iter().any(|other| dialect.folds(&other.name) == dialect.folds(&index.name))
        };
        let adopted = present.and_then(|present| {
            present.indexes.iter().find(|index| serves(index, &key, dialect) && !wanted(index))
        });
        let index = adopted.cloned().unwrap_or_else(|| {
            let parts: Vec<KeyPart> = key.columns.iter().map(KeyPart::column).collect();
            let name = key.name.clone().unwrap_or_else(|| free_name(table, &parts, dialect));
            Index { name, parts, ..Index::default() }
        });
        table.indexes.push(index);
    }
}

fn serves(index: &Index, key: &ForeignKey, dialect: &dyn Dialect) -> bool {
    dialect.same_index_method(index.method.as_deref(), None) && leads(&index.parts, key, dialect)
}

/// Whether the key's columns, in their order, come first.
fn leads(parts: &[KeyPart], key: &ForeignKey, dialect: &dyn Dialect) -> bool {
    parts.len() >= key.columns.len()
        && parts.iter().zip(&key.columns).all(|(part, column)| {
            part.length.is_none()
                && part.column_name().is_some_and(|name| dialect.folds(name) == dialect.folds(column))
        })
}

/// Gives names to the constraints that come without one, where the server would: what has no name cannot be taken back.
pub(super) fn name_constraints(operations: &mut [Operation], actual: &Catalog, dialect: &dyn Dialect) {
    let mut keys: Vec<String> = Vec::new();
    let mut checks: Vec<(ObjectName, String)> = Vec::new();
    for table in &actual.tables {
        keys.extend(table.foreign_keys.iter().filter_map(|key| key.name.clone()));
        checks
            .extend(table.checks.iter().filter_map(|check| Some((table.name.clone(), check.name.clone()?))));
    }
    for operation in operations.iter() {
        match operation {
            Operation::Table(Change::Create(table)) => {
                keys.extend(table.foreign_keys.iter().filter_map(|key| key.name.clone()));
                checks.extend(
                    table.checks.iter().filter_map(|check| Some((table.name.clone(), check.name.clone()?))),
                );
            }
            Operation::ForeignKey(member) => keys.extend(member.change.subject().name.clone()),
            Operation::Check(member) => {
                checks.extend(member.change.subject().name.clone().map(|name| (member.table.clone(), name)));
            }
            _ => {}
        }
    }
    let mut name_key = |table: &ObjectName, key: &mut ForeignKey| {
        if key.name.is_none() {
            let taken: Vec<&str> = keys.iter().map(String::as_str).collect();
            key.name = dialect.given_foreign_key_name(&table.name, &taken);
            keys.extend(key.name.clone());
        }
    };
    let mut name_check = |table: &ObjectName, check: &mut Check| {
        if check.name.is_none() {
            let taken: Vec<&str> =
                checks.iter().filter(|(of, _)| of == table).map(|(_, name)| name.as_str()).collect();
            check.name = dialect.given_check_name(&table.name, &taken);
            checks.extend(check.name.clone().map(|name| (table.clone(), name)));
        }
    };
    for operation in operations {
        match operation {
            Operation::Table(Change::Create(table)) => {
                let name = table.name.clone();
                table.foreign_keys.iter_mut().for_each(|key| name_key(&name, key));
                table.checks.iter_mut().for_each(|check| name_check(&name, check));
            }
            Operation::ForeignKey(member) => {
                if let Change::Create(key) = &mut member.change {
                    name_key(&member.table, key);
                }
            }
            Operation::Check(member) => {
                if let Change::Create(check) = &mut member.change {
                    name_check(&member.table, check);
                }
            }
            _ => {}
        }
    }
}
