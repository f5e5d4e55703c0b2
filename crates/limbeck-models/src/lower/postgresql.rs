//! PostgreSQL.
//!
//! Types stand as `format_type` prints them, defaults as `pg_get_expr` does, names as `ChooseIndexName`, `ChooseConstraintName` and
//! `makeObjectName` of its source choose them.

use limbeck_catalog::{Column, Identity, Options};
use limbeck_url::DialectName;

use super::alias;
use super::index_words::words;
use super::postgresql_keywords::quoted;
use super::target::{EnumColumn, NameLimit, Target, Unfit};
use crate::model::{
    ModelEnum, ModelIndexPart, PerServer, PortableDefault, PortableType, RustType, TableOptions,
};

/// `NAMEDATALEN - 1`.
const NAME_BYTES: usize = 63;

pub(crate) struct PostgreSql;

impl Target for PostgreSql {
    fn dialect(&self) -> DialectName {
        DialectName::PostgreSql
    }

    fn title(&self) -> &'static str {
        "PostgreSQL"
    }

    fn data_type(&self, data_type: &PortableType) -> Result<String, Unfit> {
        use PortableType as T;
        Ok(match data_type {
            T::SmallInt => "smallint".to_owned(),
            T::Integer => "integer".to_owned(),
            T::BigInt => "bigint".to_owned(),
            T::UnsignedTinyInt | T::UnsignedSmallInt | T::UnsignedInteger | T::UnsignedBigInt => {
                return Err(Unfit::new("PostgreSQL has no unsigned integers")
                    .hint("use a signed type, or name one: `#[column(type = \"bigint\")]`"));
            }
            T::Real => "real".to_owned(),
            T::Double => "double precision".to_owned(),
            T::Bool => "boolean".to_owned(),
            T::Text { length: None } => "text".to_owned(),
            T::Text { length: Some(length) } => format!("character varying({length})"),
            T::Bytes => "bytea".to_owned(),
            T::Uuid => "uuid".to_owned(),
            T::TimestampTz => "timestamp with time zone".to_owned(),
            T::Timestamp => "timestamp without time zone".to_owned(),
            T::Date => "date".to_owned(),
            T::Time => "time without time zone".to_owned(),
            T::Decimal { precision: None, .. } => "numeric".to_owned(),
            T::Decimal { precision: Some(precision), scale } => {
                format!("numeric({precision},{})", scale.unwrap_or(0))
            }
            T::Json => "jsonb".to_owned(),
            T::Array(item) => self.array_of(&self.data_type(item)?)?,
            T::Enum(name) => quoted(name),
            T::Rust(RustType { name, .. }) | T::PerServer(PerServer { name, .. }) => {
                return Err(Unfit::new(format!("Limbeck does not know the type `{name}`")));
            }
        })
    }

    fn canonical_type(&self, written: &str) -> String {
        let Some(parts) = alias::parts(written) else { return written.trim().to_owned() };
        let alias::WrittenType { name, modifier, rest, array } = parts;
        let with_zone = rest == "with time zone" || name.ends_with(" with time zone");
        let zone = if with_zone { "with time zone" } else { "without time zone" };
        let one = || if modifier.is_empty() { "(1)".to_owned() } else { modifier.clone() };
        let scalar = match name.as_str() {
            "int2" => "smallint".to_owned(),
            "int" | "int4" => "integer".to_owned(),
            "int8" => "bigint".to_owned(),
            "float4" => "real".to_owned(),
            "float8" | "float" if modifier.is_empty() => "double precision".to_owned(),
            "bool" => "boolean".to_owned(),
            "decimal" | "dec" | "numeric" => {
                let scale = if modifier.is_empty() || modifier.contains(',') { "" } else { ",0" };
                format!("numeric{}", modifier.replace(')', &format!("{scale})")))
            }
            "varchar" | "char varying" | "character varying" => format!("character varying{modifier}"),
            "char" | "character" => format!("character{}", one()),
            "varbit" | "bit varying" => format!("bit varying{modifier}"),
            "bit" => format!("bit{}", one()),
            "timestamptz" => format!("timestamp{modifier} with time zone"),
            "timetz" => format!("time{modifier} with time zone"),
            "timestamp" | "timestamp with time zone" | "timestamp without time zone" => {
                format!("timestamp{modifier} {zone}")
            }
            "time" | "time with time zone" | "time without time zone" => format!("time{modifier} {zone}"),
            _ => [format!("{name}{modifier}"), rest].join(" ").trim_end().to_owned(),
        };
        scalar + &array
    }

    fn array_of(&self, item: &str) -> Result<String, Unfit> {
        Ok(format!("{}[]", item.trim_end_matches("[]")))
    }

    fn enum_column(&self, _column: &str, one: &ModelEnum) -> EnumColumn {
        EnumColumn { data_type: quoted(&one.name), check: None }
    }

    fn has_enum_types(&self) -> bool {
        true
    }

    fn default(
        &self,
        default: &PortableDefault,
        data_type: &PortableType,
        lowered: &str,
    ) -> Result<String, Unfit> {
        Ok(match default {
            PortableDefault::Now if *data_type == PortableType::Time => "LOCALTIME".to_owned(),
            PortableDefault::Now if *data_type == PortableType::Date => "CURRENT_DATE".to_owned(),
            PortableDefault::Now => "now()".to_owned(),
            PortableDefault::Bool(value) => value.to_string(),
            PortableDefault::Number(text) => number(text),
            // The cast names the type without its length.
            PortableDefault::Text(text) => {
                let cast = lowered.find('(').map_or(lowered.to_owned(), |open| {
                    let close = lowered.find(')').map_or(lowered.len(), |close| close + 1);
                    format!("{}{}", &lowered[..open], &lowered[close..])
                });
                let cast = if cast == "character" { "bpchar" } else { &cast };
                format!("'{}'::{cast}", text.replace('\'', "''"))
            }
        })
    }

    fn is_integer(&self, lowered: &str) -> bool {
        matches!(lowered, "smallint" | "integer" | "bigint")
    }

    fn count_up(&self, column: &mut Column, _sole_key: bool, _leads_a_key: bool) -> Result<(), Unfit> {
        column.identity = Some(Identity::default());
        Ok(())
    }

    fn table_options(&self, _options: &TableOptions) -> Options {
        Options::new()
    }

    fn has_schemas(&self) -> bool {
        true
    }

    fn has_included_columns(&self) -> bool {
        true
    }

    fn index_method(&self, method: &str) -> Result<Option<String>, Unfit> {
        Ok((method != "btree").then(|| method.to_owned()))
    }

    fn name_limit(&self) -> NameLimit {
        NameLimit::Bytes(NAME_BYTES)
    }

    fn primary_key_name(&self, table: &str) -> Option<String> {
        Some(object_name(table, "", "pkey"))
    }

    fn unique_name(&self, table: &str, columns: &[&str]) -> Option<String> {
        Some(object_name(table, &columns.join("_"), "key"))
    }

    fn index_name(&self, table: &str, parts: &[ModelIndexPart]) -> String {
        object_name(table, &words(parts).join("_"), "idx")
    }

    fn foreign_key_name(&self, table: &str, columns: &[&str]) -> Option<String> {
        Some(object_name(table, &columns.join("_"), "fkey"))
    }

    fn check_name(&self, table: &str, columns: &[&str]) -> Option<String> {
        // A check that speaks of one column is called after it, wherever it is declared.
        let column = if let [column] = columns { column } else { "" };
        Some(object_name(table, column, "check"))
    }

    fn next_name(&self, name: &str, n: usize) -> String {
        let suffix = n.to_string();
        let mut end = name.len().min(NAME_BYTES - suffix.len());
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        format!("{}{suffix}", &name[..end])
    }

    fn index_names_are_global(&self) -> bool {
        true
    }
}

/// `makeObjectName`: the longer of the two parts is cut until all fits.
fn object_name(table: &str, columns: &str, label: &str) -> String {
    let overhead = label.len() + 1 + usize::from(!columns.is_empty());
    let (mut table_bytes, mut column_bytes) = (table.len(), columns.len());
    while table_bytes + column_bytes + overhead > NAME_BYTES {
        if table_bytes > column_bytes { table_bytes -= 1 } else { column_bytes -= 1 }
    }
    let table = cut(table, table_bytes);
    let columns = cut(columns, column_bytes);
    if columns.is_empty() { format!("{table}_{label}") } else { format!("{table}_{columns}_{label}") }
}

fn cut(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A constant as `get_const_expr` prints it: a sign would not be part of the constant when it is read again, so it is quoted.
fn number(text: &str) -> String {
    if text.contains(['e', 'E']) {
        return format!("'{text}'::numeric");
    }
    let kind = if text.contains('.') {
        "numeric"
    } else if text.parse::<i32>().is_ok() {
        "integer"
    } else if text.parse::<i64>().is_ok() {
        "bigint"
    } else {
        "numeric"
    };
    let plain = !text.starts_with('-') && (kind == "integer" || text.contains('.'));
    if plain { text.to_owned() } else { format!("'{text}'::{kind}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_types_are_spelled_as_format_type_prints_them() {
        for (written, printed) in [
            ("INT8", "bigint"),
            ("int", "integer"),
            ("varchar ( 20 )", "character varying(20)"),
            ("VarChar", "character varying"),
            ("char", "character(1)"),
            ("decimal(10)", "numeric(10,0)"),
            ("NUMERIC(10, 2)", "numeric(10,2)"),
            ("numeric", "numeric"),
            ("timestamptz", "timestamp with time zone"),
            ("timestamptz(3)", "timestamp(3) with time zone"),
            ("timestamp (3) with time zone", "timestamp(3) with time zone"),
            ("timestamp with time zone", "timestamp with time zone"),
            ("timestamp", "timestamp without time zone"),
            ("time(0)", "time(0) without time zone"),
            ("text [ ]", "text[]"),
            ("int4[]", "integer[]"),
            ("CITEXT", "citext"),
            ("vector(3)", "vector(3)"),
            ("double precision", "double precision"),
            ("\"MyType\"", "\"MyType\""),
        ] {
            assert_eq!(PostgreSql.canonical_type(written), printed);
        }
    }

    #[test]
    fn long_names_are_cut_as_the_server_cuts_them() {
        let long = "a".repeat(60);
        let name = object_name(&long, "column", "key");
        assert_eq!(name, format!("{}_column_key", "a".repeat(52)));
        assert_eq!(name.len(), NAME_BYTES);
        assert_eq!(object_name("users", "", "pkey"), "users_pkey");
        assert_eq!(PostgreSql.next_name(&name, 12).len(), NAME_BYTES);
    }
}
