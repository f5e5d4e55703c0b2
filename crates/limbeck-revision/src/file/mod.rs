//! The revision file, format 1: reading and writing it.

mod fields;
mod format;
mod header;
mod lines;
mod model;
mod render;
mod rewrite;
mod sections;

pub use header::parse_header;
pub use model::{Direction, Header, HeaderLines, Marker, MarkerKind, Renamed, RevisionFile, Section};
pub use render::{NewRevision, NewSection, render};
pub use rewrite::rewrite_parents;
pub use sections::{parse, parse_stored_downgrade};

pub(crate) use lines::{directive, is_section_line, without_bom};
