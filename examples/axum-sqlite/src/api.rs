//! The routes.

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::SqlitePool;

use crate::error::ApiError;
use crate::models::{Post, User};

type Answer<T> = Result<T, ApiError>;
type Body<T> = Result<Json<T>, JsonRejection>;
type Id = Result<Path<i64>, PathRejection>;

/// The service on a database that is up to date.
pub fn router(database: SqlitePool) -> Router {
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

async fn health(State(database): State<SqlitePool>) -> Answer<Json<Value>> {
    sqlx::query("SELECT 1").execute(&database).await?;
    Ok(Json(json!({ "status": "ok" })))
}

async fn create_user(
    State(database): State<SqlitePool>,
    body: Body<NewUser>,
) -> Answer<(StatusCode, Json<User>)> {
    let Json(NewUser { email, name, about }) = body?;
    let user = sqlx::query_as("INSERT INTO users (email, name, about) VALUES (?, ?, ?) RETURNING *")
        .bind(&email)
        .bind(name)
        .bind(about)
        .fetch_one(&database)
        .await
        .map_err(|error| match error.as_database_error() {
            Some(violated) if violated.is_unique_violation() => {
                ApiError::new(StatusCode::CONFLICT, format!("there is a user with the email {email}"))
            }
            _ => error.into(),
        })?;
    Ok((StatusCode::CREATED, Json(user)))
}

async fn list_users(State(database): State<SqlitePool>) -> Answer<Json<Vec<User>>> {
    Ok(Json(sqlx::query_as("SELECT * FROM users ORDER BY id").fetch_all(&database).await?))
}

async fn show_user(State(database): State<SqlitePool>, id: Id) -> Answer<Json<User>> {
    let Path(id) = id?;
    Ok(Json(find_user(&database, id).await?))
}

async fn create_post(
    State(database): State<SqlitePool>,
    id: Id,
    body: Body<NewPost>,
) -> Answer<(StatusCode, Json<Post>)> {
    let (Path(user_id), Json(post)) = (id?, body?);
    let NewPost { title, body, published } = post;
    let insert = "INSERT INTO posts (user_id, title, body, published) VALUES (?, ?, ?, ?) RETURNING *";
    let post = sqlx::query_as(insert)
        .bind(user_id)
        .bind(title)
        .bind(body)
        .bind(published)
        .fetch_one(&database)
        .await
        .map_err(|error| match error.as_database_error() {
            Some(violated) if violated.is_foreign_key_violation() => no_user(user_id),
            Some(violated) if violated.is_check_violation() => {
                ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "a post needs a title")
            }
            _ => error.into(),
        })?;
    Ok((StatusCode::CREATED, Json(post)))
}

async fn list_posts(State(database): State<SqlitePool>, id: Id) -> Answer<Json<Vec<Post>>> {
    let Path(user_id) = id?;
    find_user(&database, user_id).await?;
    let posts = sqlx::query_as("SELECT * FROM posts WHERE user_id = ? ORDER BY created_at, id")
        .bind(user_id)
        .fetch_all(&database)
        .await?;
    Ok(Json(posts))
}

async fn find_user(database: &SqlitePool, id: i64) -> Answer<User> {
    let user = sqlx::query_as("SELECT * FROM users WHERE id = ?").bind(id).fetch_optional(database).await?;
    user.ok_or_else(|| no_user(id))
}

fn no_user(id: i64) -> ApiError {
    ApiError::not_found(format!("there is no user {id}"))
}
