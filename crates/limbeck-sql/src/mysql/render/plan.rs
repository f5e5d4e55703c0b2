//! Which operations are carried out together, where, and which need nothing of their own.
//!
//! Every `ALTER TABLE` may copy the table, and what one of them does is done as a whole: so all changes of one table are gathered into one.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_catalog::{Change, Member, ObjectName, Operation};

/// What becomes of one operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Statements of its own.
    Own,
    /// Written into the `CREATE TABLE` at this position.
    InCreate(usize),
    /// Part of the group of this number.
    InGroup(usize),
    /// Happens by itself: its table is dropped.
    Nowhere,
}

/// The operations that change one table which is there already.
pub(super) struct Group {
    pub(super) table: ObjectName,
    pub(super) members: Vec<usize>,
    /// The position in the list at which all of them are carried out.
    pub(super) at: usize,
}

pub(super) struct Plan {
    pub(super) places: Vec<Place>,
    pub(super) groups: Vec<Group>,
}

impl Plan {
    pub(super) fn of(operations: &[Operation]) -> Self {
        let lives = Lives::of(operations);
        let mut plan = Self { places: Vec::with_capacity(operations.len()), groups: Vec::new() };
        let mut by_table: BTreeMap<&ObjectName, usize> = BTreeMap::new();
        let grouped: BTreeSet<&ObjectName> = operations.iter().filter_map(changed_table).collect();
        for (position, operation) in operations.iter().enumerate() {
            let place = lives.place(position, operation, &grouped);
            let place = match (place, changed_table(operation)) {
                (Place::Own, Some(table)) => {
                    let number = *by_table.entry(table).or_insert_with(|| {
                        plan.groups.push(Group { table: table.clone(), members: Vec::new(), at: position });
                        plan.groups.len() - 1
                    });
                    plan.groups[number].members.push(position);
                    Place::InGroup(number)
                }
                (place, _) => place,
            };
            plan.places.push(place);
        }
        for group in &mut plan.groups {
            // After what only takes away, so that foreign keys are gone; before what comes in its place.
            let first = group.members.iter().find(|position| !only_takes_away(&operations[**position]));
            group.at = first.or(group.members.last()).copied().unwrap_or(group.at);
        }
        plan
    }
}

/// The table that an operation changes by `ALTER TABLE`, foreign keys and renames aside.
fn changed_table(operation: &Operation) -> Option<&ObjectName> {
    match operation {
        Operation::Table(Change::Alter { from, .. }) => Some(&from.name),
        Operation::Column(Member { change: Change::Rename { .. }, .. })
        | Operation::Index(Member { change: Change::Rename { .. }, .. }) => None,
        Operation::Column(_)
        | Operation::PrimaryKey(_)
        | Operation::Unique(_)
        | Operation::Index(_)
        | Operation::Check(_) => operation.member_of(),
        _ => None,
    }
}

fn only_takes_away(operation: &Operation) -> bool {
    matches!(
        operation,
        Operation::PrimaryKey(Member { change: Change::Drop(_), .. })
            | Operation::Unique(Member { change: Change::Drop(_), .. })
            | Operation::Index(Member { change: Change::Drop(_), .. })
            | Operation::Check(Member { change: Change::Drop(_), .. })
    )
}

/// Where in the list tables come into being and go.
struct Lives<'o> {
    created: BTreeMap<&'o ObjectName, usize>,
    dropped: BTreeMap<&'o ObjectName, usize>,
    /// Names of triggers and foreign keys that come: they are unique in the schema, and must not wait until the table of another of their name
    /// is dropped.
    wanted: BTreeSet<(Kind, String)>,
    /// Names of triggers and foreign keys that go, and the position at which they do.
    given_back: BTreeMap<(Kind, String), usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Trigger,
    ForeignKey,
}

/// The name that a trigger or foreign key gives back and the one that it takes.
fn names_in_schema(operation: &Operation) -> Option<(Kind, Option<&str>, Option<&str>)> {
    match operation {
        Operation::Trigger(Member { change, .. }) => {
            let (gone, come) = sides(change);
            Some((Kind::Trigger, gone.map(|one| &*one.name), come.map(|one| &*one.name)))
        }
        Operation::ForeignKey(Member { change, .. }) => {
            let (gone, come) = sides(change);
            Some((
                Kind::ForeignKey,
                gone.and_then(|key| key.name.as_deref()),
                come.and_then(|key| key.name.as_deref()),
            ))
        }
        _ => None,
    }
}

fn sides<T>(change: &Change<T>) -> (Option<&T>, Option<&T>) {
    match change {
        Change::Create(come) => (None, Some(come)),
        Change::Drop(gone) => (Some(gone), None),
        Change::Alter { from, to } | Change::Rename { from, to } => (Some(from), Some(to)),
    }
}

impl<'o> Lives<'o> {
    fn of(operations: &'o [Operation]) -> Self {
        let mut lives = Self {
            created: BTreeMap::new(),
            dropped: BTreeMap::new(),
            wanted: BTreeSet::new(),
            given_back: BTreeMap::new(),
        };
        for (position, operation) in operations.iter().enumerate() {
            match operation {
                Operation::Table(Change::Create(table)) => lives.created.insert(&table.name, position),
                Operation::Table(Change::Drop(table)) => lives.dropped.insert(&table.name, position),
                _ => None,
            };
            if let Some((kind, gone, come)) = names_in_schema(operation) {
                lives.wanted.extend(come.map(|name| (kind, name.to_lowercase())));
                lives.given_back.extend(gone.map(|name| ((kind, name.to_lowercase()), position)));
            }
        }
        lives
    }

    /// The position at which the table that is there at `position` is dropped.
    fn end(&self, table: &ObjectName, position: usize) -> Option<usize> {
        let dropped = *self.dropped.get(table)?;
        let created_between =
            self.created.get(table).is_some_and(|created| (position..dropped).contains(created));
        (dropped > position && !created_between).then_some(dropped)
    }

    fn place(&self, position: usize, operation: &Operation, grouped: &BTreeSet<&ObjectName>) -> Place {
        let Some(table) = operation.member_of() else { return Place::Own };
        if let Some(end) = self.end(table, position) {
            if let Some((kind, Some(gone), None)) = names_in_schema(operation)
                && self.wanted.contains(&(kind, gone.to_lowercase()))
            {
                return Place::Own;
            }
            return match operation {
                Operation::ForeignKey(Member { change: Change::Drop(key), .. }) => {
                    let referred = &key.referred_table;
                    let in_the_way = referred != table
                        && (grouped.contains(referred)
                            || self.end(referred, position).is_some_and(|other| other < end));
                    if in_the_way { Place::Own } else { Place::Nowhere }
                }
                _ => Place::Nowhere,
            };
        }
        let Some(created) = self.created.get(table).copied().filter(|created| *created < position) else {
            return Place::Own;
        };
        match operation {
            Operation::Index(Member { change: Change::Create(_), .. }) => Place::InCreate(created),
            Operation::ForeignKey(Member { change: Change::Create(key), .. }) => {
                let referred = &key.referred_table;
                let is_there = match self.created.get(referred) {
                    Some(other) => *other <= created,
                    None => !grouped.contains(referred),
                };
                let is_free = key.name.as_ref().is_none_or(|name| {
                    let given_back = self.given_back.get(&(Kind::ForeignKey, name.to_lowercase()));
                    given_back.is_none_or(|other| *other < created)
                });
                if is_there && is_free { Place::InCreate(created) } else { Place::Own }
            }
            _ => Place::Own,
        }
    }
}
