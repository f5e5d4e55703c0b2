//! Resolving the Rust types that syntax alone could not.

use std::collections::BTreeMap;

use limbeck_url::DialectName;

use super::column::ModelColumn;
use super::enums::ModelEnum;
use super::rust_type::{Size, TypePath};
use super::sql::Sql;
use super::types::PortableType;
use super::whole::Model;
use crate::error::ModelError;

/// `[types]` of the configuration: the SQL type of a Rust type, by the last segment of its path.
pub type TypeMap = BTreeMap<String, Sql>;

impl Model {
    /// Resolves every column's type: `[types]` first, then the model's own enums, then what the compiler said it is.
    ///
    /// Resolving twice changes nothing.
    ///
    /// # Errors
    ///
    /// A type that is still unknown, for each column that has one.
    pub fn resolve(&mut self, types: &TypeMap) -> Result<(), Vec<ModelError>> {
        let mut errors = Vec::new();
        for table in &mut self.tables {
            for column in &mut table.columns {
                if let Err(error) = resolve_column(column, types, &self.enums) {
                    errors.push(error);
                }
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

fn resolve_column(column: &mut ModelColumn, types: &TypeMap, enums: &[ModelEnum]) -> Result<(), ModelError> {
    let compiler = column
        .data_type
        .unresolved()
        .and_then(|rust| rust.compiler_name.as_deref())
        .and_then(TypePath::parse);
    let compiler_name = compiler.as_ref().map(|path| path.name.as_str());
    if column.sql_type.is_none()
        && let Some(sql) = [column.rust_type.as_deref(), compiler_name]
            .into_iter()
            .flatten()
            .find_map(|name| types.get(name))
    {
        column.sql_type = Some(match column.data_type {
            PortableType::Array(_) => array_of(sql),
            _ => sql.clone(),
        });
    }
    if matches!(column.sql_type, Some(Sql::All(_))) {
        // The type is known, whatever the compiler says: then a program and the reader of its sources say the same.
        forget_compiler(&mut column.data_type);
        return Ok(());
    }
    let Some(rust) = column.data_type.unresolved() else { return Ok(()) };

    let size = Size { length: rust.length, precision: rust.precision, scale: rust.scale };
    let names = [Some(rust.name.as_str()), compiler_name];
    let found = enums
        .iter()
        .find(|one| one.rust_name.is_some() && names.contains(&one.rust_name.as_deref()))
        .map(|one| PortableType::Enum(one.name.clone()));
    let mut nullable = false;
    let found = found.or_else(|| {
        let path = compiler.as_ref()?;
        let inner = path.inside_option();
        nullable = inner.is_some();
        inner.unwrap_or(path).portable(size)
    });
    match found {
        Some(found) => {
            column.nullable |= nullable;
            if let Some(name) = compiler_name {
                column.rust_type = Some(name.to_owned());
            }
            *column.data_type.bottom_mut() = found;
            Ok(())
        }
        // A type given in SQL needs no other; where it is given for some dialects only, lowering to another one says so.
        None if column.sql_type.is_some() => {
            forget_compiler(&mut column.data_type);
            Ok(())
        }
        None => Err(unknown_type(column, &rust.name)),
    }
}

/// The error of a Rust type that nobody knows.
fn unknown_type(column: &ModelColumn, rust: &str) -> ModelError {
    let message = format!("column `{}`: Limbeck does not know the Rust type `{rust}`", column.name);
    ModelError::declaration(&column.place, message).with_hint(unknown_type_hint(rust))
}

/// The two ways out of an unknown type.
pub(crate) fn unknown_type_hint(rust: &str) -> String {
    format!(
        "name its SQL type at the field, `#[column(type = \"bigint\")]`, or for all fields in `limbeck.toml`: \
         `[types]` `{rust} = \"bigint\"`; an enum needs `#[derive(limbeck::Enum)]`"
    )
}

fn forget_compiler(data_type: &mut PortableType) {
    if let Some(rust) = data_type.unresolved_mut() {
        rust.compiler_name = None;
    }
}

/// Only PostgreSQL has arrays.
fn array_of(item: &Sql) -> Sql {
    let texts = item.text(DialectName::PostgreSql).map(|text| (DialectName::PostgreSql, format!("{text}[]")));
    Sql::PerDialect(texts.into_iter().collect())
}
