//! The format of a file: which ones can be read, and what is said of a newer one.

use std::path::Path;

use super::lines::{directive, is_section_line, lines};
use crate::error::{FileError, FileErrorKind};

/// The newest format this program reads.
const FORMAT: u32 = 1;

/// Whether a format number can be read.
pub(super) fn format_is_known(format: u32) -> bool {
    (1..=FORMAT).contains(&format)
}

/// The error for a format number that is greater than known, if the header has one.
pub(super) fn newer_format(path: &Path, text: &str) -> Option<FileError> {
    lines(text).take_while(|line| !is_section_line(line.text)).find_map(|line| {
        let directive = directive(line.text).filter(|directive| directive.word == "format")?;
        let format: u32 = directive.rest.parse().ok()?;
        (format > FORMAT).then(|| {
            FileError::new(
                path,
                line.number,
                directive.rest_column,
                format!("this file has format {format}, written by a newer limbeck"),
            )
            .of_kind(FileErrorKind::NewerFormat)
            .with_hint(format!("this program reads format {FORMAT}; update it"))
        })
    })
}
