//! Graphs written in one line: `a; b<a; c<a,b dep x lab billing at 2026-01-01`.

use limbeck_revision::{AppliedSet, Graph, GraphError, RevisionId};

/// The text of a revision file.
pub(crate) fn text(
    id: &str,
    parents: &str,
    dependencies: &str,
    labels: &str,
    created: Option<&str>,
) -> String {
    let mut text = format!("-- Message of {id}\n-- @revision {id}\n");
    for (word, value) in [("revises", parents), ("depends-on", dependencies), ("branch", labels)] {
        if !value.is_empty() {
            text.push_str(&format!("-- @{word} {value}\n"));
        }
    }
    if let Some(created) = created {
        text.push_str(&format!("-- @created {created}T00:00:00Z\n"));
    }
    text + "-- @upgrade\n-- @downgrade\n"
}

/// The files of a graph, named `ID.sql`.
pub(crate) fn files(graph: &str) -> Vec<(String, String)> {
    graph.split(';').map(str::trim).filter(|part| !part.is_empty()).map(file).collect()
}

fn file(part: &str) -> (String, String) {
    let mut words = part.split_whitespace();
    let (id, parents) =
        words.next().unwrap().split_once('<').unwrap_or((part.split_whitespace().next().unwrap(), ""));
    let (mut dependencies, mut labels, mut created) = ("", "", None);
    while let Some(word) = words.next() {
        let value = words.next().unwrap();
        match word {
            "dep" => dependencies = value,
            "lab" => labels = value,
            "at" => created = Some(value),
            _ => panic!("{word}"),
        }
    }
    (format!("{id}.sql"), text(id, parents, dependencies, labels, created))
}

/// The graph.
pub(crate) fn graph(graph: &str) -> Graph {
    load(graph).unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// The graph, or what is wrong with it.
pub(crate) fn load(graph: &str) -> Result<Graph, Vec<GraphError>> {
    Graph::from_texts(files(graph))
}

/// The applied set of these revisions and all that they need; `newer<a,b` is one that no file knows, and that was recorded to stand on `a` and
/// `b`.
pub(crate) fn applied(graph: &Graph, ids: &str) -> AppliedSet {
    let mut applied = graph.with_ancestors(ids.split_whitespace().filter(|id| !id.contains('<')));
    for (id, stands_on) in ids.split_whitespace().filter_map(|id| id.split_once('<')) {
        applied.insert_with_parents(id, stands_on.split(',').filter(|on| !on.is_empty()).map(str::to_owned));
    }
    applied
}

/// Ids in one line.
pub(crate) fn line(ids: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    ids.into_iter().map(|id| id.as_ref().to_owned()).collect::<Vec<_>>().join(" ")
}

/// An id.
pub(crate) fn id(text: &str) -> RevisionId {
    RevisionId::parse(text).unwrap()
}
