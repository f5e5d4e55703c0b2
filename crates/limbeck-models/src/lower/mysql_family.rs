//! What MySQL and MariaDB have in common.

use limbeck_catalog::{Column, Options, keys};

use super::alias;
use super::target::{EnumColumn, Unfit};
use crate::model::{ModelEnum, PerServer, PortableType, RustType, TableOptions};

/// A type as `SHOW CREATE TABLE` prints it, without the display widths of whole numbers, which mean nothing.
pub(crate) fn data_type(data_type: &PortableType, title: &str) -> Result<String, Unfit> {
    use PortableType as T;
    Ok(match data_type {
        T::SmallInt => "smallint".to_owned(),
        T::Integer => "int".to_owned(),
        T::BigInt => "bigint".to_owned(),
        T::UnsignedTinyInt => "tinyint unsigned".to_owned(),
        T::UnsignedSmallInt => "smallint unsigned".to_owned(),
        T::UnsignedInteger => "int unsigned".to_owned(),
        T::UnsignedBigInt => "bigint unsigned".to_owned(),
        T::Real => "float".to_owned(),
        T::Double => "double".to_owned(),
        T::Bool => "tinyint(1)".to_owned(),
        // `text` could be neither a key nor have a default.
        T::Text { length } => format!("varchar({})", length.unwrap_or(255)),
        T::Bytes => "longblob".to_owned(),
        T::Uuid => "binary(16)".to_owned(),
        T::TimestampTz | T::Timestamp => "datetime(6)".to_owned(),
        T::Date => "date".to_owned(),
        T::Time => "time".to_owned(),
        T::Decimal { precision: Some(precision), scale } => {
            format!("decimal({precision},{})", scale.unwrap_or(0))
        }
        T::Decimal { precision: None, .. } => {
            return Err(Unfit::new(format!("{title} needs to know how many digits a decimal number has"))
                .hint(
                    "write `#[column(precision = 12, scale = 2)]`; without it the fraction would be lost",
                ));
        }
        T::Json => "json".to_owned(),
        T::Array(_) => return Err(no_arrays(title)),
        T::Enum(name) => return Err(Unfit::new(format!("the enum `{name}` is not among the models"))),
        T::Rust(RustType { name, .. }) | T::PerServer(PerServer { name, .. }) => {
            return Err(Unfit::new(format!("Limbeck does not know the type `{name}`")));
        }
    })
}

/// The error of an array.
pub(crate) fn no_arrays(title: &str) -> Unfit {
    Unfit::new(format!("{title} has no arrays"))
        .hint("use a table of its own, or JSON: `serde_json::Value`, or `#[column(type = \"json\")]`")
}

/// A type that somebody wrote, as `SHOW CREATE TABLE` prints it.
pub(crate) fn canonical_type(written: &str) -> String {
    let Some(parts) = alias::parts(written) else { return written.trim().to_owned() };
    let alias::WrittenType { name, modifier, rest, .. } = parts;
    let (base, words) = name.split_once(' ').unwrap_or((name.as_str(), ""));
    let words = [words, rest.as_str()].join(" ").trim().to_owned();
    let (base, words) = match (base, words.as_str()) {
        ("double", "precision") | ("real", "") => ("double".to_owned(), String::new()),
        ("character" | "char", "varying") => (format!("varchar{modifier}"), String::new()),
        ("bool" | "boolean", _) => ("tinyint(1)".to_owned(), words),
        // Display widths of whole numbers mean nothing, but that `tinyint(1)` is how booleans are told.
        ("tinyint" | "int1", _) if modifier == "(1)" => ("tinyint(1)".to_owned(), words),
        ("tinyint" | "int1", _) => ("tinyint".to_owned(), words),
        ("smallint" | "int2", _) => ("smallint".to_owned(), words),
        ("mediumint" | "int3" | "middleint", _) => ("mediumint".to_owned(), words),
        ("int" | "integer" | "int4", _) => ("int".to_owned(), words),
        ("bigint" | "int8", _) => ("bigint".to_owned(), words),
        ("decimal" | "dec" | "numeric" | "fixed", _) => {
            let modifier = match modifier.as_str() {
                "" => "(10,0)".to_owned(),
                one if !one.contains(',') => one.replace(')', ",0)"),
                both => both.to_owned(),
            };
            (format!("decimal{modifier}"), words)
        }
        ("char" | "character", _) if modifier.is_empty() => ("char(1)".to_owned(), words),
        ("character", _) => (format!("char{modifier}"), words),
        ("binary", _) if modifier.is_empty() => ("binary(1)".to_owned(), words),
        ("float4", _) => ("float".to_owned(), words),
        ("float8", _) => ("double".to_owned(), words),
        (other, _) => (format!("{other}{modifier}"), words),
    };
    [base, words].join(" ").trim_end().to_owned()
}

/// `enum('a','b')`.
pub(crate) fn enum_column(one: &ModelEnum) -> EnumColumn {
    let labels: Vec<_> = one.values.iter().map(|value| literal(&value.label)).collect();
    EnumColumn { data_type: format!("enum({})", labels.join(",")), check: None }
}

/// Text as a literal; a backslash is an escape there.
pub(crate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
}

/// The digits after the second that a default of this type must name, too: `(6)`.
pub(crate) fn fraction(lowered: &str) -> &str {
    let is_time = ["datetime(", "timestamp(", "time("].iter().any(|start| lowered.starts_with(start));
    match (is_time, lowered.find('('), lowered.find(')')) {
        (true, Some(open), Some(close)) => &lowered[open..=close],
        _ => "",
    }
}

/// Whole numbers, but for `tinyint(1)`, which is a boolean.
pub(crate) fn is_integer(lowered: &str) -> bool {
    let name = lowered.split([' ', '(']).next().unwrap_or_default();
    lowered != "tinyint(1)" && matches!(name, "tinyint" | "smallint" | "mediumint" | "int" | "bigint")
}

/// `AUTO_INCREMENT`.
pub(crate) fn count_up(column: &mut Column, leads_a_key: bool, title: &str) -> Result<(), Unfit> {
    if !leads_a_key {
        return Err(Unfit::new(format!("on {title} a column that counts up must be the first of a key"))
            .hint("make it the primary key, or add `unique` or `index`"));
    }
    column.auto_increment = true;
    Ok(())
}

/// `ENGINE` and `DEFAULT CHARSET`.
pub(crate) fn table_options(options: &TableOptions) -> Options {
    let pairs = [(keys::ENGINE, &options.engine), (keys::CHARSET, &options.charset)];
    pairs.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value.clone()?))).collect()
}

/// `btree` is the default.
pub(crate) fn index_method(method: &str, title: &str) -> Result<Option<String>, Unfit> {
    match method {
        "btree" => Ok(None),
        "hash" | "fulltext" | "spatial" => Ok(Some(method.to_owned())),
        other => Err(Unfit::new(format!("{title} has no index method `{other}`"))
            .hint("it knows `btree`, `hash`, `fulltext` and `spatial`; `dialects(…)` keeps an index to some servers")),
    }
}

/// A key is called after its first column.
pub(crate) fn key_name(first: Option<&str>) -> String {
    first.unwrap_or("functional_index").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_types_are_spelled_as_show_create_prints_them() {
        for (written, printed) in [
            ("INTEGER", "int"),
            ("int(11) unsigned", "int unsigned"),
            ("BIGINT UNSIGNED", "bigint unsigned"),
            ("boolean", "tinyint(1)"),
            ("tinyint(1)", "tinyint(1)"),
            ("tinyint(4)", "tinyint"),
            ("numeric(10, 2)", "decimal(10,2)"),
            ("decimal", "decimal(10,0)"),
            ("character varying(20)", "varchar(20)"),
            ("double precision", "double"),
            ("LONGTEXT", "longtext"),
            ("enum('A','b')", "enum('A','b')"),
            ("datetime(3)", "datetime(3)"),
        ] {
            assert_eq!(canonical_type(written), printed);
        }
    }

    #[test]
    fn a_default_names_the_digits_of_its_type() {
        assert_eq!(fraction("datetime(6)"), "(6)");
        assert_eq!(fraction("datetime"), "");
        assert_eq!(fraction("varchar(6)"), "");
    }
}
