//! The fields of a header, collected line by line.

use std::collections::BTreeSet;
use std::path::Path;

use super::format::format_is_known;
use super::lines::{Directive, Token, list, words};
use super::model::{Header, HeaderLines, Renamed};
use crate::error::FileError;
use crate::id::{RevisionId, check_name};

/// What has been read so far.
pub(super) struct Fields<'p> {
    path: &'p Path,
    revision: Option<RevisionId>,
    revises: Vec<RevisionId>,
    labels: Vec<String>,
    depends_on: Vec<String>,
    created: Option<(String, jiff::Timestamp)>,
    renamed: Vec<Renamed>,
    format: u32,
    lines: HeaderLines,
}

impl<'p> Fields<'p> {
    pub(super) fn new(path: &'p Path) -> Self {
        Self {
            path,
            revision: None,
            revises: Vec::new(),
            labels: Vec::new(),
            depends_on: Vec::new(),
            created: None,
            renamed: Vec::new(),
            format: 1,
            lines: HeaderLines::default(),
        }
    }

    /// Takes one field line; its word is known to be one of the fields.
    pub(super) fn take(&mut self, line: usize, directive: &Directive<'_>) -> Result<(), FileError> {
        self.only_once(line, directive)?;
        if directive.rest.is_empty() {
            let message = format!("`@{}` says nothing", directive.word);
            return Err(self.error(line, directive.column, message).with_hint(self.example(directive.word)));
        }
        match directive.word {
            "revision" => {
                self.revision = Some(self.single_id(line, directive)?);
                self.lines.revision = line;
            }
            "revises" => {
                self.revises = self.parents(line, directive)?;
                self.lines.revises = Some(line);
            }
            "branch" => {
                self.labels = self.names(line, directive)?;
                self.lines.branch = Some(line);
            }
            "depends-on" => {
                self.depends_on = self.names(line, directive)?;
                self.lines.depends_on = Some(line);
            }
            "created" => {
                self.created = Some(self.timestamp(line, directive)?);
                self.lines.created = Some(line);
            }
            "renamed" => self.renamed.push(self.renaming(line, directive)?),
            _ => {
                self.format = self.format_number(line, directive)?;
                self.lines.format = Some(line);
            }
        }
        Ok(())
    }

    /// The header, when all its lines have been read.
    pub(super) fn finish(self, message: Option<String>, last_line: usize) -> Result<Header, FileError> {
        let Some(revision) = self.revision else {
            return Err(FileError::new(self.path, last_line, 1, "the header has no `@revision`")
                .with_hint("every `*.sql` file of a script directory is a revision; write `-- @revision ID` above the first section, or move the file elsewhere"));
        };
        let (created, created_at) = self.created.unzip();
        Ok(Header {
            message,
            revision,
            revises: self.revises,
            labels: self.labels,
            depends_on: self.depends_on,
            created,
            renamed: self.renamed,
            format: self.format,
            lines: self.lines,
            created_at,
        })
    }

    fn error(&self, line: usize, column: usize, message: impl Into<String>) -> FileError {
        FileError::new(self.path, line, column, message)
    }

    fn only_once(&self, line: usize, directive: &Directive<'_>) -> Result<(), FileError> {
        let first = match directive.word {
            "revision" => self.revision.is_some().then_some(self.lines.revision),
            "revises" => self.lines.revises,
            "branch" => self.lines.branch,
            "depends-on" => self.lines.depends_on,
            "created" => self.lines.created,
            "format" => self.lines.format,
            _ => None,
        };
        match first {
            None => Ok(()),
            Some(first) => {
                let message = format!("`@{}` is here twice; line {first} has it already", directive.word);
                Err(self
                    .error(line, directive.column, message)
                    .with_hint("one line lists several, separated by commas"))
            }
        }
    }

    fn example(&self, word: &str) -> &'static str {
        match word {
            "revision" => "write `-- @revision ID`",
            "revises" => "write `-- @revises ID`, several ids for a merge, or `-- @revises base` for a root",
            "branch" => "write `-- @branch LABEL`",
            "depends-on" => "write `-- @depends-on ID` or a label",
            "created" => "write a time such as `-- @created 2026-11-23T07:11:01Z`",
            "renamed" => "write `-- @renamed KIND OLD=NEW`",
            _ => "write `-- @format 1`, or leave it out",
        }
    }

    fn name(&self, line: usize, (column, text): Token<'_>) -> Result<String, FileError> {
        check_name(text).map_err(|fault| self.error(line, column, fault.to_string()))?;
        Ok(text.to_owned())
    }

    fn id(&self, line: usize, (column, text): Token<'_>) -> Result<RevisionId, FileError> {
        RevisionId::parse(text).map_err(|fault| self.error(line, column, fault.to_string()))
    }

    fn single_id(&self, line: usize, directive: &Directive<'_>) -> Result<RevisionId, FileError> {
        let mut tokens = words(directive.rest, directive.rest_column);
        let first = tokens.next().unwrap_or((directive.rest_column, ""));
        if let Some((column, _)) = tokens.next() {
            return Err(self.error(line, column, "`@revision` takes one id"));
        }
        self.id(line, first)
    }

    fn tokens<'t>(&self, line: usize, directive: &Directive<'t>) -> Result<Vec<Token<'t>>, FileError> {
        let tokens = list(directive.rest, directive.rest_column).ok_or_else(|| {
            self.error(
                line,
                directive.rest_column,
                format!("a comma of `@{}` separates nothing", directive.word),
            )
        })?;
        let mut seen = BTreeSet::new();
        if let Some((column, text)) = tokens.iter().find(|(_, text)| !seen.insert(*text)) {
            return Err(self.error(line, *column, format!("`{text}` is listed twice")));
        }
        Ok(tokens)
    }

    fn names(&self, line: usize, directive: &Directive<'_>) -> Result<Vec<String>, FileError> {
        self.tokens(line, directive)?.into_iter().map(|token| self.name(line, token)).collect()
    }

    fn parents(&self, line: usize, directive: &Directive<'_>) -> Result<Vec<RevisionId>, FileError> {
        let tokens = self.tokens(line, directive)?;
        if let Some((column, _)) = tokens.iter().find(|(_, text)| *text == "base") {
            return match tokens.len() {
                1 => Ok(Vec::new()),
                _ => Err(self.error(
                    line,
                    *column,
                    "`base` says that there is no parent, and cannot stand beside one",
                )),
            };
        }
        tokens.into_iter().map(|token| self.id(line, token)).collect()
    }

    fn timestamp(
        &self,
        line: usize,
        directive: &Directive<'_>,
    ) -> Result<(String, jiff::Timestamp), FileError> {
        let text = directive.rest;
        match text.parse::<jiff::Timestamp>() {
            Ok(at) if text.ends_with('Z') && text.as_bytes().get(10) == Some(&b'T') => {
                Ok((text.to_owned(), at))
            }
            _ => {
                let message = format!("`{text}` is not a time in UTC as RFC 3339 writes it");
                Err(self.error(line, directive.rest_column, message).with_hint(self.example("created")))
            }
        }
    }

    fn renaming(&self, line: usize, directive: &Directive<'_>) -> Result<Renamed, FileError> {
        let parts = directive.rest.split_once(char::is_whitespace).and_then(|(kind, names)| {
            let (old, new) = names.split_once('=')?;
            Some((kind, old.trim(), new.trim()))
        });
        match parts {
            Some((kind, old, new)) if !old.is_empty() && !new.is_empty() => {
                Ok(Renamed { kind: kind.to_owned(), old: old.to_owned(), new: new.to_owned(), line })
            }
            _ => Err(self
                .error(line, directive.rest_column, "`@renamed` takes a kind, and the old and the new name")
                .with_hint(self.example("renamed"))),
        }
    }

    fn format_number(&self, line: usize, directive: &Directive<'_>) -> Result<u32, FileError> {
        directive.rest.parse().ok().filter(|format| format_is_known(*format)).ok_or_else(|| {
            self.error(line, directive.rest_column, format!("`{}` is not a format number", directive.rest))
                .with_hint(self.example("format"))
        })
    }
}
