//! Comparing one table.

use std::borrow::Cow;

use super::compare::{Comparison, Place};
use super::member::pair_by_name;
use crate::dialect::TextKind;
use crate::operation::{Change, Member, ObjectKind, Operation};
use crate::schema::{Aspect, Index, Key, KeyPart, ObjectName, Policy, Table, TableKind, Trigger};

impl Comparison<'_> {
    /// Writes down what turns `before` into `after`; both have the same name by now, give or take its letter case.
    pub(super) fn table(&mut self, before: &Table, after: &Table) {
        if self.must_be_made_anew(before, after) {
            self.operations.push(Operation::Table(Change::Drop(before.clone())));
            let anew = Table { renamed_from: None, speaks_about: None, ..after.clone() };
            self.operations.push(Operation::Table(Change::Create(anew)));
            return;
        }
        self.table_settings(before, after);
        if self.speaks(Aspect::Column) {
            self.columns(before, after);
        }
        if self.speaks(Aspect::PrimaryKey) {
            self.primary_key(before, after);
        }
        if self.speaks(Aspect::Unique) {
            self.uniques(before, after);
        }
        if self.speaks(Aspect::Check) {
            self.checks(before, after);
        }
        if self.speaks(Aspect::ForeignKey) {
            self.foreign_keys(before, after);
        }
        if self.speaks(Aspect::Exclusion) {
            let pairs =
                pair_by_name(&before.exclusions, &after.exclusions, |exclusion| exclusion.name.clone());
            self.members(&before.name, pairs.only_actual, pairs.only_desired, Operation::Exclusion);
            for (from, to) in pairs.both {
                let place = Place::of(&before.name, from.name.as_deref());
                let same_comment = !self.speaks(Aspect::Comment) || from.comment == to.comment;
                if !same_comment
                    || !self.same_text(place, TextKind::Exclusion, &from.definition.0, &to.definition.0)
                {
                    self.members(&before.name, vec![from], vec![to], Operation::Exclusion);
                }
            }
        }
        if self.speaks(Aspect::Index) || self.speaks(Aspect::PlainIndex) {
            self.indexes(&before.name, &before.indexes, &after.indexes);
        }
        if self.speaks(Aspect::Trigger) {
            self.triggers(&before.name, &before.triggers, &after.triggers);
        }
        if self.speaks(Aspect::Policy) {
            self.policies(before, after);
        }
    }

    /// A virtual table is what its module makes of it: it cannot become an ordinary one, or another one, in place. Other kinds the server
    /// changes, or not.
    fn must_be_made_anew(&self, before: &Table, after: &Table) -> bool {
        match (&before.kind, &after.kind) {
            (TableKind::Virtual(a), TableKind::Virtual(b)) => {
                a != b && !self.dialect.same_text(TextKind::Trigger, a, b)
            }
            (TableKind::Virtual(_), _) | (_, TableKind::Virtual(_)) => true,
            (a, b) => self.speaks(Aspect::TableOption) && !self.dialect.can_change_kind(a, b),
        }
    }

    fn table_settings(&mut self, before: &Table, after: &Table) {
        let mut to = Table { name: before.name.clone(), kind: before.kind.clone(), ..Table::default() };
        to.options.clone_from(&before.options);
        to.comment.clone_from(&before.comment);
        to.inherits.clone_from(&before.inherits);
        let from = to.clone();
        if self.speaks(Aspect::TableOption) {
            to.options.clone_from(&after.options);
            to.inherits.clone_from(&after.inherits);
            if !matches!(before.kind, TableKind::Virtual(_)) {
                to.kind = after.kind.clone();
            }
        }
        if self.speaks_of_comment(after.comment.as_ref()) {
            to.comment.clone_from(&after.comment);
        }
        if from != to {
            self.operations.push(Operation::Table(Change::Alter { from, to }));
        }
    }

    fn columns(&mut self, before: &Table, after: &Table) {
        let pairs = pair_by_name(&before.columns, &after.columns, |column| {
            self.dialect.folds(&column.name).into_owned()
        });
        // Who says nothing about the settings of the table finds those that it has.
        let wanted = if self.speaks(Aspect::TableOption) {
            Cow::Borrowed(after)
        } else {
            Cow::Owned(Table { options: before.options.clone(), ..after.clone() })
        };
        let changes = pairs
            .only_desired
            .iter()
            .map(|column| Change::Create(crate::schema::Column { renamed_from: None, ..(*column).clone() }))
            .chain(pairs.both.iter().filter_map(|(from, to)| {
                let merged = self.merged_column((before, &wanted), from, to);
                (merged != **from).then(|| Change::Alter { from: (*from).clone(), to: merged })
            }))
            // The last one first, so that the way back adds them in their order.
            .chain(pairs.only_actual.iter().rev().map(|column| Change::Drop((*column).clone())))
            .map(|change| Operation::Column(Member { table: before.name.clone(), change }))
            .collect::<Vec<_>>();
        self.operations.extend(changes);
    }

    pub(super) fn same_names(&self, a: &[String], b: &[String]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.same_name(a, b))
    }

    pub(super) fn same_parts(
        &self,
        table: &ObjectName,
        name: Option<&str>,
        a: &[KeyPart],
        b: &[KeyPart],
    ) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.same_part(Place::of(table, name), a, b))
    }

    fn same_part(&self, place: Place<'_>, a: &KeyPart, b: &KeyPart) -> bool {
        let same_collation = match (&a.collation, &b.collation) {
            (None, None) => true,
            (Some(a), Some(b)) => self.same_name(a, b),
            _ => false,
        };
        same_collation
            && (a.descending, a.nulls_first, &a.operator_class, a.length)
                == (b.descending, b.nulls_first, &b.operator_class, b.length)
            && match (&a.key, &b.key) {
                (Key::Column(a), Key::Column(b)) => self.same_name(a, b),
                (Key::Expression(a), Key::Expression(b)) => {
                    self.same_text(place, TextKind::IndexExpression, &a.0, &b.0)
                }
                _ => false,
            }
    }

    fn same_index(&self, table: &ObjectName, a: &Index, b: &Index) -> bool {
        self.dialect.same_index_options(&a.options, &b.options)
            && (!self.speaks(Aspect::Comment) || a.comment == b.comment)
            && self.same_order(table, a, b)
    }

    /// Whether a source that speaks of plain indexes alone has words for it.
    fn is_plain(&self, index: &Index) -> bool {
        let plain = |part: &KeyPart| part.column_name().is_some_and(|name| *part == KeyPart::column(name));
        (index.unique || index.parts.len() == 1)
            && index.parts.iter().all(plain)
            && index.predicate.is_none()
            && index.include.is_empty()
            && (index.method.is_none() || self.dialect.same_index_method(index.method.as_deref(), None))
    }

    /// Whether the two put the same rows into the same order.
    fn same_order(&self, table: &ObjectName, a: &Index, b: &Index) -> bool {
        let place = Place::of(table, Some(&a.name));
        let same_method = a.method == b.method
            || (!self.options.exact
                && self.dialect.same_index_method(a.method.as_deref(), b.method.as_deref()));
        same_method
            && (a.unique, a.nulls_not_distinct) == (b.unique, b.nulls_not_distinct)
            && self.same_names(&a.include, &b.include)
            && self.same_parts(table, Some(&a.name), &a.parts, &b.parts)
            && self.same_optional(place, TextKind::IndexPredicate, a.predicate.as_ref(), b.predicate.as_ref())
    }

    pub(super) fn indexes(&mut self, table: &ObjectName, before: &[Index], after: &[Index]) {
        let pairs = pair_by_name(before, after, |index| self.dialect.folds(&index.name).into_owned());
        let (mut gone, mut come) = (pairs.only_actual, pairs.only_desired);
        for (from, to) in pairs.both {
            let respelled = self.options.exact && from.name != to.name;
            if !respelled && self.same_index(table, from, to) {
                continue;
            }
            if !respelled && self.dialect.alters_index(from, to) && self.same_order(table, from, to) {
                let mut to = to.clone();
                if !self.speaks(Aspect::Comment) {
                    to.comment.clone_from(&from.comment);
                }
                let change = Change::Alter { from: from.clone(), to };
                self.operations.push(Operation::Index(Member { table: table.clone(), change }));
            } else {
                self.members(table, vec![from], vec![to], Operation::Index);
            }
        }
        let names_count = self.speaks(Aspect::Name);
        if !names_count || self.dialect.can_rename_index() {
            come.retain(|to| {
                let Some(position) = gone.iter().position(|from| self.same_index(table, from, to)) else {
                    return true;
                };
                let from = gone.remove(position);
                if names_count {
                    let change = Change::Rename { from: from.clone(), to: (*to).clone() };
                    self.operations.push(Operation::Index(Member { table: table.clone(), change }));
                }
                false
            });
        }
        if !self.speaks(Aspect::Index) {
            gone.retain(|index| self.is_plain(index));
        }
        gone.retain(|index| {
            let name = ObjectName { schema: table.schema.clone(), name: index.name.clone() };
            self.drops_unknown(ObjectKind::Index, Some(table), &name)
        });
        self.members(table, gone, come, Operation::Index);
    }

    pub(super) fn triggers(&mut self, table: &ObjectName, before: &[Trigger], after: &[Trigger]) {
        let pairs = pair_by_name(before, after, |trigger| self.dialect.folds(&trigger.name).into_owned());
        for (from, to) in pairs.both {
            let place = Place::of(table, Some(&from.name));
            let same = from.options == to.options
                && (!self.speaks(Aspect::Comment) || from.comment == to.comment)
                && (!self.options.exact || from.name == to.name)
                && self.same_text(place, TextKind::Trigger, &from.definition.0, &to.definition.0);
            if !same {
                self.members(table, vec![from], vec![to], Operation::Trigger);
            }
        }
        let mut gone = pairs.only_actual;
        gone.retain(|trigger| {
            let name = ObjectName { schema: table.schema.clone(), name: trigger.name.clone() };
            self.drops_unknown(ObjectKind::Trigger, Some(table), &name)
        });
        self.members(table, gone, pairs.only_desired, Operation::Trigger);
    }

    fn policies(&mut self, before: &Table, after: &Table) {
        let pairs = pair_by_name(&before.policies, &after.policies, |policy: &Policy| policy.name.clone());
        for (from, to) in pairs.both {
            let place = Place::of(&before.name, Some(&from.name));
            let same_comment = !self.speaks(Aspect::Comment) || from.comment == to.comment;
            if !same_comment || !self.same_text(place, TextKind::Policy, &from.definition.0, &to.definition.0)
            {
                self.members(&before.name, vec![from], vec![to], Operation::Policy);
            }
        }
        self.members(&before.name, pairs.only_actual, pairs.only_desired, Operation::Policy);
    }

    /// What goes, and what comes, of one kind of member.
    fn members<T: Clone>(
        &mut self,
        table: &ObjectName,
        gone: Vec<&T>,
        come: Vec<&T>,
        operation: impl Fn(Member<T>) -> Operation,
    ) {
        let gone = gone.into_iter().map(|object| Change::Drop(object.clone()));
        let come = come.into_iter().map(|object| Change::Create(object.clone()));
        self.operations
            .extend(gone.chain(come).map(|change| operation(Member { table: table.clone(), change })));
    }
}
