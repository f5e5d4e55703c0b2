//! What a revision file says.

use std::fmt;
use std::path::PathBuf;

use limbeck_url::DialectName;
use sha2::{Digest, Sha256};

use crate::error::{FileError, FileErrorKind};
use crate::id::{RevisionId, hex};

/// Which way a revision is gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// Towards the heads.
    Upgrade,
    /// Towards the bases.
    Downgrade,
}

impl Direction {
    /// The word in revision files, tables and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Upgrade => "upgrade",
            Self::Downgrade => "downgrade",
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The header of a revision file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The first line, if it is a comment.
    pub message: Option<String>,
    /// `@revision`.
    pub revision: RevisionId,
    /// `@revises`: the parents, as written; none for a root.
    pub revises: Vec<RevisionId>,
    /// `@branch`: the labels stated on this revision.
    pub labels: Vec<String>,
    /// `@depends-on`: ids or labels, as written.
    pub depends_on: Vec<String>,
    /// `@created`: RFC 3339, UTC, as written.
    pub created: Option<String>,
    /// `@renamed`, as often as it is there.
    pub renamed: Vec<Renamed>,
    /// `@format`; 1 when absent.
    pub format: u32,
    /// Where each field stands.
    pub lines: HeaderLines,
    pub(crate) created_at: Option<jiff::Timestamp>,
}

/// The lines of the fields of a header, counted from 1; `None` for a field that is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeaderLines {
    /// `@revision`, which is always there.
    pub revision: usize,
    /// `@revises`.
    pub revises: Option<usize>,
    /// `@branch`.
    pub branch: Option<usize>,
    /// `@depends-on`.
    pub depends_on: Option<usize>,
    /// `@created`.
    pub created: Option<usize>,
    /// `@format`.
    pub format: Option<usize>,
}

/// `@renamed KIND OLD=NEW`: a note of autogenerate for people and tools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// What was renamed: `table`, `column` …
    pub kind: String,
    /// The name before.
    pub old: String,
    /// The name after.
    pub new: String,
    /// The line it stands on; 0 in a revision that is not written yet.
    pub line: usize,
}

/// One section: its line, and the SQL up to the next section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Which way it is for.
    pub direction: Direction,
    /// The dialects it names; none means all.
    pub dialects: Vec<DialectName>,
    /// `false` for `transaction=off`.
    pub transaction: bool,
    /// `true` for `foreign_keys=off` (SQLite).
    pub foreign_keys_off: bool,
    /// The line of the section line.
    pub line: usize,
    /// The section line itself.
    pub head: String,
    /// The line on which the body begins.
    pub body_line: usize,
    /// The body, with line ends LF.
    pub body: String,
    /// The markers in the body, in order.
    pub markers: Vec<Marker>,
}

/// A line in a body that speaks of the next statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The line in the file.
    pub line: usize,
    /// What it says.
    pub kind: MarkerKind,
}

/// What a [`Marker`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkerKind {
    /// `@probe SQL`: a query that tells whether the statement has been done.
    Probe(String),
    /// `@idempotent`: the statement may be run again.
    Idempotent,
    /// `@destructive TEXT`: what the statement destroys.
    Destructive(String),
}

impl MarkerKind {
    /// The word of the marker.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Probe(_) => "probe",
            Self::Idempotent => "idempotent",
            Self::Destructive(_) => "destructive",
        }
    }
}

impl Section {
    /// The one dialect on which `foreign_keys=off` means something: a pragma that has no effect inside a transaction.
    pub const FOREIGN_KEYS_OFF_ON: DialectName = DialectName::Sqlite;

    /// Whether the section runs on a dialect.
    #[must_use]
    pub fn applies_to(&self, dialect: DialectName) -> bool {
        self.dialects.is_empty() || self.dialects.contains(&dialect)
    }

    /// The section line and body without trailing blank lines, each line ended by LF.
    fn canonical(&self) -> String {
        let mut lines: Vec<&str> = self.body.lines().collect();
        while lines.last().is_some_and(|line| line.trim().is_empty()) {
            lines.pop();
        }
        let mut text = String::with_capacity(self.head.len() + self.body.len() + 2);
        for line in std::iter::once(self.head.as_str()).chain(lines) {
            text.push_str(line);
            text.push('\n');
        }
        text
    }
}

/// A whole revision file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionFile {
    /// Where it was read from.
    pub path: PathBuf,
    /// Its header.
    pub header: Header,
    /// Its sections, in file order.
    pub sections: Vec<Section>,
    /// `@irreversible`: the reason, which may be empty.
    pub irreversible: Option<String>,
    pub(crate) irreversible_line: usize,
}

impl RevisionFile {
    /// The sections of a direction that run on a dialect, in file order.
    ///
    /// Empty when there is nothing to do: an empty section says so, and a merge needs none.
    ///
    /// # Errors
    ///
    /// When the revision has sections of the direction, but none for this dialect; when it has no downgrade, or is irreversible.
    pub fn sections(&self, direction: Direction, dialect: DialectName) -> Result<Vec<&Section>, FileError> {
        let of_direction: Vec<&Section> =
            self.sections.iter().filter(|section| section.direction == direction).collect();
        let id = &self.header.revision;
        if of_direction.is_empty() {
            if direction == Direction::Upgrade || self.is_merge() && self.irreversible.is_none() {
                return Ok(Vec::new());
            }
            return Err(match &self.irreversible {
                Some(reason) => {
                    let because = if reason.is_empty() { String::new() } else { format!(": {reason}") };
                    FileError::new(&self.path, self.irreversible_line, 1, format!("revision {id} is irreversible{because}"))
                        .of_kind(FileErrorKind::Irreversible)
                        .with_hint("restore a backup, or write a new revision that goes on from here")
                }
                None => FileError::new(&self.path, self.header.lines.revision, 1, format!("revision {id} has no downgrade"))
                    .of_kind(FileErrorKind::NoDowngrade)
                    .with_hint("add `-- @downgrade` with the SQL that takes it back (an empty one says \"nothing to do\"), or `-- @irreversible REASON`"),
            });
        }
        let applicable: Vec<&Section> =
            of_direction.iter().copied().filter(|section| section.applies_to(dialect)).collect();
        if applicable.is_empty() {
            let first = of_direction[0];
            return Err(FileError::new(
                &self.path,
                first.line,
                1,
                format!("revision {id} has no `@{direction}` section for {dialect}"),
            )
            .of_kind(FileErrorKind::NotForDialect)
            .with_hint(format!("an empty `-- @{direction} {dialect}` says \"nothing to do there\"")));
        }
        Ok(applicable)
    }

    /// The checksum of what an upgrade runs on a dialect: `sha256:` and hex digits over the applicable section lines and bodies, line
    /// ends LF, trailing blank lines removed. The header and the sections of other dialects do not change it.
    #[must_use]
    pub fn checksum(&self, dialect: DialectName) -> String {
        let mut hash = Sha256::new();
        for section in self.applicable(Direction::Upgrade, dialect) {
            hash.update(section.canonical().as_bytes());
        }
        format!("sha256:{}", hex(&hash.finalize()))
    }

    /// The text that is stored with an applied revision, from which it can be taken back without its file: the applicable downgrade
    /// sections. `None` when there is no way back, the empty text for a merge that needs none. [`super::parse_stored_downgrade`]
    /// reads it.
    #[must_use]
    pub fn downgrade_text(&self, dialect: DialectName) -> Option<String> {
        self.sections(Direction::Downgrade, dialect).ok()?;
        Some(self.applicable(Direction::Downgrade, dialect).map(Section::canonical).collect())
    }

    /// Whether the revision has two parents or more.
    #[must_use]
    pub fn is_merge(&self) -> bool {
        self.header.revises.len() > 1
    }

    fn applicable(&self, direction: Direction, dialect: DialectName) -> impl Iterator<Item = &Section> {
        self.sections
            .iter()
            .filter(move |section| section.direction == direction && section.applies_to(dialect))
    }
}
