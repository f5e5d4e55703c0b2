//! Lines and the directives among them. Directives are found by lines, before any SQL is lexed, so that finding them depends on no
//! dialect.

use std::path::Path;

use limbeck_url::nearest;

use crate::error::FileError;

/// The fields of a header.
pub(crate) const FIELDS: [&str; 7] =
    ["revision", "revises", "branch", "depends-on", "created", "renamed", "format"];
/// The lines that begin a section.
pub(crate) const SECTIONS: [&str; 3] = ["upgrade", "downgrade", "irreversible"];
/// The lines in a body that speak of the next statement.
pub(crate) const MARKERS: [&str; 3] = ["probe", "idempotent", "destructive"];

/// One line of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'t> {
    /// Counted from 1.
    pub(crate) number: usize,
    /// Without its end.
    pub(crate) text: &'t str,
    /// Where it begins in the text, in bytes.
    pub(crate) start: usize,
    /// Where the next one begins.
    pub(crate) end: usize,
}

/// The text without a byte order mark.
pub(crate) fn without_bom(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The lines of a text; each ends in LF, CRLF or with the text.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').enumerate().map(move |(index, whole)| {
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let begin = start;
        start += whole.len();
        Line { number: index + 1, text: line, start: begin, end: start }
    })
}

/// `-- @word rest`, at column 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Directive<'t> {
    /// What follows the `@`, up to white space.
    pub(crate) word: &'t str,
    /// The column of the `@`.
    pub(crate) column: usize,
    /// What follows the word, without white space at its ends.
    pub(crate) rest: &'t str,
    /// The column of `rest`.
    pub(crate) rest_column: usize,
}

/// The directive on a line, if it is one: `--`, optional blanks, `@`, all from column 1.
pub(crate) fn directive(line: &str) -> Option<Directive<'_>> {
    let after = line.strip_prefix("--")?.trim_start_matches([' ', '\t']).strip_prefix('@')?;
    let column = line.len() - after.len();
    let word_end = after.find(char::is_whitespace).unwrap_or(after.len());
    let (word, tail) = after.split_at(word_end);
    let rest = tail.trim_start();
    let rest_column = column + word.chars().count() + (tail.len() - rest.len()) + 1;
    Some(Directive { word, column, rest: rest.trim_end(), rest_column })
}

/// Whether a line begins a section.
pub(crate) fn is_section_line(line: &str) -> bool {
    directive(line).is_some_and(|directive| SECTIONS.contains(&directive.word))
}

/// The error for a directive whose word is unknown, wherever it stands.
pub(crate) fn unknown_word(path: &Path, line: usize, directive: &Directive<'_>) -> FileError {
    let words = FIELDS.into_iter().chain(SECTIONS).chain(MARKERS);
    let meant = match nearest(directive.word, words) {
        Some(word) => format!("did you mean `@{word}`? "),
        None => String::new(),
    };
    FileError::new(path, line, directive.column, format!("`@{}` is not a directive", directive.word))
        .with_hint(format!(
            "{meant}A comment that begins with `@` is indented by one blank, or written `-- \\@{}`",
            directive.word
        ))
}

/// A word and its column.
pub(crate) type Token<'t> = (usize, &'t str);

/// The words of a list separated by commas, white space, or both; `None` when a comma separates nothing.
pub(crate) fn list(rest: &str, column: usize) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut at = column;
    for piece in rest.split(',') {
        let before = tokens.len();
        tokens.extend(words(piece, at));
        if tokens.len() == before {
            return None;
        }
        at += piece.chars().count() + 1;
    }
    Some(tokens)
}

/// The words separated by white space.
pub(crate) fn words(text: &str, column: usize) -> impl Iterator<Item = Token<'_>> {
    text.split_whitespace().map(move |word| {
        // `split_whitespace` hands out slices of `text`, so the distance of the two addresses is the offset.
        let offset = word.as_ptr() as usize - text.as_ptr() as usize;
        (column + text[..offset].chars().count(), word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_stands_at_column_one() {
        for line in ["--@upgrade", "-- @upgrade", "--  \t @upgrade sqlite "] {
            assert_eq!(directive(line).unwrap().word, "upgrade", "{line}");
        }
        for line in [
            " -- @upgrade",
            "-- \\@upgrade",
            "-- upgrade",
            "- @upgrade",
            "--- @upgrade",
            "",
            "--",
            "#@upgrade",
        ] {
            assert!(directive(line).is_none(), "{line}");
        }
        let found = directive("-- @upgrade  sqlite mysql ").unwrap();
        assert_eq!((found.column, found.rest, found.rest_column), (4, "sqlite mysql", 14));
    }

    #[test]
    fn lists_take_commas_blanks_or_both() {
        let expected = vec![(1, "a"), (4, "b"), (8, "c")];
        assert_eq!(list("a, b , c", 1).unwrap(), expected);
        assert_eq!(list("a  b\t  c", 1).unwrap(), expected);
        assert_eq!(list("a,, b", 1), None);
        assert_eq!(list(",a", 1), None);
        assert_eq!(list("a,", 1), None);
    }

    #[test]
    fn lines_end_in_lf_or_crlf() {
        let all: Vec<_> =
            lines("a\r\nb\n\nc").map(|line| (line.number, line.text, line.start, line.end)).collect();
        assert_eq!(all, [(1, "a", 0, 3), (2, "b", 3, 5), (3, "", 5, 6), (4, "c", 6, 7)]);
    }
}
