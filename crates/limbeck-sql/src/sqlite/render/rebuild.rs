//! The rebuild of a table: SQLite manual, "Making Other Kinds Of Table Schema Changes".
//!
//! Foreign keys are off while it runs (the pragma is the runner's business, before the transaction begins) and are checked before it is
//! committed. What depends on the table is dropped first: since 3.25 a rename checks every view and trigger, and one that speaks of a table
//! which is not there at that moment is an error.

use limbeck_catalog::{Column, ObjectName, Table, Trigger, View, keys};

use super::{Renderer, table};
use crate::script::{RenderError, ScriptStatement};
use crate::sqlite::text::mentions;
use crate::sqlite::{quoted, string_literal};

/// What has to go before a table is rebuilt, and come back after.
#[derive(Default)]
struct Dependents {
    views: Vec<View>,
    /// Triggers of other tables.
    triggers: Vec<Trigger>,
}

impl Renderer<'_> {
    /// `destroys` is what goes with the old table.
    pub(super) fn rebuild(
        &mut self,
        position: usize,
        old: &Table,
        new: &Table,
        destroys: Vec<String>,
    ) -> Result<(), RenderError> {
        self.script.foreign_keys_off = true;
        let name = &old.name.name;
        let interim = self.free_name(&format!("_limbeck_new_{name}"));
        let dependents = self.dependents(&old.name);
        self.check_texts(old, &dependents)?;

        for trigger in &dependents.triggers {
            self.push(position, format!("DROP TRIGGER {}", quoted(&trigger.name)));
        }
        for view in dependents.views.iter().rev() {
            self.push(position, format!("DROP VIEW {}", quoted(&view.name.name)));
        }
        self.push(position, table::create_table(new, &interim));
        // OR ABORT: a conflict clause of the new table would otherwise drop rows, or replace them, without a word.
        let (columns, values) = copied(old, new);
        self.push(
            position,
            format!(
                "INSERT OR ABORT INTO {} ({columns})\nSELECT {values}\nFROM {}",
                quoted(&interim),
                quoted(name)
            ),
        );
        if counts_up(old) && counts_up(new) {
            let (new_name, old_name) = (string_literal(&interim), string_literal(name));
            self.push(position, format!("DELETE FROM sqlite_sequence WHERE name = {new_name}"));
            self.push(
                position,
                format!(
                    "INSERT INTO sqlite_sequence (name, seq)\nSELECT {new_name}, seq FROM sqlite_sequence WHERE name = {old_name}"
                ),
            );
        }
        let sql = format!("DROP TABLE {}", quoted(name));
        let destroys = (!destroys.is_empty()).then(|| destroys.join("; "));
        self.script.statements.push(ScriptStatement { sql, operation: position, destroys });
        self.push(position, format!("ALTER TABLE {} RENAME TO {}", quoted(&interim), quoted(name)));

        for index in &old.indexes {
            self.push(position, table::create_index(index, name));
        }
        for view in &dependents.views {
            self.push(position, table::create_view(view));
            for trigger in &view.triggers {
                self.push(position, table::create_trigger(trigger));
            }
        }
        for trigger in old.triggers.iter().chain(&dependents.triggers) {
            self.push(position, table::create_trigger(trigger));
        }
        Ok(())
    }

    /// Views that read the table, themselves or through others, each after those it reads; and triggers of other tables that speak of it.
    fn dependents(&self, table: &ObjectName) -> Dependents {
        let mut reached = vec![table.name.clone()];
        let mut dependents = Dependents::default();
        while let Some(view) = self.state.views.iter().find(|view| {
            !reached.iter().any(|name| name.eq_ignore_ascii_case(&view.name.name))
                && reached.iter().any(|name| mentions(&view.definition.0, name))
        }) {
            reached.push(view.name.name.clone());
            dependents.views.push(view.clone());
        }
        let others =
            self.state.tables.iter().filter(|other| other.name != *table).flat_map(|other| &other.triggers);
        let of_other_views = self
            .state
            .views
            .iter()
            .filter(|view| !dependents.views.iter().any(|other| other.name == view.name))
            .flat_map(|view| &view.triggers);
        dependents.triggers = others
            .chain(of_other_views)
            .filter(|trigger| reached.iter().any(|name| mentions(&trigger.definition.0, name)))
            .cloned()
            .collect();
        dependents
    }

    /// Every text that is written anew must be known exactly.
    fn check_texts(&self, old: &Table, dependents: &Dependents) -> Result<(), RenderError> {
        for view in &dependents.views {
            if let Some(original) = self.before.view(&view.name) {
                self.check_renames(&format!("the view `{}`", view.name), &original.definition.0)?;
            }
        }
        let triggers = || self.before.tables.iter().flat_map(|table| &table.triggers);
        for trigger in old.triggers.iter().chain(&dependents.triggers) {
            if let Some(original) = triggers().find(|original| original.name == trigger.name) {
                self.check_renames(&format!("the trigger `{}`", trigger.name), &original.definition.0)?;
            }
        }
        Ok(())
    }
}

/// The columns that are filled, and what from: those that both tables have, and the rowid where no other column keeps it. Two tables that share
/// nothing still share their rows: the new ones are filled with what a new row gets, or the server says what is missing.
fn copied(old: &Table, new: &Table) -> (String, String) {
    let plain = |column: &&Column| column.generated.is_none();
    let shared =
        |column: &&Column| old.columns.iter().any(|other| other.name.eq_ignore_ascii_case(&column.name));
    let shared: Vec<String> =
        new.columns.iter().filter(plain).filter(shared).map(|column| column.name.clone()).collect();
    let keeps_rowid =
        rowid_column(new).is_some_and(|name| shared.iter().any(|column| column.eq_ignore_ascii_case(name)));
    let rowid = rowid_name(old, new).filter(|_| has_rowid(new) && !keeps_rowid);
    match rowid {
        Some(rowid) if has_rowid(old) => {
            let columns: Vec<String> = std::iter::once(rowid.to_owned()).chain(shared).collect();
            (table::names(&columns), table::names(&columns))
        }
        Some(rowid) if shared.is_empty() => (rowid.to_owned(), "NULL".to_owned()),
        None if shared.is_empty() => match new.columns.iter().find(plain) {
            Some(column) => {
                let value = column.default.as_ref().map_or("NULL", |default| default.as_str());
                (quoted(&column.name), value.to_owned())
            }
            None => (table::names(&shared), table::names(&shared)),
        },
        _ => (table::names(&shared), table::names(&shared)),
    }
}

fn has_rowid(table: &Table) -> bool {
    !table.options.contains_key(keys::WITHOUT_ROWID)
}

/// The column that is the rowid: the sole primary key, of type INTEGER, and not `PRIMARY KEY DESC`.
fn rowid_column(table: &Table) -> Option<&str> {
    let [part] = &table.primary_key.as_ref()?.parts[..] else { return None };
    let name = part.column_name()?;
    let column = table.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name))?;
    let is_rowid =
        has_rowid(table) && !part.descending && column.data_type.as_str().eq_ignore_ascii_case("integer");
    is_rowid.then_some(name)
}

/// A name of the rowid that no column of either table takes away.
fn rowid_name(old: &Table, new: &Table) -> Option<&'static str> {
    ["rowid", "_rowid_", "oid"].into_iter().find(|name| {
        !old.columns.iter().chain(&new.columns).any(|column| column.name.eq_ignore_ascii_case(name))
    })
}

fn counts_up(table: &Table) -> bool {
    table.columns.iter().any(|column| column.auto_increment)
}
