//! The example of the design: teams, users, posts.

use crate::chrono::{DateTime, Utc};
use limbeck_macros::Table;

#[derive(Table)]
#[table(name = "users")]
#[index(columns(team_id, created_at))]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(length = 255, unique)]
    pub email: String,
    pub nickname: Option<String>,
    #[column(references = "teams.id", on_delete = "cascade")]
    pub team_id: i64,
    #[column(default = "now")]
    pub created_at: DateTime<Utc>,
}

#[derive(Table)]
#[table(name = "teams", comment = "Who works together")]
pub struct Team {
    #[column(primary_key)]
    pub id: i64,
    #[column(unique, comment = "As it is shown")]
    pub name: String,
}

/// Without `#[table]`: called `blog_post`.
#[derive(Debug, Clone, Table)]
pub struct BlogPost {
    #[column(primary_key)]
    pub id: i64,
    #[column(references = "users(id)", on_delete = "set null", index)]
    pub author_id: Option<i64>,
    #[column(check = "length(title) > 0")]
    pub title: String,
    #[column(type(mysql = "text", mariadb = "text"))]
    pub body: String,
    #[column(skip)]
    pub rendered: Vec<String>,
}
