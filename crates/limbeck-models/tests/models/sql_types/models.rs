//! Types given in SQL, at the field and by `[types]`.

use crate::others::{TeamId, UserId, Uuid as Identifier};
use limbeck_macros::Table;

#[derive(Table)]
#[table(name = "members")]
pub struct Member {
    /// `[types]` says what it is, so it counts up.
    #[column(primary_key)]
    pub user_id: UserId,
    pub team_id: Option<TeamId>,
    #[column(type = "int8")]
    pub big: crate::others::Opaque,
    #[column(type(postgresql = "citext", sqlite = "text"))]
    pub email: String,
    #[column(type = "VARCHAR( 20 )", nullable)]
    pub code: (i32, i32),
    #[column(type = "numeric(10, 2)", default = 0)]
    pub price: f64,
    pub external: Identifier,
    #[column(type = "timestamp(3)", default = "now")]
    pub at: crate::others::Timestamp,
}
