//! Reading the header: everything before the first section line.

use std::path::Path;

use super::fields::Fields;
use super::format::newer_format;
use super::lines::{FIELDS, Line, MARKERS, SECTIONS, directive, lines, unknown_word, without_bom};
use super::model::Header;
use crate::error::FileError;

/// Reads the header of a revision file. The text may be the whole file, or its beginning up to any line behind the header.
///
/// # Errors
///
/// The first fault, with line and column.
pub fn parse_header(path: &Path, text: &str) -> Result<Header, FileError> {
    parse_head(path, without_bom(text)).map(|(header, _)| header)
}

/// Reads the header of a text without byte order mark, and says on which line it ends: that of the first section, if there is one.
pub(super) fn parse_head<'t>(path: &Path, text: &'t str) -> Result<(Header, Option<Line<'t>>), FileError> {
    // A newer format may have words that are unknown here: say what is the matter, not that they are unknown.
    read(path, text).map_err(|error| newer_format(path, text).unwrap_or(error))
}

fn read<'t>(path: &Path, text: &'t str) -> Result<(Header, Option<Line<'t>>), FileError> {
    let mut message = None;
    let mut fields = Fields::new(path);
    let mut last_line = 1;
    for line in lines(text) {
        last_line = line.number;
        if let Some(directive) = directive(line.text) {
            if SECTIONS.contains(&directive.word) {
                return Ok((fields.finish(message, line.number)?, Some(line)));
            }
            if MARKERS.contains(&directive.word) {
                return Err(FileError::new(
                    path,
                    line.number,
                    directive.column,
                    format!("`@{}` speaks of the next statement, but no section has begun", directive.word),
                )
                .with_hint("move it below `-- @upgrade` or `-- @downgrade`, directly before the statement"));
            }
            if !FIELDS.contains(&directive.word) {
                return Err(unknown_word(path, line.number, &directive));
            }
            fields.take(line.number, &directive)?;
        } else if let Some(comment) = line.text.strip_prefix("--").filter(|_| line.number == 1) {
            let comment = comment.trim();
            let text = if begins_like_a_directive(comment) {
                comment.strip_prefix('\\').unwrap_or(comment)
            } else {
                comment
            };
            message = (!text.is_empty()).then(|| text.to_owned());
        } else {
            let text = line.text.trim_start();
            if !text.is_empty() && !text.starts_with("--") {
                let column = line.text.chars().count() - text.chars().count() + 1;
                return Err(FileError::new(
                    path,
                    line.number,
                    column,
                    "a header holds comment lines only, and this is none",
                )
                .with_hint("SQL stands below a section line: `-- @upgrade` or `-- @downgrade`"));
            }
        }
    }
    Ok((fields.finish(message, last_line)?, None))
}

/// Whether a message begins with `@`, behind any number of backslashes: one of these is there to keep it from being a directive.
pub(super) fn begins_like_a_directive(message: &str) -> bool {
    message.trim_start_matches('\\').starts_with('@')
}
