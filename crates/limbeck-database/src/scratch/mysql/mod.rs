//! The scratch place of MySQL and MariaDB: a database of our own beside the live one, and temporary tables for single texts.

mod database;
mod forms;

use std::borrow::Cow;
use std::cell::Cell;

use limbeck_catalog::{Catalog, NormalForms, TextQuestion};
use limbeck_sql::LexMode;
use limbeck_sql::mysql::{for_scratch, names_another_database, quoted, reach, says_nothing_in_scratch};
use limbeck_url::{DatabaseUrl, DialectName};

use super::place::ScratchPlace;
use crate::session::settings;
use crate::{ConnectOptions, Connection, DatabaseError, ReflectError, Scope, connect, reflect};

/// A database of our own, from the first statement on until this is dropped.
pub(super) struct Beside {
    connection: Box<dyn Connection>,
    url: DatabaseUrl,
    /// The database that the URL names.
    own: Option<String>,
    /// The name of ours, once it is there.
    scratch: Option<String>,
    /// Of the statements that have been looked at: whether one makes a procedure whose doings cannot be, and whether one calls a procedure.
    procedures: Cell<(bool, bool)>,
}

impl Beside {
    pub(super) fn open(url: &DatabaseUrl) -> Result<Self, DatabaseError> {
        let connection = connect(url, &ConnectOptions::default())?;
        Ok(Self {
            connection,
            url: url.clone(),
            own: url.database().map(str::to_owned),
            scratch: None,
            procedures: Cell::default(),
        })
    }

    /// Makes our database and goes there.
    fn enter(&mut self) -> Result<(), DatabaseError> {
        if self.scratch.is_some() {
            return Ok(());
        }
        let name = database::create(&mut *self.connection, self.own.as_deref())?;
        self.scratch = Some(name.clone());
        self.connection.execute(&format!("USE {}", quoted(&name)))?;
        // A schema file may create its tables in any order, and drop what it is about to create.
        self.connection.execute("SET foreign_key_checks = 0").map(drop)
    }

    /// Undoes what a file has set: how the server prints its catalogs depends on it.
    fn settle(&mut self) -> Result<(), DatabaseError> {
        settings(self.dialect()).iter().try_for_each(|setting| self.connection.execute(setting).map(drop))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let Some(name) = self.scratch.take() else { return };
        let statement = database::drop_statement(&name);
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

    fn skips(&self, statement: &str, mode: LexMode) -> bool {
        says_nothing_in_scratch(statement, self.own.as_deref(), self.dialect(), mode)
    }

    fn refuses(&self, statement: &str, mode: LexMode) -> Option<String> {
        let reach = reach(statement, self.dialect(), mode);
        if let Some(reason) = reach.refused {
            return Some(reason.to_owned());
        }
        if let Some(other) = names_another_database(statement, self.own.as_deref(), self.dialect(), mode) {
            return Some(format!(
                "it names the database `{other}`, and a schema file may only speak of its own"
            ));
        }
        let (unseen, called) = self.procedures.get();
        self.procedures.set((unseen || reach.defines_unseen, called || reach.calls));
        ((unseen && reach.calls) || (called && reach.defines_unseen)).then(|| {
            "a procedure is called, and one builds statements while it runs or works on more than its own database: what it does \
             cannot be looked at before"
                .to_owned()
        })
    }

    fn prepared<'a>(&self, statement: &'a str, mode: LexMode) -> Cow<'a, str> {
        for_scratch(statement, self.own.as_deref(), self.dialect(), mode)
    }

    fn execute(&mut self, statement: &str) -> Result<(), DatabaseError> {
        self.enter()?;
        self.connection.execute(statement).map(drop)
    }

    fn reflect(&mut self, scope: &Scope) -> Result<Catalog, ReflectError> {
        if self.scratch.is_none() {
            // Nothing has been loaded, and the current database is the live one.
            return Ok(Catalog::empty(self.dialect()));
        }
        self.settle()?;
        reflect(&mut *self.connection, scope)
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
        self.settle()?;
        forms::normal_forms(&mut *self.connection, questions, catalogs)
    }
}
