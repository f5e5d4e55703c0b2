//! Columns of the models.

use serde::{Deserialize, Serialize};

use super::place::Place;
use super::sql::Sql;
use super::types::{PortableDefault, PortableType, RustType};

/// A column as the models declare it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelColumn {
    /// The name.
    pub name: String,
    /// The type its Rust type stands for.
    pub data_type: PortableType,
    /// The last segment of its Rust type, without `Option` and `Vec`: the key under which `[types]` may name a type for it.
    #[serde(default)]
    pub rust_type: Option<String>,
    /// The type in SQL, where it is given; on a dialect it does not name, `data_type` counts.
    #[serde(default)]
    pub sql_type: Option<Sql>,
    /// Whether NULL is allowed.
    pub nullable: bool,
    /// Whether it counts up: `None` leaves it to the rule (a sole integer primary key without a default does).
    #[serde(default)]
    pub auto: Option<bool>,
    /// The portable default.
    #[serde(default)]
    pub default: Option<PortableDefault>,
    /// The default in SQL, which on the dialects it names comes before the portable one.
    #[serde(default)]
    pub default_sql: Option<Sql>,
    /// How it is computed, where it is.
    #[serde(default)]
    pub generated: Option<ModelGenerated>,
    /// The collation; every server has its own names for them.
    #[serde(default)]
    pub collation: Option<Sql>,
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

impl Default for ModelColumn {
    fn default() -> Self {
        Self {
            name: String::new(),
            data_type: PortableType::Rust(RustType::default()),
            rust_type: None,
            sql_type: None,
            nullable: false,
            auto: None,
            default: None,
            default_sql: None,
            generated: None,
            collation: None,
            comment: None,
            renamed_from: None,
            place: Place::default(),
        }
    }
}

/// `GENERATED ALWAYS AS (…)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelGenerated {
    /// How the value is computed, in SQL.
    pub expression: String,
    /// Stored; otherwise computed when read.
    pub stored: bool,
}
