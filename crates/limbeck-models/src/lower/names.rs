//! Names that are taken.

use std::collections::BTreeSet;

use super::target::{NameLimit, Target, Unfit};

/// Names of one name space, in one spelling of letters.
#[derive(Default)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    /// Takes a name that somebody gave; `false` if it is taken.
    pub(crate) fn take(&mut self, name: &str) -> bool {
        self.0.insert(name.to_lowercase())
    }

    /// Takes the name, or the next one that is free.
    pub(crate) fn take_free(&mut self, name: String, target: &dyn Target) -> String {
        let mut free = name.clone();
        let mut n = 1;
        while !self.take(&free) {
            free = target.next_name(&name, n);
            n += 1;
        }
        free
    }
}

/// Whether a name is short enough.
pub(crate) fn check_length(kind: &str, name: &str, target: &dyn Target) -> Result<(), Unfit> {
    let (length, limit, unit) = match target.name_limit() {
        NameLimit::None => return Ok(()),
        NameLimit::Bytes(limit) => (name.len(), limit, "bytes"),
        NameLimit::Characters(limit) => (name.chars().count(), limit, "characters"),
    };
    if length <= limit {
        return Ok(());
    }
    let title = target.title();
    Err(Unfit::new(format!(
        "the name of the {kind} `{name}` has {length} {unit}, but {title} allows {limit}"
    ))
    .hint("give it a shorter name: `name = \"…\"`"))
}
