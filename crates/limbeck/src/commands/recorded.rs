//! What a database has recorded of revisions that no file has.

use std::collections::BTreeSet;
use std::path::PathBuf;

use limbeck_database::{Applied, AppliedRow};
use limbeck_revision::{AppliedSet, Graph, GraphError, NewRevision, RevisionId, render};

use crate::error::{Error, ErrorKind, Result};
use crate::from_lower::unapplied_graph_errors;
use crate::source::Source;

/// The revisions of the files. Where others stand on one whose file is gone, what the database has recorded of it takes its place.
pub(super) struct Completed {
    pub(super) graph: Graph,
    /// The revisions that are records.
    pub(super) recorded: BTreeSet<String>,
}

impl From<Graph> for Completed {
    fn from(graph: Graph) -> Self {
        Self { graph, recorded: BTreeSet::new() }
    }
}

/// The revisions that others name and no file has, if nothing else is wrong: it takes a database to know what has become of them.
pub(super) fn missing(errors: &[GraphError]) -> Option<Vec<String>> {
    let name = |error: &GraphError| match error {
        GraphError::MissingParent { parent, .. } => Some(parent.clone()),
        GraphError::UnknownDependency { reference, .. } => Some(reference.clone()),
        _ => None,
    };
    errors.iter().map(name).collect()
}

impl Completed {
    /// Completes what could not be tied together for want of files. If one of them is not recorded either, the error is that of the files.
    pub(super) fn complete(source: &Source, errors: Vec<GraphError>, applied: &Applied) -> Result<Self> {
        let mut recorded = BTreeSet::new();
        let mut texts: Vec<(PathBuf, String)> = Vec::new();
        let mut names = missing(&errors).unwrap_or_default();
        // A record may stand on another one.
        loop {
            let before = recorded.len();
            for name in std::mem::take(&mut names) {
                let Some(row) = of_name(applied, &name) else { return Err(unapplied_graph_errors(&errors)) };
                if recorded.insert(row.revision.clone()) {
                    let labels = row.labels.iter().filter(|label| **label == name).cloned().collect();
                    texts.push(text_of(row, row.parents.clone(), labels, needs_of(applied, row))?);
                }
            }
            match source.graph_beside(texts.clone()) {
                Ok(graph) => return Ok(Self { graph, recorded }),
                Err(more) if recorded.len() > before => match missing(&more) {
                    Some(more) => names = more,
                    None => return Err(unapplied_graph_errors(&errors)),
                },
                Err(_) => return Err(unapplied_graph_errors(&errors)),
            }
        }
    }
}

/// The applied set as the graph wants it. What a row depends on may have been written as a label: it stands on the revision that carries it.
pub(super) fn applied_set_of(graph: &Graph, applied: &Applied) -> AppliedSet {
    let mut set = applied.set();
    for row in applied.rows.iter().filter(|row| graph.get(&row.revision).is_none()) {
        let needs = row.depends_on.iter().filter_map(|name| match of_name(applied, name) {
            Some(needed) => Some(needed.revision.clone()),
            None => graph.resolve(name, &AppliedSet::new()).ok()?.revisions.first().map(ToString::to_string),
        });
        let stands_on: Vec<String> = row.parents.iter().cloned().chain(needs).collect();
        set.insert_with_parents(row.revision.clone(), stands_on);
    }
    set
}

/// The row of a revision by its id, or by a label that was stated on it.
fn of_name<'a>(applied: &'a Applied, name: &str) -> Option<&'a AppliedRow> {
    let labelled = |row: &&AppliedRow| row.labels.iter().any(|label| label == name);
    applied.get(name).or_else(|| applied.rows.iter().find(labelled))
}

fn needs_of(applied: &Applied, row: &AppliedRow) -> Vec<String> {
    let of_name = |name: &String| of_name(applied, name).map(|needed| needed.revision.clone());
    row.depends_on.iter().filter_map(of_name).collect()
}

/// The files' graph with the applied revisions that no file has, as they were recorded. Where a file names other parents than the record
/// does, both count: what was applied on top of a revision goes before it.
pub(super) fn with_recorded(graph: &Graph, applied: &Applied) -> Result<Graph> {
    let exists = |id: &str| graph.get(id).is_some() || applied.contains(id);
    let mut texts = Vec::with_capacity(graph.len() + applied.rows.len());
    let mut used = BTreeSet::new();
    for known in graph.iter() {
        let parents: Vec<RevisionId> = known.parents.iter().copied().cloned().collect();
        let mut needs: Vec<String> = known.depends_on.iter().map(ToString::to_string).collect();
        for parent in applied.get(known.id.as_str()).iter().flat_map(|row| &row.parents) {
            let named = parents.iter().any(|other| other.as_str() == parent.as_str());
            if exists(parent) && !named && !needs.contains(parent) {
                needs.push(parent.clone());
            }
        }
        used.extend(known.labels.iter().cloned());
        let created = known.created.map(str::to_owned);
        let new = header(known.id.clone(), parents, known.labels.to_vec(), needs, created);
        texts.push((known.path.to_owned(), render(&new)));
    }
    for row in applied.rows.iter().filter(|row| graph.get(&row.revision).is_none()) {
        let parents = row.parents.iter().filter(|parent| exists(parent)).cloned().collect();
        let mut needs = Vec::new();
        for written in &row.depends_on {
            if exists(written) {
                needs.push(written.clone());
            } else if let Some(labelled) = of_name(applied, written) {
                needs.push(labelled.revision.clone());
            } else if let Ok(targets) = graph.resolve(written, &applied.set()) {
                needs.extend(targets.revisions.iter().map(ToString::to_string));
            }
        }
        let labels = row.labels.iter().filter(|label| used.insert((*label).clone())).cloned().collect();
        texts.push(text_of(row, parents, labels, needs)?);
    }
    Graph::from_texts(texts).map_err(|errors| {
        let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
        contradiction(&all.join("; "))
    })
}

/// A record as the text of a file that it never was.
fn text_of(
    row: &AppliedRow,
    parents: Vec<String>,
    labels: Vec<String>,
    needs: Vec<String>,
) -> Result<(PathBuf, String)> {
    let id = |text: &str| {
        RevisionId::parse(text).map_err(|error| contradiction(&error.to_string()).with_source(error))
    };
    let parents = parents.iter().map(|parent| id(parent)).collect::<Result<_>>()?;
    let new = header(id(&row.revision)?, parents, labels, needs, None);
    Ok((PathBuf::from(format!("<record of {}>", row.revision)), render(&new)))
}

fn header(
    revision: RevisionId,
    revises: Vec<RevisionId>,
    labels: Vec<String>,
    depends_on: Vec<String>,
    created: Option<String>,
) -> NewRevision {
    NewRevision {
        message: String::new(),
        revision,
        revises,
        labels,
        depends_on,
        created,
        renamed: Vec::new(),
        sections: Vec::new(),
        irreversible: None,
    }
}

fn contradiction(what: &str) -> Error {
    let message = format!("the files and what the database has recorded do not fit together: {what}");
    Error::new(ErrorKind::Target, message)
        .with_hint("take the revisions back with the version of the code that has their files")
}
