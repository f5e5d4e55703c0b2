//! What views, routines and tables need, as the server has recorded it.

use super::Reading;
use super::rows::Row;

impl Reading {
    pub(super) fn dependencies(&mut self, rows: impl Iterator<Item = Row>) {
        // Sorted by name, as the rows are: both are walked side by side in one search each.
        for mut row in rows {
            let kind = row.text();
            let name = self.names.name(row.text(), row.text());
            let arguments = row.optional();
            let needed = self.names.name(row.text(), row.text());
            let list = match &*kind {
                "view" => self.catalog.views.iter_mut().find(|view| view.name == name).map(|view| &mut view.depends_on),
                "table" => {
                    self.catalog.tables.iter_mut().find(|table| table.name == name).map(|table| &mut table.depends_on)
                }
                _ => self
                    .catalog
                    .routines
                    .iter_mut()
                    .find(|routine| routine.name == name && Some(&routine.arguments) == arguments.as_ref())
                    .map(|routine| &mut routine.depends_on),
            };
            if let Some(list) = list
                && !list.contains(&needed)
            {
                list.push(needed);
            }
        }
    }
}
