//! Revision files, the script directory, the revision graph and plans.
//!
//! A *revision file* is SQL that a person can read: a header of comment lines (`-- @revision …`), then sections (`-- @upgrade`,
//! `-- @downgrade`). [`parse`] reads one, [`render`] writes a new one. A [`Graph`] is made from the headers of a script directory
//! (or of files inside the program, see [`Source`]); bodies are read when they are needed. What a database holds is an
//! [`AppliedSet`]; [`Graph::plan`] says which revisions run, and in which order, to reach a target, and [`commit_groups`] how the
//! statements of one revision are cut into transactions.
//!
//! Nothing here talks to a database or prints.

mod applied;

mod error;
mod file;
mod graph;
mod groups;
mod id;
mod naming;
mod rebuild;
mod source;
mod statement;

pub use applied::AppliedSet;

pub use error::{FileError, FileErrorKind};
pub use file::{
    Direction, Header, HeaderLines, Marker, MarkerKind, NewRevision, NewSection, Renamed, RevisionFile,
    Section, parse, parse_header, parse_stored_downgrade, render, rewrite_parents,
};
pub use graph::{
    CreateError, Graph, GraphError, MergePlan, Place, Plan, PlanError, Rebase, Reparent, ResolveError,
    Revision, Stamp, Targets, counts_from_applied, version_path,
};
pub use groups::{CommitGroup, commit_groups, commit_groups_of_sections};
pub use id::{InvalidName, RESERVED, RevisionId, check_name};
pub use naming::{TemplateError, file_name, indent_directives, slug};
pub use source::{EmbeddedFile, Source};
pub use statement::PlannedStatement;
