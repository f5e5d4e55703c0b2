//! The schema model of Limbeck: what a database holds ([`Catalog`]), what turns one catalog into another ([`Operation`]), and the pure
//! functions that decide it ([`open_questions`], [`diff`], [`invert`], [`apply`]).
//!
//! A catalog is always the catalog of *one* dialect: types, defaults and expressions stand in that server's own canonical spelling. This
//! crate names no dialect; whatever depends on one is asked of the trait [`Dialect`], one method a question.

mod apply;
mod dialect;
mod diff;
mod filter;
mod operation;
mod order;
mod schema;

pub use apply::{apply, apply_all};
pub use dialect::{Dialect, Renaming, TextKind};
pub use diff::{
    DiffOptions, Difference, NormalForms, Note, Rename, RenameKind, TextQuestion, Verdict, diff,
    open_questions,
};
pub use filter::Filter;
pub use operation::{Change, Irreversible, Member, ObjectKind, ObjectRef, Operation, invert, invert_all};
pub use schema::{
    Action, Aspect, Aspects, Catalog, Check, Column, DataType, Deferrability, Exclusion, Expression,
    Extension, ForeignKey, Generated, Grant, Identity, Index, Key, KeyPart, ObjectName, Options, Policy,
    PrimaryKey, Routine, RoutineKind, Schema, Sequence, Table, TableKind, Trigger, Unique, UserType,
    UserTypeKind, View, keys,
};
