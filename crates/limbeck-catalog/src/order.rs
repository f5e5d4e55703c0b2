//! The order in which operations run.
//!
//! A rank for each kind of step, and inside a rank what the objects themselves demand: a table after those its foreign keys point to, a view
//! after those it reads, and the other way round when they go. Drops of what holds rows come last, so that everything that could need the
//! rows, or would be deleted with them, has been settled before.

use std::collections::BTreeMap;

use crate::operation::{Change, Operation};
use crate::schema::{ObjectName, Table, View};

/// Sorts `operations` into an order in which each can run. Stable: what is free to come in any order keeps the order it was given in.
pub(crate) fn order(mut operations: Vec<Operation>) -> Vec<Operation> {
    let names = |wanted: fn(&Operation) -> Option<&ObjectName>| -> Vec<ObjectName> {
        operations.iter().filter_map(wanted).cloned().collect()
    };
    let created = names(|operation| match operation {
        Operation::Table(Change::Create(table)) => Some(&table.name),
        Operation::View(Change::Create(view)) => Some(&view.name),
        _ => None,
    });
    let renamed_to = names(|operation| match operation {
        Operation::Table(Change::Rename { to, .. }) => Some(&to.name),
        _ => None,
    });
    let depths = Depths::of(&operations);
    operations.sort_by_key(|operation| (rank(operation, &created, &renamed_to), depths.depth(operation)));
    operations
}

fn rank(operation: &Operation, created: &[ObjectName], renamed_to: &[ObjectName]) -> u8 {
    use Change::{Alter, Create, Drop, Rename};
    use Operation as Op;
    match operation {
        Op::Schema(Create(_)) => 0,
        Op::Extension(Create(_) | Alter { .. } | Rename { .. }) => 1,
        Op::Type(Rename { .. }) | Op::Schema(Rename { .. } | Alter { .. }) => 2,
        Op::Type(Create(_)) => 3,
        Op::Sequence(Create(_) | Alter { .. } | Rename { .. }) => 4,
        // Renames come early, while everything that speaks of the old name is still there for the server to carry along; all that follows uses
        // the new names.
        Op::Table(Rename { .. }) | Op::View(Rename { .. }) => 6,
        Op::Column(member) if matches!(member.change, Rename { .. }) => 7,
        Op::Index(member) if matches!(member.change, Rename { .. }) => 8,
        Op::Trigger(member) if matches!(member.change, Drop(_)) => 10,
        Op::Policy(member) if matches!(member.change, Drop(_)) => 10,
        Op::View(Drop(_)) => 11,
        Op::Routine(Drop(_)) => 12,
        Op::ForeignKey(member) if matches!(member.change, Drop(_)) => 13,
        Op::Index(member) if matches!(member.change, Drop(_)) => 14,
        Op::Check(member) if matches!(member.change, Drop(_)) => 15,
        Op::Exclusion(member) if matches!(member.change, Drop(_)) => 15,
        Op::Unique(member) if matches!(member.change, Drop(_)) => 15,
        Op::PrimaryKey(member) if matches!(member.change, Drop(_)) => 16,
        // The name is wanted by something that comes.
        Op::Table(Drop(table)) if renamed_to.contains(&table.name) => 5,
        Op::Table(Drop(table)) if created.contains(&table.name) => 17,
        Op::Type(Alter { .. }) => 25,
        Op::Table(Create(_)) => 30,
        Op::Table(Alter { .. }) => 40,
        Op::Column(member) => match member.change {
            Create(_) => 41,
            Alter { .. } | Rename { .. } => 42,
            Drop(_) => 43,
        },
        Op::PrimaryKey(_) => 50,
        Op::Unique(_) | Op::Check(_) | Op::Exclusion(_) => 51,
        Op::Index(_) => 60,
        Op::ForeignKey(_) => 70,
        Op::Routine(_) => 80,
        Op::View(_) => 81,
        Op::Trigger(_) | Op::Policy(_) => 82,
        Op::Table(Drop(_)) => 90,
        Op::Sequence(Drop(_)) => 91,
        Op::Type(Drop(_)) => 92,
        Op::Extension(Drop(_)) => 93,
        Op::Schema(Drop(_)) => 94,
    }
}

/// How far down in its chain of references an object stands; what goes is counted from the other end.
struct Depths {
    created: BTreeMap<ObjectName, i64>,
    dropped: BTreeMap<ObjectName, i64>,
}

impl Depths {
    fn of(operations: &[Operation]) -> Self {
        let mut created = BTreeMap::new();
        let mut dropped = BTreeMap::new();
        for operation in operations {
            match operation {
                Operation::Table(Change::Create(table)) => {
                    created.insert(table.name.clone(), referred(table))
                }
                Operation::Table(Change::Drop(table)) => dropped.insert(table.name.clone(), referred(table)),
                Operation::View(Change::Create(view) | Change::Alter { to: view, .. }) => {
                    created.insert(view.name.clone(), view.depends_on.clone())
                }
                Operation::View(Change::Drop(view)) => dropped.insert(view.name.clone(), reads(view)),
                _ => None,
            };
        }
        Self { created: depths(&created), dropped: depths(&dropped) }
    }

    fn depth(&self, operation: &Operation) -> i64 {
        match operation {
            Operation::Table(Change::Create(table)) => self.created.get(&table.name).copied().unwrap_or(0),
            Operation::View(Change::Create(view) | Change::Alter { to: view, .. }) => {
                self.created.get(&view.name).copied().unwrap_or(0)
            }
            Operation::Table(Change::Drop(table)) => -self.dropped.get(&table.name).copied().unwrap_or(0),
            Operation::View(Change::Drop(view)) => -self.dropped.get(&view.name).copied().unwrap_or(0),
            _ => 0,
        }
    }
}

fn referred(table: &Table) -> Vec<ObjectName> {
    table
        .foreign_keys
        .iter()
        .map(|key| key.referred_table.clone())
        .chain(table.inherits.iter().cloned())
        .collect()
}

fn reads(view: &View) -> Vec<ObjectName> {
    view.depends_on.clone()
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
