//! Comparing views, and what stands on them.

use super::compare::{Comparison, Place};
use super::member::pair_by_name;
use crate::dialect::TextKind;
use crate::operation::{Change, Member, ObjectKind, Operation};
use crate::schema::{Aspect, Catalog, ObjectName, View};

impl Comparison<'_> {
    pub(super) fn views(&mut self, actual: &Catalog) {
        let desired = self.desired;
        let pairs = pair_by_name(&actual.views, &desired.views, |view| self.folded(&view.name));
        // Views that are to be dropped, each with what comes in its place.
        let mut going: Vec<(&View, Option<View>)> = Vec::new();
        let mut staying: Vec<(&View, Option<&View>)> = Vec::new();
        for view in pairs.only_desired {
            self.create_view(view);
        }
        for (before, after) in pairs.both {
            if self.same_view(before, after) {
                staying.push((before, Some(after)));
            } else if before.name == after.name
                && self.dialect.can_replace_view(before, after)
                && !self.reads_what_changes(&[before, after], actual)
            {
                self.operations.push(Operation::View(Change::Alter { from: bare(before), to: bare(after) }));
            } else {
                going.push((before, Some(self.remade(before, after))));
            }
        }
        for view in pairs.only_actual {
            let kind = if view.materialized { ObjectKind::MaterializedView } else { ObjectKind::View };
            if self.drops_unknown(kind, None, &view.name) {
                going.push((view, None));
            } else {
                staying.push((view, None));
            }
        }
        self.take_along(&mut going, &mut staying);
        for (before, after) in going {
            self.drop_view(before);
            if let Some(after) = after {
                self.create_view(&after);
            }
        }
        for (before, after) in staying {
            if let Some(after) = after {
                self.view_members(before, after);
            }
        }
    }

    /// Whether a column that the views read, by other views or themselves, goes, changes its type, or is renamed. Such a view cannot be replaced in both
    /// directions: the column that it needs is not there yet, or not of its type, where the other way begins.
    fn reads_what_changes(&self, views: &[&View], actual: &Catalog) -> bool {
        let known: Vec<&View> = actual.views.iter().chain(&self.desired.views).collect();
        let mut reached = views.to_vec();
        let mut next = 0;
        while let Some(view) = reached.get(next) {
            let more: Vec<&View> = known
                .iter()
                .filter(|other| {
                    self.view_reads(view, &other.name)
                        && !reached.iter().any(|view| std::ptr::eq(*view, **other))
                })
                .copied()
                .collect();
            reached.extend(more);
            next += 1;
        }
        let reads = |table: &ObjectName, column: &str| {
            reached
                .iter()
                .any(|view| self.view_reads(view, table) && self.dialect.mentions(&view.definition.0, column))
        };
        self.operations.iter().any(|operation| match operation {
            Operation::Column(Member { table, change }) => match change {
                Change::Drop(column) => reads(table, &column.name),
                Change::Alter { from, to } => from.data_type != to.data_type && reads(table, &to.name),
                // What was written under the old name is not to be had before the name comes back.
                Change::Rename { from, to } => reads(table, &from.name) || reads(table, &to.name),
                Change::Create(_) => false,
            },
            Operation::Table(Change::Rename { from, to }) => reached
                .iter()
                .any(|view| self.view_reads(view, &from.name) || self.view_reads(view, &to.name)),
            _ => false,
        })
    }

    /// A view that reads what is dropped for a while goes with it and comes back as it is: one server refuses to drop what it stands on, another
    /// refuses every rename as long as it stands on nothing.
    fn take_along<'v>(
        &self,
        going: &mut Vec<(&'v View, Option<View>)>,
        staying: &mut Vec<(&'v View, Option<&'v View>)>,
    ) {
        let mut gone: Vec<ObjectName> = self
            .operations
            .iter()
            .filter_map(|operation| match operation {
                Operation::Table(Change::Drop(table)) => Some(table.name.clone()),
                _ => None,
            })
            .chain(going.iter().map(|(view, _)| view.name.clone()))
            .collect();
        let reads = |view: &View, gone: &[ObjectName]| gone.iter().any(|name| self.view_reads(view, name));
        while let Some(position) = staying.iter().position(|(view, _)| reads(view, &gone)) {
            let (before, after) = staying.remove(position);
            gone.push(before.name.clone());
            let back = match after {
                Some(after) => View { definition: before.definition.clone(), ..self.remade(before, after) },
                None => before.clone(),
            };
            going.push((before, Some(back)));
        }
    }

    fn view_reads(&self, view: &View, relation: &ObjectName) -> bool {
        view.depends_on.iter().any(|name| self.same_object_name(name, relation))
    }

    fn same_view(&self, before: &View, after: &View) -> bool {
        let place = Place { name: Some(&before.name.name), ..Place::default() };
        before.materialized == after.materialized
            && before.options == after.options
            && (!self.speaks(Aspect::Comment)
                || (&before.comment, &before.column_comments) == (&after.comment, &after.column_comments))
            && (!self.options.exact || before.name == after.name)
            && self.same_text(place, TextKind::View, &before.definition.0, &after.definition.0)
    }

    /// The view as it comes back: what the desired side does not speak about is as it was.
    fn remade(&self, before: &View, after: &View) -> View {
        let mut view = after.clone();
        if !self.speaks(Aspect::Trigger) {
            view.triggers.clone_from(&before.triggers);
        }
        if !self.speaks(Aspect::Index) {
            view.indexes.clone_from(&before.indexes);
        }
        if view.depends_on.is_empty() {
            view.depends_on.clone_from(&before.depends_on);
        }
        view
    }

    fn view_members(&mut self, before: &View, after: &View) {
        if self.speaks(Aspect::Trigger) {
            self.triggers(&before.name, &before.triggers, &after.triggers);
        }
        if self.speaks(Aspect::Index) {
            self.indexes(&before.name, &before.indexes, &after.indexes);
        }
    }

    fn create_view(&mut self, view: &View) {
        self.operations.push(Operation::View(Change::Create(bare(view))));
        for index in &view.indexes {
            let change = Change::Create(index.clone());
            self.operations.push(Operation::Index(Member { table: view.name.clone(), change }));
        }
        for trigger in &view.triggers {
            let change = Change::Create(trigger.clone());
            self.operations.push(Operation::Trigger(Member { table: view.name.clone(), change }));
        }
    }

    fn drop_view(&mut self, view: &View) {
        for trigger in &view.triggers {
            let change = Change::Drop(trigger.clone());
            self.operations.push(Operation::Trigger(Member { table: view.name.clone(), change }));
        }
        for index in &view.indexes {
            let change = Change::Drop(index.clone());
            self.operations.push(Operation::Index(Member { table: view.name.clone(), change }));
        }
        self.operations.push(Operation::View(Change::Drop(bare(view))));
    }
}

/// The view without what belongs to it.
fn bare(view: &View) -> View {
    View { triggers: Vec::new(), indexes: Vec::new(), ..view.clone() }
}
