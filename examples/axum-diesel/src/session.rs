//! A session: one connection of the pool, handed to a handler and returned when the handler is done with it.
//!
//! Diesel's queries are types that know their backend, so one query for three backends is the same expression, compiled three times.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use diesel_async::pooled_connection::deadpool::Object;
use diesel_async::{AsyncMysqlConnection, AsyncPgConnection};

use crate::database::{AsyncSqliteConnection, Database};
use crate::error::ApiError;

/// A connection for the length of one request. Dropping it returns it to the pool.
pub enum Session {
    Sqlite(Object<AsyncSqliteConnection>),
    /// In a box, because it is several times as large as the others.
    Postgres(Box<Object<AsyncPgConnection>>),
    /// MySQL and MariaDB.
    MySql(Object<AsyncMysqlConnection>),
}

impl FromRequestParts<Database> for Session {
    type Rejection = ApiError;

    async fn from_request_parts(_: &mut Parts, database: &Database) -> Result<Self, ApiError> {
        Ok(match database {
            Database::Sqlite(pool) => Self::Sqlite(pool.get().await?),
            Database::Postgres(pool) => Self::Postgres(Box::new(pool.get().await?)),
            Database::MySql(pool) => Self::MySql(pool.get().await?),
        })
    }
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// The id that this session's last insert made.
    fn last_insert_id() -> Unsigned<BigInt>;
}

/// `on!(session, connection => query)`: a query on whichever database it is.
macro_rules! on {
    ($session:expr, $connection:ident => $query:expr) => {
        match $session {
            Session::Sqlite($connection) => $query,
            Session::Postgres($connection) => $query,
            Session::MySql($connection) => $query,
        }
    };
}

/// `insert!(session, table, values)`: the id of the new row. MySQL has no RETURNING; it keeps the id for the session.
macro_rules! insert {
    ($session:expr, $table:ident, $values:expr) => {{
        let insert = diesel::insert_into($table::table).values($values);
        match $session {
            Session::Sqlite(connection) => insert.returning($table::id).get_result::<i64>(connection).await,
            Session::Postgres(connection) => insert.returning($table::id).get_result::<i64>(connection).await,
            Session::MySql(connection) => match insert.execute(connection).await {
                Ok(_) => diesel::select($crate::session::last_insert_id())
                    .get_result::<u64>(connection)
                    .await
                    .map(u64::cast_signed),
                Err(error) => Err(error),
            },
        }
    }};
}

pub(crate) use {insert, on};
