//! Arrays, included columns, methods, schemas, numbers of any size.

use crate::others::{Decimal, Uuid};
use limbeck_macros::{Enum, Table};

#[derive(Enum)]
pub enum Mood {
    Happy,
    Sad,
}

#[derive(Table)]
#[table(name = "things", schema = "app")]
#[index(columns(tags), using = "GIN")]
#[index(columns(id), include(owner), name = "things_covering", using = "btree")]
pub struct Thing {
    #[column(primary_key)]
    pub id: i32,
    pub tags: Vec<String>,
    #[column(length = 3)]
    pub codes: Option<Vec<String>>,
    pub matrix: Vec<Vec<i32>>,
    pub moods: Vec<Mood>,
    #[column(default = "'{}'")]
    pub ids: Vec<Uuid>,
    pub exact: Decimal,
    #[column(references = "owners.id")]
    pub owner: i64,
}

#[derive(Table)]
#[table(name = "owners", schema = "app")]
pub struct Owner {
    #[column(primary_key, auto = false)]
    pub id: i64,
}
