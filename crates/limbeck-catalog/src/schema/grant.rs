//! Who may do what.

use serde::{Deserialize, Serialize};

use super::name::ObjectName;

/// What one role may do with one object, beside what its owner and the server's defaults say (PostgreSQL).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// The kind of object in the words of GRANT: `TABLE` (of views as well), `SEQUENCE`, `FUNCTION`, `PROCEDURE`, `SCHEMA`, `TYPE`.
    pub on: String,
    /// The object. A schema is a name alone.
    pub object: ObjectName,
    /// The types of the arguments, for a function or procedure.
    #[serde(default)]
    pub arguments: Option<String>,
    /// The column, where it is about one.
    #[serde(default)]
    pub column: Option<String>,
    /// The role; `PUBLIC` is everybody.
    pub grantee: String,
    /// Whether the role may pass it on.
    #[serde(default)]
    pub grantable: bool,
    /// What it may do, sorted; none where everybody has lost what the server gives to everybody.
    pub privileges: Vec<String>,
}

impl Grant {
    /// Whether the two are about the same right of the same role on the same object.
    #[must_use]
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        let key = |grant: &Self| {
            let Self { on, object, arguments, column, grantee, grantable, privileges } = grant.clone();
            (on, object, arguments, column, grantee, grantable, privileges.is_empty())
        };
        key(self) == key(other)
    }
}
