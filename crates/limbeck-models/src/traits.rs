//! The traits that the derives implement.

use crate::model::{Model, ModelEnum};

/// A Rust struct that is a table. Write `#[derive(limbeck::Table)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "this type has no `#[derive(limbeck::Table)]`"
)]
pub trait Table {
    /// What the struct declares: its table, and the enums that its columns use.
    fn model() -> Model;
}

/// A Rust enum that is an enum in the database. Write `#[derive(limbeck::Enum)]`.
pub trait Enum {
    /// What the enum declares.
    fn model_enum() -> ModelEnum;
}
