//! The scratch place of PostgreSQL: a database of our own beside the live one, and temporary tables, rolled back, for single texts.

mod ask;
mod constant;
mod database;
mod forms;
mod refuse;

use std::borrow::Cow;

use limbeck_catalog::{Catalog, NormalForms, TextQuestion};
use limbeck_sql::{LexMode, without_concurrently};
use limbeck_url::{DatabaseUrl, DialectName};

use self::database::ScratchDatabase;
use super::place::ScratchPlace;
use crate::{ConnectOptions, Connection, DatabaseError, ReflectError, Scope, connect, reflect};

/// A database of our own, from the first statement on until this is dropped.
pub(super) struct Beside {
    /// The connection to the database that the URL names, which a user's file never sees.
    server: Box<dyn Connection>,
    url: DatabaseUrl,
    database: Option<ScratchDatabase>,
}

impl Beside {
    pub(super) fn open(url: &DatabaseUrl) -> Result<Self, DatabaseError> {
        let server = connect(url, &ConnectOptions::default())?;
        Ok(Self { server, url: url.clone(), database: None })
    }

    fn enter(&mut self) -> Result<&mut dyn Connection, DatabaseError> {
        if self.database.is_none() {
            self.database = Some(ScratchDatabase::create(&mut *self.server, &self.url)?);
        }
        match &mut self.database {
            Some(database) => Ok(database.connection()),
            None => Ok(&mut *self.server),
        }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(database) = self.database.take() {
            database.drop_on(&mut *self.server);
        }
    }
}

impl ScratchPlace for Beside {
    fn dialect(&self) -> DialectName {
        DialectName::PostgreSql
    }

    fn refuses(&self, statement: &str, mode: LexMode) -> Option<String> {
        refuse::refusal(statement, mode)
    }

    fn prepared<'a>(&self, statement: &'a str, mode: LexMode) -> Cow<'a, str> {
        without_concurrently(statement, DialectName::PostgreSql, mode)
    }

    fn execute(&mut self, statement: &str) -> Result<(), DatabaseError> {
        self.enter()?.execute(statement).map(drop)
    }

    /// Without schemas in the scope, all that has been loaded is read: nobody else has anything here.
    fn reflect(&mut self, scope: &Scope) -> Result<Catalog, ReflectError> {
        let Some(database) = &mut self.database else {
            return Ok(Catalog::empty(DialectName::PostgreSql));
        };
        database.back_to_own_schema()?;
        let mut scope = scope.clone();
        if scope.schemas.is_empty() {
            scope.schemas = vec!["*".to_owned()];
        }
        reflect(database.connection(), &scope)
    }

    /// Where something has been loaded, it is asked there: its types and functions are known.
    fn normal_forms(
        &mut self,
        questions: &[TextQuestion],
        catalogs: [&Catalog; 2],
    ) -> Result<NormalForms, DatabaseError> {
        let connection = match &mut self.database {
            Some(database) => {
                database.back_to_own_schema()?;
                database.connection()
            }
            None => &mut *self.server,
        };
        forms::normal_forms(connection, questions, catalogs)
    }
}
