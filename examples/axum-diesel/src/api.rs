//! The routes.

use axum::extract::Path;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::sql_types::Integer;
// By its name, so that it hides the synchronous one of the prelude.
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};

use crate::database::Database;
use crate::error::ApiError;
use crate::models::{NewPost, NewUser, Post, User};
use crate::schema::{posts, users};
use crate::session::{Session, insert, on};

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
        .with_state(database)
}

async fn health(mut session: Session) -> Answer<Json<Value>> {
    on!(&mut session, connection => diesel::select(1.into_sql::<Integer>()).get_result::<i32>(connection).await)?;
    Ok(Json(json!({ "status": "ok" })))
}

async fn create_user(mut session: Session, body: Body<NewUser>) -> Answer<(StatusCode, Json<User>)> {
    let Json(new) = body?;
    let id = insert!(&mut session, users, &new).map_err(|error| match error {
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
            ApiError::new(StatusCode::CONFLICT, format!("there is a user with the email {}", new.email))
        }
        _ => error.into(),
    })?;
    Ok((StatusCode::CREATED, Json(find_user(&mut session, id).await?)))
}

async fn list_users(mut session: Session) -> Answer<Json<Vec<User>>> {
    let users = on!(&mut session, connection => {
        users::table.order(users::id).select(User::as_select()).load(connection).await
    });
    Ok(Json(users?))
}

async fn show_user(mut session: Session, id: Id) -> Answer<Json<User>> {
    let Path(id) = id?;
    Ok(Json(find_user(&mut session, id).await?))
}

async fn create_post(mut session: Session, id: Id, body: Body<NewPost>) -> Answer<(StatusCode, Json<Post>)> {
    let (Path(user_id), Json(new)) = (id?, body?);
    let new = NewPost { user_id, ..new };
    let id = insert!(&mut session, posts, &new).map_err(|error| match error {
        Error::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _) => no_user(user_id),
        _ => error.into(),
    })?;
    let post = on!(&mut session, connection => {
        posts::table.find(id).select(Post::as_select()).first(connection).await
    });
    Ok((StatusCode::CREATED, Json(post?)))
}

async fn list_posts(mut session: Session, id: Id) -> Answer<Json<Vec<Post>>> {
    let Path(user_id) = id?;
    find_user(&mut session, user_id).await?;
    let posts = on!(&mut session, connection => {
        let of_user = posts::table.filter(posts::user_id.eq(user_id)).order((posts::created_at, posts::id));
        of_user.select(Post::as_select()).load(connection).await
    });
    Ok(Json(posts?))
}

async fn find_user(session: &mut Session, id: i64) -> Answer<User> {
    let user = on!(session, connection => {
        users::table.find(id).select(User::as_select()).first(connection).await.optional()
    });
    user?.ok_or_else(|| no_user(id))
}

fn no_user(id: i64) -> ApiError {
    ApiError::not_found(format!("there is no user {id}"))
}
