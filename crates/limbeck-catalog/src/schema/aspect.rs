//! What a source of schema knowledge speaks about.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// One kind of fact about a schema that a source may state, or be silent about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Which tables exist.
    Table,
    /// Settings of tables: engine, `STRICT`, storage.
    TableOption,
    /// Columns: name, type, nullability.
    Column,
    /// Defaults of columns, and that others have none.
    Default,
    /// Defaults of columns that have one in the source. Where it names none, there may be one.
    GivenDefault,
    /// Generated columns.
    Generated,
    /// Identity and auto-increment.
    Identity,
    /// Collations of columns.
    Collation,
    /// Primary keys.
    PrimaryKey,
    /// Foreign keys.
    ForeignKey,
    /// Unique constraints.
    Unique,
    /// Check constraints.
    Check,
    /// Exclusion constraints.
    Exclusion,
    /// Indexes.
    Index,
    /// Indexes of one column, and unique ones, over plain columns and with nothing further. There may be others.
    PlainIndex,
    /// What constraints and indexes are called. Else they are known by what they are over.
    Name,
    /// Triggers.
    Trigger,
    /// Row-level security.
    Policy,
    /// Views, plain and materialised.
    View,
    /// Sequences that belong to no column.
    Sequence,
    /// Enums, domains, composites.
    Type,
    /// Functions and procedures.
    Routine,
    /// Extensions.
    Extension,
    /// Schemas.
    Schema,
    /// Comments, and that others have none.
    Comment,
    /// Who may do what.
    Grant,
    /// Comments that are in the source. Where it has none, there may be one.
    GivenComment,
}

/// The facts that a source states; what is not in it must be left alone by a diff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Aspects(BTreeSet<Aspect>);

impl Aspects {
    const ALL: [Aspect; 27] = [
        Aspect::Table,
        Aspect::TableOption,
        Aspect::Column,
        Aspect::Default,
        Aspect::GivenDefault,
        Aspect::Generated,
        Aspect::Identity,
        Aspect::Collation,
        Aspect::PrimaryKey,
        Aspect::ForeignKey,
        Aspect::Unique,
        Aspect::Check,
        Aspect::Exclusion,
        Aspect::Index,
        Aspect::PlainIndex,
        Aspect::Name,
        Aspect::Trigger,
        Aspect::Policy,
        Aspect::View,
        Aspect::Sequence,
        Aspect::Type,
        Aspect::Routine,
        Aspect::Extension,
        Aspect::Schema,
        Aspect::Comment,
        Aspect::Grant,
        Aspect::GivenComment,
    ];

    /// Everything: what a reflected database states.
    #[must_use]
    pub fn all() -> Self {
        Self(Self::ALL.into())
    }

    /// Whether the source states facts of this kind.
    #[must_use]
    pub fn contains(&self, aspect: Aspect) -> bool {
        self.0.contains(&aspect)
    }

    /// The same without facts of this kind.
    #[must_use]
    pub fn without(mut self, aspect: Aspect) -> Self {
        self.0.remove(&aspect);
        self
    }

    /// What either source states.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self(self.0.union(&other.0).copied().collect())
    }

    /// What both sources state.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        Self(self.0.intersection(&other.0).copied().collect())
    }
}

impl Default for Aspects {
    fn default() -> Self {
        Self::all()
    }
}

impl FromIterator<Aspect> for Aspects {
    fn from_iter<I: IntoIterator<Item = Aspect>>(aspects: I) -> Self {
        Self(aspects.into_iter().collect())
    }
}
