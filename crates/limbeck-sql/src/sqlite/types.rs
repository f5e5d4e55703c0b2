//! Declared types: any text, of which SQLite takes the affinity, and an ORM what it makes of the words in it.

use limbeck_catalog::DataType;

use super::text::{name_of, significant};
use crate::lexer::TokenKind;

/// The type in a spelling in which two ways to write one type are equal.
pub(super) fn canonical_type(data_type: &DataType) -> String {
    let mut canonical = String::new();
    for token in significant(data_type.as_str()).unwrap_or_default() {
        let word = matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier | TokenKind::String);
        if word && !canonical.is_empty() {
            canonical.push(' ');
        }
        canonical.push_str(&name_of(&token).to_ascii_lowercase());
    }
    canonical
}

/// What SQLite makes of a declared type (SQLite manual, "Determination Of Column Affinity").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Affinity {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
}

pub(super) fn affinity(data_type: &DataType) -> Affinity {
    let declared = data_type.as_str().to_ascii_uppercase();
    let has = |word: &str| declared.contains(word);
    if has("INT") {
        Affinity::Integer
    } else if has("CHAR") || has("CLOB") || has("TEXT") {
        Affinity::Text
    } else if has("BLOB") || declared.trim().is_empty() {
        Affinity::Blob
    } else if has("REAL") || has("FLOA") || has("DOUB") {
        Affinity::Real
    } else {
        Affinity::Numeric
    }
}

/// Whether the two types are one to somebody who has fewer words for types than may be declared: of one affinity, or of one kind.
pub(super) fn same_kind(a: &DataType, b: &DataType) -> bool {
    affinity(a) == affinity(b) || kind(a).is_some_and(|of_a| kind(b) == Some(of_a))
}

/// What an ORM makes of a declared type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bool,
    Integer,
    Text,
    Bytes,
    Number,
    Timestamp,
    Date,
    Time,
    Json,
    Uuid,
}

/// The kind of a declared type by the words in it, asked in the order in which Diesel asks (`diesel_cli` 2.3,
/// `infer_schema_internals/sqlite.rs`); SeaORM's own words (`sea-query` 1.0, `backend/sqlite/table.rs`: `datetime_text`, `real_decimal`,
/// `varbinary_blob`) begin with the kind and end in the storage. Numbers with a fraction are one kind: which of Diesel's two the word of such a
/// type stands for says nothing about how it is stored.
fn kind(data_type: &DataType) -> Option<Kind> {
    let declared = data_type.as_str().trim().to_ascii_lowercase();
    let has = |word: &str| declared.contains(word);
    let begins = |word: &str| declared.starts_with(word);
    Some(if has("tiny") && has("int") || begins("bool") {
        Kind::Bool
    } else if begins("timestamp") || begins("datetime") {
        Kind::Timestamp
    } else if begins("date") {
        Kind::Date
    } else if begins("time") {
        Kind::Time
    } else if begins("json") {
        Kind::Json
    } else if begins("uuid") {
        Kind::Uuid
    } else if has("int") {
        Kind::Integer
    } else if has("char") || has("clob") || has("text") {
        Kind::Text
    } else if has("blob") || has("binary") || declared.is_empty() {
        Kind::Bytes
    } else if ["float", "real", "double", "num", "dec", "money"].into_iter().any(has) {
        Kind::Number
    } else {
        return None;
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_those_of_diesel_and_seaorm() {
        for (a, b, same) in [
            ("TINYINT(1)", "BOOLEAN", true),
            ("TINYINT(1)", "tinyint", true),
            ("BOOL", "boolean", true),
            ("INT", "BIGINT", true),
            ("NUMERIC(10,2)", "DOUBLE", true),
            ("DECIMAL", "DOUBLE", true),
            ("REAL", "double", true),
            ("DECIMAL(10,2)", "real(10, 2)", true),
            ("NUMERIC", "real_decimal", true),
            ("BINARY(16)", "BLOB", true),
            ("VARBINARY", "varbinary_blob", true),
            ("", "BLOB", true),
            ("DATETIME", "TIMESTAMP", true),
            ("DATETIME", "datetime_text", true),
            ("TEXT", "datetime_text", true),
            ("TIMESTAMP WITH TIME ZONE", "timestamp_with_timezone_text", true),
            ("DATE", "date_text", true),
            ("TIME", "time_text", true),
            ("JSON", "json_text", true),
            ("VARCHAR(20)", "varchar(40)", true),
            ("INTEGER", "BOOLEAN", false),
            ("TEXT", "INTEGER", false),
            ("TEXT", "DOUBLE", false),
            ("BLOB", "TEXT", false),
            ("DATE", "datetime_text", false),
            ("TEXT", "NUMERIC", false),
        ] {
            assert_eq!(same_kind(&DataType::new(a), &DataType::new(b)), same, "{a} and {b}");
            assert_eq!(same_kind(&DataType::new(b), &DataType::new(a)), same, "{b} and {a}");
        }
    }
}
