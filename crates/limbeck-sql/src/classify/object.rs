use std::fmt;

/// The kinds of objects that statements name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each variant is the object of that name")]
pub enum ObjectKind {
    Table,
    Column,
    Constraint,
    Index,
    View,
    MaterializedView,
    Sequence,
    Type,
    Domain,
    Schema,
    Database,
    Function,
    Procedure,
    Aggregate,
    Package,
    Trigger,
    EventTrigger,
    Event,
    Policy,
    Rule,
    Extension,
    Statistics,
    Collation,
    Publication,
    Subscription,
    Server,
    Tablespace,
    Role,
}

impl ObjectKind {
    /// Its name in lower case, words joined by `_`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Column => "column",
            Self::Constraint => "constraint",
            Self::Index => "index",
            Self::View => "view",
            Self::MaterializedView => "materialized_view",
            Self::Sequence => "sequence",
            Self::Type => "type",
            Self::Domain => "domain",
            Self::Schema => "schema",
            Self::Database => "database",
            Self::Function => "function",
            Self::Procedure => "procedure",
            Self::Aggregate => "aggregate",
            Self::Package => "package",
            Self::Trigger => "trigger",
            Self::EventTrigger => "event_trigger",
            Self::Event => "event",
            Self::Policy => "policy",
            Self::Rule => "rule",
            Self::Extension => "extension",
            Self::Statistics => "statistics",
            Self::Collation => "collation",
            Self::Publication => "publication",
            Self::Subscription => "subscription",
            Self::Server => "server",
            Self::Tablespace => "tablespace",
            Self::Role => "role",
        }
    }
}

impl fmt::Display for ObjectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// An object as a statement names it: quotes taken off, and on PostgreSQL unquoted names in lower case. Whether the cases of two names
/// matter on MySQL and SQLite is not decided here.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectRef {
    /// What it is.
    pub kind: ObjectKind,
    /// The schema (on MySQL the database) that the statement writes before the name. `None`: the session's own.
    pub schema: Option<String>,
    /// The table that a column, constraint, index, trigger, policy or rule belongs to, where the statement names it.
    pub table: Option<String>,
    /// Its name.
    pub name: String,
}

impl ObjectRef {
    /// An object of its own.
    pub(super) fn new(kind: ObjectKind, (schema, name): (Option<String>, String)) -> Self {
        Self { kind, schema, table: None, name }
    }

    /// A part of `table`.
    pub(super) fn part(kind: ObjectKind, name: String, table: &ObjectRef) -> Self {
        Self { kind, schema: table.schema.clone(), table: Some(table.name.clone()), name }
    }
}

/// `schema.table.name`, as far as it is known.
impl fmt::Display for ObjectRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for qualifier in [&self.schema, &self.table].into_iter().flatten() {
            write!(f, "{qualifier}.")?;
        }
        f.write_str(&self.name)
    }
}
