//! The routes.

use axum::extract::Path;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::error::DatabaseError;
use sqlx::mysql::MySqlDatabaseError;

use crate::database::Database;
use crate::error::ApiError;
use crate::models::{Post, User};
use crate::session::{Session, fetch, insert};

type Answer<T> = Result<T, ApiError>;
type Body<T> = Result<Json<T>, JsonRejection>;
type Id = Result<Path<i64>, PathRejection>;

/// The service on a database that is up to date.
pub fn router(database: Database) -> Router {
    Router::new()
        .route("/health", get(health))
        .route("/users", get(list_users).post(create_user))
        .route("/users/{id}", get(show_user))
        .route("/users/{id}/posts", get(list_posts).post(create_post))
        .fallback(async || ApiError::not_found("there is nothing here"))
        .method_not_allowed_fallback(async || {
            ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "this cannot be done here")
        })
        .with_state(database)
}

#[derive(Deserialize)]
struct NewUser {
    email: String,
    name: String,
    about: Option<String>,
}

#[derive(Deserialize)]
struct NewPost {
    title: String,
    body: String,
    #[serde(default = "yes")]
    published: bool,
}

fn yes() -> bool {
    true
}

async fn health(mut session: Session) -> Answer<Json<Value>> {
    fetch!(&mut session, fetch_one, (i32,), "SELECT 1")?;
    Ok(Json(json!({ "status": "ok" })))
}

async fn create_user(mut session: Session, body: Body<NewUser>) -> Answer<(StatusCode, Json<User>)> {
    let Json(NewUser { email, name, about }) = body?;
    let insert = insert!(
        &mut session,
        "INSERT INTO users (email, name, about) VALUES (?, ?, ?)",
        &email,
        name,
        about,
    );
    let id = insert.map_err(|error| match error.as_database_error() {
        Some(violated) if violated.is_unique_violation() => {
            ApiError::new(StatusCode::CONFLICT, format!("there is a user with the email {email}"))
        }
        _ => error.into(),
    })?;
    Ok((StatusCode::CREATED, Json(find_user(&mut session, id).await?)))
}

async fn list_users(mut session: Session) -> Answer<Json<Vec<User>>> {
    Ok(Json(fetch!(&mut session, fetch_all, User, "SELECT * FROM users ORDER BY id")?))
}

async fn show_user(mut session: Session, id: Id) -> Answer<Json<User>> {
    let Path(id) = id?;
    Ok(Json(find_user(&mut session, id).await?))
}

async fn create_post(mut session: Session, id: Id, body: Body<NewPost>) -> Answer<(StatusCode, Json<Post>)> {
    let (Path(user_id), Json(NewPost { title, body, published })) = (id?, body?);
    let insert = insert!(
        &mut session,
        "INSERT INTO posts (user_id, title, body, published) VALUES (?, ?, ?, ?)",
        user_id,
        title,
        body,
        published,
    );
    let id = insert.map_err(|error| match error.as_database_error() {
        Some(violated) if violated.is_foreign_key_violation() => no_user(user_id),
        Some(violated) if is_check_violation(violated) => {
            ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "a post needs a title")
        }
        _ => error.into(),
    })?;
    let post = fetch!(&mut session, fetch_one, Post, "SELECT * FROM posts WHERE id = ?", id)?;
    Ok((StatusCode::CREATED, Json(post)))
}

/// MariaDB has a number of its own for it, which sqlx does not know.
fn is_check_violation(error: &dyn DatabaseError) -> bool {
    const MARIADB: u16 = 4025;
    let number = error.try_downcast_ref::<MySqlDatabaseError>().map(MySqlDatabaseError::number);
    error.is_check_violation() || number == Some(MARIADB)
}

async fn list_posts(mut session: Session, id: Id) -> Answer<Json<Vec<Post>>> {
    let Path(user_id) = id?;
    find_user(&mut session, user_id).await?;
    let posts = fetch!(
        &mut session,
        fetch_all,
        Post,
        "SELECT * FROM posts WHERE user_id = ? ORDER BY created_at, id",
        user_id,
    );
    Ok(Json(posts?))
}

async fn find_user(session: &mut Session, id: i64) -> Answer<User> {
    let user = fetch!(session, fetch_optional, User, "SELECT * FROM users WHERE id = ?", id)?;
    user.ok_or_else(|| no_user(id))
}

fn no_user(id: i64) -> ApiError {
    ApiError::not_found(format!("there is no user {id}"))
}
