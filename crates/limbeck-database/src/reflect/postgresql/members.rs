//! Triggers, rules and policies.

use limbeck_catalog::{Expression, Options, Policy, Trigger};

use super::Reading;
use super::rows::Row;

impl Reading {
    pub(super) fn members(&mut self, rows: impl Iterator<Item = Row>) {
        for mut row in rows {
            let (kind, relation, name) = (row.text(), row.oid(), row.text());
            let text = row.text();
            let definition = Expression::new(text.trim().trim_end_matches(';').trim_end());
            let mut options = Options::new();
            row.option("enabled", &mut options);
            let comment = row.optional();
            if kind == "policy" {
                if let Some(table) = self.table(relation) {
                    table.policies.push(Policy { name, definition, comment });
                }
                continue;
            }
            if kind == "rule" {
                options.insert("rule".to_owned(), "true".to_owned());
            }
            let trigger = Trigger { name, definition, options, comment };
            if let Some(table) = self.table(relation) {
                table.triggers.push(trigger);
            } else if let Some(view) = self.view(relation) {
                view.triggers.push(trigger);
            }
        }
    }
}
