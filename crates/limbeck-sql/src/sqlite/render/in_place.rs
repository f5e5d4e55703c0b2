//! What SQLite changes without a rebuild ("ALTER TABLE", SQLite 3.35).

use limbeck_catalog::{Catalog, Change, Check, Column, ForeignKey, Member, Operation, Table};

use super::table::{column_definition, references};
use crate::sqlite::quoted;
use crate::sqlite::text::{constant, mentions};

/// The statements, each with the position of its change in `changes`; `None` when one of the changes needs a rebuild.
pub(super) fn statements(
    changes: &[&Operation],
    old: &Table,
    new: &Table,
    state: &Catalog,
) -> Option<Vec<(usize, String)>> {
    let mut statements = Vec::new();
    let mut inline = vec![false; changes.len()];
    for (position, change) in changes.iter().enumerate() {
        match change {
            Operation::Column(Member { change: Change::Create(column), .. }) => {
                let mut definition = column_definition(column, new);
                let mut has_reference = false;
                for (other, is_inline) in changes.iter().zip(&mut inline) {
                    if let Some(text) = written_behind(other, column, new) {
                        has_reference |= matches!(other, Operation::ForeignKey(_));
                        definition.push(' ');
                        definition.push_str(&text);
                        *is_inline = true;
                    }
                }
                if !can_be_added(column, new, has_reference) {
                    return None;
                }
                statements.push((
                    position,
                    format!("ALTER TABLE {} ADD COLUMN {definition}", quoted(&old.name.name)),
                ));
            }
            Operation::Column(Member { change: Change::Drop(column), .. }) => {
                if !can_be_dropped(column, old, state) {
                    return None;
                }
                let table = quoted(&old.name.name);
                statements
                    .push((position, format!("ALTER TABLE {table} DROP COLUMN {}", quoted(&column.name))));
            }
            Operation::ForeignKey(Member { change: Change::Create(_), .. })
            | Operation::Check(Member { change: Change::Create(_), .. }) => {}
            _ => return None,
        }
    }
    let all_covered =
        changes.iter().zip(&inline).all(|(change, inline)| *inline || matches!(change, Operation::Column(_)));
    all_covered.then_some(statements)
}

/// A constraint that comes with a new column and speaks of no other column, as it is written behind that column.
fn written_behind(change: &Operation, column: &Column, table: &Table) -> Option<String> {
    let named = |name: &Option<String>| {
        name.as_ref().map_or_else(String::new, |name| format!("CONSTRAINT {} ", quoted(name)))
    };
    match change {
        Operation::ForeignKey(Member { change: Change::Create(key), .. }) => {
            let ForeignKey { name, columns, .. } = key;
            let own = matches!(&columns[..], [only] if only.eq_ignore_ascii_case(&column.name));
            own.then(|| format!("{}{}", named(name), references(key)))
        }
        Operation::Check(Member { change: Change::Create(check), .. }) => {
            let Check { name, expression, options, .. } = check;
            let speaks_of = |other: &Column| mentions(&expression.0, &other.name);
            let own = options.is_empty()
                && table
                    .columns
                    .iter()
                    .all(|other| speaks_of(other) == other.name.eq_ignore_ascii_case(&column.name));
            own.then(|| format!("{}CHECK ({expression})", named(name)))
        }
        _ => None,
    }
}

/// "ALTER TABLE ADD COLUMN": no key, no UNIQUE, no stored value, a constant default, and one where NULL is not allowed; none where it refers to
/// another table.
fn can_be_added(column: &Column, new: &Table, has_reference: bool) -> bool {
    let in_key = new
        .primary_key
        .iter()
        .flat_map(|key| &key.parts)
        .any(|part| part.column_name() == Some(&column.name));
    let constant_default = column.default.as_ref().is_none_or(|default| constant(&default.0).is_some());
    let stored = column.generated.as_ref().is_some_and(|generated| generated.stored);
    let virtual_column = column.generated.is_some() && !stored;
    !in_key
        && !stored
        && !column.auto_increment
        && constant_default
        && (column.nullable || column.default.is_some() || virtual_column)
        && !(has_reference && column.default.is_some())
}

/// "ALTER TABLE DROP COLUMN": nothing else may speak of the column.
fn can_be_dropped(column: &Column, old: &Table, state: &Catalog) -> bool {
    let name = &*column.name;
    let is = |other: &str| other.eq_ignore_ascii_case(name);
    let keyed = old
        .primary_key
        .iter()
        .flat_map(|key| &key.parts)
        .chain(old.uniques.iter().flat_map(|unique| &unique.parts))
        .any(|part| part.column_name().is_some_and(is));
    let refers = old.foreign_keys.iter().any(|key| key.columns.iter().any(|column| is(column)));
    let referred = state
        .tables
        .iter()
        .flat_map(|table| &table.foreign_keys)
        .filter(|key| key.referred_table.name.eq_ignore_ascii_case(&old.name.name))
        .any(|key| key.referred_columns.iter().any(|column| is(column)));
    let indexed = old.indexes.iter().any(|index| {
        let in_parts = index.parts.iter().any(|part| match part.column_name() {
            Some(column) => is(column),
            None => mentions(index.definition.as_deref().unwrap_or_default(), name),
        });
        in_parts || index.predicate.as_ref().is_some_and(|predicate| mentions(&predicate.0, name))
    });
    let in_text = old.checks.iter().any(|check| mentions(&check.expression.0, name))
        || old
            .columns
            .iter()
            .filter_map(|other| other.generated.as_ref())
            .any(|generated| mentions(&generated.expression.0, name))
        || state.views.iter().any(|view| mentions(&view.definition.0, name))
        || state
            .tables
            .iter()
            .flat_map(|table| &table.triggers)
            .any(|trigger| mentions(&trigger.definition.0, name))
        || state
            .views
            .iter()
            .flat_map(|view| &view.triggers)
            .any(|trigger| mentions(&trigger.definition.0, name));
    !keyed && !refers && !referred && !indexed && !in_text && old.columns.len() > 1
}
