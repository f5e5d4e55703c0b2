//! `diff`: what turns the first into the second.

use limbeck_catalog::{Catalog, DiffOptions, Filter, Operation, Rename};
use limbeck_models::Model;
use wildmatch::WildMatch;

use super::compare::Comparison;
use super::desired::{Guard, guard};
use super::end::{End, Reader};
use super::history::created_by_history;
use super::options::CompareOptions;
use super::scratch::ScratchServers;
use crate::commands::graph_or_empty;
use crate::config::Config;
use crate::error::{Error, ErrorKind, Result};
use crate::run::on_own_thread;
use crate::source::Source;

/// The outcome of a comparison.
#[derive(Clone, Debug)]
pub struct Diffed {
    /// The first end, as it is shown.
    pub from: String,
    /// The second end, as it is shown.
    pub to: String,
    /// What lies between them.
    pub comparison: Comparison,
    /// What was seen and left alone, for people.
    pub warnings: Vec<String>,
}

/// Compares two ends. Models that a program lists itself are its `metadata`.
///
/// # Errors
///
/// When an end cannot be read, when models look like a mistake, when an operation cannot be written as SQL.
pub fn diff(
    config: &Config,
    source: &Source,
    ends: [&End; 2],
    options: &CompareOptions,
    metadata: Option<&Model>,
) -> Result<Diffed> {
    on_own_thread(|| {
        let mut reader = Reader::new(config, source, options, metadata);
        let dialect = reader.dialect(ends)?;
        let [from, to] = ends;
        let [before, after] = reader.catalogs(ends, dialect)?;
        let is_models = *to == End::Models;
        let comparison = compared(config, source, before, &after, options, is_models)?;
        let mut warnings = reader.notes;
        warnings.extend(warnings_of(&comparison));
        Ok(Diffed { from: from.to_string(), to: to.to_string(), comparison, warnings })
    })
}

/// Compares two catalogs as the configuration wants it: filtered; unknown objects dropped only where the history has created them.
pub(super) fn compared(
    config: &Config,
    source: &Source,
    before: Catalog,
    after: &Catalog,
    options: &CompareOptions,
    is_models: bool,
) -> Result<Comparison> {
    let filter = Filter::new(|kind, name| keeps(config, kind.as_str(), name));
    let (before, after) = (filter.apply(before), filter.apply(after.clone()));
    let mut diff_options = DiffOptions {
        drop_unknown: options.drop_unknown || options.complete,
        exact: options.complete,
        grants: options.complete,
        renames: options.renames.clone(),
        ..DiffOptions::default()
    };
    let servers = ScratchServers::of(config)?;
    let mut comparison = Comparison::new(before.clone(), &after, &diff_options, &servers)?;
    if !comparison.difference.notes.is_empty() {
        // Only now is it worth reading every revision.
        diff_options.created = created_by_history(&graph_or_empty(source)?, before.dialect)?;
        comparison = Comparison::new(before, &after, &diff_options, &servers)?;
    }
    if let Some(rename) = comparison.difference.unused_renames.first() {
        let table = rename.table.as_ref().map_or_else(String::new, |table| format!("{}.", table.name));
        let message = format!("`--rename {table}{}={}` renames nothing", rename.from, rename.to);
        return Err(Error::new(ErrorKind::Usage, message)
            .with_hint("the old name must be there and no longer wanted, the new one wanted and not there")
            .with_hint("names that change places, or move up one after the other, take a revision each"));
    }
    if is_models {
        let meant = options.complete || options.allow_shrink;
        guard(&comparison, &after, if meant { Guard::Allow } else { Guard::Refuse })
            .map_err(super::AutogenerateError::from)?;
    }
    Ok(comparison)
}

fn keeps(config: &Config, kind: &str, name: &str) -> bool {
    let matches =
        |patterns: &Vec<String>| patterns.iter().any(|pattern| WildMatch::new(pattern).matches(name));
    let included = config.filter.include.get(kind).is_none_or(matches);
    included && !config.filter.exclude.get(kind).is_some_and(matches)
}

/// What a person should know of a comparison.
pub(super) fn warnings_of(comparison: &Comparison) -> Vec<String> {
    let mut warnings: Vec<String> = comparison.difference.notes.iter().map(ToString::to_string).collect();
    warnings.extend(comparison.unread.iter().map(|object| {
        format!(
            "{object} is in one of the two only: objects of its kind are not compared, write its SQL yourself"
        )
    }));
    let operations = &comparison.difference.operations;
    warnings.extend(comparison.up.statements.iter().filter_map(|statement| {
        let said = operations.get(statement.operation).is_some_and(Operation::is_destructive);
        statement.destroys.clone().filter(|_| !said)
    }));
    for rename in rename_candidates(comparison) {
        let table = rename.table.as_ref().map_or_else(String::new, |table| format!("{}.", table.name));
        warnings.push(format!(
            "{table}{from} goes and {table}{to} of the same make comes: if it is a rename, say `--rename {table}{from}={to}`",
            from = rename.from,
            to = rename.to
        ));
    }
    warnings
}

/// Pairs of what goes and what comes that look like renames: a column and another of the same type in its table, a table and another with the
/// same columns. Each object is in one pair at most.
#[must_use]
pub fn rename_candidates(comparison: &Comparison) -> Vec<Rename> {
    use limbeck_catalog::{Change, Member, RenameKind};
    let operations = &comparison.difference.operations;
    let mut taken = Vec::new();
    let mut candidates = Vec::new();
    for (position, going) in operations.iter().enumerate() {
        let found = operations.iter().enumerate().find_map(|(other, coming)| {
            if taken.contains(&other) {
                return None;
            }
            let rename = match (going, coming) {
                (
                    Operation::Column(Member { table, change: Change::Drop(old) }),
                    Operation::Column(Member { table: same, change: Change::Create(new) }),
                ) if table == same && old.data_type == new.data_type && old.generated == new.generated => {
                    Rename {
                        kind: RenameKind::Column,
                        table: Some(table.clone()),
                        from: old.name.clone(),
                        to: new.name.clone(),
                    }
                }
                (Operation::Table(Change::Drop(old)), Operation::Table(Change::Create(new)))
                    if old.columns.len() == new.columns.len()
                        && !old.columns.is_empty()
                        && old.columns.iter().all(|column| {
                            new.column(&column.name).is_some_and(|other| other.data_type == column.data_type)
                        }) =>
                {
                    Rename {
                        kind: RenameKind::Table,
                        table: None,
                        from: old.name.name.clone(),
                        to: new.name.name.clone(),
                    }
                }
                _ => return None,
            };
            Some((other, rename))
        });
        if let Some((other, rename)) = found {
            taken.extend([position, other]);
            candidates.push(rename);
        }
    }
    candidates
}
