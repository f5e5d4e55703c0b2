//! What tables and types are made of.

use crate::schema::{ObjectName, Table, TableKind, UserType, UserTypeKind};

/// The tables that a table is a part of.
pub(super) fn structure(table: &Table) -> Vec<ObjectName> {
    let partition_of = match &table.kind {
        TableKind::Partition { of, .. } => Some(of.clone()),
        _ => None,
    };
    table.inherits.iter().cloned().chain(partition_of).collect()
}

/// The types that a type is made of: each spelling, as a name with and without its schema. A name that is no user's type is nobody's.
pub(super) fn types_in(user_type: &UserType) -> Vec<ObjectName> {
    let spellings: Vec<&str> = match &user_type.kind {
        UserTypeKind::Domain { base, .. } => vec![base.as_str()],
        UserTypeKind::Composite { attributes } => {
            attributes.iter().map(|(_, data_type)| data_type.as_str()).collect()
        }
        UserTypeKind::Enum { .. } | UserTypeKind::Range { .. } => Vec::new(),
    };
    spellings.into_iter().map(named_type).collect()
}

pub(super) fn named_type(spelling: &str) -> ObjectName {
    let element = spelling.trim_end_matches("[]").replace('"', "");
    match element.split_once('.') {
        Some((schema, name)) => ObjectName::in_schema(schema, name),
        None => ObjectName::new(element),
    }
}
