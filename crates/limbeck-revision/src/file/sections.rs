//! Reading the sections: everything from the first section line on.

use std::path::Path;

use limbeck_url::{DialectName, nearest};

use super::header::parse_head;
use super::lines::{
    Directive, FIELDS, Line, MARKERS, SECTIONS, directive, lines, unknown_word, without_bom, words,
};
use super::model::{Direction, Header, Marker, MarkerKind, RevisionFile, Section};
use crate::error::FileError;

/// Reads a whole revision file.
///
/// SQL is not looked at: whether a section ends inside a quote depends on the dialect and is found by
/// [`commit_groups`](crate::commit_groups).
///
/// # Errors
///
/// The first fault, with line and column.
pub fn parse(path: &Path, text: &str) -> Result<RevisionFile, FileError> {
    let text = without_bom(text);
    let (header, first) = parse_head(path, text)?;
    let mut reader = Reader { path, sections: Vec::new(), irreversible: None, in_irreversible: false };
    if let Some(first) = first {
        reader.read(&text[first.start..], first.number - 1)?;
    }
    reader.check(&header)?;
    let (irreversible_line, irreversible) = reader.irreversible.unzip();
    Ok(RevisionFile {
        path: path.to_owned(),
        header,
        sections: reader.sections,
        irreversible,
        irreversible_line: irreversible_line.unwrap_or(0),
    })
}

/// Reads the down text that was stored in the database with an applied revision (see [`RevisionFile::downgrade_text`]). `name` stands
/// for a path in errors.
///
/// # Errors
///
/// The first fault, with the line in the stored text.
pub fn parse_stored_downgrade(name: &Path, text: &str) -> Result<Vec<Section>, FileError> {
    let mut reader = Reader { path: name, sections: Vec::new(), irreversible: None, in_irreversible: false };
    reader.read(text, 0)?;
    match reader.sections.iter().find(|section| section.direction == Direction::Upgrade) {
        None => Ok(reader.sections),
        Some(section) => Err(FileError::new(name, section.line, 1, "a stored downgrade holds no `@upgrade`")),
    }
}

struct Reader<'p> {
    path: &'p Path,
    sections: Vec<Section>,
    irreversible: Option<(usize, String)>,
    in_irreversible: bool,
}

impl Reader<'_> {
    /// Reads lines of which the first is `lines_before` + 1 of the file.
    fn read(&mut self, text: &str, lines_before: usize) -> Result<(), FileError> {
        for line in lines(text) {
            let line = Line { number: line.number + lines_before, ..line };
            match directive(line.text) {
                Some(directive) => self.directive(line, &directive)?,
                None => self.plain(line)?,
            }
        }
        Ok(())
    }

    fn error(&self, line: usize, column: usize, message: impl Into<String>) -> FileError {
        FileError::new(self.path, line, column, message)
    }

    fn directive(&mut self, line: Line<'_>, directive: &Directive<'_>) -> Result<(), FileError> {
        let word = directive.word;
        if word == "irreversible" {
            return self.begin_irreversible(line, directive);
        }
        if SECTIONS.contains(&word) {
            let section = self.section_line(line, directive)?;
            self.sections.push(section);
            self.in_irreversible = false;
            return Ok(());
        }
        if MARKERS.contains(&word) {
            let marker = self.marker(line, directive)?;
            return self.body_line(line, Some(marker));
        }
        if FIELDS.contains(&word) {
            return Err(self
                .error(
                    line.number,
                    directive.column,
                    format!("`@{word}` belongs to the header, above the first section"),
                )
                .with_hint(format!(
                    "move it up; a comment is indented by one blank, or written `-- \\@{word}`"
                )));
        }
        Err(unknown_word(self.path, line.number, directive))
    }

    fn begin_irreversible(&mut self, line: Line<'_>, directive: &Directive<'_>) -> Result<(), FileError> {
        if let Some((first, _)) = self.irreversible {
            return Err(self.error(
                line.number,
                directive.column,
                format!("`@irreversible` is here twice; line {first} has it already"),
            ));
        }
        self.irreversible = Some((line.number, directive.rest.to_owned()));
        self.in_irreversible = true;
        Ok(())
    }

    fn plain(&mut self, line: Line<'_>) -> Result<(), FileError> {
        let text = line.text.trim_start();
        if self.in_irreversible && !text.is_empty() && !text.starts_with("--") {
            return Err(self
                .error(line.number, 1, "below `@irreversible` stand comments only")
                .with_hint("SQL that takes the revision back belongs below `-- @downgrade`, and then it is not irreversible"));
        }
        self.body_line(line, None)
    }

    /// Adds a line to the section that is open.
    fn body_line(&mut self, line: Line<'_>, marker: Option<Marker>) -> Result<(), FileError> {
        if self.in_irreversible {
            return match marker {
                None => Ok(()),
                Some(marker) => Err(self.error(
                    line.number,
                    1,
                    format!(
                        "`@{}` speaks of the next statement, and `@irreversible` has none",
                        marker.kind.word()
                    ),
                )),
            };
        }
        if let Some(section) = self.sections.last_mut() {
            section.body.push_str(line.text);
            section.body.push('\n');
            section.markers.extend(marker);
            Ok(())
        } else if line.text.trim().is_empty() {
            Ok(())
        } else {
            Err(self
                .error(line.number, 1, "this line is in no section")
                .with_hint("begin with `-- @downgrade`"))
        }
    }

    fn section_line(&self, line: Line<'_>, directive: &Directive<'_>) -> Result<Section, FileError> {
        let mut section = Section {
            direction: if directive.word == "upgrade" { Direction::Upgrade } else { Direction::Downgrade },
            dialects: Vec::new(),
            transaction: true,
            foreign_keys_off: false,
            line: line.number,
            head: line.text.trim_end().to_owned(),
            body_line: line.number + 1,
            body: String::new(),
            markers: Vec::new(),
        };
        for (column, word) in words(directive.rest, directive.rest_column) {
            let twice = match word {
                "transaction=off" => !std::mem::replace(&mut section.transaction, false),
                "foreign_keys=off" => std::mem::replace(&mut section.foreign_keys_off, true),
                _ => {
                    let dialect: DialectName =
                        word.parse().map_err(|_| self.unknown_section_word(line.number, column, word))?;
                    let twice = section.dialects.contains(&dialect);
                    section.dialects.push(dialect);
                    twice
                }
            };
            if twice {
                return Err(self.error(line.number, column, format!("`{word}` is here twice")));
            }
        }
        self.check_foreign_keys(&section, directive)?;
        Ok(section)
    }

    fn unknown_section_word(&self, line: usize, column: usize, word: &str) -> FileError {
        let options = ["transaction=off", "foreign_keys=off"];
        let known = DialectName::ALL.into_iter().map(DialectName::as_str).chain(options);
        let meant = nearest(word, known).map(|word| format!("did you mean `{word}`? ")).unwrap_or_default();
        self.error(line, column, format!("`{word}` is neither a dialect nor an option of a section")).with_hint(format!(
            "{meant}The dialects are postgresql, mysql, mariadb and sqlite; the options transaction=off and foreign_keys=off"
        ))
    }

    fn check_foreign_keys(&self, section: &Section, directive: &Directive<'_>) -> Result<(), FileError> {
        if !section.foreign_keys_off {
            return Ok(());
        }
        if let Some(other) = section.dialects.iter().find(|dialect| **dialect != Section::FOREIGN_KEYS_OFF_ON)
        {
            return Err(self
                .error(
                    section.line,
                    directive.rest_column,
                    format!("`foreign_keys=off` is for SQLite, and this section names {other}"),
                )
                .with_hint(format!(
                    "write one section for each: `-- @{} sqlite foreign_keys=off`",
                    directive.word
                )));
        }
        if !section.transaction {
            return Err(self
                .error(
                    section.line,
                    directive.rest_column,
                    "`foreign_keys=off` and `transaction=off` exclude each other",
                )
                .with_hint(
                    "foreign keys are checked before the transaction is committed, so there must be one",
                ));
        }
        Ok(())
    }

    fn marker(&self, line: Line<'_>, directive: &Directive<'_>) -> Result<Marker, FileError> {
        let says = directive.rest;
        let kind = match (directive.word, says.is_empty()) {
            ("idempotent", true) => MarkerKind::Idempotent,
            ("idempotent", false) => {
                return Err(self.error(line.number, directive.rest_column, "nothing follows `@idempotent`"));
            }
            ("probe", false) => MarkerKind::Probe(says.to_owned()),
            (_, false) => MarkerKind::Destructive(says.to_owned()),
            (word, true) => {
                let what = if word == "probe" {
                    "a query that tells whether the next statement has been done"
                } else {
                    "what is destroyed"
                };
                return Err(self
                    .error(line.number, directive.column, format!("`@{word}` says nothing"))
                    .with_hint(format!("write {what} after it")));
            }
        };
        Ok(Marker { line: line.number, kind })
    }

    /// What a file must and must not have, when all of it has been read.
    fn check(&self, header: &Header) -> Result<(), FileError> {
        let has = |direction| self.sections.iter().find(|section| section.direction == direction);
        if has(Direction::Upgrade).is_none() && header.revises.len() < 2 {
            return Err(self
                .error(header.lines.revision, 1, format!("revision {} has no `@upgrade`", header.revision))
                .with_hint("only a merge needs none; an empty `-- @upgrade` says \"nothing to do\""));
        }
        if let (Some((first, _)), Some(downgrade)) = (&self.irreversible, has(Direction::Downgrade)) {
            return Err(self
                .error(
                    downgrade.line,
                    1,
                    format!("`@downgrade` and `@irreversible` (line {first}) exclude each other"),
                )
                .with_hint("keep the one that is true"));
        }
        Ok(())
    }
}
