//! The checks of a script directory as a whole.

use std::collections::hash_map::Entry as Slot;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use limbeck_url::nearest;

use super::edges::{EdgeLists, indices};
use super::entry::Entry;
use super::error::{GraphError, Place};
use crate::file::directive;

/// Suggestions compare a name with all others, so only the first faults get one: when all is missing, time stays linear.
const SUGGESTIONS: usize = 20;

/// The names of all revisions: one name space of ids and labels.
pub(super) struct Names(HashMap<Arc<str>, u32>);

impl Names {
    /// Collects ids, then labels, and reports names that clash.
    pub(super) fn collect(entries: &[Entry], errors: &mut Vec<GraphError>) -> Self {
        let mut by_name: HashMap<Arc<str>, u32> = HashMap::with_capacity(entries.len());
        for (index, entry) in indices(entries.len()).zip(entries) {
            let id = &entry.header.revision;
            match by_name.entry(id.shared()) {
                Slot::Vacant(free) => {
                    free.insert(index);
                }
                Slot::Occupied(first) => errors.push(GraphError::DuplicateId {
                    id: id.to_string(),
                    first: entries[*first.get() as usize].id_place(),
                    second: entry.id_place(),
                }),
            }
        }
        let mut labels: HashMap<&str, u32> = HashMap::new();
        for (index, entry) in indices(entries.len()).zip(entries) {
            for label in &entry.header.labels {
                if let Some(with_id) = by_name.get(label.as_str()) {
                    errors.push(GraphError::LabelIsId {
                        label: label.clone(),
                        label_at: entry.label_place(),
                        id_at: entries[*with_id as usize].id_place(),
                    });
                } else if let Some(first) = labels.get(label.as_str()) {
                    let first = entries[*first as usize].label_place();
                    errors.push(GraphError::DuplicateLabel {
                        label: label.clone(),
                        first,
                        second: entry.label_place(),
                    });
                } else {
                    labels.insert(label, index);
                }
            }
        }
        by_name.extend(labels.into_iter().map(|(label, index)| (Arc::from(label), index)));
        case_clashes(entries, errors);
        Self(by_name)
    }

    /// The names, to revisions that have got other numbers.
    pub(super) fn renumbered(mut self, new_number: &[u32]) -> HashMap<Arc<str>, u32> {
        self.0.values_mut().for_each(|index| *index = new_number[*index as usize]);
        self.0
    }

    /// The revisions that `@revises` and `@depends-on` mean. Names that belong to a file which could not be read are no error of their own.
    pub(super) fn resolve(
        &self,
        entries: &[Entry],
        broken: &[String],
        errors: &mut Vec<GraphError>,
    ) -> (EdgeLists, EdgeLists) {
        let mut parents = EdgeLists::with_capacity(entries.len());
        let mut dependencies = EdgeLists::with_capacity(entries.len());
        let (mut stands_on, mut depends_on) = (Vec::new(), Vec::new());
        let mut suggestions = SUGGESTIONS;
        let mut suggest = |name: &str| {
            suggestions = suggestions.checked_sub(1)?;
            self.nearest(name, entries)
        };
        let broken: HashSet<&str> = broken.iter().map(String::as_str).collect();
        let is_broken = |name: &str| broken.contains(name);
        for (index, entry) in indices(entries.len()).zip(entries) {
            let header = &entry.header;
            let revision = || header.revision.to_string();
            for parent in &header.revises {
                let at = || entry.place(header.lines.revises);
                // A label is no parent: `@revises` takes ids.
                match self
                    .0
                    .get(parent.as_str())
                    .filter(|index| entries[**index as usize].header.revision == *parent)
                {
                    Some(own) if *own == index => {
                        errors.push(GraphError::SelfLoop { revision: revision(), at: at() })
                    }
                    Some(parent) => stands_on.push(*parent),
                    None if is_broken(parent.as_str()) => {}
                    None => errors.push(GraphError::MissingParent {
                        revision: revision(),
                        parent: parent.to_string(),
                        at: at(),
                        nearest: suggest(parent.as_str()),
                    }),
                }
            }
            for reference in &header.depends_on {
                let at = || entry.place(header.lines.depends_on);
                match self.0.get(reference.as_str()) {
                    Some(own) if *own == index => {
                        errors.push(GraphError::DependencySelfLoop { revision: revision(), at: at() })
                    }
                    // An id and a label may mean the same revision.
                    Some(needed) if depends_on.contains(needed) => {}
                    Some(needed) => depends_on.push(*needed),
                    None if is_broken(reference) => {}
                    None => errors.push(GraphError::UnknownDependency {
                        revision: revision(),
                        reference: reference.clone(),
                        at: at(),
                        nearest: suggest(reference),
                    }),
                }
            }
            parents.push(stands_on.drain(..));
            dependencies.push(depends_on.drain(..));
        }
        (parents, dependencies)
    }

    fn nearest(&self, name: &str, entries: &[Entry]) -> Option<Box<(String, PathBuf)>> {
        let mut names: Vec<&str> = self.0.keys().map(AsRef::as_ref).collect();
        names.sort_unstable();
        let starts_so = || names.iter().copied().find(|other| name.len() >= 4 && other.starts_with(name));
        let found = starts_so().or_else(|| nearest(name, names.iter().copied()))?;
        let index = *self.0.get(found)? as usize;
        Some(Box::new((found.to_owned(), entries[index].path.clone())))
    }
}

/// Names that differ in case only: file systems, people and databases confuse them.
fn case_clashes(entries: &[Entry], errors: &mut Vec<GraphError>) {
    let mut by_lower: HashMap<String, (&str, Place)> = HashMap::new();
    let names = entries.iter().flat_map(|entry| {
        let labels =
            entry.header.labels.iter().map(move |label| (label.as_str(), entry, entry.header.lines.branch));
        std::iter::once((entry.header.revision.as_str(), entry, Some(entry.header.lines.revision)))
            .chain(labels)
    });
    let any_upper = |name: &str| name.bytes().any(|byte| byte.is_ascii_uppercase());
    // Most histories have no capital letter at all.
    if !names.clone().any(|(name, ..)| any_upper(name)) {
        return;
    }
    for (name, entry, line) in names {
        let here = entry.place(line);
        match by_lower.get(&name.to_ascii_lowercase()) {
            Some((first, first_at)) if *first != name => errors.push(GraphError::CaseClash {
                first: (*first).to_owned(),
                first_at: first_at.clone(),
                second: name.to_owned(),
                second_at: here,
            }),
            Some(_) => {}
            None => {
                by_lower.insert(name.to_ascii_lowercase(), (name, here));
            }
        }
    }
}

/// The names that a file which breaks the format seems to have, so that others are not said to miss it.
pub(super) fn salvage_names(text: &str) -> Vec<String> {
    text.lines()
        .filter_map(directive)
        .filter(|directive| matches!(directive.word, "revision" | "branch"))
        .flat_map(|directive| directive.rest.split([',', ' ', '\t']).map(str::to_owned))
        .filter(|name| !name.is_empty())
        .collect()
}
