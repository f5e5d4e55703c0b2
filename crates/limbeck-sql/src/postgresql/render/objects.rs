//! CREATE and DROP of what is no table.

use limbeck_catalog::{
    Extension, ObjectName, Policy, Routine, RoutineKind, Trigger, UserType, UserTypeKind, View,
};

use super::constraint;
use super::parameter::with_clause;
use super::table::{collation_name, default_text, parameters};
use crate::postgresql::names::{qualified, quoted, string_literal};

pub(super) fn create_extension(extension: &Extension) -> String {
    let schema =
        extension.schema.as_ref().map_or_else(String::new, |schema| format!(" SCHEMA {}", quoted(schema)));
    format!("CREATE EXTENSION {}{schema}", quoted(&extension.name))
}

pub(super) fn create_type(user_type: &UserType) -> String {
    let name = qualified(&user_type.name);
    match &user_type.kind {
        UserTypeKind::Enum { labels } => {
            let labels: Vec<String> = labels.iter().map(|label| string_literal(label)).collect();
            format!("CREATE TYPE {name} AS ENUM ({})", labels.join(", "))
        }
        UserTypeKind::Domain { base, nullable, default, collation, checks } => {
            let mut sql = format!("CREATE DOMAIN {name} AS {base}");
            if let Some(collation) = collation {
                sql.push_str(&format!(" COLLATE {}", collation_name(collation)));
            }
            if let Some(default) = default {
                sql.push_str(&format!(" DEFAULT {}", default_text(&default.0)));
            }
            if !nullable {
                sql.push_str(" NOT NULL");
            }
            for check in checks.iter().filter(|check| check.options.is_empty()) {
                sql.push_str(&format!(" {}", constraint::check(check)));
            }
            sql
        }
        UserTypeKind::Composite { attributes } => {
            let attributes: Vec<String> =
                attributes.iter().map(|(name, data_type)| format!("{} {data_type}", quoted(name))).collect();
            format!("CREATE TYPE {name} AS (\n    {}\n)", attributes.join(",\n    "))
        }
        UserTypeKind::Range { definition } => format!("CREATE TYPE {name} AS RANGE ({definition})"),
    }
}

pub(super) fn drop_type(user_type: &UserType) -> String {
    format!("DROP {} {}", type_word(user_type), qualified(&user_type.name))
}

pub(super) fn type_word(user_type: &UserType) -> &'static str {
    match user_type.kind {
        UserTypeKind::Domain { .. } => "DOMAIN",
        _ => "TYPE",
    }
}

/// `CREATE VIEW`, or `CREATE OR REPLACE VIEW`.
pub(super) fn create_view(view: &View, replace: bool) -> String {
    let materialized = if view.materialized { "MATERIALIZED " } else { "" };
    let replace = if replace { "OR REPLACE " } else { "" };
    let mut options = view.options.clone();
    let tablespace = options.remove("tablespace");
    let method = options.remove("access_method");
    let mut sql = format!("CREATE {replace}{materialized}VIEW {}", qualified(&view.name));
    if let Some(method) = method {
        sql.push_str(&format!(" USING {}", quoted(&method)));
    }
    sql.push_str(&with_clause(&parameters(&options)));
    if let Some(tablespace) = tablespace {
        sql.push_str(&format!(" TABLESPACE {}", quoted(&tablespace)));
    }
    sql.push_str(&format!(" AS\n{}", view.definition));
    sql
}

pub(super) fn view_word(view: &View) -> &'static str {
    if view.materialized { "MATERIALIZED VIEW" } else { "VIEW" }
}

pub(super) fn drop_view(view: &View) -> String {
    format!("DROP {} {}", view_word(view), qualified(&view.name))
}

pub(super) fn create_routine(routine: &Routine) -> String {
    routine.definition.0.trim_end().trim_end_matches(';').to_owned()
}

/// The routine with its body in standard SQL written as a string; `None` where the body is a string already.
pub(super) fn with_body_as_string(routine: &Routine) -> Option<String> {
    let text = create_routine(routine);
    let (head, body) = if let Some((head, body)) = text.split_once("\nBEGIN ATOMIC") {
        (head, body.trim_end().strip_suffix("END")?.to_owned())
    } else {
        let (head, value) = text.split_once("\nRETURN ")?;
        (head, format!("SELECT {value}"))
    };
    let tag = (0_u32..).map(|number| format!("$body{number}$")).find(|tag| !body.contains(tag.as_str()))?;
    Some(format!("{head}\nAS {tag}{body}{tag}"))
}

/// The kind, name and arguments, as DROP and COMMENT ON want them.
pub(super) fn routine_signature(routine: &Routine) -> String {
    let word = match routine.kind {
        RoutineKind::Procedure => "PROCEDURE",
        RoutineKind::Aggregate => "AGGREGATE",
        _ => "FUNCTION",
    };
    let arguments = match (routine.kind, routine.arguments.is_empty()) {
        (RoutineKind::Aggregate, true) => "*",
        _ => &routine.arguments,
    };
    format!("{word} {}({arguments})", qualified(&routine.name))
}

fn is_rule(trigger: &Trigger) -> bool {
    trigger.options.contains_key("rule")
}

pub(super) fn trigger_word(trigger: &Trigger) -> &'static str {
    if is_rule(trigger) { "RULE" } else { "TRIGGER" }
}

pub(super) fn create_trigger(trigger: &Trigger, table: &ObjectName) -> Vec<String> {
    let mut statements = vec![trigger.definition.0.trim_end().trim_end_matches(';').to_owned()];
    if let Some(enabled) = trigger.options.get("enabled") {
        let how = match enabled.as_str() {
            "disabled" => "DISABLE",
            "replica" => "ENABLE REPLICA",
            _ => "ENABLE ALWAYS",
        };
        statements.push(format!(
            "ALTER TABLE {} {how} {} {}",
            qualified(table),
            trigger_word(trigger),
            quoted(&trigger.name)
        ));
    }
    statements
}

pub(super) fn drop_trigger(trigger: &Trigger, table: &ObjectName) -> String {
    format!("DROP {} {} ON {}", trigger_word(trigger), quoted(&trigger.name), qualified(table))
}

pub(super) fn create_policy(policy: &Policy, table: &ObjectName) -> String {
    format!("CREATE POLICY {} ON {} {}", quoted(&policy.name), qualified(table), policy.definition)
}

pub(super) fn drop_policy(policy: &Policy, table: &ObjectName) -> String {
    format!("DROP POLICY {} ON {}", quoted(&policy.name), qualified(table))
}

/// `COMMENT ON …`; no comment takes an old one away.
pub(super) fn comment(on: &str, text: Option<&String>) -> String {
    let text = text.map_or_else(|| "NULL".to_owned(), |text| string_literal(text));
    format!("COMMENT ON {on} IS {text}")
}
