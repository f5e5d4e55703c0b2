//! Closing what one file leaves open: types that another declares, and relations that lead into another.

use std::collections::BTreeMap;

use super::model_reader::{DeclaredType, Found, ModelReader};
use super::seaorm::relations;
use super::uses::Uses;
use crate::error::ModelError;
use crate::model::{Model, ModelColumn, ModelEnum, Place, PortableType, TypeMap};

/// The `use` declarations of all modules that were read, by their paths.
pub(crate) type Modules = BTreeMap<Vec<String>, Uses>;

/// All that one reader found, as a model. `is_complete` says that every file could be read: else what is missing may be in one that could not.
///
/// # Errors
///
/// Types that nobody declares, and relations that lead nowhere.
pub(crate) fn link(
    reader: &dyn ModelReader,
    found: Found,
    modules: &Modules,
    types: &TypeMap,
    is_complete: bool,
) -> Result<Model, Vec<ModelError>> {
    let Found { tables, entities, mut enums, types: declared } = found;
    let mut errors = Vec::new();
    let mut model = Model { speaks_about: reader.speaks_about(), enums: Vec::new(), tables };
    match relations(&entities, modules, is_complete) {
        Ok(keys) => {
            model.tables.extend(entities.into_iter().zip(keys).map(|(mut entity, keys)| {
                entity.table.foreign_keys.extend(keys);
                entity.table
            }));
        }
        Err(found) => errors.extend(found),
    }
    let known = Declared { types, enums: &enums, declared: &declared };
    for column in model.tables.iter_mut().flat_map(|table| &mut table.columns) {
        let Some(hint) = column.data_type.unresolved().and_then(|rust| reader.unknown_type_hint(&rust.name))
        else {
            continue;
        };
        match known.resolve(column, hint) {
            Ok(()) => reader.settle(column),
            Err(error) => errors.push(error),
        }
    }
    model.enums.append(&mut enums);
    if errors.is_empty() { Ok(model) } else { Err(errors) }
}

struct Declared<'a> {
    types: &'a TypeMap,
    enums: &'a [ModelEnum],
    declared: &'a [DeclaredType],
}

impl Declared<'_> {
    fn resolve(&self, column: &mut ModelColumn, hint: String) -> Result<(), ModelError> {
        let Some(rust) = column.data_type.unresolved().map(|rust| rust.name.clone()) else { return Ok(()) };
        if self.types.contains_key(&rust) || column.sql_type.is_some() {
            return Ok(());
        }
        let found = self.find(&rust, &column.place)?.ok_or_else(|| {
            let message = format!("column `{}`: Limbeck does not know the type `{rust}`", column.name);
            ModelError::declaration(&column.place, message).with_hint(hint)
        })?;
        *column.data_type.bottom_mut() = found;
        column.data_type = flat(std::mem::replace(&mut column.data_type, PortableType::Json));
        Ok(())
    }

    /// What a Rust type of this name is, looked up until it is no Rust type any more.
    fn find(&self, rust: &str, place: &Place) -> Result<Option<PortableType>, ModelError> {
        let mut name = rust.to_owned();
        // No chain is longer than there are types; one that is goes round in a circle.
        for _ in 0..=self.declared.len() {
            if let Some(one) = self.enums.iter().find(|one| one.rust_name.as_deref() == Some(&name)) {
                return Ok(Some(PortableType::Enum(one.name.clone())));
            }
            let mut all = self.declared.iter().filter(|one| one.rust_name == name);
            let Some(first) = all.next() else { return Ok(None) };
            if let Some(other) = all.find(|other| other.data_type != first.data_type) {
                let message = format!(
                    "the type `{name}` is declared at {} and at {}: a column cannot say which it means",
                    first.place, other.place
                );
                return Err(ModelError::declaration(place, message)
                    .with_hint("give one of the two another Rust name"));
            }
            match first.data_type.unresolved() {
                Some(next) => name.clone_from(&next.name),
                None => return Ok(Some(first.data_type.clone())),
            }
        }
        Ok(None)
    }
}

/// An array of a type that is given per server is one, too.
fn flat(data_type: PortableType) -> PortableType {
    match data_type {
        PortableType::Array(item) => match flat(*item) {
            PortableType::PerServer(item) => PortableType::PerServer(item.array()),
            item => PortableType::Array(Box::new(item)),
        },
        other => other,
    }
}
