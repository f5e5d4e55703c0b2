//! SQLite's scratch place: a database in memory.

use limbeck_catalog::{Catalog, NormalForms, TextQuestion, Verdict};
use limbeck_sql::sqlite::constant;
use limbeck_url::{DatabaseUrl, DialectName};

use super::place::ScratchPlace;
use crate::{ConnectOptions, Connection, DatabaseError, ReflectError, Scope, connect, reflect};

pub(super) struct Memory {
    connection: Box<dyn Connection>,
}

impl Memory {
    pub(super) fn open() -> Result<Self, DatabaseError> {
        let url = DatabaseUrl::parse("sqlite::memory:")
            .map_err(|error| DatabaseError::Url { message: error.to_string() })?;
        let mut connection =
            connect(&url, &ConnectOptions { create_if_missing: true, ..ConnectOptions::default() })?;
        // A schema file may create its tables in any order, and drop what it is about to create.
        connection.execute("PRAGMA foreign_keys = OFF")?;
        Ok(Self { connection })
    }

    fn verdict(&mut self, question: &TextQuestion) -> Result<Verdict, DatabaseError> {
        let (Some(actual), Some(desired)) = (constant(&question.actual), constant(&question.desired)) else {
            return Ok(Verdict::Different);
        };
        let query =
            format!("SELECT quote({actual}) = quote({desired}) AND typeof({actual}) = typeof({desired})");
        let same = self.connection.query(&query)?.scalar() == Some("1");
        Ok(if same { Verdict::Same } else { Verdict::Different })
    }
}

impl ScratchPlace for Memory {
    fn dialect(&self) -> DialectName {
        self.connection.server().dialect
    }

    fn execute(&mut self, statement: &str) -> Result<(), DatabaseError> {
        self.connection.execute(statement).map(drop)
    }

    fn reflect(&mut self, scope: &Scope) -> Result<Catalog, ReflectError> {
        reflect(&mut *self.connection, scope)
    }

    /// SQLite keeps texts as they were typed, so it has no normal form: their tokens have been compared already, and what is left is to
    /// ask for the values of constants. `quote` and `typeof` tell `1` from `1.0` and `'1'`, and hold `true` and `1` to be one.
    fn normal_forms(
        &mut self,
        questions: &[TextQuestion],
        _catalogs: [&Catalog; 2],
    ) -> Result<NormalForms, DatabaseError> {
        questions.iter().map(|question| Ok((question.clone(), self.verdict(question)?))).collect()
    }
}
