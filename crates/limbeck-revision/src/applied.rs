//! The set of applied revisions: what a database says has been done.

use std::collections::BTreeMap;

/// The applied revisions of one namespace, known to the graph or not.
///
/// State is the set; heads are derived. A row may come with the parents and dependencies that were recorded when it was applied: for a
/// revision that no file knows ("applied by newer code") they are the only way to tell what it stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppliedSet(BTreeMap<String, Vec<String>>);

impl AppliedSet {
    /// Nothing applied.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a revision of which no recorded parents are at hand.
    pub fn insert(&mut self, id: impl Into<String>) {
        self.0.entry(id.into()).or_default();
    }

    /// Adds a revision with what it was recorded to stand on: parents, and dependencies that are ids.
    pub fn insert_with_parents(
        &mut self,
        id: impl Into<String>,
        stands_on: impl IntoIterator<Item = String>,
    ) {
        self.0.insert(id.into(), stands_on.into_iter().collect());
    }

    /// Takes a revision out; whether it was there.
    pub fn remove(&mut self, id: &str) -> bool {
        self.0.remove(id).is_some()
    }

    /// Whether a revision is applied.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// Whether nothing is applied.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many revisions are applied.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The ids, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// What a row was recorded to stand on.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(id, parents)| (id.as_str(), parents.as_slice()))
    }
}

impl<S: Into<String>> FromIterator<S> for AppliedSet {
    fn from_iter<I: IntoIterator<Item = S>>(ids: I) -> Self {
        Self(ids.into_iter().map(|id| (id.into(), Vec::new())).collect())
    }
}

impl<S: Into<String>> Extend<S> for AppliedSet {
    fn extend<I: IntoIterator<Item = S>>(&mut self, ids: I) {
        ids.into_iter().for_each(|id| self.insert(id));
    }
}
