//! Foreign keys: what they point to must be there.

use std::collections::BTreeSet;

use limbeck_catalog::{Action, Deferrability, ForeignKey};

use super::table::Lowering;
use super::target::Unfit;
use crate::model::{ModelForeignKey, ModelTable};

impl Lowering<'_> {
    /// The foreign key without its name; nothing, and the error kept, if it points to nothing.
    pub(crate) fn foreign_key(&mut self, table: &ModelTable, key: &ModelForeignKey) -> Option<ForeignKey> {
        match self.referred(table, key) {
            Ok((referred, referred_columns)) => {
                let referred_table = referred.name.clone();
                if let Err(unfit) = self.fits(table, key) {
                    self.unfit(&key.place, table, unfit);
                }
                Some(ForeignKey {
                    columns: key.columns.clone(),
                    referred_table,
                    referred_columns,
                    on_delete: key.on_delete,
                    on_update: key.on_update,
                    deferrability: key.deferrability,
                    ..ForeignKey::default()
                })
            }
            Err(unfit) => {
                self.unfit(&key.place, table, unfit);
                None
            }
        }
    }

    /// The table and the columns pointed to.
    fn referred(
        &self,
        table: &ModelTable,
        key: &ModelForeignKey,
    ) -> Result<(&ModelTable, Vec<String>), Unfit> {
        let columns = key.columns.join(", ");
        let named = &key.referred_table;
        let same = |candidate: &&ModelTable| candidate.name == *named;
        // Without a schema it is the one next to the table that points, as it is for the server.
        let beside = |candidate: &&ModelTable| {
            named.schema.is_none()
                && candidate.name.name == named.name
                && candidate.name.schema == table.name.schema
        };
        let tables = &self.model.tables;
        let referred = tables.iter().find(beside).or_else(|| tables.iter().find(same)).ok_or_else(|| {
            let unfit = Unfit::new(format!(
                "the foreign key over `{columns}` points to `{named}`, which is no table of the models"
            ));
            let known: Vec<_> = tables.iter().map(|table| format!("`{}`", table.name)).collect();
            unfit.hint(format!(
                "the tables are {}; `models` may not name the file that has it",
                known.join(", ")
            ))
        })?;

        let mut to = key.referred_columns.clone();
        if to.is_empty() {
            to.clone_from(&referred.primary_key);
            if to.is_empty() {
                let message =
                    format!("the foreign key over `{columns}` points to `{named}`, which has no primary key");
                return Err(
                    Unfit::new(message).hint(format!("name the column: `references = \"{named}.column\"`"))
                );
            }
        }
        for name in &to {
            if referred.column(name).is_none() {
                let known: Vec<_> =
                    referred.columns.iter().map(|column| format!("`{}`", column.name)).collect();
                let message = format!(
                    "the foreign key over `{columns}` points to `{named}.{name}`, but there is no such column"
                );
                return Err(
                    Unfit::new(message).hint(format!("the columns of `{named}` are {}", known.join(", ")))
                );
            }
        }
        if to.len() != key.columns.len() {
            let message = format!(
                "the foreign key over `{columns}` has {} columns, what it points to has {}",
                key.columns.len(),
                to.len()
            );
            return Err(Unfit::new(message).hint("name the columns: `references = \"table(column, …)\"`"));
        }
        if !self.is_unique(referred, &to) {
            let to = to.join(", ");
            let message = format!(
                "the foreign key over `{columns}` points to `{named}` ({to}), which may hold the same value twice"
            );
            return Err(
                Unfit::new(message).hint(format!("make `{to}` the primary key of `{named}`, or unique"))
            );
        }
        Ok((referred, to))
    }

    fn is_unique(&self, table: &ModelTable, columns: &[String]) -> bool {
        let wanted: BTreeSet<&String> = columns.iter().collect();
        let is_wanted = |columns: &[String]| columns.iter().collect::<BTreeSet<_>>() == wanted;
        let index_is_wanted = |index: &crate::model::ModelIndex| {
            let columns: Option<Vec<_>> =
                index.parts.iter().map(|part| part.column().map(str::to_owned)).collect();
            index.unique && index.predicate.is_none() && columns.is_some_and(|columns| is_wanted(&columns))
        };
        is_wanted(&table.primary_key)
            || table.uniques.iter().any(|unique| is_wanted(&unique.columns))
            || self.indexes_here(table).any(index_is_wanted)
    }

    /// Whether the dialect, and the columns, allow what the key says.
    fn fits(&self, table: &ModelTable, key: &ModelForeignKey) -> Result<(), Unfit> {
        let title = self.target.title();
        let actions = [key.on_delete, key.on_update];
        if key.deferrability != Deferrability::NotDeferrable && !self.target.has_deferrable_keys() {
            return Err(
                Unfit::new(format!("{title} has no deferrable foreign keys")).hint("take `deferrable` away")
            );
        }
        if actions.contains(&Action::SetDefault) && !self.target.has_set_default() {
            return Err(Unfit::new(format!("a foreign key of {title} cannot set the default"))
                .hint("use \"set null\""));
        }
        if actions.contains(&Action::SetNull) {
            let columns = key.columns.iter().filter_map(|name| table.column(name));
            if let Some(column) = columns.into_iter().find(|column| !column.nullable) {
                let message = format!("a foreign key cannot set `{}` to NULL: it is NOT NULL", column.name);
                return Err(Unfit::new(message).hint("make its type an `Option`, or choose another action"));
            }
        }
        Ok(())
    }
}
