//! Constraints, as they stand in CREATE TABLE and behind ADD.

use limbeck_catalog::{
    Action, Check, Deferrability, Exclusion, ForeignKey, KeyPart, Options, PrimaryKey, Unique,
};

use super::parameter::{parameter_value, with_clause};
use crate::postgresql::names::{list, qualified, quoted};

fn named(name: Option<&String>) -> String {
    name.map_or_else(String::new, |name| format!("CONSTRAINT {} ", quoted(name)))
}

fn columns(parts: &[KeyPart], options: &Options) -> String {
    let names: Vec<String> = parts.iter().filter_map(KeyPart::column_name).map(quoted).collect();
    let overlaps = if options.contains_key("period") { " WITHOUT OVERLAPS" } else { "" };
    format!("({}{overlaps})", names.join(", "))
}

/// `INCLUDE`, storage parameters, tablespace, and when it is checked.
fn behind(include: &[String], options: &Options, deferrability: Deferrability) -> String {
    let mut text = String::new();
    if !include.is_empty() {
        text.push_str(&format!(" INCLUDE ({})", list(include)));
    }
    let parameters: Vec<String> = options
        .iter()
        .filter(|(key, _)| {
            !["tablespace", "period", "not_valid", "not_enforced", "set_columns"].contains(&key.as_str())
        })
        .map(|(key, value)| format!("{key}={}", parameter_value(value)))
        .collect();
    text.push_str(&with_clause(&parameters));
    if let Some(tablespace) = options.get("tablespace") {
        text.push_str(&format!(" USING INDEX TABLESPACE {}", quoted(tablespace)));
    }
    text.push_str(deferrable(deferrability));
    text
}

pub(super) fn deferrable(deferrability: Deferrability) -> &'static str {
    match deferrability {
        Deferrability::NotDeferrable => "",
        Deferrability::InitiallyImmediate => " DEFERRABLE",
        Deferrability::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    }
}

fn state(options: &Options) -> &'static str {
    if options.contains_key("not_enforced") {
        " NOT ENFORCED"
    } else if options.contains_key("not_valid") {
        " NOT VALID"
    } else {
        ""
    }
}

pub(super) fn primary_key(key: &PrimaryKey) -> String {
    let columns = columns(&key.parts, &key.options);
    format!(
        "{}PRIMARY KEY {columns}{}",
        named(key.name.as_ref()),
        behind(&key.include, &key.options, key.deferrability)
    )
}

pub(super) fn unique(unique: &Unique) -> String {
    let nulls = if unique.nulls_not_distinct { "NULLS NOT DISTINCT " } else { "" };
    let columns = columns(&unique.parts, &unique.options);
    let behind = behind(&unique.include, &unique.options, unique.deferrability);
    format!("{}UNIQUE {nulls}{columns}{behind}", named(unique.name.as_ref()))
}

pub(super) fn check(check: &Check) -> String {
    let inherit = if check.no_inherit { " NO INHERIT" } else { "" };
    format!("{}CHECK ({}){inherit}{}", named(check.name.as_ref()), check.expression, state(&check.options))
}

pub(super) fn exclusion(exclusion: &Exclusion) -> String {
    format!("{}{}", named(exclusion.name.as_ref()), exclusion.definition)
}

pub(super) fn foreign_key(key: &ForeignKey) -> String {
    let period = |columns: &[String]| match (columns, key.options.contains_key("period")) {
        ([first @ .., last], true) => {
            let before = if first.is_empty() { String::new() } else { format!("{}, ", list(first)) };
            format!("{before}PERIOD {}", quoted(last))
        }
        (columns, _) => list(columns),
    };
    let mut text = format!(
        "{}FOREIGN KEY ({}) REFERENCES {}",
        named(key.name.as_ref()),
        period(&key.columns),
        qualified(&key.referred_table)
    );
    if !key.referred_columns.is_empty() {
        text.push_str(&format!(" ({})", period(&key.referred_columns)));
    }
    if let Some(match_type) = &key.match_type {
        text.push_str(&format!(" MATCH {}", match_type.to_uppercase()));
    }
    if key.on_update != Action::NoAction {
        text.push_str(&format!(" ON UPDATE {}", key.on_update.as_sql()));
    }
    if key.on_delete != Action::NoAction {
        text.push_str(&format!(" ON DELETE {}", key.on_delete.as_sql()));
        if let Some(columns) = key.options.get("set_columns") {
            let columns: Vec<String> = columns.split('\u{1f}').map(str::to_owned).collect();
            text.push_str(&format!(" ({})", list(&columns)));
        }
    }
    text.push_str(deferrable(key.deferrability));
    text.push_str(state(&key.options));
    text
}
