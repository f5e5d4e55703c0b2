//! What can go wrong between models and a revision.

use limbeck_catalog::Irreversible;
use limbeck_database::{DatabaseError, LoadError, ReflectError, ScratchError};
use limbeck_models::{JsonError, ModelError, Refusal};
use limbeck_revision::{FileError, GraphError};
use limbeck_sql::RenderError;
use limbeck_url::DialectName;

use crate::error::{Error, ErrorKind, Fault, Location};

/// An error of comparing, or of writing what a comparison found.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AutogenerateError {
    /// The models cannot be read.
    #[error("{}", lines(.0))]
    Models(Vec<ModelError>),
    /// A command that prints models failed.
    #[error("the models' command `{command}` failed: {reason}")]
    Command {
        /// The command.
        command: String,
        /// Why.
        reason: String,
    },
    /// The models look like a mistake.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A JSON catalog cannot be read.
    #[error("{file}: {source}")]
    Json {
        /// Where it comes from.
        file: String,
        /// What is wrong with it.
        source: JsonError,
    },
    /// Two sources define one object.
    #[error("the table `{0}` is defined by two model sources")]
    DefinedTwice(String),
    /// A JSON catalog is that of another dialect.
    #[error("{file}: this catalog is that of {found}, and {wanted} is wanted")]
    OtherDialect {
        /// Where it comes from.
        file: String,
        /// What the catalog says.
        found: DialectName,
        /// What is needed.
        wanted: DialectName,
    },
    /// A schema file cannot be loaded.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The scratch place cannot be had.
    #[error(transparent)]
    Scratch(#[from] ScratchError),
    /// A catalog cannot be read.
    #[error(transparent)]
    Reflect(#[from] ReflectError),
    /// The server refused something.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// An operation cannot be written as SQL.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// An operation has no way back.
    #[error(transparent)]
    Irreversible(#[from] Irreversible),
    /// A revision file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The revision files do not fit together.
    #[error(transparent)]
    Graph(#[from] GraphError),
}

fn lines(errors: &[ModelError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl From<AutogenerateError> for Error {
    fn from(error: AutogenerateError) -> Self {
        match error {
            AutogenerateError::File(error) => error.into(),
            AutogenerateError::Graph(error) => error.into(),
            AutogenerateError::Database(error) => error.into(),
            AutogenerateError::Models(errors) => {
                Self::of_faults(ErrorKind::Model, errors.iter().map(model_fault).collect())
            }
            AutogenerateError::Load(error) => load_error(error),
            AutogenerateError::Refused(refusal) => Self::new(ErrorKind::Model, refusal.to_string())
                .with_hint(refusal.hint())
                .with_source(refusal),
            AutogenerateError::Command { .. } => Self::new(ErrorKind::Program, error.to_string()),
            AutogenerateError::Json { .. }
            | AutogenerateError::OtherDialect { .. }
            | AutogenerateError::DefinedTwice(_) => {
                Self::new(ErrorKind::Model, error.to_string()).with_source(error)
            }
            AutogenerateError::Scratch(ScratchError::Database(error)) => error.into(),
            AutogenerateError::Reflect(ReflectError::Database(error)) => error.into(),
            AutogenerateError::Scratch(_)
            | AutogenerateError::Reflect(_)
            | AutogenerateError::Render(_)
            | AutogenerateError::Irreversible(_) => {
                Self::new(ErrorKind::Database, error.to_string()).with_source(error)
            }
        }
    }
}

fn model_fault(error: &ModelError) -> Fault {
    let (message, location) = match error {
        ModelError::Declaration { place, column, message, .. } => {
            let line = place.line as usize;
            (
                message.clone(),
                Some(Location { file: place.file.clone().into(), line, column: (*column).max(1) as usize }),
            )
        }
        other => (other.to_string(), None),
    };
    Fault { message, location, related: Vec::new(), hint: error.hint().map(str::to_owned) }
}

fn load_error(error: LoadError) -> Error {
    let (file, line, column, message, statement, hint) = match &error {
        LoadError::Lex { file, source } => {
            (file, source.line, source.column, source.to_string(), None, source.hint())
        }
        LoadError::Refused { file, line, column, reason } => {
            (file, *line, *column, reason.clone(), None, None)
        }
        LoadError::Statement { file, line, column, statement, source } => {
            (file, *line, *column, source.to_string(), Some(statement.clone()), None)
        }
    };
    let location = Some(Location { file: file.into(), line, column });
    let fault = Fault { message, location, related: Vec::new(), hint };
    let whole = Error::of_faults(ErrorKind::Model, vec![fault]);
    match statement {
        Some(statement) => whole.with_statement(statement),
        None => whole,
    }
    .with_source(error)
}
