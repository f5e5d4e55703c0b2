//! The order in which operations run.
//!
//! A rank for each kind of step, and inside a rank what the objects themselves demand: a table after those its foreign keys point to, a view
//! after those it reads, and the other way round when they go. Drops of what holds rows come last, so that everything that could need the
//! rows, or would be deleted with them, has been settled before.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::mem::{Discriminant, discriminant};

use crate::dialect::Dialect;
use crate::operation::{Change, Member, Operation};
use crate::schema::{Column, ObjectName, Routine, Table, TableKind, UserType, UserTypeKind};

/// Sorts `operations` into an order in which each can run. Stable: what is free to come in any order keeps the order it was given in.
pub(crate) fn order(mut operations: Vec<Operation>, dialect: &dyn Dialect) -> Vec<Operation> {
    let names = Names::of(&operations, dialect);
    let depths = Depths::of(&operations);
    operations.sort_by_cached_key(|operation| (rank(operation, &names), depths.depth(operation)));
    chained(operations)
}

/// Moves what needs an object of another rank behind it: a table whose default calls a function that reads another table, say. What is in
/// order already stays as it is, and a circle is cut at its first operation.
fn chained(operations: Vec<Operation>) -> Vec<Operation> {
    let mut makers: BTreeMap<&ObjectName, Vec<usize>> = BTreeMap::new();
    let mut users: BTreeMap<ObjectName, Vec<usize>> = BTreeMap::new();
    let mut goers: HashMap<(Discriminant<Operation>, &ObjectName), usize> = HashMap::new();
    for (place, operation) in operations.iter().enumerate() {
        match made(operation) {
            Some(Made { name, comes: true, .. }) => makers.entry(name).or_default().push(place),
            Some(Made { name, needs, comes: false }) => {
                goers.insert((discriminant(operation), name), place);
                for name in needs {
                    users.entry(name).or_default().push(place);
                }
            }
            None => {}
        }
    }
    // For each operation, those that must run before it, and those that wait for it.
    let mut waits_for: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); operations.len()];
    let mut frees: Vec<Vec<usize>> = vec![Vec::new(); operations.len()];
    let mut in_order = true;
    for (place, operation) in operations.iter().enumerate() {
        let before: Vec<usize> = match made(operation) {
            Some(Made { name, needs, comes: true }) => {
                let makers = needs.iter().flat_map(|name| makers.get(name).into_iter().flatten());
                makers.chain(goers.get(&(discriminant(operation), name))).copied().collect()
            }
            Some(Made { name, comes: false, .. }) => users.get(name).into_iter().flatten().copied().collect(),
            None => Vec::new(),
        };
        for earlier in before.into_iter().filter(|earlier| *earlier != place) {
            in_order &= earlier < place;
            if let (Some(waiting), Some(freed)) = (waits_for.get_mut(place), frees.get_mut(earlier))
                && waiting.insert(earlier)
            {
                freed.push(place);
            }
        }
    }
    if in_order {
        return operations;
    }
    let mut left: Vec<Option<Operation>> = operations.into_iter().map(Some).collect();
    let mut ready: BTreeSet<usize> =
        waits_for.iter().enumerate().filter(|(_, waits)| waits.is_empty()).map(|(place, _)| place).collect();
    let mut sorted = Vec::with_capacity(left.len());
    let mut first_left = 0;
    loop {
        let Some(place) = ready.pop_first().or_else(|| {
            while left.get(first_left).is_some_and(Option::is_none) {
                first_left += 1;
            }
            (first_left < left.len()).then_some(first_left)
        }) else {
            return sorted;
        };
        let Some(operation) = left.get_mut(place).and_then(Option::take) else { continue };
        sorted.push(operation);
        for freed in frees.get(place).into_iter().flatten() {
            if let Some(waits) = waits_for.get_mut(*freed) {
                waits.remove(&place);
                if waits.is_empty() {
                    ready.insert(*freed);
                }
            }
        }
    }
}

/// An object that comes or goes, and the objects it cannot be without.
struct Made<'a> {
    name: &'a ObjectName,
    needs: Vec<ObjectName>,
    comes: bool,
}

fn made(operation: &Operation) -> Option<Made<'_>> {
    let (name, needs, comes) = match operation {
        Operation::Table(change @ (Change::Create(table) | Change::Drop(table))) => {
            let mut needs = structure(table);
            needs.extend(table.depends_on.iter().cloned());
            needs.extend(table.columns.iter().map(|column| named_type(column.data_type.as_str())));
            (&table.name, needs, matches!(change, Change::Create(_)))
        }
        Operation::View(Change::Create(view) | Change::Alter { to: view, .. }) => {
            (&view.name, view.depends_on.clone(), true)
        }
        Operation::View(Change::Drop(view)) => (&view.name, view.depends_on.clone(), false),
        Operation::Routine(change @ (Change::Create(routine) | Change::Drop(routine))) => {
            (&routine.name, routine.depends_on.clone(), matches!(change, Change::Create(_)))
        }
        Operation::Routine(Change::Alter { to: routine, .. }) => {
            (&routine.name, routine.depends_on.clone(), true)
        }
        Operation::Type(change @ (Change::Create(made) | Change::Drop(made))) => {
            let mut needs = types_in(made);
            needs.extend(made.depends_on.iter().cloned());
            (&made.name, needs, matches!(change, Change::Create(_)))
        }
        _ => return None,
    };
    Some(Made { name, needs, comes })
}

/// What comes, goes and is renamed.
struct Names<'d> {
    dialect: &'d dyn Dialect,
    created: BTreeSet<ObjectName>,
    created_views: BTreeSet<ObjectName>,
    dropped: BTreeSet<ObjectName>,
    renamed_to: BTreeSet<ObjectName>,
    /// Columns that come or change, and columns that change or go, each with its table.
    new_columns: Vec<(ObjectName, String)>,
    old_columns: Vec<(ObjectName, String)>,
}

impl<'d> Names<'d> {
    fn of(operations: &[Operation], dialect: &'d dyn Dialect) -> Self {
        let names = |wanted: fn(&Operation) -> Option<&ObjectName>| -> BTreeSet<ObjectName> {
            operations.iter().filter_map(wanted).cloned().collect()
        };
        let columns = |wanted: fn(&Change<Column>) -> bool| -> Vec<(ObjectName, String)> {
            let column = |operation: &Operation| match operation {
                Operation::Column(Member { table, change }) if wanted(change) => {
                    Some((table.clone(), change.subject().name.clone()))
                }
                _ => None,
            };
            operations.iter().filter_map(column).collect()
        };
        Self {
            dialect,
            created: names(|operation| match operation {
                Operation::Table(Change::Create(table)) => Some(&table.name),
                Operation::View(Change::Create(view)) => Some(&view.name),
                _ => None,
            }),
            created_views: names(|operation| match operation {
                Operation::View(Change::Create(view)) => Some(&view.name),
                _ => None,
            }),
            dropped: names(|operation| match operation {
                Operation::Table(Change::Drop(table)) => Some(&table.name),
                Operation::View(Change::Drop(view)) => Some(&view.name),
                _ => None,
            }),
            renamed_to: names(|operation| match operation {
                Operation::Table(Change::Rename { to, .. }) => Some(&to.name),
                _ => None,
            }),
            new_columns: columns(|change| matches!(change, Change::Create(_) | Change::Alter { .. })),
            old_columns: columns(|change| matches!(change, Change::Alter { .. } | Change::Drop(_))),
        }
    }

    /// Whether a routine cannot be created before the tables, columns and views that come.
    fn needs_created(&self, routine: &Routine) -> bool {
        routine.depends_on.iter().any(|name| self.created.contains(name))
            || self.reads(routine, &self.new_columns)
    }

    /// Whether a routine must go before the tables, columns and views that go.
    fn needs_dropped(&self, routine: &Routine) -> bool {
        routine.depends_on.iter().any(|name| self.dropped.contains(name))
            || self.reads(routine, &self.old_columns)
    }

    fn reads(&self, routine: &Routine, columns: &[(ObjectName, String)]) -> bool {
        columns.iter().any(|(table, column)| {
            routine.depends_on.contains(table) && self.dialect.mentions(&routine.definition.0, column)
        })
    }
}

fn rank(operation: &Operation, names: &Names<'_>) -> u8 {
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
        Op::PrimaryKey(member) if matches!(member.change, Rename { .. }) => 8,
        Op::Unique(member) if matches!(member.change, Rename { .. }) => 8,
        Op::Check(member) if matches!(member.change, Rename { .. }) => 8,
        Op::ForeignKey(member) if matches!(member.change, Rename { .. }) => 8,
        Op::Grant(Drop(_)) => 9,
        Op::Trigger(member) if matches!(member.change, Drop(_)) => 10,
        Op::Policy(member) if matches!(member.change, Drop(_)) => 10,
        // An index goes before its view, so that on the way back the view is there before it.
        Op::Index(member) if matches!(member.change, Drop(_)) && names.dropped.contains(&member.table) => 10,
        Op::View(Drop(_)) => 11,
        // What a table's defaults and checks call goes after the table, what speaks of a table goes before it.
        Op::Routine(Drop(routine)) if names.needs_dropped(routine) => 12,
        Op::ForeignKey(member) if matches!(member.change, Drop(_)) => 13,
        Op::Index(member) if matches!(member.change, Drop(_)) => 14,
        Op::Check(member) if matches!(member.change, Drop(_)) => 15,
        Op::Exclusion(member) if matches!(member.change, Drop(_)) => 15,
        Op::Unique(member) if matches!(member.change, Drop(_)) => 15,
        Op::PrimaryKey(member) if matches!(member.change, Drop(_)) => 16,
        // The name is wanted by something that comes.
        Op::Table(Drop(table)) if names.renamed_to.contains(&table.name) => 5,
        Op::Table(Drop(table)) if names.created.contains(&table.name) => 17,
        Op::Type(Alter { .. }) => 25,
        Op::Routine(Create(routine)) if !names.needs_created(routine) => 28,
        Op::Table(Create(_)) => 30,
        Op::Table(Alter { .. }) => 40,
        Op::Column(member) => match member.change {
            Create(_) => 41,
            Alter { .. } | Rename { .. } => 42,
            Drop(_) => 44,
        },
        // Between the columns that it will read and those that it read, on the way there and on the way back.
        Op::Routine(Alter { from, to }) if names.needs_dropped(from) || names.needs_created(to) => 43,
        Op::PrimaryKey(_) => 50,
        Op::Unique(_) | Op::Check(_) | Op::Exclusion(_) => 51,
        Op::Index(member) if names.created_views.contains(&member.table) => 82,
        Op::Index(_) => 60,
        Op::ForeignKey(_) => 70,
        Op::Routine(Alter { .. } | Rename { .. }) => 80,
        Op::Routine(Create(_)) | Op::View(_) => 81,
        Op::Trigger(_) | Op::Policy(_) => 83,
        Op::Grant(_) => 84,
        Op::Table(Drop(_)) => 90,
        Op::Routine(Drop(_)) | Op::Sequence(Drop(_)) => 91,
        Op::Type(Drop(_)) => 92,
        Op::Extension(Drop(_)) => 93,
        Op::Schema(Drop(_)) => 94,
    }
}

/// How far down in its chain of references an object stands; what goes is counted from the other end.
struct Depths {
    created: BTreeMap<ObjectName, i64>,
    created_types: BTreeMap<ObjectName, i64>,
    dropped: BTreeMap<ObjectName, i64>,
    dropped_types: BTreeMap<ObjectName, i64>,
}

impl Depths {
    fn of(operations: &[Operation]) -> Self {
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

    fn depth(&self, operation: &Operation) -> i64 {
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

/// The tables that a table is a part of.
fn structure(table: &Table) -> Vec<ObjectName> {
    let partition_of = match &table.kind {
        TableKind::Partition { of, .. } => Some(of.clone()),
        _ => None,
    };
    table.inherits.iter().cloned().chain(partition_of).collect()
}

/// The types that a type is made of: each spelling, as a name with and without its schema. A name that is no user's type is nobody's.
fn types_in(user_type: &UserType) -> Vec<ObjectName> {
    let spellings: Vec<&str> = match &user_type.kind {
        UserTypeKind::Domain { base, .. } => vec![base.as_str()],
        UserTypeKind::Composite { attributes } => {
            attributes.iter().map(|(_, data_type)| data_type.as_str()).collect()
        }
        UserTypeKind::Enum { .. } | UserTypeKind::Range { .. } => Vec::new(),
    };
    spellings.into_iter().map(named_type).collect()
}

fn named_type(spelling: &str) -> ObjectName {
    let element = spelling.trim_end_matches("[]").replace('"', "");
    match element.split_once('.') {
        Some((schema, name)) => ObjectName::in_schema(schema, name),
        None => ObjectName::new(element),
    }
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
