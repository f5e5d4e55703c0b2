//! Which column type a Rust type is: what `ValueType::column_type` of `sea-query` says, and the names of `sea_orm::prelude`.

use syn::Type;

use super::column_type::{bytes, plain, string, vector};
use crate::model::{PerServer, PortableType, RustType, TypePath};
use crate::reader::types::{bare, only_argument, type_path, written};
use crate::reader::uses::Uses;

/// A field's type, without its `Option`.
pub(super) struct FieldType {
    /// The type; a Rust type where another item of the sources must say what it is.
    pub(super) data_type: PortableType,
    /// Whether it is an `Option`.
    pub(super) nullable: bool,
    /// The name under which `[types]` may name a type for it: the last segment of the type, or of the items of an array.
    pub(super) rust_name: Option<String>,
}

/// Reads the type of a field.
pub(super) fn read(ty: &Type, uses: &Uses) -> FieldType {
    let unknown = |name: String| FieldType {
        data_type: PortableType::Rust(RustType { name: name.clone(), ..RustType::default() }),
        nullable: false,
        rust_name: Some(name),
    };
    let Some(path) = type_path(ty, uses) else { return unknown(written(ty)) };
    if path.inside_option().is_some() {
        let inner = only_argument(bare(ty)).map_or_else(|| unknown(written(ty)), |inner| read(inner, uses));
        return FieldType { nullable: true, ..inner };
    }
    match of(&path) {
        Some(data_type) => {
            let item = data_type.unresolved().map(|item| item.name.clone());
            // An array of a known type has no name of its own.
            let rust_name = item.or_else(|| path.inside_array().is_none().then_some(path.name));
            FieldType { data_type, nullable: false, rust_name }
        }
        None => unknown(path.name),
    }
}

fn of(path: &TypePath) -> Option<PortableType> {
    if let Some(item) = path.inside_array() {
        return Some(match of(item.inside_option().unwrap_or(item)) {
            Some(PortableType::PerServer(item)) => PortableType::PerServer(item.array()),
            Some(item) => PortableType::Array(Box::new(item)),
            None => {
                let rust = RustType { name: item.name.clone(), ..RustType::default() };
                PortableType::Array(Box::new(PortableType::Rust(rust)))
            }
        });
    }
    known(path).map(PortableType::PerServer)
}

fn known(path: &TypePath) -> Option<PerServer> {
    let word = match path.name.as_str() {
        "bool" => "Boolean",
        "i8" => "TinyInteger",
        "i16" => "SmallInteger",
        "i32" => "Integer",
        "i64" => "BigInteger",
        "u8" => "TinyUnsigned",
        "u16" => "SmallUnsigned",
        "u32" => "Unsigned",
        "u64" => "BigUnsigned",
        "f32" => "Float",
        "f64" => "Double",
        "char" => "Char",
        "String" | "str" | "TextUuid" => return Some(string()),
        "Cow" if path.arguments.last()?.name == "str" => return Some(string()),
        "Vec" if path.arguments.first()?.name == "u8" => return Some(bytes()),
        // With an argument it is chrono's; without one the prelude's name for a date and a time of no zone.
        "DateTime" if path.arguments.len() == 1 => "TimestampWithTimeZone",
        "DateTime" | "NaiveDateTime" | "ChronoDateTime" | "PrimitiveDateTime" | "TimeDateTime" => "DateTime",
        "DateTimeUtc"
        | "DateTimeLocal"
        | "DateTimeWithTimeZone"
        | "ChronoDateTimeUtc"
        | "ChronoDateTimeLocal"
        | "ChronoDateTimeWithTimeZone"
        | "TimeDateTimeWithTimeZone"
        | "OffsetDateTime"
        | "Timestamp" => "TimestampWithTimeZone",
        "ChronoUnixTimestamp"
        | "ChronoUnixTimestampMillis"
        | "TimeUnixTimestamp"
        | "TimeUnixTimestampMillis" => "BigInteger",
        "Date" | "NaiveDate" | "ChronoDate" | "TimeDate" => "Date",
        "Time" | "NaiveTime" | "ChronoTime" | "TimeTime" => "Time",
        "Json" | "JsonValue" | "Value" => "Json",
        "Decimal" | "BigDecimal" => "Decimal",
        "Uuid" => "Uuid",
        "IpNetwork" => "Inet",
        "MacAddress" => "MacAddr",
        "PgVector" => return Some(vector()),
        _ => return None,
    };
    plain(word)
}

/// The type as it is written, without blanks.
pub(super) fn written_without_blanks(ty: &Type) -> String {
    written(ty).chars().filter(|letter| !letter.is_whitespace()).collect()
}
