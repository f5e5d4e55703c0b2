//! Enums of the models.

use serde::{Deserialize, Serialize};

use super::place::Place;

/// An enum as the models declare it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelEnum {
    /// The name of the type in SQL.
    pub name: String,
    /// The name of the Rust enum, where there is one.
    #[serde(default)]
    pub rust_name: Option<String>,
    /// The values, in order.
    pub values: Vec<ModelEnumValue>,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
    /// The name it had before.
    #[serde(default)]
    pub renamed_from: Option<String>,
    /// Where it is declared.
    #[serde(default)]
    pub place: Place,
}

/// A value of an enum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelEnumValue {
    /// The label in SQL.
    pub label: String,
    /// The label it had before.
    #[serde(default)]
    pub renamed_from: Option<String>,
}
