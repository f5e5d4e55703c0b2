//! Foreign keys: adding, dropping, and setting them aside while the columns under them change their type.

use std::collections::BTreeSet;

use limbeck_catalog::{Change, ForeignKey, Index, KeyPart, Member, ObjectName, Operation, Table};

use super::alter::{changes_collation, inherits};
use super::{Renderer, table};
use crate::mysql::family::next_foreign_key_name;
use crate::mysql::{Flavor, quoted};

/// Foreign keys that have been dropped for a while.
#[derive(Default)]
pub(super) struct Suspended(Vec<(ObjectName, ForeignKey)>);

impl Renderer<'_> {
    pub(super) fn foreign_key(&mut self, position: usize, table: &ObjectName, change: &Change<ForeignKey>) {
        let (gone, come) = match change {
            Change::Create(key) => (None, Some(key)),
            Change::Drop(key) => (Some(key), None),
            Change::Alter { from, to } | Change::Rename { from, to } => (Some(from), Some(to)),
        };
        if let Some(gone) = gone {
            self.push(position, drop_foreign_key(table, gone));
        }
        if let Some(come) = come {
            let sql = self.add_foreign_key(table, come, &[]);
            self.push(position, sql);
        }
    }

    /// The server refuses to change the type of a column that a foreign key joins to another: the keys are set aside until both ends are changed.
    pub(super) fn suspend_foreign_keys(&mut self, position: usize, group: usize, old: &Table) {
        let retyped = self.retyped(group, Some(old));
        if retyped.is_empty() {
            return;
        }
        let concerned: Vec<(ObjectName, ForeignKey)> = self
            .state
            .tables
            .iter()
            .flat_map(|table| table.foreign_keys.iter().map(|key| (table.name.clone(), key.clone())))
            .filter(|(table, key)| joins(table, key, &old.name, &retyped))
            .filter(|entry| !self.suspended.0.contains(entry))
            .collect();
        for (table, key) in concerned {
            self.push(position, drop_foreign_key(&table, &key));
            self.suspended.0.push((table, key));
        }
    }

    /// Puts back the keys whose columns no later group changes.
    pub(super) fn resume_foreign_keys(&mut self, position: usize, group: usize) {
        let at = self.plan.groups[group].at;
        let later: Vec<(ObjectName, BTreeSet<String>)> = (0..self.plan.groups.len())
            .filter(|other| self.plan.groups[*other].at > at)
            .map(|other| {
                let table = self.plan.groups[other].table.clone();
                let old = self.state.table(&table);
                (table, self.retyped(other, old))
            })
            .collect();
        let (kept, mut ready): (Vec<_>, Vec<_>) = std::mem::take(&mut self.suspended.0)
            .into_iter()
            .partition(|(table, key)| later.iter().any(|(other, retyped)| joins(table, key, other, retyped)));
        while !ready.is_empty() {
            let (table, key) = ready.remove(0);
            let absent: Vec<_> = kept.iter().chain(&ready).cloned().collect();
            let sql = self.add_foreign_key(&table, &key, &absent);
            self.push(position, sql);
        }
        self.suspended.0 = kept;
    }

    /// Adds the key so that the index under it keeps its name.
    ///
    /// An index that the server has made for a key by itself is made anew for the next key on its columns, named like that key where its
    /// name is written, else like its first column; one that somebody else has made stays. Which of the two an index is, the servers tell
    /// nobody, except that this script has made it. So the name of a key is left out where the server gives the same one, and else an
    /// index that is named like its column is made ours in the same statement. `absent` are the keys that are set aside at this moment.
    fn add_foreign_key(
        &self,
        table: &ObjectName,
        key: &ForeignKey,
        absent: &[(ObjectName, ForeignKey)],
    ) -> String {
        let is_there = |other: &&ForeignKey| {
            other.name != key.name && !absent.iter().any(|(of, gone)| of == table && gone.name == other.name)
        };
        let present = self.state.table(table);
        let keys = present.into_iter().flat_map(|table| &table.foreign_keys).filter(is_there);
        let taken: Vec<&str> = keys.filter_map(|other| other.name.as_deref()).collect();
        let given = next_foreign_key_name(&table.name, &taken);
        let column = key.columns.first().map(String::as_str).unwrap_or_default();
        let like_its_column = present.and_then(|table| {
            let is_one = |index: &&Index| index.name.eq_ignore_ascii_case(column) && is_index_of(index, key);
            table.indexes.iter().find(is_one).filter(|index| !self.makes(&table.name, &index.name))
        });
        let mut written = key.clone();
        let mut index = String::new();
        if let Some(found) = like_its_column {
            if written.name.as_deref() == Some(&*given) {
                written.name = None;
            } else {
                let name = quoted(&found.name);
                index = format!("DROP INDEX {name}, ADD {}, ", table::index_definition(self.flavor, found));
            }
        }
        format!(
            "ALTER TABLE {} {index}ADD {}",
            quoted(&table.name),
            table::foreign_key(self.flavor, &written)
        )
    }

    /// Whether this script makes the index, alone or with its table.
    fn makes(&self, table: &ObjectName, index: &str) -> bool {
        self.operations.iter().any(|operation| match operation {
            Operation::Table(Change::Create(created)) => created.name == *table,
            Operation::Index(Member { table: of, change: Change::Create(created) }) => {
                of == table && created.name == index
            }
            _ => false,
        })
    }

    /// The columns, in lower case, whose type or collation a group changes; on MySQL also those that begin or cease to count up.
    fn retyped(&self, group: usize, old: Option<&Table>) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for position in &self.plan.groups[group].members {
            match &self.operations[*position] {
                Operation::Column(Member { change: Change::Alter { from, to }, .. })
                    if !self.dialect.same_type(&from.data_type, &to.data_type)
                        || from.collation != to.collation
                        || self.flavor == Flavor::MySql && from.auto_increment != to.auto_increment =>
                {
                    names.insert(from.name.to_lowercase());
                }
                Operation::Table(Change::Alter { from, to }) if changes_collation(from, to) => {
                    let columns =
                        old.into_iter().flat_map(|table| &table.columns).filter(|column| inherits(column));
                    names.extend(columns.map(|column| column.name.to_lowercase()));
                }
                _ => {}
            }
        }
        names
    }
}

fn joins(table: &ObjectName, key: &ForeignKey, changed: &ObjectName, columns: &BTreeSet<String>) -> bool {
    let any = |names: &[String]| names.iter().any(|name| columns.contains(&name.to_lowercase()));
    (table == changed && any(&key.columns)) || (&key.referred_table == changed && any(&key.referred_columns))
}

/// Whether the index is one that the server would make for the key.
fn is_index_of(index: &Index, key: &ForeignKey) -> bool {
    let same = |(part, column): (&KeyPart, &String)| {
        part.length.is_none()
            && !part.descending
            && part.column_name().is_some_and(|name| name.eq_ignore_ascii_case(column))
    };
    !index.unique
        && index.method.is_none()
        && index.parts.len() == key.columns.len()
        && index.parts.iter().zip(&key.columns).all(same)
}

fn drop_foreign_key(table: &ObjectName, key: &ForeignKey) -> String {
    let name = key.name.as_deref().unwrap_or_default();
    format!("ALTER TABLE {} DROP FOREIGN KEY {}", quoted(&table.name), quoted(name))
}
