//! Definitions: columns, keys, constraints, whole tables.

use limbeck_catalog::{
    Action, Check, Column, DataType, Expression, ForeignKey, Index, Key, KeyPart, Options, PrimaryKey, Table,
    TableKind, keys,
};

use crate::lexer::without_outer_parentheses;
use crate::mysql::options::{
    COLLATION, COLUMN_CHECK, IGNORED, INVISIBLE, KEY_BLOCK_SIZE, NOT_ENFORCED, PARSER, SRID,
    SYSTEM_VERSIONING, WITHOUT_VERSIONING,
};
use crate::mysql::text::{is_literal, significant};
use crate::mysql::{Flavor, quoted, string_literal, types};

/// What exempts a column from its table's versioning.
pub(super) const WITHOUT_VERSIONING_CLAUSE: &str = "WITHOUT SYSTEM VERSIONING";

/// `CREATE TABLE`, with the given indexes and foreign keys written into it.
pub(super) fn create_table(
    flavor: Flavor,
    table: &Table,
    indexes: &[&Index],
    foreign_keys: &[&ForeignKey],
) -> String {
    let mut lines: Vec<String> =
        table.columns.iter().map(|column| column_definition(flavor, column, table)).collect();
    lines.extend(table.primary_key.as_ref().map(primary_key));
    lines.extend(indexes.iter().map(|index| index_definition(flavor, index)));
    lines.extend(foreign_keys.iter().map(|key| foreign_key(flavor, key)));
    lines.extend(table.checks.iter().filter(|check| !is_of_column(check)).map(check));
    let mut options = table_options(&table.options);
    if let Some(versioning) = table.options.get(SYSTEM_VERSIONING) {
        if versioning.starts_with("PERIOD") {
            lines.push(versioning.clone());
        }
        options.push("WITH SYSTEM VERSIONING".to_owned());
    }
    if let Some(comment) = &table.comment {
        options.push(format!("COMMENT={}", string_literal(comment)));
    }
    let mut text = format!("CREATE TABLE {} (\n    {}\n)", quoted(&table.name.name), lines.join(",\n    "));
    if !options.is_empty() {
        text.push(' ');
        text.push_str(&options.join(" "));
    }
    if let TableKind::Partitioned(partitions) = &table.kind {
        text.push_str(&format!("\nPARTITION BY {partitions}"));
    }
    text
}

/// The settings of a table, each as it is written behind it.
pub(super) fn table_options(options: &Options) -> Vec<String> {
    let mut written = Vec::new();
    let mut add = |key: &str, word: &str| {
        if let Some(value) = options.get(key) {
            written.push(format!("{word}={value}"));
        }
    };
    add(keys::ENGINE, "ENGINE");
    add(keys::CHARSET, "DEFAULT CHARSET");
    add(COLLATION, "COLLATE");
    let known = [keys::ENGINE, keys::CHARSET, COLLATION, SYSTEM_VERSIONING];
    let others = options.iter().filter(|(key, _)| !known.contains(&key.as_str()));
    written.extend(others.map(|(key, value)| table_option(key, value)));
    written
}

/// `ROW_FORMAT=DYNAMIC`; what an engine of MariaDB knows is a name and a string.
pub(super) fn table_option(key: &str, value: &str) -> String {
    if key.starts_with('`') {
        format!("{key}={value}")
    } else {
        format!("{}={value}", key.to_ascii_uppercase())
    }
}

/// A column with everything that is said behind it.
pub(super) fn column_definition(flavor: Flavor, column: &Column, table: &Table) -> String {
    let mut text = format!("{} {}", quoted(&column.name), column.data_type);
    let mut add = |part: &str| {
        text.push(' ');
        text.push_str(part);
    };
    if let Some(charset) = column.options.get(keys::CHARSET).map(String::as_str).or_else(|| {
        column.collation.as_deref().filter(|_| types::is_text(&column.data_type)).and_then(charset_of)
    }) {
        add(&format!("CHARACTER SET {charset}"));
    }
    if let Some(collation) = &column.collation {
        add(&format!("COLLATE {collation}"));
    }
    if let Some(generated) = &column.generated {
        let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
        if matches!(generated.expression.as_str(), "ROW START" | "ROW END") {
            add(&format!("GENERATED ALWAYS AS {}", generated.expression));
        } else {
            add(&format!("GENERATED ALWAYS AS ({}) {kind}", generated.expression));
        }
    }
    // MariaDB takes no NOT NULL behind a generated column.
    if !column.nullable && (column.generated.is_none() || flavor == Flavor::MySql) {
        add("NOT NULL");
    } else if types::base(&column.data_type) == "timestamp" && column.generated.is_none() {
        // Without `explicit_defaults_for_timestamp` silence means NOT NULL.
        add("NULL");
    }
    if column.options.contains_key(INVISIBLE) {
        add("INVISIBLE");
    }
    if let Some(default) = &column.default {
        add(&format!("DEFAULT {}", default_text(flavor, column, default)));
    }
    if let Some(on_update) = &column.on_update {
        add(&format!("ON UPDATE {on_update}"));
    }
    if column.auto_increment {
        add("AUTO_INCREMENT");
    }
    if let Some(srid) = column.options.get(SRID) {
        add(&format!("SRID {srid}"));
    }
    if column.options.contains_key(WITHOUT_VERSIONING) {
        add(WITHOUT_VERSIONING_CLAUSE);
    }
    if let Some(comment) = &column.comment {
        add(&format!("COMMENT {}", string_literal(comment)));
    }
    for check in table.checks.iter().filter(|check| is_check_of(check, &column.name)) {
        add(&format!("CHECK ({})", check.expression));
    }
    text
}

/// The character set that a collation belongs to: the part before the first `_`.
fn charset_of(collation: &str) -> Option<&str> {
    let charset = collation.split('_').next()?;
    // MariaDB's `uca1400_ai_ci` belongs to several.
    (!charset.is_empty() && charset != "uca1400").then_some(charset)
}

/// Whether the check is part of its column's definition (MariaDB).
pub(super) fn is_of_column(check: &Check) -> bool {
    check.options.contains_key(COLUMN_CHECK)
}

pub(super) fn is_check_of(check: &Check, column: &str) -> bool {
    check.options.get(COLUMN_CHECK).is_some_and(|name| name.eq_ignore_ascii_case(column))
}

fn default_text(flavor: Flavor, column: &Column, default: &Expression) -> String {
    default_clause(flavor == Flavor::MariaDb, &column.data_type, default.as_str())
}

/// What stands behind DEFAULT: a literal or the present moment as it is, an expression in parentheses. MariaDB takes a literal for every type.
#[must_use]
pub fn default_clause(is_mariadb: bool, data_type: &DataType, text: &str) -> String {
    let tokens = significant(text).unwrap_or_default();
    let inner = without_outer_parentheses(&tokens);
    let is_null = matches!(inner, [only] if only.is_word("null"));
    let is_now = matches!(inner, [word, ..] if word.is_word("current_timestamp"))
        && matches!(inner.len(), 1 | 3 | 4)
        && types::is_moment(data_type);
    let needs_expression = !is_mariadb && types::takes_no_literal_default(data_type);
    if inner.len() < tokens.len() || is_null || is_now || (is_literal(inner) && !needs_expression) {
        text.to_owned()
    } else {
        format!("({text})")
    }
}

pub(super) fn primary_key(key: &PrimaryKey) -> String {
    let comment = key
        .comment
        .as_deref()
        .map_or_else(String::new, |comment| format!(" COMMENT {}", string_literal(comment)));
    format!("PRIMARY KEY ({}){comment}", key_parts(&key.parts))
}

/// `UNIQUE KEY name (a, b(10) DESC)`.
pub(super) fn index_definition(flavor: Flavor, index: &Index) -> String {
    let method = index.method.as_deref().unwrap_or_default();
    let kind = match method {
        "fulltext" => "FULLTEXT ",
        "spatial" => "SPATIAL ",
        _ if index.unique => "UNIQUE ",
        _ => "",
    };
    let mut text = format!("{kind}KEY {} ({})", quoted(&index.name), key_parts(&index.parts));
    if !method.is_empty() && !matches!(method, "fulltext" | "spatial") {
        text.push_str(&format!(" USING {}", method.to_ascii_uppercase()));
    }
    if let Some(size) = index.options.get(KEY_BLOCK_SIZE) {
        text.push_str(&format!(" KEY_BLOCK_SIZE={size}"));
    }
    if let Some(parser) = index.options.get(PARSER) {
        text.push_str(&format!(" WITH PARSER {}", quoted(parser)));
    }
    if let Some(comment) = &index.comment {
        text.push_str(&format!(" COMMENT {}", string_literal(comment)));
    }
    if index.options.contains_key(IGNORED) {
        text.push_str(match flavor {
            Flavor::MySql => " INVISIBLE",
            Flavor::MariaDb => " IGNORED",
        });
    }
    text
}

fn key_parts(parts: &[KeyPart]) -> String {
    let part = |part: &KeyPart| {
        let mut text = match &part.key {
            Key::Column(name) => quoted(name),
            Key::Expression(expression) => format!("({expression})"),
        };
        if let Some(length) = part.length {
            text.push_str(&format!("({length})"));
        }
        if part.descending {
            text.push_str(" DESC");
        }
        text
    };
    parts.iter().map(part).collect::<Vec<_>>().join(", ")
}

pub(super) fn check(check: &Check) -> String {
    let enforced = if check.options.contains_key(NOT_ENFORCED) { " NOT ENFORCED" } else { "" };
    format!("{}CHECK ({}){enforced}", constraint_name(check.name.as_ref()), check.expression)
}

pub(super) fn foreign_key(flavor: Flavor, key: &ForeignKey) -> String {
    let referred = match &key.referred_table.schema {
        Some(schema) => format!("{}.{}", quoted(schema), quoted(&key.referred_table.name)),
        None => quoted(&key.referred_table.name),
    };
    let mut text = format!(
        "{}FOREIGN KEY ({}) REFERENCES {referred} ({})",
        constraint_name(key.name.as_ref()),
        names(&key.columns),
        names(&key.referred_columns)
    );
    // MariaDB calls what nobody wrote RESTRICT.
    let is_silent =
        |action| action == Action::NoAction || (flavor == Flavor::MariaDb && action == Action::Restrict);
    for (event, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
        if !is_silent(action) {
            text.push_str(&format!(" ON {event} {}", action.as_sql()));
        }
    }
    text
}

fn constraint_name(name: Option<&String>) -> String {
    name.map_or_else(String::new, |name| format!("CONSTRAINT {} ", quoted(name)))
}

fn names(names: &[String]) -> String {
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}
