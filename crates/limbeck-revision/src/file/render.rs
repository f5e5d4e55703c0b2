//! Writing a new revision file.

use std::fmt::Write as _;

use limbeck_url::DialectName;

use super::header::begins_like_a_directive;
use super::model::{Direction, Renamed};
use crate::id::RevisionId;

/// What a new revision file is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRevision {
    /// The message; its first line becomes the message of the file, the others comments below it.
    pub message: String,
    /// The id.
    pub revision: RevisionId,
    /// The parents; none makes a root.
    pub revises: Vec<RevisionId>,
    /// Branch labels.
    pub labels: Vec<String>,
    /// Dependencies: ids or labels.
    pub depends_on: Vec<String>,
    /// When it was made: RFC 3339, UTC.
    pub created: Option<String>,
    /// Renamings that autogenerate was told of.
    pub renamed: Vec<Renamed>,
    /// The sections, in order.
    pub sections: Vec<NewSection>,
    /// The reason for `@irreversible`, in place of a downgrade.
    pub irreversible: Option<String>,
}

/// A section of a new revision file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSection {
    /// Which way it is for.
    pub direction: Direction,
    /// The dialects it names; none means all.
    pub dialects: Vec<DialectName>,
    /// `false` writes `transaction=off`.
    pub transaction: bool,
    /// `true` writes `foreign_keys=off`.
    pub foreign_keys_off: bool,
    /// The SQL, with its marker lines. It is written as it is; see [`crate::indent_directives`] for SQL that is not our own.
    pub body: String,
}

impl NewSection {
    /// A section for all dialects, in a transaction.
    #[must_use]
    pub fn new(direction: Direction, body: impl Into<String>) -> Self {
        Self {
            direction,
            dialects: Vec::new(),
            transaction: true,
            foreign_keys_off: false,
            body: body.into(),
        }
    }
}

/// The column at which the values of header fields begin.
const FIELD_WIDTH: usize = 12;

/// One field of a header, with its value in the column of all values.
pub(super) fn field(word: &str, value: &str) -> String {
    format!("-- {:<FIELD_WIDTH$}{value}", format!("@{word}"))
}

/// The text of a new revision file.
#[must_use]
pub fn render(new: &NewRevision) -> String {
    let mut text = String::new();
    let mut line = |line: &str| {
        text.push_str(line.trim_end());
        text.push('\n');
    };
    for (index, message) in new.message.trim().lines().enumerate() {
        let escape = if begins_like_a_directive(message.trim_start()) { "\\" } else { "" };
        if index > 0 || !message.trim().is_empty() {
            line(&format!("-- {escape}{}", message.trim()));
        }
    }
    line("--");
    line(&field("revision", new.revision.as_str()));
    let parents: Vec<&str> = new.revises.iter().map(RevisionId::as_str).collect();
    line(&field("revises", if parents.is_empty() { "base".to_owned() } else { parents.join(", ") }.as_str()));
    for (word, values) in [("branch", &new.labels), ("depends-on", &new.depends_on)] {
        if !values.is_empty() {
            line(&field(word, &values.join(", ")));
        }
    }
    if let Some(created) = &new.created {
        line(&field("created", created));
    }
    for Renamed { kind, old, new, .. } in &new.renamed {
        line(&field("renamed", &format!("{kind} {old}={new}")));
    }
    for section in &new.sections {
        line("");
        line(&section_line(section));
        let body = section.body.trim_matches('\n');
        if !body.is_empty() {
            body.split('\n').for_each(&mut line);
        }
    }
    if let Some(reason) = &new.irreversible {
        line("");
        line(&format!("-- @irreversible {}", reason.replace(['\r', '\n'], " ")));
    }
    text
}

fn section_line(section: &NewSection) -> String {
    let mut text = format!("-- @{}", section.direction);
    for dialect in &section.dialects {
        // Writing to a `String` cannot fail.
        let _ = write!(text, " {dialect}");
    }
    if !section.transaction {
        text.push_str(" transaction=off");
    }
    if section.foreign_keys_off {
        text.push_str(" foreign_keys=off");
    }
    text
}
