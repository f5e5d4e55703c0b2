//! A catalog as text that a person can read.

use std::fmt::Write as _;

use limbeck_catalog::{Action, Catalog, Deferrability, Key, KeyPart, Table, UserTypeKind};

/// The whole catalog.
pub(crate) fn print_catalog(catalog: &Catalog) -> String {
    let mut text = String::new();
    for one in &catalog.types {
        if let UserTypeKind::Enum { labels } = &one.kind {
            let _ = write!(text, "enum {} {labels:?}", one.name);
            option(&mut text, "comment", one.comment.as_deref());
            text.push('\n');
        }
    }
    for table in &catalog.tables {
        print_table(&mut text, table);
    }
    text
}

fn print_table(text: &mut String, table: &Table) {
    let _ = write!(text, "table {}", table.name);
    option(text, "renamed from", table.renamed_from.as_deref());
    option(text, "comment", table.comment.as_deref());
    for (key, value) in &table.options {
        let _ = write!(text, " {key}={value}");
    }
    text.push('\n');
    for column in &table.columns {
        let _ = write!(text, "  {} {}", column.name, column.data_type);
        text.push_str(if column.nullable { "" } else { " not null" });
        text.push_str(if column.identity.is_some() { " identity" } else { "" });
        text.push_str(if column.auto_increment { " auto_increment" } else { "" });
        if let Some(default) = &column.default {
            let _ = write!(text, " default {default}");
        }
        if let Some(generated) = &column.generated {
            let _ = write!(
                text,
                " generated ({}){}",
                generated.expression,
                if generated.stored { " stored" } else { "" }
            );
        }
        option(text, "collate", column.collation.as_deref());
        option(text, "comment", column.comment.as_deref());
        option(text, "renamed from", column.renamed_from.as_deref());
        text.push('\n');
    }
    if let Some(key) = &table.primary_key {
        line(text, "primary key", key.name.as_deref(), &parts(&key.parts));
    }
    for unique in &table.uniques {
        line(text, "unique", unique.name.as_deref(), &parts(&unique.parts));
    }
    for key in &table.foreign_keys {
        let mut rest = format!(
            "({}) -> {} ({})",
            key.columns.join(", "),
            key.referred_table,
            key.referred_columns.join(", ")
        );
        for (word, action) in [("delete", key.on_delete), ("update", key.on_update)] {
            if action != Action::NoAction {
                let _ = write!(rest, " on {word} {}", action.as_sql());
            }
        }
        if key.deferrability != Deferrability::NotDeferrable {
            let _ = write!(rest, " {:?}", key.deferrability);
        }
        line(text, "foreign key", key.name.as_deref(), &rest);
    }
    for check in &table.checks {
        line(text, "check", check.name.as_deref(), &format!("({})", check.expression));
    }
    for index in &table.indexes {
        let mut rest = parts(&index.parts);
        if let Some(method) = &index.method {
            let _ = write!(rest, " using {method}");
        }
        if !index.include.is_empty() {
            let _ = write!(rest, " include ({})", index.include.join(", "));
        }
        if let Some(predicate) = &index.predicate {
            let _ = write!(rest, " where {predicate}");
        }
        line(text, if index.unique { "unique index" } else { "index" }, Some(&index.name), &rest);
    }
}

fn line(text: &mut String, kind: &str, name: Option<&str>, rest: &str) {
    let _ = writeln!(text, "  {kind} {} {rest}", name.unwrap_or("-"));
}

fn option(text: &mut String, word: &str, value: Option<&str>) {
    if let Some(value) = value {
        let _ = write!(text, " {word} {value:?}");
    }
}

fn parts(parts: &[KeyPart]) -> String {
    let parts: Vec<_> = parts
        .iter()
        .map(|part| {
            let key = match &part.key {
                Key::Column(name) => name.clone(),
                Key::Expression(expression) => format!("[{expression}]"),
            };
            if part.descending { format!("{key} desc") } else { key }
        })
        .collect();
    format!("({})", parts.join(", "))
}
