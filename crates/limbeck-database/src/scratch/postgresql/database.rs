//! A database of nobody's.

use limbeck_sql::postgresql::{quoted, string_literal};
use limbeck_url::DatabaseUrl;

use super::super::name::random_name;
use crate::{ConnectOptions, Connection, DatabaseError, connect};

/// What the live database was made with, so that ours sorts and folds as it does. Columns that a version lacks come out of the row as JSON.
const SETTINGS: &str = "SELECT pg_encoding_to_char(d.encoding), d.datcollate, d.datctype, to_jsonb(d) ->> 'datlocprovider', \
     coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'), to_jsonb(d) ->> 'daticurules', \
     current_setting('search_path'), current_schema(), to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), \
     (SELECT string_agg(l.datname, ' ') FROM pg_database l WHERE l.datname ~ '^lk_[0-9a-f]{16}$' \
      AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datid = l.oid) \
      AND substring(shobj_description(l.oid, 'pg_database') FROM '^limbeck scratch database of ([-0-9TZ:]{20})$')::timestamptz < now() - interval '1 hour') \
     FROM pg_database d WHERE d.datname = current_database()";

/// A database of our own on a server.
pub(super) struct ScratchDatabase {
    name: String,
    connection: Box<dyn Connection>,
    url: DatabaseUrl,
    /// The schema that names without one belong to, as in the live database.
    search_path: String,
}

impl ScratchDatabase {
    /// Creates it with the settings of the database behind `server`, and connects to it.
    pub(super) fn create(server: &mut dyn Connection, url: &DatabaseUrl) -> Result<Self, DatabaseError> {
        let rows = server.query(SETTINGS)?;
        let value = |column: usize| rows.rows.first().and_then(|row| row.get(column)?.clone());
        let literal = |value: Option<String>| string_literal(&value.unwrap_or_default());
        let name = random_name()?;
        let mut sql = format!(
            "CREATE DATABASE {name} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}",
            literal(value(0)),
            literal(value(1)),
            literal(value(2)),
        );
        let (provider, locale, rules) = (value(3), value(4), value(5));
        match (provider.as_deref(), locale) {
            (Some("i"), Some(locale)) => {
                sql.push_str(&format!(" LOCALE_PROVIDER icu ICU_LOCALE {}", string_literal(&locale)));
                if let Some(rules) = rules {
                    sql.push_str(&format!(" ICU_RULES {}", string_literal(&rules)));
                }
            }
            (Some("b"), Some(locale)) => {
                sql.push_str(&format!(" LOCALE_PROVIDER builtin BUILTIN_LOCALE {}", string_literal(&locale)));
            }
            _ => {}
        }
        server.execute(&sql).map_err(|error| cannot_create(server, &error))?;
        // Whoever finds it when we have died knows from this how old it is.
        if let Some(now) = value(8) {
            let comment = string_literal(&format!("limbeck scratch database of {now}"));
            drop(server.execute(&format!("COMMENT ON DATABASE {name} IS {comment}")));
        }
        sweep(server, &value(9).unwrap_or_default());
        let search_path = value(6).unwrap_or_default();
        match enter(url, &name, value(7).as_deref()) {
            Ok(connection) => {
                let mut database = Self { name, connection, url: url.clone(), search_path };
                database.back_to_own_schema()?;
                Ok(database)
            }
            Err(error) => {
                drop(server.execute(&drop_database(&name, server)));
                Err(error)
            }
        }
    }

    pub(super) fn connection(&mut self) -> &mut dyn Connection {
        &mut *self.connection
    }

    /// A file may have gone elsewhere.
    pub(super) fn back_to_own_schema(&mut self) -> Result<(), DatabaseError> {
        let set = format!("SELECT set_config('search_path', {}, false)", string_literal(&self.search_path));
        self.connection().execute("RESET ROLE")?;
        self.connection().query(&set).map(drop)
    }

    /// Drops it. What stays behind when that fails is called `lk_…`, and swept later.
    pub(super) fn drop_on(self, server: &mut dyn Connection) {
        let Self { name, connection, url, .. } = self;
        drop(connection);
        let sql = drop_database(&name, server);
        // The connection may be the very thing that broke.
        if server.execute(&sql).is_err()
            && let Ok(mut another) = connect(&url, &ConnectOptions::default())
        {
            drop(another.execute(&sql));
        }
    }
}

/// Drops what creators that died have left: databases of our name and comment, over an hour old, that nobody is connected to. One that
/// somebody connects to in this moment stays, for they are dropped without force; and one that is not ours to drop stays as well.
fn sweep(server: &mut dyn Connection, leftovers: &str) {
    for name in leftovers.split_whitespace() {
        drop(server.execute(&format!("DROP DATABASE IF EXISTS {name}")));
    }
}

fn enter(url: &DatabaseUrl, name: &str, own: Option<&str>) -> Result<Box<dyn Connection>, DatabaseError> {
    let mut connection = connect(&url.clone().with_database(name), &ConnectOptions::default())?;
    // Nobody needs it after a crash. Bodies of functions may speak of what comes later in the file.
    connection.execute("SET synchronous_commit = off; SET check_function_bodies = off")?;
    if let Some(own) = own.filter(|own| *own != "public") {
        connection.execute(&format!("CREATE SCHEMA IF NOT EXISTS {}", quoted(own)))?;
    }
    Ok(connection)
}

fn drop_database(name: &str, server: &dyn Connection) -> String {
    let force = if server.server().version.major >= 13 { " WITH (FORCE)" } else { "" };
    format!("DROP DATABASE IF EXISTS {name}{force}")
}

fn cannot_create(server: &dyn Connection, error: &DatabaseError) -> DatabaseError {
    DatabaseError::CannotOpen {
        database: server.server().database.clone(),
        reason: format!(
            "a schema file is loaded into a database of its own beside the live one, and this role cannot make it ({error}); \
             give the role CREATEDB, or give the URL of another server of this version ({} in limbeck.toml, or `--scratch-url`)",
            "`[scratch]`"
        ),
        source: error.server_error().map(|words| Box::new(words.clone())),
    }
}
