//! Column types.

use limbeck_catalog::DataType;

/// The display widths that MariaDB prints, and that every column has which does not say another: signed, unsigned.
const WIDTHS: [(&str, &str, &str); 5] = [
    ("tinyint", "4", "3"),
    ("smallint", "6", "5"),
    ("mediumint", "9", "8"),
    ("int", "11", "10"),
    ("bigint", "20", "20"),
];

/// The type without a display width that says nothing: `int(11)` is `int`, `tinyint(1)` stays, for that is how booleans are told.
#[must_use]
pub fn without_default_width(written: &str) -> String {
    if let Some(rest) = written.strip_prefix("year(4)") {
        return format!("year{rest}");
    }
    let Some((base, rest)) = written.split_once('(') else { return written.to_owned() };
    let Some((width, attributes)) = rest.split_once(')') else { return written.to_owned() };
    let Some((_, signed, unsigned)) = WIDTHS.iter().find(|(name, _, _)| *name == base) else {
        return written.to_owned();
    };
    let default = if attributes.contains("unsigned") { unsigned } else { signed };
    if width == *default && !attributes.contains("zerofill") {
        format!("{base}{attributes}")
    } else {
        written.to_owned()
    }
}

/// The first word: `varchar` of `varchar(20)`.
pub(super) fn base(data_type: &DataType) -> String {
    let text = data_type.as_str();
    let end = text.find([' ', '(']).unwrap_or(text.len());
    text[..end].to_ascii_lowercase()
}

/// Whether values have a character set.
pub(super) fn is_text(data_type: &DataType) -> bool {
    matches!(
        &*base(data_type),
        "char" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext" | "enum" | "set"
    )
}

/// Whether values are stored as numbers of labels.
pub(super) fn is_of_labels(data_type: &DataType) -> bool {
    matches!(&*base(data_type), "enum" | "set")
}

/// Whether MySQL takes a default only as an expression ("Data Type Default Values").
pub(super) fn takes_no_literal_default(data_type: &DataType) -> bool {
    matches!(
        &*base(data_type),
        "tinytext"
            | "text"
            | "mediumtext"
            | "longtext"
            | "tinyblob"
            | "blob"
            | "mediumblob"
            | "longblob"
            | "json"
            | "geometry"
            | "point"
            | "linestring"
            | "polygon"
            | "multipoint"
            | "multilinestring"
            | "multipolygon"
            | "geometrycollection"
            | "geomcollection"
            | "vector"
    )
}

/// Whether CURRENT_TIMESTAMP may stand without parentheses.
pub(super) fn is_moment(data_type: &DataType) -> bool {
    matches!(&*base(data_type), "timestamp" | "datetime")
}

/// The type in a spelling in which two ways to write one type are equal.
pub(super) fn canonical(data_type: &DataType) -> String {
    let text = data_type.as_str();
    // What stands in quotes are the labels of an enum.
    let lowered =
        if text.contains('\'') { text.to_owned() } else { text.to_ascii_lowercase().replace(", ", ",") };
    without_default_width(&lowered)
}

/// Whether values of the first type may be lost or changed when they become the second.
pub(super) fn may_lose_values(from: &DataType, to: &DataType) -> bool {
    let (from_base, to_base) = (base(from), base(to));
    let rank = |name: &str| {
        ["tinyint", "smallint", "mediumint", "int", "bigint"].iter().position(|known| *known == name)
    };
    let texts =
        |name: &str| ["char", "varchar", "tinytext", "text", "mediumtext", "longtext"].contains(&name);
    let unsigned = |data_type: &DataType| data_type.as_str().contains("unsigned");
    match (rank(&from_base), rank(&to_base)) {
        (Some(a), Some(b)) => b < a || (unsigned(from) != unsigned(to) && (unsigned(to) || b <= a)),
        _ if texts(&from_base) && texts(&to_base) => capacity(to) < capacity(from),
        _ => canonical(from) != canonical(to),
    }
}

fn capacity(data_type: &DataType) -> u64 {
    match &*base(data_type) {
        "tinytext" => 255,
        "text" => 65_535,
        "mediumtext" => 16_777_215,
        "longtext" => u64::MAX,
        _ => {
            let text = data_type.as_str();
            let digits =
                text.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("1", |(n, _)| n);
            digits.parse().unwrap_or(1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_widths_say_nothing() {
        for (written, same) in [
            ("int(11)", "int"),
            ("int(10) unsigned", "int unsigned"),
            ("int(10)", "int(10)"),
            ("tinyint(1)", "tinyint(1)"),
            ("bigint(20) unsigned", "bigint unsigned"),
            ("int(10) unsigned zerofill", "int(10) unsigned zerofill"),
            ("year(4)", "year"),
            ("varchar(11)", "varchar(11)"),
        ] {
            assert_eq!(without_default_width(written), same);
        }
    }

    #[test]
    fn narrower_types_may_lose_values() {
        let loses = |from: &str, to: &str| may_lose_values(&DataType::new(from), &DataType::new(to));
        assert!(loses("bigint", "int"));
        assert!(!loses("int", "bigint"));
        assert!(loses("int", "int unsigned"));
        assert!(!loses("int unsigned", "bigint"));
        assert!(loses("varchar(20)", "varchar(10)"));
        assert!(!loses("varchar(20)", "text"));
        assert!(loses("datetime", "date"));
    }
}
