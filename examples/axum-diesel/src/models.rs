//! What is read from the tables and written to them, and its JSON.

use chrono::{NaiveDateTime, Utc};
use diesel::{Identifiable, Insertable, Queryable, Selectable};
use serde::{Deserialize, Serialize};

use crate::schema::{posts, users};

#[derive(Clone, Debug, PartialEq, Identifiable, Queryable, Selectable, Serialize)]
pub struct User {
    pub id: i64,
    pub email: String,
    pub name: String,
    /// What others are to know; nothing, if the user has not said.
    pub about: Option<String>,
    /// UTC.
    pub created_at: NaiveDateTime,
}

#[derive(Clone, Debug, PartialEq, Identifiable, Queryable, Selectable, Serialize)]
pub struct Post {
    pub id: i64,
    pub user_id: i64,
    pub title: String,
    pub body: String,
    pub published: bool,
    /// UTC.
    pub created_at: NaiveDateTime,
}

#[derive(Debug, Deserialize, Insertable)]
#[diesel(table_name = users)]
pub struct NewUser {
    pub email: String,
    pub name: String,
    pub about: Option<String>,
    #[serde(skip, default = "now")]
    pub created_at: NaiveDateTime,
}

#[derive(Debug, Deserialize, Insertable)]
#[diesel(table_name = posts)]
pub struct NewPost {
    /// From the path of the request.
    #[serde(skip)]
    pub user_id: i64,
    pub title: String,
    pub body: String,
    #[serde(default = "yes")]
    pub published: bool,
    #[serde(skip, default = "now")]
    pub created_at: NaiveDateTime,
}

// `table!` states no defaults, so the database has none.

fn now() -> NaiveDateTime {
    Utc::now().naive_utc()
}

fn yes() -> bool {
    true
}
