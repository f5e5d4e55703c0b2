//! What the code that the derives write uses. Not for people: it changes with the derives, without notice.

use std::any::type_name;
use std::marker::PhantomData;

pub use limbeck_catalog::{Action, Deferrability, Expression, Key, ObjectName};
pub use limbeck_url::DialectName;

pub use crate::model::{
    Model, ModelCheck, ModelColumn, ModelEnum, ModelEnumValue, ModelForeignKey, ModelGenerated, ModelIndex,
    ModelIndexPart, ModelTable, ModelUnique, PerServer, Place, PortableDefault, PortableType, RustType, Sql,
    TableOptions,
};
use crate::traits::Enum;

/// Asks the compiler what a type is that syntax cannot resolve.
///
/// Method resolution prefers [`IsEnum`], which needs no further reference, where the type has it; else it takes [`IsNoEnum`].
#[derive(Debug)]
pub struct Probe<T>(PhantomData<T>);

impl<T> Probe<T> {
    /// A question about `T`.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "only generated code makes one")]
    pub fn new() -> Self {
        Self(PhantomData)
    }
}

/// For types that are enums of the database.
pub trait IsEnum {
    /// Makes the column one of the enum.
    fn answer(&self, column: &mut ModelColumn, enums: &mut Vec<ModelEnum>);
}

impl<T: Enum> IsEnum for Probe<T> {
    fn answer(&self, column: &mut ModelColumn, enums: &mut Vec<ModelEnum>) {
        let one = T::model_enum();
        if let Some(rust) = column.data_type.unresolved_mut() {
            let name = one.rust_name.clone().unwrap_or_else(|| rust.name.clone());
            *column.data_type.bottom_mut() = PortableType::Enum(one.name.clone());
            column.rust_type = Some(name);
        }
        if !enums.contains(&one) {
            enums.push(one);
        }
    }
}

/// For all other types.
pub trait IsNoEnum {
    /// Notes what the compiler calls the type.
    fn answer(&self, column: &mut ModelColumn, enums: &mut Vec<ModelEnum>);
}

impl<T> IsNoEnum for &Probe<T> {
    fn answer(&self, column: &mut ModelColumn, _enums: &mut Vec<ModelEnum>) {
        if let Some(rust) = column.data_type.unresolved_mut() {
            rust.compiler_name = Some(type_name::<T>().to_owned());
        }
    }
}
