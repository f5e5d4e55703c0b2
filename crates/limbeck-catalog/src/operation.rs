//! What turns one catalog into another.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::schema::{
    Check, Column, Exclusion, Extension, ForeignKey, Grant, Index, ObjectName, Policy, PrimaryKey, Routine,
    RoutineKind, Schema, Sequence, Table, Trigger, Unique, UserType, UserTypeKind, View,
};

/// What happens to one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<T> {
    /// It comes into being.
    Create(T),
    /// It goes.
    Drop(T),
    /// It stays and is different.
    Alter {
        /// As it was.
        from: T,
        /// As it will be.
        to: T,
    },
    /// It stays the same under another name.
    Rename {
        /// As it was.
        from: T,
        /// As it will be.
        to: T,
    },
}

impl<T> Change<T> {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverted(self) -> Self {
        match self {
            Self::Create(object) => Self::Drop(object),
            Self::Drop(object) => Self::Create(object),
            Self::Alter { from, to } => Self::Alter { from: to, to: from },
            Self::Rename { from, to } => Self::Rename { from: to, to: from },
        }
    }

    /// The object after the change, or before it where it goes.
    #[must_use]
    pub fn subject(&self) -> &T {
        match self {
            Self::Create(object) | Self::Drop(object) => object,
            Self::Alter { to, .. } | Self::Rename { to, .. } => to,
        }
    }

    fn verb(&self, create: &'static str) -> &'static str {
        match self {
            Self::Create(_) => create,
            Self::Drop(_) => "drop",
            Self::Alter { .. } => "alter",
            Self::Rename { .. } => "rename",
        }
    }
}

/// A change of something that belongs to a table or a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member<T> {
    /// The table or view, under the name it has when the operation runs.
    pub table: ObjectName,
    /// What happens.
    pub change: Change<T>,
}

/// One step from one catalog to another.
///
/// `Table` carries columns and constraints; indexes, triggers and policies of a new table are operations of their own.
#[expect(
    clippy::large_enum_variant,
    reason = "a plan has few operations, and boxes would stand in the way of every match"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// A schema.
    Schema(Change<Schema>),
    /// An extension.
    Extension(Change<Extension>),
    /// A user-defined type.
    Type(Change<UserType>),
    /// A sequence.
    Sequence(Change<Sequence>),
    /// A table; `Alter` is about its options and comment alone.
    Table(Change<Table>),
    /// A view.
    View(Change<View>),
    /// A routine.
    Routine(Change<Routine>),
    /// A column.
    Column(Member<Column>),
    /// A primary key.
    PrimaryKey(Member<PrimaryKey>),
    /// A foreign key.
    ForeignKey(Member<ForeignKey>),
    /// A unique constraint.
    Unique(Member<Unique>),
    /// A check constraint.
    Check(Member<Check>),
    /// An exclusion constraint.
    Exclusion(Member<Exclusion>),
    /// An index.
    Index(Member<Index>),
    /// A trigger.
    Trigger(Member<Trigger>),
    /// A policy.
    Policy(Member<Policy>),
    /// A right of a role.
    Grant(Change<Grant>),
}

/// The kinds of objects, in the words of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectKind {
    /// A schema.
    Schema,
    /// An extension.
    Extension,
    /// An enum type.
    Enum,
    /// A domain.
    Domain,
    /// A composite or range type.
    Type,
    /// A sequence.
    Sequence,
    /// A table.
    Table,
    /// A view.
    View,
    /// A materialised view.
    MaterializedView,
    /// A function.
    Function,
    /// A procedure.
    Procedure,
    /// An aggregate.
    Aggregate,
    /// A scheduled event.
    Event,
    /// A column.
    Column,
    /// A primary key.
    PrimaryKey,
    /// A foreign key.
    ForeignKey,
    /// A unique constraint.
    Unique,
    /// A check constraint.
    Check,
    /// An exclusion constraint.
    Exclusion,
    /// An index.
    Index,
    /// A trigger.
    Trigger,
    /// A policy.
    Policy,
    /// A right of a role.
    Grant,
}

impl ObjectKind {
    /// The word of JSON: `primary_key`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Schema => "schema",
            Self::Extension => "extension",
            Self::Enum => "enum",
            Self::Domain => "domain",
            Self::Type => "type",
            Self::Sequence => "sequence",
            Self::Table => "table",
            Self::View => "view",
            Self::MaterializedView => "materialized_view",
            Self::Function => "function",
            Self::Procedure => "procedure",
            Self::Aggregate => "aggregate",
            Self::Event => "event",
            Self::Column => "column",
            Self::PrimaryKey => "primary_key",
            Self::ForeignKey => "foreign_key",
            Self::Unique => "unique",
            Self::Check => "check",
            Self::Exclusion => "exclusion",
            Self::Index => "index",
            Self::Trigger => "trigger",
            Self::Policy => "policy",
            Self::Grant => "grant",
        }
    }

    /// The words for people: `primary key`.
    #[must_use]
    pub fn words(self) -> String {
        self.as_str().replace('_', " ")
    }
}

/// Which object an operation is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct ObjectRef {
    /// What it is.
    pub kind: ObjectKind,
    /// The schema, where there is one.
    pub schema: Option<String>,
    /// The table it belongs to, where it belongs to one.
    pub table: Option<String>,
    /// The name; `None` for a constraint that has none.
    pub name: Option<String>,
}

impl fmt::Display for ObjectRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind.words())?;
        match (&self.table, &self.name) {
            (Some(table), Some(name)) if self.kind == ObjectKind::Column => write!(f, " {table}.{name}"),
            (Some(table), Some(name)) => write!(f, " {name} on {table}"),
            (Some(table), None) => write!(f, " on {table}"),
            (None, Some(name)) => write!(f, " {name}"),
            (None, None) => Ok(()),
        }
    }
}

/// Why an operation cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{object} cannot be restored: {reason}")]
pub struct Irreversible {
    /// The object.
    pub object: ObjectRef,
    /// Why.
    pub reason: String,
}

impl Operation {
    /// The kind in the words of JSON: `add_column`, `create_index`, `drop_table`, `alter_view` …
    #[must_use]
    pub fn kind(&self) -> String {
        let verb = match self {
            Self::Schema(change) => change.verb("create"),
            Self::Extension(change) => change.verb("create"),
            Self::Type(change) => change.verb("create"),
            Self::Sequence(change) => change.verb("create"),
            Self::Table(change) => change.verb("create"),
            Self::View(change) => change.verb("create"),
            Self::Routine(change) => change.verb("create"),
            Self::Column(member) => member.change.verb("add"),
            Self::PrimaryKey(member) => member.change.verb("create"),
            Self::ForeignKey(member) => member.change.verb("create"),
            Self::Unique(member) => member.change.verb("create"),
            Self::Check(member) => member.change.verb("create"),
            Self::Exclusion(member) => member.change.verb("create"),
            Self::Index(member) => member.change.verb("create"),
            Self::Trigger(member) => member.change.verb("create"),
            Self::Policy(member) => member.change.verb("create"),
            Self::Grant(change) => change.verb("add"),
        };
        format!("{verb}_{}", self.object().kind.as_str())
    }

    /// The object the operation is about, under its name after the operation.
    #[must_use]
    pub fn object(&self) -> ObjectRef {
        let named = |kind, name: &ObjectName| ObjectRef {
            kind,
            schema: name.schema.clone(),
            table: None,
            name: Some(name.name.clone()),
        };
        let of = |kind, table: &ObjectName, name: Option<&str>| ObjectRef {
            kind,
            schema: table.schema.clone(),
            table: Some(table.name.clone()),
            name: name.map(str::to_owned),
        };
        match self {
            Self::Schema(change) => named(ObjectKind::Schema, &ObjectName::new(&*change.subject().name)),
            Self::Extension(change) => {
                named(ObjectKind::Extension, &ObjectName::new(&*change.subject().name))
            }
            Self::Type(change) => {
                let kind = match change.subject().kind {
                    UserTypeKind::Enum { .. } => ObjectKind::Enum,
                    UserTypeKind::Domain { .. } => ObjectKind::Domain,
                    UserTypeKind::Composite { .. } | UserTypeKind::Range { .. } => ObjectKind::Type,
                };
                named(kind, &change.subject().name)
            }
            Self::Sequence(change) => named(ObjectKind::Sequence, &change.subject().name),
            Self::Table(change) => named(ObjectKind::Table, &change.subject().name),
            Self::View(change) if change.subject().materialized => {
                named(ObjectKind::MaterializedView, &change.subject().name)
            }
            Self::View(change) => named(ObjectKind::View, &change.subject().name),
            Self::Routine(change) => {
                let kind = match change.subject().kind {
                    RoutineKind::Function => ObjectKind::Function,
                    RoutineKind::Procedure => ObjectKind::Procedure,
                    RoutineKind::Aggregate => ObjectKind::Aggregate,
                    RoutineKind::Event => ObjectKind::Event,
                };
                named(kind, &change.subject().name)
            }
            Self::Column(member) => {
                of(ObjectKind::Column, &member.table, Some(&member.change.subject().name))
            }
            Self::PrimaryKey(member) => {
                of(ObjectKind::PrimaryKey, &member.table, member.change.subject().name.as_deref())
            }
            Self::ForeignKey(member) => {
                of(ObjectKind::ForeignKey, &member.table, member.change.subject().name.as_deref())
            }
            Self::Unique(member) => {
                of(ObjectKind::Unique, &member.table, member.change.subject().name.as_deref())
            }
            Self::Check(member) => {
                of(ObjectKind::Check, &member.table, member.change.subject().name.as_deref())
            }
            Self::Exclusion(member) => {
                of(ObjectKind::Exclusion, &member.table, member.change.subject().name.as_deref())
            }
            Self::Index(member) => of(ObjectKind::Index, &member.table, Some(&member.change.subject().name)),
            Self::Trigger(member) => {
                of(ObjectKind::Trigger, &member.table, Some(&member.change.subject().name))
            }
            Self::Policy(member) => {
                of(ObjectKind::Policy, &member.table, Some(&member.change.subject().name))
            }
            Self::Grant(change) => {
                let grant = change.subject();
                of(ObjectKind::Grant, &grant.object, Some(&grant.grantee))
            }
        }
    }

    /// The table or view the operation belongs to, where it belongs to one.
    #[must_use]
    pub fn member_of(&self) -> Option<&ObjectName> {
        match self {
            Self::Column(member) => Some(&member.table),
            Self::PrimaryKey(member) => Some(&member.table),
            Self::ForeignKey(member) => Some(&member.table),
            Self::Unique(member) => Some(&member.table),
            Self::Check(member) => Some(&member.table),
            Self::Exclusion(member) => Some(&member.table),
            Self::Index(member) => Some(&member.table),
            Self::Trigger(member) => Some(&member.table),
            Self::Policy(member) => Some(&member.table),
            _ => None,
        }
    }

    /// What is lost when the operation runs: rows, or the values of a column. `None` when nothing is.
    ///
    /// Indexes, views, triggers and constraints hold nothing that the schema alone could not restore.
    #[must_use]
    pub fn destroys(&self) -> Option<String> {
        match self {
            Self::Table(Change::Drop(table)) => Some(format!("drops the table {} and its rows", table.name)),
            Self::Column(Member { table, change: Change::Drop(column) }) if column.generated.is_none() => {
                Some(format!("drops the column {table}.{} and its values", column.name))
            }
            Self::Column(Member { table, change: Change::Alter { from, to } })
                if from.generated.is_none() && to.generated.is_some() =>
            {
                Some(format!("replaces the values of {table}.{} by generated ones", to.name))
            }
            Self::Sequence(Change::Drop(sequence)) => {
                Some(format!("drops the sequence {} and its position", sequence.name))
            }
            Self::Schema(Change::Drop(schema)) => Some(format!("drops the schema {}", schema.name)),
            Self::Extension(Change::Drop(extension)) => {
                Some(format!("drops the extension {}", extension.name))
            }
            Self::Type(Change::Alter { from, to }) => match (&from.kind, &to.kind) {
                (UserTypeKind::Enum { labels: before }, UserTypeKind::Enum { labels: after }) => {
                    let gone: Vec<_> =
                        before.iter().filter(|label| !after.contains(label)).cloned().collect();
                    (!gone.is_empty())
                        .then(|| format!("removes {} from the enum {}", gone.join(", "), to.name))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether rows or values are lost when the operation runs.
    #[must_use]
    pub fn is_destructive(&self) -> bool {
        self.destroys().is_some()
    }
}

/// A sentence without its period: `add column users.nickname`, `alter column users.email: not null`, `rename table people to users`.
impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind();
        let verb = kind.split('_').next().unwrap_or_default();
        match self {
            Self::Table(Change::Rename { from, to }) => {
                write!(f, "rename table {} to {}", from.name, to.name.name)
            }
            Self::View(Change::Rename { from, to }) => {
                write!(f, "rename view {} to {}", from.name, to.name.name)
            }
            Self::Column(Member { table, change: Change::Rename { from, to } }) => {
                write!(f, "rename column {table}.{} to {}", from.name, to.name)
            }
            Self::Index(Member { table, change: Change::Rename { from, to } }) => {
                write!(f, "rename index {} on {table} to {}", from.name, to.name)
            }
            Self::Column(Member { change: Change::Alter { from, to }, .. }) => {
                write!(f, "alter {}: {}", self.object(), column_changes(from, to))
            }
            _ => write!(f, "{verb} {}", self.object()),
        }
    }
}

/// What is different of a column, for people: `type text to varchar(20), not null`.
fn column_changes(from: &Column, to: &Column) -> String {
    let mut changes = Vec::new();
    if from.data_type != to.data_type {
        changes.push(format!("type {} to {}", from.data_type, to.data_type));
    }
    if from.nullable != to.nullable {
        changes.push(if to.nullable { "null allowed" } else { "not null" }.to_owned());
    }
    if from.default != to.default {
        changes.push(match &to.default {
            Some(default) => format!("default {default}"),
            None => "no default".to_owned(),
        });
    }
    if from.generated != to.generated {
        changes.push(if to.generated.is_some() { "generated" } else { "no longer generated" }.to_owned());
    }
    if from.collation != to.collation {
        changes.push(format!("collation {}", to.collation.as_deref().unwrap_or("of the type")));
    }
    if (&from.identity, from.auto_increment) != (&to.identity, to.auto_increment) {
        let counts = to.identity.is_some() || to.auto_increment;
        changes.push(if counts { "counts up" } else { "no longer counts up" }.to_owned());
    }
    if from.on_update != to.on_update || from.options != to.options {
        changes.push("options".to_owned());
    }
    if from.comment != to.comment {
        changes.push("comment".to_owned());
    }
    changes.join(", ")
}

/// The operation that takes `operation` back. What it dropped is created again; the rows it lost stay lost.
///
/// # Errors
///
/// [`Irreversible`] where no operation could: a removed enum label whose rows are gone is restored as a label, but a dropped extension's
/// contents are not ours to restore.
pub fn invert(operation: &Operation) -> Result<Operation, Irreversible> {
    fn member<T: Clone>(member: &Member<T>) -> Member<T> {
        Member { table: member.table.clone(), change: member.change.clone().inverted() }
    }
    Ok(match operation {
        Operation::Schema(change) => Operation::Schema(change.clone().inverted()),
        Operation::Extension(change) => Operation::Extension(change.clone().inverted()),
        Operation::Type(change) => Operation::Type(change.clone().inverted()),
        Operation::Sequence(change) => Operation::Sequence(change.clone().inverted()),
        Operation::Table(change) => Operation::Table(change.clone().inverted()),
        Operation::View(change) => Operation::View(change.clone().inverted()),
        Operation::Routine(change) => Operation::Routine(change.clone().inverted()),
        Operation::Column(change) => Operation::Column(member(change)),
        Operation::PrimaryKey(change) => Operation::PrimaryKey(member(change)),
        Operation::ForeignKey(change) => Operation::ForeignKey(member(change)),
        Operation::Unique(change) => Operation::Unique(member(change)),
        Operation::Check(change) => Operation::Check(member(change)),
        Operation::Exclusion(change) => Operation::Exclusion(member(change)),
        Operation::Index(change) => Operation::Index(member(change)),
        Operation::Trigger(change) => Operation::Trigger(member(change)),
        Operation::Policy(change) => Operation::Policy(member(change)),
        Operation::Grant(change) => Operation::Grant(change.clone().inverted()),
    })
}

/// The operations that take all of `operations` back, in the order in which they must run.
///
/// # Errors
///
/// The first [`Irreversible`] one.
pub fn invert_all(operations: &[Operation]) -> Result<Vec<Operation>, Irreversible> {
    let inverse: Vec<Operation> = operations.iter().rev().map(invert).collect::<Result<_, _>>()?;
    let waits: Vec<bool> = (0..inverse.len()).map(|position| waits_for_names(&inverse, position)).collect();
    let (late, in_time): (Vec<_>, Vec<_>) = inverse.into_iter().zip(waits).partition(|(_, waits)| *waits);
    Ok(in_time.into_iter().chain(late).map(|(operation, _)| operation).collect())
}

/// Whether the operation writes a routine that reads a table by names which come back only after it: renames are the first to be done, and the
/// last to be taken back.
fn waits_for_names(operations: &[Operation], position: usize) -> bool {
    let Some(Operation::Routine(Change::Create(routine) | Change::Alter { to: routine, .. })) =
        operations.get(position)
    else {
        return false;
    };
    operations.iter().skip(position).any(|operation| match operation {
        Operation::Column(Member { table, change: Change::Rename { .. } }) => {
            routine.depends_on.contains(table)
        }
        Operation::Table(Change::Rename { to, .. }) => routine.depends_on.contains(&to.name),
        _ => false,
    })
}
