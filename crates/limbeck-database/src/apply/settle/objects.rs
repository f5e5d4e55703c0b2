//! What was seen of the objects that a statement touches, as the journal keeps it.

use std::fmt;

use crate::apply::statement_hash;

/// One object as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::apply) struct Object {
    /// `table`, `index` …
    pub(super) kind: String,
    /// Its name, qualified, for people.
    pub(super) name: String,
    /// What tells it from what it was before, in the words of its server; `None`: it is not there.
    pub(super) state: Option<String>,
}

impl Object {
    pub(super) fn new(kind: &str, name: impl Into<String>, state: Option<String>) -> Self {
        Self { kind: kind.to_owned(), name: name.into(), state }
    }

    /// The text for the journal: a line for each object, its parts separated by tabs.
    pub(in crate::apply) fn write(objects: &[Self]) -> String {
        let line = |object: &Self| {
            let state =
                object.state.as_ref().map_or_else(|| "-".to_owned(), |state| format!("={}", escape(state)));
            format!("{}\t{}\t{state}\n", escape(&object.kind), escape(&object.name))
        };
        objects.iter().map(line).collect()
    }

    /// Reads [`Object::write`]'s text; `None` if it is none.
    pub(super) fn read(text: &str) -> Option<Vec<Self>> {
        text.lines()
            .map(|line| {
                let mut parts = line.split('\t');
                let (kind, name, state) = (parts.next()?, parts.next()?, parts.next()?);
                let state = state.strip_prefix('=').map(unescape);
                Some(Self { kind: unescape(kind), name: unescape(name), state })
            })
            .collect()
    }

    /// One hash over them all.
    pub(in crate::apply) fn hash(objects: &[Self]) -> String {
        statement_hash(&Self::write(objects))
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.name)
    }
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Object;

    proptest! {
        #[test]
        fn what_is_written_is_read(parts in prop::collection::vec((".*", "[\\\\\t\n\r-=a-c]*", prop::option::of("[\\\\\t\n\r-=a-c]*")), 0..4)) {
            let objects: Vec<Object> =
                parts.into_iter().map(|(kind, name, state)| Object::new(&kind.replace('\u{85}', ""), name, state)).collect();
            prop_assert_eq!(Object::read(&Object::write(&objects)), Some(objects));
        }
    }
}
