//! One revision, whole.

use serde::Serialize;

use super::Revision;
use crate::commands::{Shown, ShownSection};

/// `show`.
#[derive(Debug, Serialize)]
pub struct Show {
    revision: String,
    parents: Vec<String>,
    depends_on: Vec<String>,
    labels: Vec<String>,
    message: String,
    created: Option<String>,
    file: String,
    head: bool,
    base: bool,
    branch_point: bool,
    merge: bool,
    upgrade: Vec<Section>,
    downgrade: Vec<Section>,
    irreversible: Option<String>,
}

#[derive(Debug, Serialize)]
struct Section {
    dialects: Vec<&'static str>,
    transaction: bool,
    foreign_keys_off: bool,
    line: usize,
    statements: Vec<Statement>,
}

#[derive(Debug, Serialize)]
pub(super) struct Statement {
    pub(super) sql: String,
    pub(super) line: usize,
    pub(super) class: &'static str,
}

impl From<&ShownSection> for Section {
    fn from(section: &ShownSection) -> Self {
        Self {
            dialects: section.dialects.iter().map(|dialect| dialect.as_str()).collect(),
            transaction: section.transaction,
            foreign_keys_off: section.foreign_keys_off,
            line: section.line,
            statements: section
                .statements
                .iter()
                .map(|one| Statement { sql: one.sql.clone(), line: one.line, class: one.class })
                .collect(),
        }
    }
}

impl From<&Shown> for Show {
    fn from(shown: &Shown) -> Self {
        let Revision {
            revision,
            parents,
            depends_on,
            labels,
            message,
            created,
            file,
            head,
            base,
            branch_point,
            merge,
        } = Revision::from(&shown.revision);
        Self {
            revision,
            parents,
            depends_on,
            labels,
            message,
            created,
            file,
            head,
            base,
            branch_point,
            merge,
            upgrade: shown.upgrade.iter().map(Section::from).collect(),
            downgrade: shown.downgrade.iter().map(Section::from).collect(),
            irreversible: shown.irreversible.clone(),
        }
    }
}
