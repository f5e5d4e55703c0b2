//! Settings of tables, indexes, foreign keys, checks.

use std::collections::BTreeMap;

use limbeck_catalog::{
    Action, Check, Expression, ForeignKey, Index, Key, KeyPart, ObjectName, Options, PrimaryKey,
    keys as option_keys,
};
use limbeck_sql::mysql::options::{COLLATION, COLUMN_CHECK, IGNORED, NOT_ENFORCED};

use super::{Reader, Row, Tables, each};
use crate::{DatabaseError, Rows};

/// The settings of a row of `TABLES`.
pub(super) fn table_options(row: &Row<'_>) -> Options {
    let mut options = Options::new();
    let mut set = |key: &str, value: &str| {
        options.insert(key.to_owned(), value.to_owned());
    };
    if let Some(engine) = row.optional(2) {
        set(option_keys::ENGINE, engine);
    }
    if let Some(collation) = row.optional(3) {
        set(option_keys::CHARSET, collation.split('_').next().unwrap_or(collation));
        set(COLLATION, collation);
    }
    for option in create_options(row.text(4)) {
        if let Some((key, value)) = option.split_once('=') {
            let key = if key.starts_with('`') { key.to_owned() } else { key.to_ascii_lowercase() };
            set(&key, value);
        }
    }
    options
}

/// ``row_format=DYNAMIC `page_compressed`='1' partitioned``, at its blanks outside quotes.
fn create_options(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut quote = None;
    for character in text.chars() {
        match quote {
            Some(open) if open == character => quote = None,
            None if matches!(character, '\'' | '"' | '`') => quote = Some(character),
            None if character == ' ' => {
                found.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = found.last_mut() {
            last.push(character);
        }
    }
    found
}

impl Reader<'_> {
    pub(super) fn indexes(&mut self, tables: &mut Tables) -> Result<(), DatabaseError> {
        let rows: Rows = self.connection.query(&self.queries.indexes)?;
        for row in each(&rows) {
            let Some(table) = tables.get_mut(row.text(0)) else { continue };
            let name = row.text(1);
            let method = row.text(6).to_ascii_lowercase();
            let part = self.part(&row, &method);
            if name == "PRIMARY" {
                let key = table.primary_key.get_or_insert_with(PrimaryKey::default);
                key.parts.push(part);
                key.comment = row.some(7);
                continue;
            }
            if let Some(index) = table.indexes.last_mut().filter(|index| index.name == name) {
                index.parts.push(part);
                continue;
            }
            let mut index = Index {
                name: name.to_owned(),
                unique: row.text(2) == "0",
                parts: vec![part],
                method: Some(method).filter(|method| !matches!(method.as_str(), "" | "btree")),
                comment: row.some(7),
                ..Index::default()
            };
            if row.text(9) == "1" {
                index.options.insert(IGNORED.to_owned(), "1".to_owned());
            }
            table.indexes.push(index);
        }
        Ok(())
    }

    fn part(&self, row: &Row<'_>, method: &str) -> KeyPart {
        let mut part = match (row.optional(3), row.optional(8)) {
            (None, Some(expression)) => KeyPart::expression(self.printed(expression)),
            (column, _) => KeyPart::column(column.unwrap_or_default()),
        };
        part.descending = row.text(4) == "D";
        if !matches!(method, "spatial" | "fulltext") && matches!(part.key, Key::Column(_)) {
            part.length = row.text(5).parse().ok();
        }
        part
    }

    pub(super) fn foreign_keys(&mut self, tables: &mut Tables) -> Result<(), DatabaseError> {
        let rows = self.connection.query(&self.queries.foreign_keys)?;
        for row in each(&rows) {
            let Some(table) = tables.get_mut(row.text(0)) else { continue };
            let name = row.text(1);
            let (column, referred_column) = (row.text(2).to_owned(), row.text(5).to_owned());
            if let Some(key) = table.foreign_keys.last_mut().filter(|key| key.name.as_deref() == Some(name)) {
                key.columns.push(column);
                key.referred_columns.push(referred_column);
                continue;
            }
            let schema = row.some(3).filter(|schema| *schema != self.database);
            table.foreign_keys.push(ForeignKey {
                name: Some(name.to_owned()),
                columns: vec![column],
                referred_table: ObjectName { schema, name: row.text(4).to_owned() },
                referred_columns: vec![referred_column],
                on_delete: action(row.text(6)),
                on_update: action(row.text(7)),
                ..ForeignKey::default()
            });
        }
        Ok(())
    }

    pub(super) fn checks(&mut self, tables: &mut Tables) -> Result<(), DatabaseError> {
        let rows = self.connection.query(&self.queries.checks)?;
        let clauses = match &self.queries.check_clauses {
            Some(query) if !rows.rows.is_empty() => self.connection.query(query)?,
            _ => Rows::default(),
        };
        let clauses: BTreeMap<&str, &str> =
            clauses.rows.iter().map(|row| Row(row)).map(|row| (row.text(0), row.text(1))).collect();
        for row in each(&rows) {
            let Some(table) = tables.get_mut(row.text(0)) else { continue };
            let name = row.text(1);
            let clause = row.optional(2).or_else(|| clauses.get(name).copied()).unwrap_or_default();
            let expression = self.printed(clause);
            let mut options = Options::new();
            if row.text(3).eq_ignore_ascii_case("column") {
                if expression == format!("json_valid(`{name}`)") && read_json(table, name) {
                    continue;
                }
                options.insert(COLUMN_CHECK.to_owned(), name.to_owned());
            }
            if row.text(4) == "NO" {
                options.insert(NOT_ENFORCED.to_owned(), "1".to_owned());
            }
            table.checks.push(Check {
                name: Some(name.to_owned()),
                expression: Expression::new(expression),
                options,
                ..Check::default()
            });
        }
        Ok(())
    }
}

/// `json` is another word for this on MariaDB ("JSON Data Type"), and what models and files say.
fn read_json(table: &mut limbeck_catalog::Table, name: &str) -> bool {
    let table_collation = table.options.get(COLLATION).cloned();
    let is_json = |column: &&mut limbeck_catalog::Column| {
        let collation = column.collation.as_ref().or(table_collation.as_ref());
        column.name.eq_ignore_ascii_case(name)
            && column.data_type.as_str() == "longtext"
            && collation.is_some_and(|collation| collation == "utf8mb4_bin")
    };
    let Some(column) = table.columns.iter_mut().find(is_json) else { return false };
    column.data_type.0 = "json".to_owned();
    column.collation = None;
    true
}

fn action(rule: &str) -> Action {
    match rule {
        "CASCADE" => Action::Cascade,
        "SET NULL" => Action::SetNull,
        "SET DEFAULT" => Action::SetDefault,
        "RESTRICT" => Action::Restrict,
        _ => Action::NoAction,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_cut_outside_quotes() {
        assert_eq!(
            create_options("row_format=DYNAMIC `a b`='x y' partitioned"),
            ["row_format=DYNAMIC", "`a b`='x y'", "partitioned"]
        );
    }
}
