//! Reading the rows of a query, column by column.

use limbeck_catalog::{Expression, ObjectName, Options};
use limbeck_sql::postgresql::without_outer_parentheses;

/// Between the items of a list.
pub(super) const ITEM: char = '\u{1f}';
/// Between the parts of an item.
pub(super) const PART: char = '\u{1e}';

/// One row, read from left to right.
pub(super) struct Row(std::vec::IntoIter<Option<String>>);

impl Row {
    pub(super) fn new(values: Vec<Option<String>>) -> Self {
        Self(values.into_iter())
    }

    /// The next value.
    pub(super) fn optional(&mut self) -> Option<String> {
        self.0.next().flatten()
    }

    /// The value behind the next `skipped` ones.
    pub(super) fn nth(&mut self, skipped: usize) -> Option<String> {
        self.0.nth(skipped).flatten()
    }

    /// The next value, empty where it is NULL.
    pub(super) fn text(&mut self) -> String {
        self.optional().unwrap_or_default()
    }

    /// The next value as a number that names an object.
    pub(super) fn oid(&mut self) -> u32 {
        self.text().parse().unwrap_or(0)
    }

    /// The next value as a truth value.
    pub(super) fn flag(&mut self) -> bool {
        matches!(self.optional().as_deref(), Some("t" | "true"))
    }

    /// The next value as a list.
    pub(super) fn list(&mut self) -> Vec<String> {
        list(&self.optional().unwrap_or_default())
    }

    /// The next value as an expression.
    pub(super) fn expression(&mut self) -> Option<Expression> {
        self.optional().map(|text| expression(&text))
    }

    /// The next value, a list of `name=value`, into `options`, every name behind `prefix`. Returns the names in their order.
    pub(super) fn settings(&mut self, prefix: &str, options: &mut Options) -> Vec<String> {
        let mut names = Vec::new();
        for setting in self.list() {
            let (name, value) = setting.split_once('=').unwrap_or((&setting, "true"));
            options.insert(format!("{prefix}{name}"), value.to_owned());
            names.push(name.to_owned());
        }
        names
    }

    /// The next value into `options`, unless it is NULL.
    pub(super) fn option(&mut self, name: &str, options: &mut Options) {
        if let Some(value) = self.optional() {
            options.insert(name.to_owned(), value);
        }
    }

    /// The next seven values as the settings of a sequence, where they are not the defaults (PostgreSQL manual, "CREATE SEQUENCE").
    pub(super) fn sequence(&mut self, options: &mut Options) {
        let data_type = self.optional();
        let [start, increment, min, max, cache, cycle] = std::array::from_fn(|_| self.text());
        let Some(data_type) = data_type else { return };
        let top: i64 = match &*data_type {
            "smallint" => i64::from(i16::MAX),
            "integer" => i64::from(i32::MAX),
            _ => i64::MAX,
        };
        let descending = increment.starts_with('-');
        let (lowest, highest) = if descending { (-top - 1, -1) } else { (1, top) };
        let first = if descending { &max } else { &min };
        let mut set = |name: &str, value: &str, default: &str| {
            if value != default {
                options.insert(name.to_owned(), value.to_owned());
            }
        };
        set("start", &start, first);
        set("type", &data_type, "bigint");
        set("increment", &increment, "1");
        set("min", &min, &lowest.to_string());
        set("max", &max, &highest.to_string());
        set("cache", &cache, "1");
        set("cycle", if cycle == "t" { "true" } else { "false" }, "false");
    }
}

pub(super) fn list(text: &str) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { text.split(ITEM).map(str::to_owned).collect() }
}

pub(super) fn expression(text: &str) -> Expression {
    Expression::new(without_outer_parentheses(text))
}

/// Which schema names need not be said.
pub(super) struct Names {
    /// The schema that is the connection's own.
    pub(super) own: Option<String>,
}

impl Names {
    pub(super) fn name(&self, schema: String, name: String) -> ObjectName {
        ObjectName { schema: Some(schema).filter(|schema| Some(schema) != self.own.as_ref()), name }
    }

    /// A name written as `schema PART name`.
    pub(super) fn joined(&self, text: &str) -> Option<ObjectName> {
        let (schema, name) = text.split_once(PART)?;
        Some(self.name(schema.to_owned(), name.to_owned()))
    }
}
