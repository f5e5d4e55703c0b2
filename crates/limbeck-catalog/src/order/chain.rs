//! What an object cannot be without, across ranks.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::mem::{Discriminant, discriminant};

use super::needs::{named_type, structure, types_in};
use crate::operation::{Change, Operation};
use crate::schema::ObjectName;

/// Moves what needs an object of another rank behind it: a table whose default calls a function that reads another table, say. What is in
/// order already stays as it is, and a circle is cut at its first operation.
pub(super) fn chained(operations: Vec<Operation>) -> Vec<Operation> {
    let mut makers: BTreeMap<&ObjectName, Vec<usize>> = BTreeMap::new();
    let mut users: BTreeMap<ObjectName, Vec<usize>> = BTreeMap::new();
    let mut goers: HashMap<(Discriminant<Operation>, Identity<'_>), usize> = HashMap::new();
    for (place, operation) in operations.iter().enumerate() {
        match made(operation) {
            Some(Made { name, comes: true, .. }) => makers.entry(name).or_default().push(place),
            Some(Made { name, needs, comes: false }) => {
                goers.insert((discriminant(operation), (name, arguments(operation))), place);
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
                let goer = goers.get(&(discriminant(operation), (name, arguments(operation))));
                makers.chain(goer).copied().collect()
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

/// A name, and of a routine its arguments: those of one name are several.
type Identity<'a> = (&'a ObjectName, &'a str);

fn arguments(operation: &Operation) -> &str {
    match operation {
        Operation::Routine(change) => &change.subject().arguments,
        _ => "",
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
