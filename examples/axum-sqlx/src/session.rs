//! A session: one connection of the pool, handed to a handler and returned when the handler is done with it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use sqlx::pool::PoolConnection;
use sqlx::{MySql, Postgres, Sqlite};

use crate::database::Database;
use crate::error::ApiError;

/// A connection for the length of one request. Dropping it returns it to the pool.
pub enum Session {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
    /// MySQL and MariaDB.
    MySql(PoolConnection<MySql>),
}

impl FromRequestParts<Database> for Session {
    type Rejection = ApiError;

    async fn from_request_parts(_: &mut Parts, database: &Database) -> Result<Self, ApiError> {
        Ok(match database {
            Database::Sqlite(pool) => Self::Sqlite(pool.acquire().await?),
            Database::Postgres(pool) => Self::Postgres(pool.acquire().await?),
            Database::MySql(pool) => Self::MySql(pool.acquire().await?),
        })
    }
}

/// PostgreSQL numbers its parameters: `?, ?` is `$1, $2` there. The queries of this service have no other question marks.
pub(crate) fn numbered(sql: &str) -> String {
    let mut parts = sql.split('?');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.enumerate().fold(first, |sql, (number, part)| format!("{sql}${}{part}", number + 1))
}

/// `fetch!(session, fetch_all, User, "SELECT …", value, …)`: a query on whichever database it is.
macro_rules! fetch {
    ($session:expr, $method:ident, $row:ty, $sql:literal $(, $value:expr)* $(,)?) => {
        match $session {
            Session::Sqlite(connection) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($value))*.$method(&mut **connection).await
            }
            Session::Postgres(connection) => {
                let sql = sqlx::AssertSqlSafe($crate::session::numbered($sql));
                sqlx::query_as::<_, $row>(sql)$(.bind($value))*.$method(&mut **connection).await
            }
            Session::MySql(connection) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($value))*.$method(&mut **connection).await
            }
        }
    };
}

/// `insert!(session, "INSERT …", value, …)`: the id of the new row. MySQL has no RETURNING; it keeps the id for the session.
macro_rules! insert {
    ($session:expr, $sql:literal $(, $value:expr)* $(,)?) => {
        match $session {
            Session::Sqlite(connection) => sqlx::query_scalar::<_, i64>(concat!($sql, " RETURNING id"))
                $(.bind($value))*.fetch_one(&mut **connection).await,
            Session::Postgres(connection) => {
                let sql = sqlx::AssertSqlSafe($crate::session::numbered(concat!($sql, " RETURNING id")));
                sqlx::query_scalar::<_, i64>(sql)$(.bind($value))*.fetch_one(&mut **connection).await
            }
            Session::MySql(connection) => sqlx::query($sql)$(.bind($value))*.execute(&mut **connection).await
                .map(|done| done.last_insert_id().cast_signed()),
        }
    };
}

pub(crate) use {fetch, insert};

#[cfg(test)]
mod tests {
    #[test]
    fn parameters_are_numbered() {
        assert_eq!(super::numbered("a = ? AND b = ?"), "a = $1 AND b = $2");
        assert_eq!(super::numbered("SELECT 1"), "SELECT 1");
    }
}
