use std::ops::Range;

use crate::lexer::LexMode;

/// One statement of a text, without its delimiter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement<'a> {
    /// The statement, from its first word to its last; comments within it are kept, those before and after it are not part of it.
    pub text: &'a str,
    /// Where in the text it stands, in bytes.
    pub range: Range<usize>,
    /// The line it begins in, from 1.
    pub line: usize,
    /// The column it begins at, from 1, in characters.
    pub column: usize,
    /// What stands between the statement before (or the beginning of the text) and this one: delimiters, white space, comments.
    pub leading: &'a str,
    /// How the statement is to be read: a `SET sql_mode = …` or `SET standard_conforming_strings = …` before it is heeded.
    pub mode: LexMode,
}

impl Statement<'_> {
    /// The lines of [`Statement::leading`] that hold a line comment from their first column on, without their line ends.
    pub fn leading_comments(&self) -> impl Iterator<Item = &str> {
        self.leading.lines().filter(|line| line.starts_with("--"))
    }
}
