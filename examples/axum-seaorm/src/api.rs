//! The routes.

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, DatabaseConnection, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, Set, SqlErr,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::entity::{post, user};
use crate::error::ApiError;

type Answer<T> = Result<T, ApiError>;
type Body<T> = Result<Json<T>, JsonRejection>;
type Id = Result<Path<i64>, PathRejection>;
type Database = State<DatabaseConnection>;

/// The service on a database that is up to date.
pub fn router(database: DatabaseConnection) -> Router {
    Router::new()
        .route("/health", get(health))
        .route("/users", get(list_users).post(create_user))
        .route("/users/{id}", get(show_user))
        .route("/users/{id}/posts", get(list_posts).post(create_post))
        .fallback(async || ApiError::not_found("there is nothing here"))
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

async fn health(State(database): Database) -> Answer<Json<Value>> {
    database.ping().await?;
    Ok(Json(json!({ "status": "ok" })))
}

async fn create_user(
    State(database): Database,
    body: Body<NewUser>,
) -> Answer<(StatusCode, Json<user::Model>)> {
    let Json(NewUser { email, name, about }) = body?;
    let new = user::ActiveModel {
        email: Set(email.clone()),
        name: Set(name),
        about: Set(about),
        ..Default::default()
    };
    let user = new.insert(&database).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => {
            ApiError::new(StatusCode::CONFLICT, format!("there is a user with the email {email}"))
        }
        _ => error.into(),
    })?;
    Ok((StatusCode::CREATED, Json(user)))
}

async fn list_users(State(database): Database) -> Answer<Json<Vec<user::Model>>> {
    Ok(Json(user::Entity::find().order_by_asc(user::Column::Id).all(&database).await?))
}

async fn show_user(State(database): Database, id: Id) -> Answer<Json<user::Model>> {
    let Path(id) = id?;
    Ok(Json(find_user(&database, id).await?))
}

async fn create_post(
    State(database): Database,
    id: Id,
    body: Body<NewPost>,
) -> Answer<(StatusCode, Json<post::Model>)> {
    let (Path(user_id), Json(NewPost { title, body, published })) = (id?, body?);
    let new = post::ActiveModel {
        user_id: Set(user_id),
        title: Set(title),
        body: Set(body),
        published: Set(published),
        ..Default::default()
    };
    let post = new.insert(&database).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::ForeignKeyConstraintViolation(_)) => no_user(user_id),
        _ => error.into(),
    })?;
    Ok((StatusCode::CREATED, Json(post)))
}

async fn list_posts(State(database): Database, id: Id) -> Answer<Json<Vec<post::Model>>> {
    let Path(user_id) = id?;
    find_user(&database, user_id).await?;
    let posts = post::Entity::find()
        .filter(post::Column::UserId.eq(user_id))
        .order_by_asc(post::Column::CreatedAt)
        .order_by_asc(post::Column::Id);
    Ok(Json(posts.all(&database).await?))
}

async fn find_user(database: &DatabaseConnection, id: i64) -> Answer<user::Model> {
    user::Entity::find_by_id(id).one(database).await?.ok_or_else(|| no_user(id))
}

fn no_user(id: i64) -> ApiError {
    ApiError::not_found(format!("there is no user {id}"))
}
