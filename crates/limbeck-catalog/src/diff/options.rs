//! What a diff is told, and what it says beside its operations.

use std::collections::BTreeSet;
use std::fmt;

use super::judge::TextQuestion;
use crate::operation::{ObjectKind, ObjectRef, Operation};
use crate::schema::ObjectName;

/// What is renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenameKind {
    /// A table.
    Table,
    /// A column of the table of this name (the new one, where the table is renamed as well).
    Column,
}

/// A rename that somebody has said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// What is renamed.
    pub kind: RenameKind,
    /// The table that a column belongs to.
    pub table: Option<ObjectName>,
    /// The name it has.
    pub from: String,
    /// The name it gets.
    pub to: String,
}

/// How two catalogs are compared.
#[derive(Clone, Debug, Default)]
pub struct DiffOptions {
    /// What `desired` does not know goes, whoever made it.
    pub drop_unknown: bool,
    /// What the server holds to be the same but spells differently is changed as well: names that differ only in letter case, `NOT NULL`
    /// where NULL could never be.
    pub exact: bool,
    /// Who may do what is compared as well.
    pub grants: bool,
    /// What the history is known to have created, by kind and folded name: the only unknown objects that are dropped unasked.
    pub created: BTreeSet<(ObjectKind, String)>,
    /// Renames, beside those that `desired` itself states.
    pub renames: Vec<Rename>,
}

/// Something a diff has seen and left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The object.
    pub object: ObjectRef,
    /// Why it was left alone.
    pub reason: &'static str,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.object, self.reason)
    }
}

/// The answer of a diff.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What to do, in order.
    pub operations: Vec<Operation>,
    /// What was seen and left alone.
    pub notes: Vec<Note>,
    /// Renames that were said and found nothing to rename, or whose new name is taken.
    pub unused_renames: Vec<Rename>,
    /// Texts that no server has judged, and which were therefore compared as they are spelled.
    pub compared_as_text: Vec<TextQuestion>,
}

impl Difference {
    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty()
    }
}
