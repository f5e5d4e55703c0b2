//! `show`: one revision, whole.

use limbeck_revision::{Direction, RevisionFile, Section, commit_groups_of_sections};
use limbeck_sql::LexMode;
use limbeck_url::DialectName;

use super::graph::{applied_for, one};
use super::info::RevisionInfo;
use crate::config::Config;
use crate::error::Result;
use crate::source::Source;

/// A revision with what it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its header.
    pub revision: RevisionInfo,
    /// The upgrade sections, in file order.
    pub upgrade: Vec<ShownSection>,
    /// The downgrade sections, in file order.
    pub downgrade: Vec<ShownSection>,
    /// The reason, if it is irreversible.
    pub irreversible: Option<String>,
}

/// A section of a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownSection {
    /// The dialects it names; none: all.
    pub dialects: Vec<DialectName>,
    /// Whether it runs in a transaction.
    pub transaction: bool,
    /// Whether foreign keys are off meanwhile (SQLite).
    pub foreign_keys_off: bool,
    /// The line of the section line.
    pub line: usize,
    /// The SQL, as it is written.
    pub body: String,
    /// Its statements, as the dialect at hand splits them.
    pub statements: Vec<ShownStatement>,
}

/// A statement of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownStatement {
    /// The SQL, without a delimiter.
    pub sql: String,
    /// Its line.
    pub line: usize,
    /// How it behaves towards transactions.
    pub class: &'static str,
}

/// One revision, with its sections and statements. The database is asked only if the target counts from what is applied (`current`, `+1`).
///
/// # Errors
///
/// When the target names none or several, the file is wrong, or the database cannot be asked.
pub fn show(config: &Config, source: &Source, target: &str) -> Result<Shown> {
    let graph = source.graph()?;
    let revision = one(&graph, target, &applied_for(config, &[target])?)?;
    let file = match graph.get(&revision.revision) {
        Some(found) => graph.file(found.id)?,
        None => {
            return Ok(Shown { revision, upgrade: Vec::new(), downgrade: Vec::new(), irreversible: None });
        }
    };
    let dialect = config.dialect().ok();
    Ok(Shown {
        upgrade: sections(&file, Direction::Upgrade, dialect)?,
        downgrade: sections(&file, Direction::Downgrade, dialect)?,
        irreversible: file.irreversible.clone(),
        revision,
    })
}

fn sections(
    file: &RevisionFile,
    direction: Direction,
    dialect: Option<DialectName>,
) -> Result<Vec<ShownSection>> {
    let of_direction = file.sections.iter().filter(|section| section.direction == direction);
    of_direction.map(|section| shown(file, section, dialect)).collect()
}

fn shown(file: &RevisionFile, section: &Section, dialect: Option<DialectName>) -> Result<ShownSection> {
    // A section that names dialects is split as the first of them, unless the one at hand is among them.
    let dialect = match dialect {
        Some(dialect) if section.applies_to(dialect) => dialect,
        other => section.dialects.first().copied().or(other).unwrap_or(DialectName::PostgreSql),
    };
    let groups = commit_groups_of_sections(&file.path, &[section], dialect, LexMode::default())?;
    let statements = groups
        .into_iter()
        .flat_map(|group| group.statements)
        .map(|statement| ShownStatement {
            sql: statement.sql,
            line: statement.line,
            class: statement.class.as_str(),
        })
        .collect();
    Ok(ShownSection {
        dialects: section.dialects.clone(),
        transaction: section.transaction,
        foreign_keys_off: section.foreign_keys_off,
        line: section.line,
        body: section.body.clone(),
        statements,
    })
}

impl Shown {
    /// The sections of one direction that run on a dialect, as SQL for the server's own client.
    ///
    /// # Errors
    ///
    /// When the revision has sections of the direction, but none for the dialect, or no way back.
    pub fn sql(&self, direction: Direction, dialect: DialectName, source: &Source) -> Result<String> {
        let graph = source.graph()?;
        let Some(found) = graph.get(&self.revision.revision) else { return Ok(String::new()) };
        let file = graph.file(found.id)?;
        let bodies: Vec<&str> = file
            .sections(direction, dialect)?
            .into_iter()
            .map(|section| section.body.trim_matches('\n'))
            .filter(|body| !body.trim().is_empty())
            .collect();
        Ok(bodies.iter().map(|body| format!("{body}\n")).collect::<Vec<_>>().join("\n"))
    }
}
