//! `CREATE` statements.

use limbeck_catalog::{
    Action, Column, Deferrability, Expression, ForeignKey, Index, Key, KeyPart, Options, PrimaryKey, Table,
    Trigger, View, keys,
};

use crate::lexer::without_outer_parentheses;
use crate::sqlite::quoted;
use crate::sqlite::text::significant;

/// `CREATE TABLE` under another name than the table has.
pub(super) fn create_table(table: &Table, name: &str) -> String {
    let mut lines: Vec<String> =
        table.columns.iter().map(|column| column_definition(column, table)).collect();
    if let Some(key) = &table.primary_key
        && !is_inline(key)
    {
        let parts = key_parts(&key.parts);
        lines.push(format!(
            "{}PRIMARY KEY ({parts}){}",
            constraint_name(key.name.as_ref()),
            on_conflict(&key.options)
        ));
    }
    for unique in &table.uniques {
        let parts = key_parts(&unique.parts);
        lines.push(format!(
            "{}UNIQUE ({parts}){}",
            constraint_name(unique.name.as_ref()),
            on_conflict(&unique.options)
        ));
    }
    for check in &table.checks {
        let name = constraint_name(check.name.as_ref());
        lines.push(format!("{name}CHECK ({}){}", check.expression, on_conflict(&check.options)));
    }
    for key in &table.foreign_keys {
        let name = constraint_name(key.name.as_ref());
        lines.push(format!("{name}FOREIGN KEY ({}) {}", names(&key.columns), references(key)));
    }
    let mut options = Vec::new();
    if table.options.contains_key(keys::STRICT) {
        options.push("STRICT");
    }
    if table.options.contains_key(keys::WITHOUT_ROWID) {
        options.push("WITHOUT ROWID");
    }
    let options = if options.is_empty() { String::new() } else { format!(" {}", options.join(", ")) };
    format!("CREATE TABLE {} (\n    {}\n){options}", quoted(name), lines.join(",\n    "))
}

/// A column with everything that can only be said behind it.
pub(super) fn column_definition(column: &Column, table: &Table) -> String {
    let mut text = quoted(&column.name);
    let mut add = |part: &str| {
        text.push(' ');
        text.push_str(part);
    };
    if !column.data_type.as_str().is_empty() {
        add(column.data_type.as_str());
    }
    if !column.nullable {
        add(&format!("NOT NULL{}", on_conflict(&column.options)));
    }
    if let Some(key) = table.primary_key.as_ref().filter(|key| is_inline(key))
        && key.parts[0].column_name().is_some_and(|name| name.eq_ignore_ascii_case(&column.name))
    {
        let direction = if key.parts[0].descending { " DESC" } else { "" };
        let autoincrement = if column.auto_increment { " AUTOINCREMENT" } else { "" };
        let (name, conflict) = (constraint_name(key.name.as_ref()), on_conflict(&key.options));
        add(&format!("{name}PRIMARY KEY{direction}{conflict}{autoincrement}"));
    }
    if let Some(collation) = &column.collation {
        add(&format!("COLLATE {}", quoted(collation)));
    }
    if let Some(default) = &column.default {
        add(&format!("DEFAULT {}", default_text(default)));
    }
    if let Some(generated) = &column.generated {
        let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
        add(&format!("GENERATED ALWAYS AS ({}) {kind}", generated.expression));
    }
    text
}

/// A key of one plain column is written behind the column: AUTOINCREMENT, and a DESC that means something, can stand nowhere else.
fn is_inline(key: &PrimaryKey) -> bool {
    matches!(&key.parts[..], [KeyPart { key: Key::Column(_), collation: None, .. }])
}

/// A default: a literal as it is, an expression in parentheses.
fn default_text(default: &Expression) -> String {
    let tokens = significant(&default.0).unwrap_or_default();
    let plain = match without_outer_parentheses(&tokens) {
        [_] => true,
        [sign, number] => sign.is_symbol("-") || (sign.is_symbol("+") && !number.is_symbol("(")),
        _ => false,
    };
    if plain { default.0.clone() } else { format!("({default})") }
}

pub(super) fn references(key: &ForeignKey) -> String {
    let mut text = format!("REFERENCES {}", quoted(&key.referred_table.name));
    if !key.referred_columns.is_empty() {
        text.push_str(&format!(" ({})", names(&key.referred_columns)));
    }
    if key.on_delete != Action::NoAction {
        text.push_str(&format!(" ON DELETE {}", key.on_delete.as_sql()));
    }
    if key.on_update != Action::NoAction {
        text.push_str(&format!(" ON UPDATE {}", key.on_update.as_sql()));
    }
    if let Some(match_type) = &key.match_type {
        text.push_str(&format!(" MATCH {}", match_type.to_ascii_uppercase()));
    }
    text.push_str(match key.deferrability {
        Deferrability::NotDeferrable => "",
        Deferrability::InitiallyImmediate => " DEFERRABLE INITIALLY IMMEDIATE",
        Deferrability::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    });
    text
}

fn constraint_name(name: Option<&String>) -> String {
    name.map_or_else(String::new, |name| format!("CONSTRAINT {} ", quoted(name)))
}

fn on_conflict(options: &Options) -> String {
    options
        .get(keys::ON_CONFLICT)
        .map_or_else(String::new, |resolution| format!(" ON CONFLICT {}", resolution.to_ascii_uppercase()))
}

pub(super) fn names(names: &[String]) -> String {
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

fn key_parts(parts: &[KeyPart]) -> String {
    let part = |part: &KeyPart| {
        let mut text = match &part.key {
            Key::Column(name) => quoted(name),
            Key::Expression(expression) => format!("({expression})"),
        };
        if let Some(collation) = &part.collation {
            text.push_str(&format!(" COLLATE {}", quoted(collation)));
        }
        if part.descending {
            text.push_str(" DESC");
        }
        text
    };
    parts.iter().map(part).collect::<Vec<_>>().join(", ")
}

/// `CREATE INDEX`: the text the server keeps, where there is one.
pub(super) fn create_index(index: &Index, table: &str) -> String {
    if let Some(definition) = &index.definition {
        return definition.clone();
    }
    let unique = if index.unique { "UNIQUE " } else { "" };
    let predicate =
        index.predicate.as_ref().map_or_else(String::new, |predicate| format!(" WHERE {predicate}"));
    format!(
        "CREATE {unique}INDEX {} ON {} ({}){predicate}",
        quoted(&index.name),
        quoted(table),
        key_parts(&index.parts)
    )
}

pub(super) fn create_view(view: &View) -> String {
    format!("CREATE VIEW {} {}", quoted(&view.name.name), view.definition)
}

pub(super) fn create_trigger(trigger: &Trigger) -> String {
    trigger.definition.0.trim_end().trim_end_matches(';').to_owned()
}
