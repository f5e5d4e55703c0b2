//! The versioned JSON catalog: what `dump-schema` prints, and what a command of `models` may print.

use limbeck_catalog::Catalog;
use serde_json::{Map, Value, json};

use crate::model::Model;

/// The format that this version writes, and the newest it reads.
pub const FORMAT: u64 = 1;

/// A catalog read from JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonCatalog {
    /// In portable types (`"dialect": null`), to be lowered.
    Portable(Model),
    /// In the words of one dialect.
    Dialect(Catalog),
}

/// Why a text is no JSON catalog.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    /// No JSON, or not of the shape.
    #[error("this is no JSON catalog: {0}")]
    Shape(#[from] serde_json::Error),
    /// A key that must be there is missing, or is not what it must be.
    #[error("this is no JSON catalog: {0}")]
    Missing(&'static str),
    /// Written by a newer version.
    #[error(
        "this JSON catalog has format {found}, written by limbeck {by}; this version reads up to {FORMAT}: use a newer limbeck"
    )]
    Newer {
        /// Its format.
        found: u64,
        /// The version that wrote it.
        by: String,
    },
}

/// Reads a JSON catalog.
///
/// # Errors
///
/// [`JsonError::Newer`] for one that a newer version wrote; else what is wrong with it. Unknown keys inside the catalog are errors.
pub fn read_json(text: &str) -> Result<JsonCatalog, JsonError> {
    let mut envelope: Map<String, Value> = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
    let format = envelope
        .get("format")
        .and_then(Value::as_u64)
        .ok_or(JsonError::Missing("`format` must be a number"))?;
    if format > FORMAT {
        let by =
            envelope.get("limbeck").and_then(Value::as_str).unwrap_or("of an unknown version").to_owned();
        return Err(JsonError::Newer { found: format, by });
    }
    let Some(Value::Object(mut catalog)) = envelope.remove("catalog") else {
        return Err(JsonError::Missing("`catalog` must be an object"));
    };
    match catalog.get("dialect") {
        Some(Value::Null) => {
            catalog.remove("dialect");
            let model: Model = serde_json::from_value(Value::Object(catalog))?;
            Ok(JsonCatalog::Portable(model.sorted()))
        }
        Some(_) => {
            let catalog: Catalog = serde_json::from_value(Value::Object(catalog))?;
            Ok(JsonCatalog::Dialect(catalog.sorted()))
        }
        None => Err(JsonError::Missing(
            "`catalog.dialect` must be the name of a dialect, or null for portable types",
        )),
    }
}

/// The model as a JSON catalog with portable types, names sorted.
///
/// # Errors
///
/// None that a model can cause; `serde_json` has the type.
pub fn dump_json(model: &Model) -> Result<String, JsonError> {
    envelope(serde_json::to_value(model.clone().sorted())?, Some(Value::Null))
}

/// The catalog as a JSON catalog of its dialect, names sorted.
///
/// # Errors
///
/// None that a catalog can cause; `serde_json` has the type.
pub fn dump_catalog_json(catalog: &Catalog) -> Result<String, JsonError> {
    envelope(serde_json::to_value(catalog.clone().sorted())?, None)
}

fn envelope(mut catalog: Value, dialect: Option<Value>) -> Result<String, JsonError> {
    if let (Some(dialect), Some(catalog)) = (dialect, catalog.as_object_mut()) {
        catalog.insert("dialect".to_owned(), dialect);
    }
    let whole = json!({
        "limbeck": env!("CARGO_PKG_VERSION"),
        "format": FORMAT,
        "command": "dump-schema",
        "catalog": catalog,
    });
    Ok(serde_json::to_string_pretty(&whole)?)
}

#[cfg(test)]
mod tests {
    use limbeck_url::DialectName;

    use super::*;

    #[test]
    fn an_empty_catalog_goes_out_and_comes_back() {
        let catalog = Catalog::empty(DialectName::MariaDb);
        let text = dump_catalog_json(&catalog).unwrap();
        assert_eq!(read_json(&text).unwrap(), JsonCatalog::Dialect(catalog));
        let text = dump_json(&Model::default()).unwrap();
        assert_eq!(read_json(&text).unwrap(), JsonCatalog::Portable(Model::default()));
    }

    #[test]
    fn what_is_no_catalog_is_told_why() {
        let message = |text: &str| read_json(text).unwrap_err().to_string();
        insta::assert_snapshot!(message("CREATE TABLE"), @"this is no JSON catalog: expected value at line 1 column 1");
        insta::assert_snapshot!(message("{}"), @"this is no JSON catalog: `format` must be a number");
        insta::assert_snapshot!(message(r#"{"format":2,"limbeck":"9.1.0"}"#), @"this JSON catalog has format 2, written by limbeck 9.1.0; this version reads up to 1: use a newer limbeck");
        insta::assert_snapshot!(message(r#"{"format":1,"catalog":{}}"#), @"this is no JSON catalog: `catalog.dialect` must be the name of a dialect, or null for portable types");
        insta::assert_snapshot!(message(r#"{"format":1,"catalog":{"dialect":"oracle"}}"#), @"this is no JSON catalog: `oracle` is not a dialect; the dialects are postgresql, mysql, mariadb and sqlite");
        insta::assert_snapshot!(message(r#"{"format":1,"catalog":{"dialect":null,"tabels":[]}}"#), @"this is no JSON catalog: unknown field `tabels`, expected one of `speaks_about`, `enums`, `tables`");
    }
}
