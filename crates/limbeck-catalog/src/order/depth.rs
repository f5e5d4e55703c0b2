//! The order inside a rank.

use std::collections::BTreeMap;

use super::needs::{structure, types_in};
use crate::operation::{Change, Operation};
use crate::schema::{ObjectName, Table};

/// How far down in its chain of references an object stands; what goes is counted from the other end.
pub(super) struct Depths {
    created: BTreeMap<ObjectName, i64>,
    created_types: BTreeMap<ObjectName, i64>,
    dropped: BTreeMap<ObjectName, i64>,
    dropped_types: BTreeMap<ObjectName, i64>,
}

impl Depths {
    pub(super) fn of(operations: &[Operation]) -> Self {
        let (mut created, mut dropped) = (BTreeMap::new(), BTreeMap::new());
        let (mut created_types, mut dropped_types) = (BTreeMap::new(), BTreeMap::new());
        for operation in operations {
            match operation {
                Operation::Table(Change::Create(table)) => {
                    created.insert(table.name.clone(), referred(table))
                }
                Operation::Table(Change::Drop(table)) => dropped.insert(table.name.clone(), referred(table)),
                Operation::View(Change::Create(view) | Change::Alter { to: view, .. }) => {
                    created.insert(view.name.clone(), view.depends_on.clone())
                }
                Operation::View(Change::Drop(view)) => {
                    dropped.insert(view.name.clone(), view.depends_on.clone())
                }
                Operation::Routine(Change::Create(routine)) => {
                    created.insert(routine.name.clone(), routine.depends_on.clone())
                }
                Operation::Routine(Change::Drop(routine)) => {
                    dropped.insert(routine.name.clone(), routine.depends_on.clone())
                }
                Operation::Type(Change::Create(created)) => {
                    created_types.insert(created.name.clone(), types_in(created))
                }
                Operation::Type(Change::Drop(dropped)) => {
                    dropped_types.insert(dropped.name.clone(), types_in(dropped))
                }
                _ => None,
            };
        }
        Self {
            created: depths(&created),
            created_types: depths(&created_types),
            dropped: depths(&dropped),
            dropped_types: depths(&dropped_types),
        }
    }

    pub(super) fn depth(&self, operation: &Operation) -> i64 {
        let of = |depths: &BTreeMap<ObjectName, i64>, name| depths.get(name).copied().unwrap_or(0);
        match operation {
            Operation::Table(Change::Create(table)) => of(&self.created, &table.name),
            Operation::View(Change::Create(view) | Change::Alter { to: view, .. }) => {
                of(&self.created, &view.name)
            }
            Operation::Routine(Change::Create(routine)) => of(&self.created, &routine.name),
            Operation::Type(Change::Create(user_type)) => of(&self.created_types, &user_type.name),
            Operation::Table(Change::Drop(table)) => -of(&self.dropped, &table.name),
            Operation::View(Change::Drop(view)) => -of(&self.dropped, &view.name),
            Operation::Routine(Change::Drop(routine)) => -of(&self.dropped, &routine.name),
            Operation::Type(Change::Drop(user_type)) => -of(&self.dropped_types, &user_type.name),
            _ => 0,
        }
    }
}

fn referred(table: &Table) -> Vec<ObjectName> {
    let keys = table.foreign_keys.iter().map(|key| key.referred_table.clone());
    keys.chain(structure(table)).collect()
}

/// The length of the longest chain of references below each name; an edge that closes a circle counts for nothing.
fn depths(references: &BTreeMap<ObjectName, Vec<ObjectName>>) -> BTreeMap<ObjectName, i64> {
    let mut done: BTreeMap<ObjectName, i64> = BTreeMap::new();
    for start in references.keys() {
        // An explicit stack: chains may be as long as there are tables.
        let mut stack = vec![(start, 0_usize)];
        let mut open = vec![start];
        while let Some((name, next)) = stack.pop() {
            if done.contains_key(name) {
                open.pop();
                continue;
            }
            let below = references.get(name).map_or(&[][..], Vec::as_slice);
            if let Some(target) = below.get(next) {
                stack.push((name, next + 1));
                if let Some((target, _)) = references.get_key_value(target)
                    && !done.contains_key(target)
                    && !open.contains(&target)
                {
                    stack.push((target, 0));
                    open.push(target);
                }
                continue;
            }
            let depth =
                below.iter().filter(|target| *target != name).filter_map(|target| done.get(target)).max();
            done.insert(name.clone(), depth.map_or(0, |depth| depth + 1));
            open.pop();
        }
    }
    done
}
