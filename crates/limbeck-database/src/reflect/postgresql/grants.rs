//! Who may do what.

use limbeck_catalog::{Grant, ObjectName};

use super::Reading;
use super::rows::Row;

impl Reading {
    pub(super) fn grants(&mut self, rows: impl Iterator<Item = Row>) {
        for mut row in rows {
            let (on, schema, name) = (row.text(), row.text(), row.text());
            let object = if on == "SCHEMA" { ObjectName::new(schema) } else { self.names.name(schema, name) };
            let (arguments, column, grantee) = (row.optional(), row.optional(), row.text());
            let (grantable, privileges) = (row.flag(), row.list());
            self.catalog.grants.push(Grant { on, object, arguments, column, grantee, grantable, privileges });
        }
    }
}
