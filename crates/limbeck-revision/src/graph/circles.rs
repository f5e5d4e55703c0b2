//! Circles of revisions that stand on each other.

use std::collections::HashSet;

use super::edges::{EdgeLists, indices};
use super::entry::Entry;
use super::error::{GraphError, Place};

/// So many are told of at once. Each is a walk through a part of the history: where more lines than these are wrong, the first ones say what
/// kind of fault it is.
const MOST: usize = 50;

/// An edge: which revision stands on which.
type Edge = (u32, u32);

/// All circles: for each line that closes one, the circle that it closes. Those of `@revises` alone come first; with their closing lines
/// taken out, those in which a dependency takes part are looked for.
pub(super) fn circles(entries: &[Entry], parents: &EdgeLists, dependencies: &EdgeLists) -> Vec<GraphError> {
    let mut closing = HashSet::new();
    let mut errors = Vec::new();
    for circle in closed_by_one_edge(&[parents], &mut closing) {
        let line = |_: Edge, entry: &Entry| entry.header.lines.revises;
        errors.push(GraphError::Cycle { members: members(entries, &circle, line) });
    }
    let of_parents = closing.clone();
    for circle in closed_by_one_edge(&[parents, dependencies], &mut closing) {
        let line = |(from, to): Edge, entry: &Entry| {
            let revises = parents.of(from as usize).contains(&to) && !of_parents.contains(&(from, to));
            if revises { entry.header.lines.revises } else { entry.header.lines.depends_on }
        };
        errors.push(GraphError::DependencyCycle { members: members(entries, &circle, line) });
    }
    errors
}

/// Goes down from each revision, and returns the way from `b` to `a` for each edge from `a` back to `b`. Parents that are in `closing` are
/// left out; what closes a circle is added.
fn closed_by_one_edge(edges: &[&EdgeLists], closing: &mut HashSet<Edge>) -> Vec<Vec<u32>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        Never,
        /// So many steps down the way.
        OnTheWay(usize),
        Done,
    }
    let count = edges.first().map_or(0, |edges| edges.len());
    let known = closing.clone();
    // Only an edge of `@revises` can be known to close a circle; the same as a dependency is another fault.
    let below = |index: u32| {
        edges
            .iter()
            .enumerate()
            .flat_map(move |(kind, edges)| edges.of(index as usize).iter().map(move |to| (kind, *to)))
    };
    let mut seen = vec![Seen::Never; count];
    let mut found = Vec::new();
    for start in indices(count) {
        if seen[start as usize] != Seen::Never {
            continue;
        }
        let mut way = vec![start];
        let mut open = vec![below(start)];
        seen[start as usize] = Seen::OnTheWay(0);
        while let (Some(at), Some(edges)) = (way.last().copied(), open.last_mut()) {
            let Some((kind, to)) = edges.next() else {
                seen[at as usize] = Seen::Done;
                way.pop();
                open.pop();
                continue;
            };
            if kind == 0 && known.contains(&(at, to)) {
                continue;
            }
            match seen[to as usize] {
                Seen::Done => {}
                Seen::OnTheWay(begin) => {
                    closing.insert((at, to));
                    if found.len() < MOST {
                        found.push(way[begin..].to_vec());
                    }
                }
                Seen::Never => {
                    seen[to as usize] = Seen::OnTheWay(way.len());
                    way.push(to);
                    open.push(below(to));
                }
            }
        }
    }
    found
}

/// The revisions of a circle, from the lowest id on, each with the line that names the next.
fn members(
    entries: &[Entry],
    circle: &[u32],
    line: impl Fn(Edge, &Entry) -> Option<usize>,
) -> Vec<(String, Place)> {
    let id = |index: &u32| &entries[*index as usize].header.revision;
    let first = (0..circle.len()).min_by_key(|at| id(&circle[*at])).unwrap_or(0);
    let next = circle.iter().cycle().skip(first + 1);
    circle
        .iter()
        .cycle()
        .skip(first)
        .zip(next)
        .take(circle.len())
        .map(|(index, next)| {
            let entry = &entries[*index as usize];
            (entry.header.revision.to_string(), entry.place(line((*index, *next), entry)))
        })
        .collect()
}
