//! Running a user's SQL in the scratch place, statement by statement.

use limbeck_sql::{LexError, classify, refuse_in_scratch, split};

use super::Scratch;
use crate::DatabaseError;

/// Why a script could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The text is no SQL that could be split.
    #[error("{file}:{line}:{column}: {source}", line = source.line, column = source.column)]
    Lex {
        /// The file.
        file: String,
        /// What is wrong with it.
        source: LexError,
    },
    /// A statement that must not run in a scratch place.
    #[error("{file}:{line}:{column}: {reason}")]
    Refused {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// Why.
        reason: String,
    },
    /// A statement that the database refused.
    #[error("{file}:{line}:{column}: {source}")]
    Statement {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// The statement.
        statement: String,
        /// The server's words.
        source: Box<DatabaseError>,
    },
}

/// A statement that a schema file holds and that says nothing about the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// What became of a script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Statements that were not run, because they change rows alone.
    pub skipped: Vec<Skipped>,
}

impl Scratch {
    /// Runs a schema file's statements. All of them are looked at before the first one runs; those that change rows alone are skipped.
    ///
    /// # Errors
    ///
    /// [`LoadError`] with the place in the file.
    pub fn load(&mut self, text: &str, file: &str) -> Result<Loaded, LoadError> {
        self.run(text, file, 1, true)
    }

    /// Runs a section of a revision, whose text begins at `first_line` of its file, its changes of rows included.
    ///
    /// # Errors
    ///
    /// [`LoadError`] with the place in the file.
    pub fn replay(&mut self, text: &str, file: &str, first_line: usize) -> Result<(), LoadError> {
        self.run(text, file, first_line, false).map(|_| ())
    }

    fn run(
        &mut self,
        text: &str,
        file: &str,
        first_line: usize,
        skip_dml: bool,
    ) -> Result<Loaded, LoadError> {
        let (dialect, mode) = (self.dialect(), self.place.lex_mode());
        let mut statements = split(text, dialect, mode).map_err(|mut source| {
            source.line += first_line - 1;
            LoadError::Lex { file: file.to_owned(), source }
        })?;
        statements.retain(|statement| !self.place.skips(statement.text, statement.mode));
        for statement in &statements {
            let refusal = refuse_in_scratch(statement.text, dialect, statement.mode)
                .or_else(|| self.place.refuses(statement.text, statement.mode));
            if let Some(reason) = refusal {
                let (line, column) = (statement.line + first_line - 1, statement.column);
                return Err(LoadError::Refused { file: file.to_owned(), line, column, reason });
            }
        }
        let mut loaded = Loaded::default();
        for statement in statements {
            let line = statement.line + first_line - 1;
            let class = classify(statement.text, dialect, statement.mode);
            if skip_dml && (class.is_dml || class.is_query) {
                loaded.skipped.push(Skipped { file: file.to_owned(), line });
                continue;
            }
            let prepared = self.place.prepared(statement.text, statement.mode);
            self.place.execute(&prepared).map_err(|source| LoadError::Statement {
                file: file.to_owned(),
                line,
                column: statement.column,
                statement: statement.text.to_owned(),
                source: Box::new(source),
            })?;
        }
        Ok(loaded)
    }
}
