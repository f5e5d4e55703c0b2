use std::fmt;
use std::str::FromStr;

use super::ObjectRef;

/// How a statement behaves towards transactions and a run that is resumed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// May stand in a transaction with others and is rolled back with it.
    #[default]
    Transactional,
    /// May stand in a transaction, but must be committed before what follows (`ALTER TYPE … ADD VALUE`).
    Barrier,
    /// Refuses a transaction, ends it by an implicit commit, or is not undone by a rollback: it is journaled by itself.
    Alone,
    /// Changes the session only: never journaled, run again in order when a run is resumed.
    Session,
    /// May not stand in a revision; [`Classification::refusal`] says why and the way out.
    Refused,
}

impl Class {
    /// The word for it in JSON and in the journal.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Transactional => "transactional",
            Self::Barrier => "barrier",
            Self::Alone => "alone",
            Self::Session => "session",
            Self::Refused => "refused",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The error of [`Class::from_str`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a class of statements; they are transactional, barrier, alone, session and refused")]
pub struct UnknownClass(pub String);

impl FromStr for Class {
    type Err = UnknownClass;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        [Self::Transactional, Self::Barrier, Self::Alone, Self::Session, Self::Refused]
            .into_iter()
            .find(|class| class.as_str() == word)
            .ok_or_else(|| UnknownClass(word.to_owned()))
    }
}

/// What [`classify`](super::classify) tells of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classification {
    /// Its class.
    pub class: Class,
    /// Every object that the statement changes, by the names it is written with, each once: both names of a rename, both tables of an
    /// exchange of partitions. For DDL an empty list means "unknown".
    pub touched: Vec<ObjectRef>,
    /// What is there afterwards and was not (under this name) before: created, added, renamed to.
    pub creates: Vec<ObjectRef>,
    /// What is gone afterwards (under this name): dropped, renamed from.
    pub drops: Vec<ObjectRef>,
    /// What is lost for good, in words: "the table users with its rows". `None`: nothing.
    pub destructive: Option<String>,
    /// Writes rows (INSERT, UPDATE, DELETE, REPLACE, MERGE, COPY … FROM, LOAD DATA) and defines nothing.
    pub is_dml: bool,
    /// Only reads.
    pub is_query: bool,
    /// For [`Class::Refused`]: why, and what to write instead.
    pub refusal: Option<String>,
}

impl Classification {
    pub(super) fn touch(&mut self, object: ObjectRef) {
        if !self.touched.contains(&object) {
            self.touched.push(object);
        }
    }

    pub(super) fn create(&mut self, object: ObjectRef) {
        self.creates.push(object);
    }

    pub(super) fn drop(&mut self, object: ObjectRef) {
        self.drops.push(object);
    }

    /// Adds to what is lost.
    pub(super) fn lose(&mut self, what: String) {
        match &mut self.destructive {
            Some(all) => {
                all.push_str(", ");
                all.push_str(&what);
            }
            None => self.destructive = Some(what),
        }
    }
}
