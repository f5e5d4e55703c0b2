//! The models: one struct is the table that Limbeck keeps, the row that sqlx reads and the JSON that axum sends.

use chrono::{DateTime, Utc};
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, limbeck::Table, sqlx::FromRow, Serialize)]
#[table(name = "users")]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(length = 255, unique)]
    pub email: String,
    pub name: String,
    /// What others are to know; nothing, if the user has not said.
    pub about: Option<String>,
    #[column(default = "now")]
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, limbeck::Table, sqlx::FromRow, Serialize)]
#[table(name = "posts")]
#[index(columns(user_id, created_at))]
pub struct Post {
    #[column(primary_key)]
    pub id: i64,
    #[column(references = "users.id", on_delete = "cascade")]
    pub user_id: i64,
    #[column(check = "length(title) > 0")]
    pub title: String,
    #[column(type = "text")]
    pub body: String,
    #[column(default = "true")]
    pub published: bool,
    #[column(default = "now")]
    pub created_at: DateTime<Utc>,
}

/// All models, as `manage_db` compares them with the database.
pub fn all() -> limbeck::Model {
    limbeck::metadata![User, Post]
}
