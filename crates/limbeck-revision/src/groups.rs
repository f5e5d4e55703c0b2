//! What runs of a revision, cut into the groups that are committed together.

use std::path::Path;

use limbeck_sql::{Class, Classification, LexMode, Statement, classify, split};
use limbeck_url::DialectName;

use crate::error::{FileError, FileErrorKind};
use crate::file::{Direction, Marker, MarkerKind, RevisionFile, Section};
use crate::statement::PlannedStatement;

/// Statements that are committed together. A revision of more than one group is not all-or-nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitGroup {
    /// Whether the group is a transaction. If not, it is one statement that commits itself, with the session statements before it.
    pub transaction: bool,
    /// Whether foreign keys are switched off before it begins and checked before it is committed (SQLite).
    pub foreign_keys_off: bool,
    /// The statements, in order.
    pub statements: Vec<PlannedStatement>,
}

/// What runs of a revision in a direction on a dialect, cut into commit groups.
///
/// All transactional sections form one transaction. A `transaction=off` section ends the group before it and runs statement by
/// statement; so does a statement that refuses a transaction ([`Class::Alone`]). A [`Class::Barrier`] ends its group. Session statements
/// go with what follows them.
///
/// # Errors
///
/// When the revision has nothing for this dialect or direction (see [`RevisionFile::sections`]), a section ends inside a quote, a
/// statement is refused, or a marker has no statement: with file, line and column.
pub fn commit_groups(
    file: &RevisionFile,
    direction: Direction,
    dialect: DialectName,
    mode: LexMode,
) -> Result<Vec<CommitGroup>, FileError> {
    let sections = file.sections(direction, dialect)?;
    commit_groups_of_sections(&file.path, &sections, dialect, mode)
}

/// As [`commit_groups`], for sections that are already chosen, such as a downgrade stored in the database. `path` is for errors.
///
/// # Errors
///
/// As [`commit_groups`].
pub fn commit_groups_of_sections(
    path: &Path,
    sections: &[&Section],
    dialect: DialectName,
    mode: LexMode,
) -> Result<Vec<CommitGroup>, FileError> {
    let mut cutter = Cutter::default();
    for section in sections {
        if section.foreign_keys_off && dialect != Section::FOREIGN_KEYS_OFF_ON {
            return Err(FileError::new(
                path,
                section.line,
                1,
                format!("`foreign_keys=off` is for SQLite, and this is {dialect}"),
            )
            .of_kind(FileErrorKind::NotForDialect)
            .with_hint(format!("name the dialect: `-- @{} sqlite foreign_keys=off`", section.direction)));
        }
        for statement in statements(path, section, dialect, mode, &mut cutter.position)? {
            cutter.take(section, statement);
        }
        cutter.end_section(section);
    }
    cutter.end(true);
    Ok(cutter.groups)
}

/// Splits a section, classifies its statements, and gives them their markers.
fn statements(
    path: &Path,
    section: &Section,
    dialect: DialectName,
    mode: LexMode,
    position: &mut usize,
) -> Result<Vec<PlannedStatement>, FileError> {
    let lines_before = section.body_line - 1;
    let split = split(&section.body, dialect, mode).map_err(|error| {
        let error = error.moved_down(lines_before);
        let hint = error.hint();
        let file_error =
            FileError::new(path, error.line, error.column, error.to_string()).of_kind(FileErrorKind::Sql);
        match hint {
            Some(hint) => file_error.with_hint(hint),
            None => file_error,
        }
    })?;
    let mut markers = section.markers.iter().peekable();
    let mut planned: Vec<PlannedStatement> = Vec::with_capacity(split.len());
    for statement in &split {
        let line = statement.line + lines_before;
        let classification = classify(statement.text, dialect, statement.mode);
        if classification.class == Class::Refused {
            return Err(refused(path, line, statement, &classification));
        }
        *position += 1;
        let mut next = PlannedStatement {
            sql: statement.text.to_owned(),
            line,
            column: statement.column,
            class: classification.class,
            classification,
            position: *position,
            idempotent: false,
            probe: None,
            destructive: None,
        };
        while let Some(marker) = markers.next_if(|marker| marker.line < line) {
            mark(path, &mut next, marker)?;
        }
        let last_line = line + statement.text.matches('\n').count();
        if let Some(inside) = markers.next_if(|marker| marker.line <= last_line) {
            let word = inside.kind.word();
            return Err(FileError::new(
                path,
                inside.line,
                1,
                format!("`@{word}` stands inside of the statement that begins on line {line}"),
            )
            .with_hint("move it before the statement; a comment is indented by one blank"));
        }
        planned.push(next);
    }
    if section.foreign_keys_off {
        crate::rebuild::forgive(&mut planned, dialect);
    }
    match markers.next() {
        None => Ok(planned),
        Some(marker) => {
            let word = marker.kind.word();
            Err(FileError::new(
                path,
                marker.line,
                1,
                format!("`@{word}` speaks of the next statement, but the section ends"),
            )
            .with_hint("move it before the statement, or remove it"))
        }
    }
}

fn mark(path: &Path, statement: &mut PlannedStatement, marker: &Marker) -> Result<(), FileError> {
    let twice = match &marker.kind {
        MarkerKind::Idempotent => std::mem::replace(&mut statement.idempotent, true),
        MarkerKind::Probe(sql) => statement.probe.replace(sql.clone()).is_some(),
        MarkerKind::Destructive(text) => statement.destructive.replace(text.clone()).is_some(),
    };
    if twice {
        let message = format!("`@{}` is here twice for one statement", marker.kind.word());
        return Err(FileError::new(path, marker.line, 1, message));
    }
    Ok(())
}

fn refused(
    path: &Path,
    line: usize,
    statement: &Statement<'_>,
    classification: &Classification,
) -> FileError {
    let first_line = statement.text.lines().next().unwrap_or_default();
    let (message, hint) = match classification.refusal.as_deref() {
        // The first sentence says why, the others what to do.
        Some(refusal) => refusal
            .split_once(". ")
            .map_or((refusal.to_owned(), None), |(why, way_out)| (why.to_owned(), Some(way_out))),
        None => (format!("`{first_line}` may not stand in a revision"), None),
    };
    let error = FileError::new(path, line, statement.column, message).of_kind(FileErrorKind::Refused);
    match hint {
        Some(hint) => error.with_hint(hint),
        None => error,
    }
}

/// Puts statements into groups, one after the other.
#[derive(Default)]
struct Cutter {
    groups: Vec<CommitGroup>,
    open: Option<CommitGroup>,
    /// Session statements that wait for what they are meant for.
    waiting: Vec<PlannedStatement>,
    waiting_foreign_keys_off: bool,
    position: usize,
}

impl Cutter {
    fn take(&mut self, section: &Section, statement: PlannedStatement) {
        let class = statement.class;
        if class == Class::Session && (self.open.is_none() || !section.transaction) {
            if !section.transaction {
                self.end(false);
            }
            self.waiting.push(statement);
            self.waiting_foreign_keys_off |= section.foreign_keys_off;
            return;
        }
        let transaction = section.transaction && class != Class::Alone;
        if !transaction {
            self.end(false);
        }
        let waiting = &mut self.waiting;
        let group = self.open.get_or_insert_with(|| CommitGroup {
            transaction,
            foreign_keys_off: std::mem::take(&mut self.waiting_foreign_keys_off),
            statements: std::mem::take(waiting),
        });
        // One transaction is all or nothing, so one section that needs them off switches them off for all; the check at its end covers all.
        group.foreign_keys_off |= section.foreign_keys_off;
        group.statements.push(statement);
        if !transaction || class == Class::Barrier {
            self.end(false);
        }
    }

    fn end_section(&mut self, section: &Section) {
        if !section.transaction {
            self.end(true);
        }
    }

    /// Ends the group that is open; at the end of what belongs together, session statements that nothing follows become one.
    fn end(&mut self, with_waiting: bool) {
        self.groups.extend(self.open.take());
        if with_waiting && !self.waiting.is_empty() {
            self.groups.push(CommitGroup {
                transaction: false,
                foreign_keys_off: std::mem::take(&mut self.waiting_foreign_keys_off),
                statements: std::mem::take(&mut self.waiting),
            });
        }
    }
}
