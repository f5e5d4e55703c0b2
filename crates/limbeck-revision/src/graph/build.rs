//! Making a graph: reading the headers, then tying them together.

use std::collections::HashMap;
use std::path::PathBuf;

use super::check::{Names, salvage_names};
use super::circles::circles;
use super::error::GraphError;
use super::model::{Graph, Node, Origin};
use crate::file::{Header, parse_header};
use crate::source::{Keep, Source, list_files, read_head};

/// Fewer files than this are read on one thread: starting others would take longer.
const FILES_PER_THREAD: usize = 256;

/// A file whose header has been read.
pub(super) struct Entry {
    pub(super) path: PathBuf,
    pub(super) origin: Origin,
    pub(super) header: Header,
}

/// What has been read: the files that are right, what is wrong with others, and the names these seem to have.
#[derive(Default)]
struct Loaded {
    entries: Vec<Entry>,
    errors: Vec<GraphError>,
    broken: Vec<String>,
}

impl Graph {
    /// Reads the revisions of some folders: every `*.sql` file in them. Only the headers are read.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, at once: files that cannot be read, and what does not fit together.
    pub fn load(directories: &[PathBuf], recursive: bool) -> Result<Self, Vec<GraphError>> {
        Self::read(directories, recursive, Keep::Headers)
    }

    /// [`Graph::load`] for a command that will ask for the bodies as well ([`Graph::file`]): the texts are kept, so that no file is opened
    /// twice, and what is run is what the plan was made of. Files that are long are opened again all the same.
    ///
    /// # Errors
    ///
    /// As [`Graph::load`].
    pub fn load_with_texts(directories: &[PathBuf], recursive: bool) -> Result<Self, Vec<GraphError>> {
        Self::read(directories, recursive, Keep::Texts)
    }

    fn read(directories: &[PathBuf], recursive: bool, keep: Keep) -> Result<Self, Vec<GraphError>> {
        let (paths, unreadable) = list_files(directories, recursive);
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
        let share = paths.len().div_ceil(threads).max(FILES_PER_THREAD);
        let errors = unreadable.into_iter().map(|(path, source)| GraphError::Io { path, source });
        let mut loaded = Loaded { errors: errors.collect(), ..Loaded::default() };
        std::thread::scope(|scope| {
            let mut paths = paths.into_iter();
            let shares = std::iter::from_fn(|| {
                let share: Vec<PathBuf> = paths.by_ref().take(share).collect();
                (!share.is_empty()).then_some(share)
            });
            let mut shares: Vec<Vec<PathBuf>> = shares.collect();
            // This thread takes the last one: the others begin first.
            let own = shares.pop().unwrap_or_default();
            let others: Vec<_> =
                shares.into_iter().map(|paths| scope.spawn(move || Loaded::read(paths, keep))).collect();
            let own = Loaded::read(own, keep);
            for other in others {
                match other.join() {
                    Ok(other) => loaded.append(other),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            loaded.append(own);
        });
        loaded.tie()
    }

    /// Makes a graph of texts: pairs of a path, for messages, and a whole file.
    ///
    /// # Errors
    ///
    /// As [`Graph::load`].
    pub fn from_texts<P: Into<PathBuf>, T: Into<String>>(
        texts: impl IntoIterator<Item = (P, T)>,
    ) -> Result<Self, Vec<GraphError>> {
        let mut loaded = Loaded::default();
        for (path, text) in texts {
            let text = text.into();
            loaded.take(path.into(), &text, || Origin::Memory(text.clone()));
        }
        loaded.entries.sort_by(|a, b| a.path.cmp(&b.path));
        loaded.tie()
    }

    /// Makes a graph of a script directory, on disk or embedded.
    ///
    /// # Errors
    ///
    /// As [`Graph::load`].
    pub fn from_source(source: &Source) -> Result<Self, Vec<GraphError>> {
        match source {
            Source::Directories { directories, recursive } => Self::load(directories, *recursive),
            Source::Embedded(files) => {
                let mut loaded = Loaded::default();
                for file in *files {
                    loaded.take(PathBuf::from(file.name), file.text, || Origin::Static(file.text));
                }
                loaded.entries.sort_by(|a, b| a.path.cmp(&b.path));
                loaded.tie()
            }
        }
    }
}

impl Loaded {
    fn read(paths: Vec<PathBuf>, keep: Keep) -> Self {
        let mut loaded = Self { entries: Vec::with_capacity(paths.len()), ..Self::default() };
        let mut buffer = Vec::new();
        for path in paths {
            match read_head(&path, keep, &mut buffer) {
                Ok(beginning) => {
                    let kept = keep == Keep::Texts && beginning.whole;
                    let text = beginning.text;
                    loaded.take(path, text, || if kept { Origin::Memory(text.to_owned()) } else { Origin::Disk });
                }
                Err(source) => loaded.errors.push(GraphError::Io { path, source }),
            }
        }
        loaded
    }

    fn append(&mut self, mut other: Self) {
        self.entries.append(&mut other.entries);
        self.errors.append(&mut other.errors);
        self.broken.append(&mut other.broken);
    }

    fn take(&mut self, path: PathBuf, text: &str, origin: impl FnOnce() -> Origin) {
        match parse_header(&path, text) {
            Ok(header) => self.entries.push(Entry { origin: origin(), path, header }),
            Err(error) => {
                self.broken.extend(salvage_names(text));
                self.errors.push(error.into());
            }
        }
    }

    /// Finds the revisions that names mean, checks everything, and numbers the revisions.
    fn tie(self) -> Result<Graph, Vec<GraphError>> {
        let Self { entries, mut errors, broken } = self;
        let names = Names::collect(&entries, &mut errors);
        let (parents, dependencies) = names.resolve(&entries, &broken, &mut errors);
        let keys = order_keys(&entries);
        let order = topological_order(&keys, &[&parents, &dependencies]);
        if order.len() < entries.len() {
            errors.extend(circles(&entries, &parents, &dependencies));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(number(entries, &parents, &dependencies, &order))
    }
}

/// The rank of each revision among those that are independent: by creation time (none first), then id.
fn order_keys(entries: &[Entry]) -> Vec<u32> {
    let mut sorted: Vec<u32> = indices(entries.len()).collect();
    sorted.sort_by_key(|index| {
        let header = &entries[*index as usize].header;
        (header.created_at, &header.revision)
    });
    let mut keys = vec![0; entries.len()];
    for (rank, index) in indices(sorted.len()).zip(sorted) {
        keys[index as usize] = rank;
    }
    keys
}

/// Kahn's algorithm: what stands on nothing first, of several the one of the lowest key. Members of circles, and what stands on them,
/// are left out.
fn topological_order(keys: &[u32], edges: &[&Vec<Vec<u32>>]) -> Vec<u32> {
    use std::cmp::Reverse;
    let count = keys.len();
    let mut by_key = vec![0u32; count];
    let mut waits_for = vec![0u32; count];
    let mut above: Vec<Vec<u32>> = vec![Vec::new(); count];
    for index in indices(count) {
        by_key[keys[index as usize] as usize] = index;
        for below in edges.iter().flat_map(|edges| &edges[index as usize]) {
            waits_for[index as usize] += 1;
            above[*below as usize].push(index);
        }
    }
    let ready = indices(count)
        .filter(|index| waits_for[*index as usize] == 0)
        .map(|index| Reverse(keys[index as usize]));
    let mut ready: std::collections::BinaryHeap<_> = ready.collect();
    let mut order = Vec::with_capacity(count);
    while let Some(Reverse(key)) = ready.pop() {
        let index = by_key[key as usize];
        order.push(index);
        for next in &above[index as usize] {
            let waits = &mut waits_for[*next as usize];
            *waits -= 1;
            if *waits == 0 {
                ready.push(Reverse(keys[*next as usize]));
            }
        }
    }
    order
}

/// Gives the revisions their final numbers, which are topological.
fn number(entries: Vec<Entry>, parents: &[Vec<u32>], dependencies: &[Vec<u32>], order: &[u32]) -> Graph {
    let mut new_number = vec![0u32; entries.len()];
    for (number, old) in indices(order.len()).zip(order) {
        new_number[*old as usize] = number;
    }
    let translate = |edges: &[u32]| edges.iter().map(|old| new_number[*old as usize]).collect::<Vec<_>>();
    let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    let mut nodes: Vec<Node> = Vec::with_capacity(entries.len());
    for old in order.iter().map(|old| *old as usize) {
        if let Some(Entry { path, origin, header }) = entries[old].take() {
            nodes.push(Node {
                header,
                path,
                origin,
                parents: translate(&parents[old]),
                dependencies: translate(&dependencies[old]),
                children: Vec::new(),
                dependents: Vec::new(),
            });
        }
    }
    for index in indices(nodes.len()) {
        for at in 0..nodes[index as usize].parents.len() {
            let parent = nodes[index as usize].parents[at];
            nodes[parent as usize].children.push(index);
        }
        for at in 0..nodes[index as usize].dependencies.len() {
            let needed = nodes[index as usize].dependencies[at];
            nodes[needed as usize].dependents.push(index);
        }
    }
    let mut sorted_names: Vec<(String, u32)> = indices(nodes.len())
        .flat_map(|index| {
            let header = &nodes[index as usize].header;
            std::iter::once(header.revision.as_str())
                .chain(header.labels.iter().map(String::as_str))
                .map(move |name| (name.to_owned(), index))
        })
        .collect();
    sorted_names.sort();
    let names: HashMap<String, u32> = sorted_names.iter().cloned().collect();
    Graph { nodes, names, sorted_names }
}

/// `0..count` as the numbers that edges use: more than four thousand million revisions fit in no memory.
pub(super) fn indices(count: usize) -> std::ops::Range<u32> {
    0..u32::try_from(count).unwrap_or(u32::MAX)
}
