//! Tables and columns.

use limbeck_catalog::{Column, Identity, Options, Table, TableKind};

use super::constraint;
use super::parameter::{parameter_value, with_clause};
use super::sequence::sequence_options;
use crate::postgresql::names::{qualified, quoted};
use crate::postgresql::text::is_term;

/// Options of a table that are statements of their own, not storage parameters.
const NO_PARAMETERS: &[&str] = &[
    "unlogged",
    "tablespace",
    "access_method",
    "row_level_security",
    "force_row_level_security",
    "replica_identity",
    "partition_by",
];

/// The storage parameters among the options, `a=b, c=d`, the names of those of the TOAST table behind `toast.`.
pub(super) fn parameters(options: &Options) -> Vec<String> {
    options
        .iter()
        .filter(|(name, _)| !NO_PARAMETERS.contains(&name.as_str()))
        .map(|(name, value)| format!("{name}={}", parameter_value(value)))
        .collect()
}

/// `CREATE TABLE`, with the constraints that need no other table, and those that do where they are part of it.
pub(super) fn create_table(table: &Table) -> String {
    let mut lines: Vec<String> = table.columns.iter().map(column_definition).collect();
    lines.extend(table.primary_key.iter().map(constraint::primary_key));
    lines.extend(table.uniques.iter().map(constraint::unique));
    lines.extend(table.checks.iter().map(constraint::check));
    lines.extend(table.exclusions.iter().map(constraint::exclusion));
    lines.extend(table.foreign_keys.iter().map(constraint::foreign_key));
    let body =
        if lines.is_empty() { " (\n)".to_owned() } else { format!(" (\n    {}\n)", lines.join(",\n    ")) };
    let name = qualified(&table.name);
    let unlogged = if table.options.contains_key("unlogged") { "UNLOGGED " } else { "" };
    let mut sql = match &table.kind {
        TableKind::Partition { of, bound } => {
            let own = if lines.is_empty() { String::new() } else { body };
            let mut sql =
                format!("CREATE {unlogged}TABLE {name} PARTITION OF {}{own} {bound}", qualified(of));
            if let Some(key) = table.options.get("partition_by") {
                sql.push_str(&format!(" PARTITION BY {key}"));
            }
            sql
        }
        TableKind::Foreign(server) => format!("CREATE FOREIGN TABLE {name}{body} {server}"),
        _ => format!("CREATE {unlogged}TABLE {name}{body}"),
    };
    if !table.inherits.is_empty() {
        let parents: Vec<String> = table.inherits.iter().map(qualified).collect();
        sql.push_str(&format!(" INHERITS ({})", parents.join(", ")));
    }
    if let TableKind::Partitioned(key) = &table.kind {
        sql.push_str(&format!(" PARTITION BY {key}"));
    }
    if let Some(method) = table.options.get("access_method") {
        sql.push_str(&format!(" USING {}", quoted(method)));
    }
    sql.push_str(&with_clause(&parameters(&table.options)));
    if let Some(tablespace) = table.options.get("tablespace") {
        sql.push_str(&format!(" TABLESPACE {}", quoted(tablespace)));
    }
    sql
}

/// A column as it stands in CREATE TABLE and ADD COLUMN.
pub(super) fn column_definition(column: &Column) -> String {
    let mut text = format!("{} {}", quoted(&column.name), column.data_type);
    let mut add = |part: &str| {
        text.push(' ');
        text.push_str(part);
    };
    if let Some(method) = column.options.get("compression") {
        add(&format!("COMPRESSION {method}"));
    }
    if let Some(collation) = &column.collation {
        add(&format!("COLLATE {}", collation_name(collation)));
    }
    if let Some(default) = &column.default {
        add(&format!("DEFAULT {}", default_text(&default.0)));
    }
    if let Some(generated) = &column.generated {
        let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
        add(&format!("GENERATED ALWAYS AS ({}) {kind}", generated.expression));
    }
    if let Some(identity) = &column.identity {
        add(&identity_clause(identity));
    }
    if !column.nullable {
        add("NOT NULL");
    }
    text
}

/// A default as it may stand before the words of the next constraint: in parentheses, unless it is a single term.
pub(super) fn default_text(default: &str) -> String {
    if is_term(default) { default.to_owned() } else { format!("({default})") }
}

pub(super) fn identity_clause(identity: &Identity) -> String {
    let kind = if identity.always { "ALWAYS" } else { "BY DEFAULT" };
    let options = sequence_options(&identity.options);
    let options = if options.is_empty() { String::new() } else { format!(" ({})", options.join(" ")) };
    format!("GENERATED {kind} AS IDENTITY{options}")
}

/// A collation's name; one of another schema comes with its quotes.
pub(super) fn collation_name(collation: &str) -> String {
    if collation.starts_with('"') { collation.to_owned() } else { quoted(collation) }
}

/// What CREATE TABLE and ADD COLUMN cannot say of a column: statements on `table`.
pub(super) fn column_extras(table: &str, column: &Column) -> Vec<String> {
    let name = quoted(&column.name);
    let mut statements = Vec::new();
    let mut attributes = Vec::new();
    for (option, value) in &column.options {
        match option.as_str() {
            "statistics" => {
                statements.push(format!("ALTER TABLE {table} ALTER COLUMN {name} SET STATISTICS {value}"));
            }
            "storage" => {
                let storage = value.to_uppercase();
                statements.push(format!("ALTER TABLE {table} ALTER COLUMN {name} SET STORAGE {storage}"));
            }
            other => {
                if let Some(attribute) = other.strip_prefix("attribute.") {
                    attributes.push(format!("{attribute}={}", parameter_value(value)));
                }
            }
        }
    }
    if !attributes.is_empty() {
        statements.push(format!("ALTER TABLE {table} ALTER COLUMN {name} SET ({})", attributes.join(", ")));
    }
    statements
}

/// What CREATE TABLE cannot say of a table.
pub(super) fn table_extras(table: &Table) -> Vec<String> {
    let name = qualified(&table.name);
    let mut statements: Vec<String> =
        table.columns.iter().flat_map(|column| column_extras(&name, column)).collect();
    statements.extend(setting_changes(
        &name,
        &Options::new(),
        &only(&table.options, &["row_level_security", "force_row_level_security"]),
    ));
    statements
}

fn only(options: &Options, keys: &[&str]) -> Options {
    options
        .iter()
        .filter(|(key, _)| keys.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// `ALTER TABLE` for settings that differ.
pub(super) fn setting_changes(table: &str, from: &Options, to: &Options) -> Vec<String> {
    let mut statements = Vec::new();
    let differs = |key: &str| from.get(key) != to.get(key);
    let mut alter = |what: String| statements.push(format!("ALTER TABLE {table} {what}"));
    if differs("unlogged") {
        alter(format!("SET {}", if to.contains_key("unlogged") { "UNLOGGED" } else { "LOGGED" }));
    }
    if differs("access_method") {
        alter(format!(
            "SET ACCESS METHOD {}",
            to.get("access_method").map_or_else(|| "heap".to_owned(), |method| quoted(method))
        ));
    }
    if differs("tablespace") {
        alter(format!(
            "SET TABLESPACE {}",
            to.get("tablespace").map_or_else(|| "pg_default".to_owned(), |space| quoted(space))
        ));
    }
    if differs("row_level_security") {
        let word = if to.contains_key("row_level_security") { "ENABLE" } else { "DISABLE" };
        alter(format!("{word} ROW LEVEL SECURITY"));
    }
    if differs("force_row_level_security") {
        let word = if to.contains_key("force_row_level_security") { "FORCE" } else { "NO FORCE" };
        alter(format!("{word} ROW LEVEL SECURITY"));
    }
    if differs("replica_identity") {
        alter(replica_identity(to));
    }
    let set: Vec<String> = parameters(
        &to.iter()
            .filter(|(key, value)| from.get(*key) != Some(value))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect(),
    );
    if !set.is_empty() {
        alter(format!("SET ({})", set.join(", ")));
    }
    let reset: Vec<&str> = from
        .keys()
        .map(String::as_str)
        .filter(|key| !to.contains_key(*key) && !NO_PARAMETERS.contains(key))
        .collect();
    if !reset.is_empty() {
        alter(format!("RESET ({})", reset.join(", ")));
    }
    statements
}

/// The row that replication names a row by. It may be an index, which must be there first.
pub(super) fn replica_identity(options: &Options) -> String {
    let identity = match options.get("replica_identity").map(String::as_str) {
        None => "DEFAULT".to_owned(),
        Some("full") => "FULL".to_owned(),
        Some("nothing") => "NOTHING".to_owned(),
        Some(index) => format!("USING INDEX {}", quoted(index.strip_prefix("index ").unwrap_or(index))),
    };
    format!("REPLICA IDENTITY {identity}")
}
