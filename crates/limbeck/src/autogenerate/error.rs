//! What can go wrong between models and a revision.

use limbeck_catalog::Irreversible;
use limbeck_database::{DatabaseError, LoadError, ReflectError, ScratchError};
use limbeck_models::{JsonError, ModelError, Refusal};
use limbeck_revision::{FileError, GraphError};
use limbeck_sql::{NoDialect, RenderError};
use limbeck_url::DialectName;

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
    /// The dialect cannot be compared in.
    #[error(transparent)]
    NoDialect(#[from] NoDialect),
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
