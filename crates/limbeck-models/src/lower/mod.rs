//! Lowering: from portable types to the canonical spelling of one dialect.

mod alias;
mod column;
mod expression;
mod foreign_key;
mod index_words;
mod keys;
mod mariadb;
mod mysql;
mod mysql_family;
mod names;
mod naming;
mod postgresql;
mod postgresql_keywords;
mod sqlite;
mod table;
mod target;

use std::collections::BTreeMap;

use limbeck_catalog::{Catalog, ObjectName};
use limbeck_url::DialectName;

pub use naming::{Naming, NamingError};

use crate::error::ModelError;
use crate::model::{Model, TypeMap};
use target::Target;

/// What the configuration decides about lowering.
#[derive(Clone, Debug, Default)]
pub struct LowerOptions {
    /// `[naming]`.
    pub naming: Naming,
    /// `[types]`.
    pub types: TypeMap,
}

/// The one place that chooses a dialect.
fn target(dialect: DialectName) -> &'static dyn Target {
    match dialect {
        DialectName::PostgreSql => &postgresql::PostgreSql,
        DialectName::MySql => &mysql::MySql,
        DialectName::MariaDb => &mariadb::MariaDb,
        DialectName::Sqlite => &sqlite::Sqlite,
    }
}

/// What the models want the database to hold, in the words of one dialect.
///
/// Types stand as the server prints them: `character varying(255)` (PostgreSQL, `format_type`), `bigint unsigned` (MySQL, `SHOW CREATE
/// TABLE`), `VARCHAR(255)` (SQLite, as declared). What has no name gets the one that the server would give it, or none where the server keeps
/// none (SQLite) or counts (foreign keys and checks of MySQL and MariaDB).
///
/// # Errors
///
/// Everything that means nothing on this dialect, or points to nothing, with file and line.
pub fn lower(
    model: &Model,
    dialect: DialectName,
    options: &LowerOptions,
) -> Result<Catalog, Vec<ModelError>> {
    let mut model = model.clone();
    model.resolve(&options.types)?;
    let errors = doubled(&model);
    if !errors.is_empty() {
        return Err(errors);
    }
    table::Lowering::new(&model, target(dialect), options).run()
}

/// Two tables, or two enums, of one name.
fn doubled(model: &Model) -> Vec<ModelError> {
    let mut errors = Vec::new();
    let mut tables: BTreeMap<&ObjectName, &crate::model::ModelTable> = BTreeMap::new();
    for table in &model.tables {
        if let Some(first) = tables.insert(&table.name, table) {
            let message = format!("the table `{}` is declared here and at {}", table.name, first.place);
            errors.push(
                ModelError::declaration(&table.place, message).with_hint("give one of the two another name"),
            );
        }
    }
    let mut enums: BTreeMap<&str, &crate::model::ModelEnum> = BTreeMap::new();
    for one in &model.enums {
        if let Some(first) = enums.insert(&one.name, one) {
            let message = format!("the enum `{}` is declared here and at {}", one.name, first.place);
            errors.push(
                ModelError::declaration(&one.place, message).with_hint("give one of the two another name"),
            );
        }
    }
    errors
}
