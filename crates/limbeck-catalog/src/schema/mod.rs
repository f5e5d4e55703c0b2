//! The schema model: plain data, the same shape for every dialect.

mod aspect;
mod catalog;
mod column;
mod constraint;
mod grant;
mod index;
mod name;
mod object;
mod table;

pub use aspect::{Aspect, Aspects};
pub use catalog::Catalog;
pub use column::{Column, DataType, Expression, Generated, Identity};
pub use constraint::{Action, Check, Deferrability, Exclusion, ForeignKey, PrimaryKey, Unique};
pub use grant::Grant;
pub use index::{Index, Key, KeyPart};
pub use name::{ObjectName, Options, keys};
pub use object::{
    Extension, Policy, Routine, RoutineKind, Schema, Sequence, Trigger, UserType, UserTypeKind, View,
};
pub use table::{Table, TableKind};
