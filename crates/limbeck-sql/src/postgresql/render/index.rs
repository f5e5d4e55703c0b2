//! Indexes.

use limbeck_catalog::{Index, Key, KeyPart, ObjectName, Options};

use super::parameter::{parameter_value, with_clause};
use super::table::collation_name;
use crate::postgresql::PARAMETER_ORDER;
use crate::postgresql::names::{list, qualified, quoted};

pub(super) fn create_index(index: &Index, table: &ObjectName) -> String {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let method =
        index.method.as_ref().map_or_else(String::new, |method| format!(" USING {}", quoted(method)));
    let parts: Vec<String> = index.parts.iter().map(part).collect();
    let mut sql = format!(
        "CREATE {unique}INDEX {} ON {}{method} ({})",
        quoted(&index.name),
        qualified(table),
        parts.join(", ")
    );
    if !index.include.is_empty() {
        sql.push_str(&format!(" INCLUDE ({})", list(&index.include)));
    }
    if index.nulls_not_distinct {
        sql.push_str(" NULLS NOT DISTINCT");
    }
    sql.push_str(&with_clause(&parameters(&index.options)));
    if let Some(tablespace) = index.options.get("tablespace") {
        sql.push_str(&format!(" TABLESPACE {}", quoted(tablespace)));
    }
    if let Some(predicate) = &index.predicate {
        sql.push_str(&format!(" WHERE {predicate}"));
    }
    sql
}

fn parameters(options: &Options) -> Vec<String> {
    let order: Vec<&str> =
        options.get(PARAMETER_ORDER).map(|order| order.split(' ').collect()).unwrap_or_default();
    let mut parameters: Vec<(&String, &String)> = options
        .iter()
        .filter(|(key, _)| !["tablespace", "invalid", PARAMETER_ORDER].contains(&key.as_str()))
        .collect();
    parameters.sort_by_key(|(key, _)| order.iter().position(|name| name == key));
    parameters.into_iter().map(|(key, value)| format!("{key}={}", parameter_value(value))).collect()
}

fn part(part: &KeyPart) -> String {
    let mut text = match &part.key {
        Key::Column(name) => quoted(name),
        Key::Expression(expression) => format!("({expression})"),
    };
    if let Some(collation) = &part.collation {
        text.push_str(&format!(" COLLATE {}", collation_name(collation)));
    }
    if let Some(class) = &part.operator_class {
        text.push_str(&format!(" {class}"));
    }
    if part.descending {
        text.push_str(" DESC");
    }
    match part.nulls_first {
        Some(true) => text.push_str(" NULLS FIRST"),
        Some(false) => text.push_str(" NULLS LAST"),
        None => {}
    }
    text
}
