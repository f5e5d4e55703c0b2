//! Types: which spellings mean one, and which conversions PostgreSQL makes by itself.
//!
//! Source: PostgreSQL's `pg_cast`, and "CREATE CAST" for what an assignment may do.

use limbeck_catalog::DataType;

/// How values of a type are stored unless something else is said (`pg_type.typstorage`): `SET STORAGE DEFAULT` is not known before version 16.
pub(super) fn storage(data_type: &DataType) -> &'static str {
    let parts = parts(data_type);
    match &*parts.base {
        "numeric" | "inet" | "cidr" if !parts.array => "MAIN",
        _ => "EXTENDED",
    }
}

/// A type, taken apart.
#[derive(Debug, PartialEq, Eq)]
struct Parts {
    /// Without length, schema kept, in lower case unless quoted.
    base: String,
    modifier: Option<String>,
    array: bool,
}

fn parts(data_type: &DataType) -> Parts {
    let text = data_type.as_str().trim();
    let array = text.ends_with("[]");
    let element = text.trim_end_matches("[]").trim_end();
    let (base, modifier) = match (element.find('('), element.find(')')) {
        (Some(open), Some(close)) if open < close && !element.starts_with('"') => (
            format!(
                "{}{}",
                element.get(..open).unwrap_or_default().trim_end(),
                element.get(close + 1..).unwrap_or_default()
            ),
            element.get(open + 1..close).map(|inside| inside.replace(' ', "")),
        ),
        _ => (element.to_owned(), None),
    };
    let base = if base.contains('"') { base } else { base.to_lowercase() };
    Parts { base: alias(&base).to_owned(), modifier, array }
}

/// `format_type`'s word for what people write.
fn alias(base: &str) -> &str {
    match base {
        "int" | "int4" => "integer",
        "int2" => "smallint",
        "int8" => "bigint",
        "float4" => "real",
        "float8" | "float" => "double precision",
        "bool" => "boolean",
        "varchar" => "character varying",
        "char" => "character",
        "decimal" => "numeric",
        "timestamptz" => "timestamp with time zone",
        "timestamp" => "timestamp without time zone",
        "timetz" => "time with time zone",
        "time" => "time without time zone",
        "varbit" => "bit varying",
        other => other,
    }
}

/// Whether the two spellings mean one type. A schema that only one of them names does not count: what is on the path needs none.
pub(super) fn same_type(a: &DataType, b: &DataType) -> bool {
    if a == b {
        return true;
    }
    let (a, b) = (parts(a), parts(b));
    let same_base = a.base == b.base || last(&a.base) == b.base || a.base == last(&b.base);
    same_base && a.modifier == b.modifier && a.array == b.array
}

fn last(base: &str) -> &str {
    base.rsplit_once('.').map_or(base, |(_, name)| name)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Text,
    Number,
    Boolean,
    Moment,
    TimeOfDay,
    Json,
    Network,
    Bits,
    Other,
}

fn family(base: &str) -> Family {
    match last(base) {
        "text" | "character varying" | "character" | "bpchar" | "name" | "citext" => Family::Text,
        "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision" | "money" | "oid" => {
            Family::Number
        }
        "boolean" => Family::Boolean,
        "date" | "timestamp without time zone" | "timestamp with time zone" => Family::Moment,
        "time without time zone" | "time with time zone" | "interval" => Family::TimeOfDay,
        "json" | "jsonb" => Family::Json,
        "inet" | "cidr" => Family::Network,
        "bit" | "bit varying" => Family::Bits,
        _ => Family::Other,
    }
}

/// Whether values of the two types compare with each other, so that a foreign key between them stands.
pub(super) fn comparable(a: &DataType, b: &DataType) -> bool {
    let (a, b) = (parts(a), parts(b));
    a.array == b.array
        && (a.base == b.base || family(&a.base) == family(&b.base) && family(&a.base) != Family::Other)
}

/// What must stand behind `USING` for the conversion, where PostgreSQL does not find it by itself. An assignment is better where there is one:
/// an explicit cast would cut what is too long without a word.
pub(super) fn using(column: &str, from: &DataType, to: &DataType) -> Option<String> {
    let (old, new) = (parts(from), parts(to));
    if old.base == new.base && old.array == new.array {
        return None;
    }
    let (was, is) = (family(&old.base), family(&new.base));
    if old.array != new.array {
        // Everything can be written as text.
        return (is != Family::Text || new.array).then(|| match (old.array, new.array) {
            (false, true) => format!("ARRAY[{column}]::{to}"),
            _ => format!("{column}::text::{to}"),
        });
    }
    if is == Family::Text || (was == is && was != Family::Other) {
        return None;
    }
    // `timestamp` gives its time, `time` its interval.
    if was == Family::Moment && is == Family::TimeOfDay && new.base != "interval" && old.base != "date" {
        return None;
    }
    Some(match (was, is) {
        _ if new.array && was != Family::Text => format!("{column}::text[]::{to}"),
        (Family::Text, _) => format!("{column}::{to}"),
        (Family::Number, Family::Boolean) => format!("({column} <> 0)"),
        (Family::Boolean, Family::Number) if new.base == "integer" => format!("{column}::{to}"),
        (Family::Boolean, Family::Number) => format!("{column}::integer::{to}"),
        _ => format!("{column}::text::{to}"),
    })
}

/// Whether values may be lost or changed: anything but a wider type of the same kind, and text.
pub(super) fn may_lose_values(from: &DataType, to: &DataType) -> bool {
    let (old, new) = (parts(from), parts(to));
    if old.array != new.array {
        return true;
    }
    let width = |base: &str| match base {
        "smallint" => 1,
        "integer" => 2,
        "bigint" => 3,
        "numeric" => 4,
        _ => 0,
    };
    let fits = match (&old.modifier, &new.modifier) {
        (_, None) => true,
        (Some(old), Some(new)) => no_less(old, new),
        (None, Some(_)) => false,
    };
    if old.base == new.base {
        return !fits;
    }
    let widens = width(&old.base) > 0 && width(&new.base) > width(&old.base);
    let becomes_text = family(&new.base) == Family::Text && new.base != "name";
    !((widens || becomes_text) && fits)
}

fn no_less(old: &str, new: &str) -> bool {
    let numbers =
        |text: &str| text.split(',').map(|number| number.trim().parse().unwrap_or(0)).collect::<Vec<i64>>();
    let (old, new) = (numbers(old), numbers(new));
    let scale = |numbers: &[i64]| numbers.get(1).copied().unwrap_or(0);
    let whole = |numbers: &[i64]| numbers.first().copied().unwrap_or(0) - scale(numbers);
    scale(&new) >= scale(&old) && whole(&new) >= whole(&old)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn t(text: &str) -> DataType {
        DataType::new(text)
    }

    #[test]
    fn spellings_of_one_type() {
        for (a, b) in [
            ("int4", "integer"),
            ("varchar(20)", "character varying(20)"),
            ("timestamptz(3)", "timestamp(3) with time zone"),
            ("extensions.citext", "citext"),
            ("numeric(10, 2)", "numeric(10,2)"),
            ("int8[]", "bigint[]"),
        ] {
            assert!(same_type(&t(a), &t(b)), "{a} and {b}");
        }
        for (a, b) in [
            ("integer", "bigint"),
            ("a.mood", "b.mood"),
            ("text", "text[]"),
            ("character varying(1)", "character varying"),
        ] {
            assert!(!same_type(&t(a), &t(b)), "{a} and {b}");
        }
    }

    #[test]
    fn a_conversion_is_written_only_where_the_server_finds_none() {
        for (from, to) in [
            ("integer", "bigint"),
            ("character varying(20)", "character varying(10)"),
            ("integer", "text"),
            ("mood", "text"),
            ("date", "timestamp with time zone"),
            ("json", "jsonb"),
            ("timestamp without time zone", "time without time zone"),
        ] {
            assert_eq!(using("c", &t(from), &t(to)), None, "{from} to {to}");
        }
        for (from, to, expected) in [
            ("text", "integer", "c::integer"),
            ("text", "mood", "c::mood"),
            ("integer", "boolean", "(c <> 0)"),
            ("boolean", "bigint", "c::integer::bigint"),
            ("mood", "other", "c::text::other"),
            ("text", "text[]", "ARRAY[c]::text[]"),
            ("bigint", "uuid", "c::text::uuid"),
            ("mood[]", "other[]", "c::text[]::other[]"),
        ] {
            assert_eq!(using("c", &t(from), &t(to)).as_deref(), Some(expected), "{from} to {to}");
        }
    }

    #[test]
    fn narrowing_loses() {
        for (from, to) in [
            ("integer", "bigint"),
            ("character varying(10)", "text"),
            ("numeric(10,2)", "numeric(12,3)"),
            ("integer", "text"),
        ] {
            assert!(!may_lose_values(&t(from), &t(to)), "{from} to {to}");
        }
        for (from, to) in [
            ("bigint", "integer"),
            ("text", "character varying(10)"),
            ("numeric(10,2)", "numeric(10,3)"),
            ("timestamp without time zone", "date"),
        ] {
            assert!(may_lose_values(&t(from), &t(to)), "{from} to {to}");
        }
    }
}
