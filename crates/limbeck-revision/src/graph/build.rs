//! Making a graph: reading the headers, then tying them together.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::path::PathBuf;

use super::check::{Names, salvage_names};
use super::circles::circles;
use super::edges::{EdgeLists, indices};
use super::entry::Entry;
use super::error::GraphError;
use super::model::{Graph, Node, Origin};
use crate::file::parse_header;
use crate::source::{Keep, Source, list_files, read_head};

/// Fewer files than this are read on one thread: starting others would take longer.
const FILES_PER_THREAD: usize = 256;

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
        Loaded::of_folders(directories, recursive, Keep::Headers).tie()
    }

    /// [`Graph::load`] for a command that will ask for the bodies as well ([`Graph::file`]): the texts are kept, so that no file is opened
    /// twice, and what is run is what the plan was made of. Files that are long are opened again all the same. `beside` are whole texts that
    /// no file has, each with a name for messages.
    ///
    /// # Errors
    ///
    /// As [`Graph::load`].
    pub fn load_with_texts(
        directories: &[PathBuf],
        recursive: bool,
        beside: impl IntoIterator<Item = (PathBuf, String)>,
    ) -> Result<Self, Vec<GraphError>> {
        let mut loaded = Loaded::of_folders(directories, recursive, Keep::Texts);
        loaded.add_texts(beside);
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
        loaded.add_texts(texts.into_iter().map(|(path, text)| (path.into(), text.into())));
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
                loaded.tie()
            }
        }
    }
}

impl Loaded {
    /// Reads the files of some folders, in as many shares as the machine has processors.
    fn of_folders(directories: &[PathBuf], recursive: bool, keep: Keep) -> Self {
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
        loaded
    }

    fn add_texts(&mut self, texts: impl IntoIterator<Item = (PathBuf, String)>) {
        for (path, text) in texts {
            self.take(path, &text, || Origin::Memory(text.clone()));
        }
    }

    fn read(paths: Vec<PathBuf>, keep: Keep) -> Self {
        let mut loaded = Self { entries: Vec::with_capacity(paths.len()), ..Self::default() };
        let mut buffer = Vec::new();
        for path in paths {
            match read_head(&path, keep, &mut buffer) {
                Ok(beginning) => {
                    let kept = keep == Keep::Texts && beginning.whole;
                    let text = beginning.text;
                    loaded.take(path, text, || {
                        if kept { Origin::Memory(text.to_owned()) } else { Origin::Disk }
                    });
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
    fn tie(mut self) -> Result<Graph, Vec<GraphError>> {
        match Tied::new(&self.entries, &self.broken) {
            Ok(tied) if self.errors.is_empty() => Ok(tied.graph(self.entries)),
            _ => {
                // What is wrong is told in the order of the files; when all is well that order does not matter.
                self.entries.sort_by(|a, b| a.path.cmp(&b.path));
                self.errors.sort_by(|a, b| a.path().cmp(&b.path()));
                let mut errors = self.errors;
                errors.extend(Tied::new(&self.entries, &self.broken).err().unwrap_or_default());
                Err(errors)
            }
        }
    }
}

/// Revisions that fit together.
struct Tied {
    names: Names,
    parents: EdgeLists,
    dependencies: EdgeLists,
    /// Their final order.
    order: Vec<u32>,
}

impl Tied {
    fn new(entries: &[Entry], broken: &[String]) -> Result<Self, Vec<GraphError>> {
        let mut errors = Vec::new();
        let names = Names::collect(entries, &mut errors);
        let (parents, dependencies) = names.resolve(entries, broken, &mut errors);
        let order = topological_order(&order_keys(entries), &[&parents, &dependencies]);
        if order.len() < entries.len() {
            errors.extend(circles(entries, &parents, &dependencies));
        }
        if errors.is_empty() { Ok(Self { names, parents, dependencies, order }) } else { Err(errors) }
    }

    /// Gives the revisions their final numbers, which are topological.
    fn graph(self, entries: Vec<Entry>) -> Graph {
        let Self { names, parents, dependencies, order } = self;
        let mut new_number = vec![0u32; entries.len()];
        for (number, old) in indices(order.len()).zip(&order) {
            new_number[*old as usize] = number;
        }
        let parents = parents.renumbered(&order, &new_number);
        let dependencies = dependencies.renumbered(&order, &new_number);
        let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
        let taken = order.iter().filter_map(|old| entries[*old as usize].take());
        Graph {
            nodes: taken.map(|Entry { path, origin, header }| Node { header, path, origin }).collect(),
            names: names.renumbered(&new_number),
            children: parents.reversed(),
            dependents: dependencies.reversed(),
            parents,
            dependencies,
        }
    }
}

/// The rank of each revision among those that are independent: by creation time (none first), then id.
fn order_keys(entries: &[Entry]) -> Vec<u32> {
    let mut sorted: Vec<_> = indices(entries.len())
        .zip(entries)
        .map(|(index, entry)| (entry.header.created_at, &entry.header.revision, index))
        .collect();
    // Files are often named by their time, so that much is in order already: the stable sort makes use of it.
    sorted.sort();
    let mut keys = vec![0; entries.len()];
    for (rank, (_, _, index)) in indices(sorted.len()).zip(sorted) {
        keys[index as usize] = rank;
    }
    keys
}

/// Kahn's algorithm: what stands on nothing first, of several the one of the lowest key. Members of circles, and what stands on them,
/// are left out.
fn topological_order(keys: &[u32], edges: &[&EdgeLists]) -> Vec<u32> {
    let count = keys.len();
    let mut by_key = vec![0u32; count];
    let mut waits_for = vec![0u32; count];
    for (index, key) in indices(count).zip(keys) {
        by_key[*key as usize] = index;
        let lists = edges.iter().map(|edges| edges.of(index as usize).len());
        waits_for[index as usize] = u32::try_from(lists.sum::<usize>()).unwrap_or(u32::MAX);
    }
    let above: Vec<EdgeLists> = edges.iter().map(|edges| edges.reversed()).collect();
    let ready = indices(count).filter(|index| waits_for[*index as usize] == 0);
    let mut ready: BinaryHeap<_> = ready.map(|index| Reverse(keys[index as usize])).collect();
    let mut order = Vec::with_capacity(count);
    while let Some(Reverse(key)) = ready.pop() {
        let index = by_key[key as usize];
        order.push(index);
        for next in above.iter().flat_map(|above| above.of(index as usize)) {
            let waits = &mut waits_for[*next as usize];
            *waits -= 1;
            if *waits == 0 {
                ready.push(Reverse(keys[*next as usize]));
            }
        }
    }
    order
}
