//! The scratch place of MySQL and MariaDB: a database of our own beside the live one, and temporary tables for single texts.

mod forms;

use std::borrow::Cow;

use limbeck_catalog::{Catalog, NormalForms, TextQuestion};
use limbeck_sql::LexMode;
use limbeck_sql::mysql::{for_scratch, names_another_database, quoted};
use limbeck_url::{DatabaseUrl, DialectName};

use super::name::random_name;
use super::place::ScratchPlace;
use crate::{ConnectOptions, Connection, DatabaseError, ReflectError, Scope, connect, literal, reflect};

/// A database of our own, from the first statement on until this is dropped.
pub(super) struct Beside {
    connection: Box<dyn Connection>,
    url: DatabaseUrl,
    /// The database that the URL names.
    own: Option<String>,
    /// The name of ours, once it is there.
    scratch: Option<String>,
}

impl Beside {
    pub(super) fn open(url: &DatabaseUrl) -> Result<Self, DatabaseError> {
        let connection = connect(url, &ConnectOptions::default())?;
        Ok(Self { connection, url: url.clone(), own: url.database().map(str::to_owned), scratch: None })
    }

    /// Makes our database, with the character set and collation of the live one: both are seen in what is created there.
    fn enter(&mut self) -> Result<(), DatabaseError> {
        if self.scratch.is_some() {
            return Ok(());
        }
        let dialect = self.dialect();
        let settings = match &self.own {
            Some(own) => {
                let rows = self.connection.query(&format!(
                    "SELECT DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA \
                     WHERE SCHEMA_NAME = {}",
                    literal(own, dialect)
                ))?;
                match rows.rows.into_iter().next().as_deref() {
                    Some([Some(charset), Some(collation)]) => {
                        format!(" CHARACTER SET {charset} COLLATE {collation}")
                    }
                    _ => String::new(),
                }
            }
            None => String::new(),
        };
        let name = random_name()?;
        self.connection.execute(&format!("CREATE DATABASE {}{settings}", quoted(&name))).map_err(|error| {
            DatabaseError::CannotOpen {
                database: self.connection.server().database.clone(),
                reason: format!(
                    "a schema file is loaded into a database of its own beside the live one, and this account cannot make it ({error}); \
                     grant it CREATE and DROP on `lk\\_%`.*, or give the URL of another server of this kind and version \
                     (`[scratch]` in limbeck.toml, or `--scratch-url`)"
                ),
                source: error.server_error().map(|words| Box::new(words.clone())),
            }
        })?;
        self.scratch = Some(name.clone());
        self.connection.execute(&format!("USE {}", quoted(&name)))?;
        // A schema file may create its tables in any order, and drop what it is about to create.
        self.connection.execute("SET foreign_key_checks = 0").map(drop)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let Some(name) = self.scratch.take() else { return };
        let statement = format!("DROP DATABASE IF EXISTS {}", quoted(&name));
        // The connection may be the very thing that broke. What stays behind after that is called `lk_…`, and swept later.
        if self.connection.execute(&statement).is_err()
            && let Ok(mut another) = connect(&self.url, &ConnectOptions::default())
        {
            let _ = another.execute(&statement);
        }
    }
}

impl ScratchPlace for Beside {
    fn dialect(&self) -> DialectName {
        self.connection.server().dialect
    }

    fn lex_mode(&self) -> LexMode {
        self.connection.server().lex_mode()
    }

    fn refuses(&self, statement: &str, mode: LexMode) -> Option<String> {
        let first = statement.split_whitespace().next().unwrap_or_default();
        if ["grant", "revoke"].iter().any(|word| first.eq_ignore_ascii_case(word)) {
            return Some(
                "rights belong to accounts of the whole server, which a schema file must leave alone"
                    .to_owned(),
            );
        }
        let other = names_another_database(statement, self.own.as_deref(), self.dialect(), mode)?;
        Some(format!("it names the database `{other}`, and a schema file may only speak of its own"))
    }

    fn prepared<'a>(&self, statement: &'a str, mode: LexMode) -> Cow<'a, str> {
        for_scratch(statement, self.own.as_deref(), self.dialect(), mode)
    }

    fn execute(&mut self, statement: &str) -> Result<(), DatabaseError> {
        self.enter()?;
        self.connection.execute(statement).map(drop)
    }

    fn reflect(&mut self, scope: &Scope) -> Result<Catalog, ReflectError> {
        match self.scratch {
            Some(_) => reflect(&mut *self.connection, scope),
            // Nothing has been loaded, and the current database is the live one.
            None => Ok(Catalog::empty(self.dialect())),
        }
    }

    /// The texts are put into temporary tables: of the database loaded here, where there is one, else of the live one.
    fn normal_forms(
        &mut self,
        questions: &[TextQuestion],
        catalogs: [&Catalog; 2],
    ) -> Result<NormalForms, DatabaseError> {
        if self.own.is_none() {
            self.enter()?;
        }
        forms::normal_forms(&mut *self.connection, questions, catalogs)
    }
}
