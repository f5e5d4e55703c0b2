//! What has to be out of the way for a while, and comes back as it was.

use limbeck_catalog::{
    Change, ForeignKey, KeyPart, Member, ObjectName, Operation, Policy, Routine, Table, TableKind, Trigger,
    View,
};

use super::{Renderer, constraint, objects};
use crate::postgresql::names::quoted;
use crate::postgresql::text::mentions;
use crate::script::RenderError;

/// Dropped, and to be created again.
#[derive(Default)]
pub(super) struct Suspended {
    /// Each after those it reads.
    views: Vec<View>,
    foreign_keys: Vec<(ObjectName, ForeignKey)>,
    triggers: Vec<(ObjectName, Trigger)>,
    policies: Vec<(ObjectName, Policy)>,
    /// Not dropped: their bodies are strings for a while.
    routines: Vec<Routine>,
}

impl Suspended {
    pub(super) fn take_view(&mut self, name: &ObjectName) -> Option<View> {
        let position = self.views.iter().position(|view| &view.name == name)?;
        Some(self.views.remove(position))
    }

    pub(super) fn holds_view(&self, names: &[ObjectName]) -> bool {
        self.views.iter().any(|view| names.contains(&view.name))
    }

    pub(super) fn forget_view(&mut self, name: &ObjectName) -> bool {
        self.take_view(name).is_some()
    }

    pub(super) fn forget_foreign_key(&mut self, table: &ObjectName, key: &ForeignKey) -> bool {
        let before = self.foreign_keys.len();
        self.foreign_keys.retain(|(of, other)| !(of == table && other.name == key.name));
        self.foreign_keys.len() < before
    }

    pub(super) fn forget_trigger(&mut self, table: &ObjectName, name: &str) -> bool {
        let before = self.triggers.len();
        self.triggers.retain(|(of, trigger)| !(of == table && trigger.name == name));
        self.triggers.len() < before
    }

    pub(super) fn forget_routine(&mut self, routine: &Routine) {
        self.routines.retain(|other| !same_routine(other, routine));
    }

    pub(super) fn forget_policy(&mut self, table: &ObjectName, name: &str) -> bool {
        let before = self.policies.len();
        self.policies.retain(|(of, policy)| !(of == table && policy.name == name));
        self.policies.len() < before
    }
}

impl Renderer<'_> {
    /// Takes away what stands on a column whose type changes, in its table and in those that inherit it: views, rules, triggers, policies and
    /// routines that speak of it, wherever they are (PostgreSQL manual, "ALTER TABLE").
    pub(super) fn suspend_dependents_of(
        &mut self,
        table: &ObjectName,
        column: &str,
    ) -> Result<(), RenderError> {
        let lineage = self.lineage(table);
        for table in &lineage {
            self.suspend_views_of(table, column)?;
            self.loosen_routines_of(table, Some(column));
        }
        self.suspend_members(|of, text| {
            mentions(text, column)
                && (lineage.contains(of) || lineage.iter().any(|table| mentions(text, &table.name)))
        });
        Ok(())
    }

    /// The table, and what inherits its columns.
    fn lineage(&self, table: &ObjectName) -> Vec<ObjectName> {
        let mut lineage = vec![table.clone()];
        let mut next = 0;
        while let Some(parent) = lineage.get(next).cloned() {
            let inherits = |table: &&Table| {
                table.inherits.contains(&parent)
                    || matches!(&table.kind, TableKind::Partition { of, .. } if *of == parent)
            };
            let children = self.state.tables.iter().filter(inherits).map(|table| table.name.clone());
            let children: Vec<_> = children.filter(|child| !lineage.contains(child)).collect();
            lineage.extend(children);
            next += 1;
        }
        lineage
    }

    /// Takes away triggers, rules and policies by what they are on and their text.
    fn suspend_members(&mut self, wanted: impl Fn(&ObjectName, &str) -> bool) {
        let mut triggers: Vec<(ObjectName, Trigger)> = Vec::new();
        let mut policies: Vec<(ObjectName, Policy)> = Vec::new();
        for table in &mut self.state.tables {
            let of = table.name.clone();
            let taken = take_out(&mut table.triggers, |trigger| wanted(&of, &trigger.definition.0));
            triggers.extend(taken.into_iter().map(|trigger| (of.clone(), trigger)));
            let taken = take_out(&mut table.policies, |policy| wanted(&of, &policy.definition.0));
            policies.extend(taken.into_iter().map(|policy| (of.clone(), policy)));
        }
        for view in &mut self.state.views {
            let of = view.name.clone();
            let taken = take_out(&mut view.triggers, |trigger| wanted(&of, &trigger.definition.0));
            triggers.extend(taken.into_iter().map(|trigger| (of.clone(), trigger)));
        }
        for (of, trigger) in triggers {
            self.push(objects::drop_trigger(&trigger, &of));
            self.suspended.triggers.push((of, trigger));
        }
        for (of, policy) in policies {
            self.push(objects::drop_policy(&policy, &of));
            self.suspended.policies.push((of, policy));
        }
    }

    /// A body in standard SQL holds on to the columns that it reads; the same body as a string does not, and what calls the routine need not
    /// go (PostgreSQL manual, "CREATE FUNCTION").
    pub(super) fn loosen_routines_of(&mut self, relation: &ObjectName, column: Option<&str>) {
        let reads = |routine: &Routine| {
            routine.depends_on.contains(relation)
                && column.is_none_or(|column| mentions(&routine.definition.0, column))
        };
        self.loosen_routines(reads);
    }

    pub(super) fn loosen_routines(&mut self, reads: impl Fn(&Routine) -> bool) {
        let loosened: Vec<(Routine, String)> = self
            .state
            .routines
            .iter()
            .filter(|routine| reads(routine) && !self.suspended.routines.contains(routine))
            .filter_map(|routine| Some((routine.clone(), objects::with_body_as_string(routine)?)))
            .collect();
        for (routine, text) in loosened {
            self.push(text);
            self.suspended.routines.push(routine);
        }
    }

    /// Takes away the views that read the column, and those that read them.
    pub(super) fn suspend_views_of(&mut self, table: &ObjectName, column: &str) -> Result<(), RenderError> {
        let renamed = self.operations.iter().any(|operation| {
            matches!(operation, Operation::Column(Member { table: of, change: Change::Rename { .. } }) if of == table)
                || matches!(operation, Operation::Table(Change::Rename { to, .. }) if to.name == *table)
        });
        let reads_column = |view: &View| {
            view.depends_on.contains(table) && (renamed || mentions(&view.definition.0, column))
        };
        let reached = self.reached(reads_column);
        self.take_views_away(&reached);
        Ok(())
    }

    /// Takes a view away, and those that read it.
    pub(super) fn take_view_away(&mut self, name: &ObjectName) {
        let reached = self.reached(|view| view.name == *name);
        self.take_views_away(&reached);
    }

    /// The views that are wanted, and those that read them.
    pub(super) fn reached(&self, wanted: impl Fn(&View) -> bool) -> Vec<View> {
        let mut reached: Vec<View> = Vec::new();
        while let Some(view) = self.state.views.iter().find(|view| {
            !reached.iter().any(|other| other.name == view.name)
                && (wanted(view)
                    || view.depends_on.iter().any(|name| reached.iter().any(|other| &other.name == name)))
        }) {
            reached.push(view.clone());
        }
        reached
    }

    /// `views`: each after those it reads.
    pub(super) fn take_views_away(&mut self, views: &[View]) {
        let mut sorted: Vec<View> = Vec::new();
        let mut left: Vec<View> = views.to_vec();
        while !left.is_empty() {
            let free = left.iter().position(|view| {
                !view
                    .depends_on
                    .iter()
                    .any(|name| left.iter().any(|other| other.name == *name && other.name != view.name))
            });
            sorted.push(left.remove(free.unwrap_or(0)));
        }
        for view in sorted.iter().rev() {
            self.loosen_routines_of(&view.name, None);
            self.push(objects::drop_view(view));
            self.state.views.retain(|other| other.name != view.name);
        }
        self.suspended.views.extend(sorted);
    }

    /// Takes away the foreign keys that point to a key which goes; all that point to the table where `parts` is `None`.
    pub(super) fn suspend_references_to(&mut self, table: &ObjectName, parts: Option<&[KeyPart]>) {
        let same_columns = |key: &ForeignKey| {
            parts.is_none_or(|parts| {
                let columns: Vec<&str> = parts.iter().filter_map(KeyPart::column_name).collect();
                columns.len() == key.referred_columns.len()
                    && key.referred_columns.iter().all(|column| columns.contains(&column.as_str()))
            })
        };
        self.suspend_foreign_keys(|of, key| {
            key.referred_table == *table && (parts.is_some() || of != table) && same_columns(key)
        });
    }

    pub(super) fn suspend_foreign_keys(&mut self, wanted: impl Fn(&ObjectName, &ForeignKey) -> bool) {
        let mut taken: Vec<(ObjectName, ForeignKey)> = Vec::new();
        for table in &mut self.state.tables {
            let name = table.name.clone();
            let keys = take_out(&mut table.foreign_keys, |key| wanted(&name, key));
            taken.extend(keys.into_iter().map(|key| (name.clone(), key)));
        }
        for (table, key) in taken {
            if let Some(name) = &key.name {
                self.alter(&table, &format!("DROP CONSTRAINT {}", quoted(name)));
            }
            self.suspended.foreign_keys.push((table, key));
        }
    }

    /// Takes away the foreign keys over a column, and those that point to it.
    pub(super) fn suspend_foreign_keys_of(&mut self, table: &ObjectName, column: &String) {
        self.suspend_foreign_keys(|of, key| {
            of == table && key.columns.contains(column)
                || key.referred_table == *table && key.referred_columns.contains(column)
        });
    }

    /// Takes away what calls a routine that is dropped for a moment.
    pub(super) fn suspend_callers_of(&mut self, routine: &Routine) {
        self.suspend_members(|_, text| mentions(text, &routine.name.name));
    }

    /// Creates again what can be: nothing that an operation still to come is about, and no view before those it reads.
    pub(super) fn resume(&mut self) -> Result<(), RenderError> {
        self.resume_foreign_keys();
        while let Some(position) = self.suspended.views.iter().position(|view| {
            !self.view_is_still_to_come(&view.name)
                && !view.depends_on.iter().any(|name| {
                    self.suspended.views.iter().any(|other| other.name == *name && other.name != view.name)
                })
        }) {
            let view = self.suspended.views.remove(position);
            self.put_view_back(view)?;
        }
        for routine in std::mem::take(&mut self.suspended.routines) {
            if self.routine_is_still_to_come(&routine) || self.view_is_missing(&routine.depends_on) {
                self.suspended.routines.push(routine);
            } else {
                self.push(objects::create_routine(&routine));
            }
        }
        for (table, trigger) in std::mem::take(&mut self.suspended.triggers) {
            if self.table(&table).is_none() && self.state.view(&table).is_none() {
                self.suspended.triggers.push((table, trigger));
                continue;
            }
            self.create_trigger(&trigger, &table);
            if let Some(table) = self.table_mut(&table) {
                table.triggers.push(trigger);
            } else if let Some(view) = self.state.views.iter_mut().find(|view| view.name == table) {
                view.triggers.push(trigger);
            }
        }
        for (table, policy) in std::mem::take(&mut self.suspended.policies) {
            self.create_policy(&policy, &table);
            if let Some(table) = self.table_mut(&table) {
                table.policies.push(policy);
            }
        }
        Ok(())
    }

    fn put_view_back(&mut self, view: View) -> Result<(), RenderError> {
        self.check_renames(&view)?;
        self.create_view(&view, false);
        self.view_members(&view);
        self.state.views.push(view);
        Ok(())
    }

    /// Creates again the views that this one reads, before it is created itself.
    pub(super) fn resume_views_read_by(&mut self, view: &View) -> Result<(), RenderError> {
        for name in view.depends_on.iter().filter(|name| **name != view.name) {
            if self.view_is_still_to_come(name) {
                continue;
            }
            if let Some(read) = self.suspended.take_view(name) {
                self.resume_views_read_by(&read)?;
                self.put_view_back(read)?;
            }
        }
        Ok(())
    }

    fn resume_foreign_keys(&mut self) {
        for (table, key) in std::mem::take(&mut self.suspended.foreign_keys) {
            let target = self.table(&key.referred_table);
            let stands = target.is_some_and(|target| has_key(target, &key.referred_columns));
            let is_coming = self.later().iter().any(|operation| match operation {
                Operation::PrimaryKey(Member { table, change: Change::Create(_) }) => {
                    *table == key.referred_table
                }
                Operation::Unique(Member { table, change: Change::Create(_) }) => {
                    *table == key.referred_table
                }
                Operation::Index(Member { table, change: Change::Create(index) }) => {
                    index.unique && *table == key.referred_table
                }
                Operation::Table(Change::Create(created)) => created.name == key.referred_table,
                _ => false,
            });
            if stands {
                if self.table(&table).is_some() {
                    self.add(&table, &constraint::foreign_key(&key), &key.name, &key.comment);
                    if let Some(table) = self.table_mut(&table) {
                        table.foreign_keys.push(key);
                    }
                }
            } else if is_coming {
                self.suspended.foreign_keys.push((table, key));
            }
        }
    }

    /// A view that is written anew must be known exactly: after a rename in the same script its text is not.
    fn check_renames(&self, view: &View) -> Result<(), RenderError> {
        for operation in self.operations {
            let (table, from) = match operation {
                Operation::Column(Member { table, change: Change::Rename { from, .. } }) => {
                    (table, &from.name)
                }
                Operation::Table(Change::Rename { from, to }) => (&to.name, &from.name.name),
                _ => continue,
            };
            if view.depends_on.contains(table) && mentions(&view.definition.0, from) {
                return Err(RenderError::AmbiguousRename {
                    table: table.to_string(),
                    from: from.clone(),
                    text: format!("the view `{}`", view.name),
                });
            }
        }
        Ok(())
    }
}

/// Whether both are one routine, perhaps with another body.
pub(super) fn same_routine(a: &Routine, b: &Routine) -> bool {
    (&a.name, &a.arguments) == (&b.name, &b.arguments)
}

/// Whether a foreign key can point to the columns.
fn has_key(table: &Table, columns: &[String]) -> bool {
    let covers = |parts: &[KeyPart]| {
        let names: Vec<&str> = parts.iter().filter_map(KeyPart::column_name).collect();
        names.len() == columns.len() && columns.iter().all(|column| names.contains(&column.as_str()))
    };
    table.primary_key.as_ref().is_some_and(|key| columns.is_empty() || covers(&key.parts))
        || table.uniques.iter().any(|unique| covers(&unique.parts))
        || table.indexes.iter().any(|index| index.unique && index.predicate.is_none() && covers(&index.parts))
}

fn take_out<T>(list: &mut Vec<T>, wanted: impl Fn(&T) -> bool) -> Vec<T> {
    let (taken, kept) = std::mem::take(list).into_iter().partition(|object| wanted(object));
    *list = kept;
    taken
}
