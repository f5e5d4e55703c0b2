//! What views, routines, types and tables need, as the server has recorded it.

use std::collections::HashMap;

use limbeck_catalog::ObjectName;

use super::Reading;
use super::rows::Row;

impl Reading {
    pub(super) fn dependencies(&mut self, rows: impl Iterator<Item = Row>) {
        let catalog = &mut self.catalog;
        let tables: HashMap<ObjectName, usize> =
            places(catalog.tables.iter().map(|table| table.name.clone()));
        let views: HashMap<ObjectName, usize> = places(catalog.views.iter().map(|view| view.name.clone()));
        let routines: HashMap<(ObjectName, String), usize> =
            places(catalog.routines.iter().map(|routine| (routine.name.clone(), routine.arguments.clone())));
        let types: HashMap<ObjectName, usize> =
            places(catalog.types.iter().map(|user_type| user_type.name.clone()));
        for mut row in rows {
            let kind = row.text();
            let name = self.names.name(row.text(), row.text());
            let arguments = row.text();
            let needed = self.names.name(row.text(), row.text());
            if needed == name {
                continue;
            }
            let list = match &*kind {
                "view" => views
                    .get(&name)
                    .and_then(|place| catalog.views.get_mut(*place))
                    .map(|view| &mut view.depends_on),
                "type" => types
                    .get(&name)
                    .and_then(|place| catalog.types.get_mut(*place))
                    .map(|user_type| &mut user_type.depends_on),
                "table" => tables
                    .get(&name)
                    .and_then(|place| catalog.tables.get_mut(*place))
                    .map(|table| &mut table.depends_on),
                _ => routines
                    .get(&(name, arguments))
                    .and_then(|place| catalog.routines.get_mut(*place))
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

fn places<K: std::hash::Hash + Eq>(keys: impl Iterator<Item = K>) -> HashMap<K, usize> {
    keys.enumerate().map(|(place, key)| (key, place)).collect()
}
