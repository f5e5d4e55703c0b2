//! Constraints, indexes, triggers and policies.

use limbeck_catalog::{
    Change, Check, Exclusion, ForeignKey, Index, Member, ObjectName, Policy, PrimaryKey, Trigger, Unique,
};

use super::objects::{self, comment};
use super::{Renderer, constraint, index};
use crate::postgresql::names::{qualified, quoted};
use crate::postgresql::validates;

impl Renderer<'_> {
    pub(super) fn add(
        &mut self,
        table: &ObjectName,
        definition: &str,
        name: &Option<String>,
        text: &Option<String>,
    ) {
        self.alter(table, &format!("ADD {definition}"));
        if let Some(name) = name {
            let on = format!("CONSTRAINT {} ON {}", quoted(name), qualified(table));
            self.new_comment(&on, text.as_ref());
        }
    }

    fn drop_constraint(&mut self, table: &ObjectName, name: &Option<String>) {
        if let Some(name) = name {
            self.alter(table, &format!("DROP CONSTRAINT {}", quoted(name)));
        }
    }

    fn validate(&mut self, table: &ObjectName, name: &Option<String>) {
        if let Some(name) = name {
            self.alter(table, &format!("VALIDATE CONSTRAINT {}", quoted(name)));
        }
    }

    fn rename_constraint(&mut self, table: &ObjectName, from: &Option<String>, to: &Option<String>) {
        if let (Some(from), Some(to)) = (from, to) {
            self.alter(table, &format!("RENAME CONSTRAINT {} TO {}", quoted(from), quoted(to)));
        }
    }

    fn constraint_comment(&mut self, table: &ObjectName, name: &Option<String>, text: [&Option<String>; 2]) {
        if let Some(name) = name
            && text[0] != text[1]
        {
            let on = format!("CONSTRAINT {} ON {}", quoted(name), qualified(table));
            self.push(comment(&on, text[1].as_ref()));
        }
    }

    pub(super) fn primary_key(&mut self, member: &Member<PrimaryKey>) {
        let table = &member.table;
        match &member.change {
            Change::Create(key) => self.add(table, &constraint::primary_key(key), &key.name, &key.comment),
            Change::Drop(key) => {
                if self.table(table).is_some_and(|table| table.primary_key.is_some()) {
                    self.suspend_references_to(table, Some(&key.parts));
                    self.drop_constraint(table, &key.name);
                }
            }
            Change::Rename { from, to } => {
                self.rename_constraint(table, &from.name, &to.name);
                self.constraint_comment(table, &to.name, [&from.comment, &to.comment]);
            }
            Change::Alter { from, to } => {
                self.constraint_comment(table, &to.name, [&from.comment, &to.comment]);
            }
        }
    }

    pub(super) fn unique(&mut self, member: &Member<Unique>) {
        let table = &member.table;
        match &member.change {
            Change::Create(unique) => {
                self.add(table, &constraint::unique(unique), &unique.name, &unique.comment);
            }
            Change::Drop(unique) => {
                if self.table(table).is_some_and(|table| table.uniques.contains(unique)) {
                    self.suspend_references_to(table, Some(&unique.parts));
                    self.drop_constraint(table, &unique.name);
                }
            }
            Change::Rename { from, to } => {
                self.rename_constraint(table, &from.name, &to.name);
                self.constraint_comment(table, &to.name, [&from.comment, &to.comment]);
            }
            Change::Alter { from, to } => {
                self.constraint_comment(table, &to.name, [&from.comment, &to.comment]);
            }
        }
    }

    pub(super) fn check(&mut self, member: &Member<Check>) {
        let table = &member.table;
        match &member.change {
            Change::Create(check) => self.add(table, &constraint::check(check), &check.name, &check.comment),
            Change::Drop(check) => {
                if self.table(table).is_some_and(|table| table.checks.contains(check)) {
                    self.drop_constraint(table, &check.name);
                }
            }
            Change::Rename { from, to } => {
                self.rename_constraint(table, &from.name, &to.name);
                self.constraint_comment(table, &to.name, [&from.comment, &to.comment]);
            }
            Change::Alter { from, to } => {
                if validates(&from.options, &to.options) {
                    self.validate(table, &to.name);
                } else if from.options != to.options {
                    self.drop_constraint(table, &from.name);
                    self.add(table, &constraint::check(to), &to.name, &to.comment);
                    return;
                }
                self.constraint_comment(table, &to.name, [&from.comment, &to.comment]);
            }
        }
    }

    pub(super) fn exclusion(&mut self, member: &Member<Exclusion>) {
        let table = &member.table;
        match &member.change {
            Change::Create(exclusion) => {
                self.add(table, &constraint::exclusion(exclusion), &exclusion.name, &exclusion.comment);
            }
            Change::Drop(exclusion) => {
                if self.table(table).is_some_and(|table| table.exclusions.contains(exclusion)) {
                    self.drop_constraint(table, &exclusion.name);
                }
            }
            Change::Rename { from, to } => {
                self.rename_constraint(table, &from.name, &to.name);
                self.constraint_comment(table, &to.name, [&from.comment, &to.comment]);
            }
            Change::Alter { from, to } => {
                self.constraint_comment(table, &to.name, [&from.comment, &to.comment]);
            }
        }
    }

    pub(super) fn foreign_key(&mut self, member: &Member<ForeignKey>) {
        let table = &member.table;
        match &member.change {
            Change::Create(key) => self.add(table, &constraint::foreign_key(key), &key.name, &key.comment),
            Change::Drop(key) => {
                let suspended = self.suspended.forget_foreign_key(table, key);
                if !suspended && self.table(table).is_some_and(|table| table.foreign_keys.contains(key)) {
                    self.drop_constraint(table, &key.name);
                }
            }
            Change::Rename { from, to } => {
                self.rename_constraint(table, &from.name, &to.name);
                self.constraint_comment(table, &to.name, [&from.comment, &to.comment]);
            }
            Change::Alter { from, to } => {
                let Some(name) = &to.name else { return };
                if from.options != to.options && !validates(&from.options, &to.options) {
                    self.drop_constraint(table, &from.name);
                    self.add(table, &constraint::foreign_key(to), &to.name, &to.comment);
                    return;
                }
                if from.deferrability != to.deferrability {
                    let when = match constraint::deferrable(to.deferrability) {
                        "" => " NOT DEFERRABLE",
                        when => when,
                    };
                    self.alter(table, &format!("ALTER CONSTRAINT {}{when}", quoted(name)));
                }
                if from.options != to.options {
                    self.validate(table, &to.name);
                }
                self.constraint_comment(table, &to.name, [&from.comment, &to.comment]);
            }
        }
    }

    /// An index lives in the schema of its table.
    pub(super) fn index_in(&self, table: &ObjectName, index: &str) -> String {
        format!("INDEX {}", qualified(&table.sibling(index)))
    }

    pub(super) fn index(&mut self, member: &Member<Index>) {
        let table = &member.table;
        let exists = |this: &Self, name: &str| {
            this.table(table).is_some_and(|table| table.indexes.iter().any(|index| index.name == name))
                || this
                    .state
                    .view(table)
                    .is_some_and(|view| view.indexes.iter().any(|index| index.name == name))
        };
        match &member.change {
            Change::Create(created) => self.create_index(created, table),
            Change::Drop(dropped) => {
                if exists(self, &dropped.name) {
                    if dropped.unique {
                        self.suspend_references_to(table, Some(&dropped.parts));
                    }
                    self.push(format!("DROP {}", self.index_in(table, &dropped.name)));
                }
            }
            Change::Rename { from, to } => {
                let sql =
                    format!("ALTER {} RENAME TO {}", self.index_in(table, &from.name), quoted(&to.name));
                self.push(sql);
            }
            Change::Alter { from, to } => {
                self.changed_comment(&self.index_in(table, &to.name), &from.comment, &to.comment);
            }
        }
    }

    pub(super) fn trigger(&mut self, member: &Member<Trigger>) {
        let table = &member.table;
        if let Change::Drop(old) | Change::Alter { from: old, .. } | Change::Rename { from: old, .. } =
            &member.change
        {
            let suspended = self.suspended.forget_trigger(table, &old.name);
            let has = |triggers: &[Trigger]| triggers.iter().any(|trigger| trigger.name == old.name);
            let exists = self.table(table).is_some_and(|table| has(&table.triggers))
                || self.state.view(table).is_some_and(|view| has(&view.triggers));
            if !suspended && exists {
                self.push(objects::drop_trigger(old, table));
            }
        }
        if let Change::Create(new) | Change::Alter { to: new, .. } | Change::Rename { to: new, .. } =
            &member.change
        {
            self.create_trigger(new, table);
        }
    }

    pub(super) fn create_trigger(&mut self, trigger: &Trigger, table: &ObjectName) {
        self.push_all(objects::create_trigger(trigger, table));
        let word = objects::trigger_word(trigger);
        let on = format!("{word} {} ON {}", quoted(&trigger.name), qualified(table));
        self.new_comment(&on, trigger.comment.as_ref());
    }

    pub(super) fn create_policy(&mut self, policy: &Policy, table: &ObjectName) {
        self.push(objects::create_policy(policy, table));
        let on = format!("POLICY {} ON {}", quoted(&policy.name), qualified(table));
        self.new_comment(&on, policy.comment.as_ref());
    }

    pub(super) fn create_index(&mut self, index: &Index, table: &ObjectName) {
        self.push(index::create_index(index, table));
        self.new_comment(&self.index_in(table, &index.name), index.comment.as_ref());
    }

    pub(super) fn policy(&mut self, member: &Member<Policy>) {
        let table = &member.table;
        if let Change::Drop(old) | Change::Alter { from: old, .. } | Change::Rename { from: old, .. } =
            &member.change
        {
            let suspended = self.suspended.forget_policy(table, &old.name);
            let exists = self
                .table(table)
                .is_some_and(|table| table.policies.iter().any(|policy| policy.name == old.name));
            if !suspended && exists {
                self.push(objects::drop_policy(old, table));
            }
        }
        if let Change::Create(new) | Change::Alter { to: new, .. } | Change::Rename { to: new, .. } =
            &member.change
        {
            self.create_policy(new, table);
        }
    }
}
