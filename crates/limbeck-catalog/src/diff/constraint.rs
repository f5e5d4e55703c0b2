//! Comparing the constraints of one table.

use super::compare::{Comparison, Place};
use super::member::pair_constraints;
use crate::dialect::TextKind;
use crate::operation::{Change, Member, ObjectKind, Operation};
use crate::schema::{Aspect, Check, ForeignKey, ObjectName, PrimaryKey, Table, Unique};

/// What all constraints have.
trait Constraint: Clone {
    fn name(&self) -> Option<&str>;
    fn comment(&self) -> &Option<String>;
    fn with_comment(self, comment: Option<String>) -> Self;
}

macro_rules! constraint {
    ($($kind:ty),*) => {$(
        impl Constraint for $kind {
            fn name(&self) -> Option<&str> {
                self.name.as_deref()
            }

            fn comment(&self) -> &Option<String> {
                &self.comment
            }

            fn with_comment(self, comment: Option<String>) -> Self {
                Self { comment, ..self }
            }
        }
    )*};
}

constraint!(PrimaryKey, Unique, Check, ForeignKey);

/// What becomes of the constraints of one kind.
struct Outcome<T> {
    gone: Vec<T>,
    come: Vec<T>,
    changes: Vec<Change<T>>,
}

impl Comparison<'_> {
    pub(super) fn primary_key(&mut self, before: &Table, after: &Table) {
        let same = |a: &PrimaryKey, b: &PrimaryKey| {
            a.include == b.include
                && a.deferrability == b.deferrability
                && a.options == b.options
                && self.same_parts(&before.name, None, &a.parts, &b.parts)
        };
        let (actual, desired) = (before.primary_key.as_slice(), after.primary_key.as_slice());
        let outcome = self.sorted_out(actual, desired, same, |_, _| false);
        self.write_down(&before.name, outcome, Operation::PrimaryKey);
    }

    pub(super) fn uniques(&mut self, before: &Table, after: &Table) {
        let same = |a: &Unique, b: &Unique| {
            a.include == b.include
                && a.nulls_not_distinct == b.nulls_not_distinct
                && a.deferrability == b.deferrability
                && a.options == b.options
                && self.same_parts(&before.name, a.name.as_deref(), &a.parts, &b.parts)
        };
        let outcome = self.sorted_out(&before.uniques, &after.uniques, same, |_, _| false);
        self.write_down(&before.name, outcome, Operation::Unique);
    }

    pub(super) fn checks(&mut self, before: &Table, after: &Table) {
        let same_condition = |a: &Check, b: &Check| {
            let place = Place::of(&before.name, a.name.as_deref());
            a.no_inherit == b.no_inherit
                && self.same_text(place, TextKind::Check, &a.expression.0, &b.expression.0)
        };
        let same = |a: &Check, b: &Check| a.options == b.options && same_condition(a, b);
        let altered = |a: &Check, b: &Check| self.dialect.alters_check(a, b) && same_condition(a, b);
        let mut outcome = self.sorted_out(&before.checks, &after.checks, same, altered);
        let desired_has = |check: &Check| {
            after
                .checks
                .iter()
                .any(|other| matches!((&other.name, &check.name), (Some(a), Some(b)) if self.same_name(a, b)))
        };
        let (mut gone, unknown): (Vec<_>, Vec<_>) =
            std::mem::take(&mut outcome.gone).into_iter().partition(desired_has);
        for check in unknown {
            let name = ObjectName { schema: None, name: check.name.clone().unwrap_or_default() };
            // A check without a name was written with its table: whoever created the table created it.
            let table = (ObjectKind::Table, self.dialect.folds(&before.name.name).into_owned());
            let of_a_known_table = check.name.is_none() && self.options.created.contains(&table);
            if of_a_known_table || self.drops_unknown(ObjectKind::Check, Some(&before.name), &name) {
                gone.push(check);
            }
        }
        outcome.gone = gone;
        self.write_down(&before.name, outcome, Operation::Check);
    }

    pub(super) fn foreign_keys(&mut self, before: &Table, after: &Table) {
        let same_reference = |a: &ForeignKey, b: &ForeignKey| {
            self.same_names(&a.columns, &b.columns)
                && self.same_object_name(&a.referred_table, &b.referred_table)
                && self.same_names(&a.referred_columns, &b.referred_columns)
                && self.dialect.same_action(a.on_delete, b.on_delete)
                && self.dialect.same_action(a.on_update, b.on_update)
                && a.match_type == b.match_type
        };
        let same = |a: &ForeignKey, b: &ForeignKey| {
            a.deferrability == b.deferrability && a.options == b.options && same_reference(a, b)
        };
        let altered =
            |a: &ForeignKey, b: &ForeignKey| self.dialect.alters_foreign_key(a, b) && same_reference(a, b);
        let outcome = self.sorted_out(&before.foreign_keys, &after.foreign_keys, same, altered);
        self.write_down(&before.name, outcome, Operation::ForeignKey);
    }

    /// `same` looks at everything but name and comment; `altered` says whether the one becomes the other in place.
    fn sorted_out<T: Constraint>(
        &self,
        before: &[T],
        after: &[T],
        same: impl Fn(&T, &T) -> bool,
        altered: impl Fn(&T, &T) -> bool,
    ) -> Outcome<T> {
        let names_count = self.dialect.names_constraints() && self.speaks(Aspect::Name);
        let same_name = |a: &T, b: &T| Some(self.same_name(a.name()?, b.name()?));
        let pairs = pair_constraints(before, after, names_count, same_name, &same);
        let mut outcome = Outcome { gone: Vec::new(), come: Vec::new(), changes: Vec::new() };
        let wanted = |from: &T, to: &T| {
            let keeps = !self.speaks(Aspect::Comment);
            if keeps { to.clone().with_comment(from.comment().clone()) } else { to.clone() }
        };
        let (mut remade_from, mut remade_to) = (Vec::new(), Vec::new());
        for (from, to) in pairs.both {
            let to = wanted(from, to);
            let respelled = matches!((from.name(), to.name()), (Some(a), Some(b)) if a != b);
            if names_count && self.options.exact && respelled {
                remade_from.push(from.clone());
                remade_to.push(to);
                continue;
            }
            let is_same = same(from, &to);
            if is_same && from.comment() == to.comment() {
                continue;
            }
            if is_same || altered(from, &to) {
                outcome.changes.push(Change::Alter { from: from.clone(), to });
            } else {
                remade_from.push(from.clone());
                remade_to.push(to);
            }
        }
        let (mut gone, mut come): (Vec<&T>, Vec<&T>) = (pairs.only_actual, pairs.only_desired);
        if names_count && self.dialect.can_rename_constraint() {
            come.retain(|to| {
                let renamed = |from: &&T| from.name().is_some() && to.name().is_some() && same(from, to);
                let Some(position) = gone.iter().position(renamed) else { return true };
                let from = gone.remove(position);
                let to = T::with_comment((*to).clone(), wanted(from, to).comment().clone());
                outcome.changes.push(Change::Rename { from: from.clone(), to });
                false
            });
        }
        outcome.gone = gone.into_iter().cloned().chain(remade_from).collect();
        outcome.come = come.into_iter().cloned().chain(remade_to).collect();
        outcome
    }

    fn write_down<T>(
        &mut self,
        table: &ObjectName,
        outcome: Outcome<T>,
        operation: impl Fn(Member<T>) -> Operation,
    ) {
        let gone = outcome.gone.into_iter().map(Change::Drop);
        let come = outcome.come.into_iter().map(Change::Create);
        let all = gone.chain(come).chain(outcome.changes);
        self.operations.extend(all.map(|change| operation(Member { table: table.clone(), change })));
    }
}
