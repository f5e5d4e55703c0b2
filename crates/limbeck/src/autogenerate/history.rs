//! What the revisions themselves say: the schema they lead to, and what they have created.

use std::collections::BTreeSet;

use limbeck_catalog::{Catalog, Dialect, ObjectKind};
use limbeck_database::Scope;
use limbeck_revision::{Direction, Graph};
use limbeck_sql::classify::ObjectRef;
use limbeck_sql::{Classification, LexMode, classify, dialect, split};
use limbeck_url::DialectName;

use super::{AutogenerateError, ScratchServers};

/// The catalog after all revisions, from running them in the scratch place in a topological order.
///
/// # Errors
///
/// With the file and line of the statement that cannot be run there.
pub fn replay_history(
    graph: &Graph,
    dialect: DialectName,
    scope: &Scope,
    servers: &ScratchServers,
) -> Result<Catalog, AutogenerateError> {
    let mut scratch = servers.open(dialect)?;
    for id in graph.ids() {
        let file = graph.file(id)?;
        let path = file.path.display().to_string();
        for section in file.sections(Direction::Upgrade, dialect)? {
            scratch.replay(&section.body, &path, section.body_line)?;
        }
    }
    Ok(scratch.reflect(scope)?)
}

/// What the upgrades of all revisions create, by kind and folded name: the objects that may be dropped when the models no longer have them.
///
/// # Errors
///
/// With file and line, when a revision cannot be read.
pub fn created_by_history(
    graph: &Graph,
    name: DialectName,
) -> Result<BTreeSet<(ObjectKind, String)>, AutogenerateError> {
    let dialect = dialect(name);
    let mut created = BTreeSet::new();
    for id in graph.ids() {
        let file = graph.file(id)?;
        let upgrade = file.sections(Direction::Upgrade, name)?;
        // What the way back takes away by name was new with the revision, also where it stands on a table that was rebuilt.
        let taken_back: BTreeSet<_> = file
            .sections(Direction::Downgrade, name)
            .unwrap_or_default()
            .iter()
            .flat_map(|section| names(&section.body, dialect, |class| &class.drops))
            .collect();
        for section in upgrade {
            created.extend(created_in(&section.body, dialect, &taken_back));
        }
    }
    Ok(created)
}

type Named = (ObjectKind, String);

/// What a section creates. What it has dropped before, by name or with its table, and creates again was there already: whose it is, an earlier
/// revision says, or none does.
fn created_in(body: &str, dialect: &dyn Dialect, taken_back: &BTreeSet<Named>) -> BTreeSet<Named> {
    let mut dropped: BTreeSet<Named> = BTreeSet::new();
    let mut created = BTreeSet::new();
    // A body that cannot be split is an error when it is applied; here it creates nothing.
    for statement in split(body, dialect.name(), LexMode::default()).unwrap_or_default() {
        let class = classify(statement.text, dialect.name(), statement.mode);
        for object in &class.creates {
            let Some(named) = named(object, dialect) else { continue };
            let table =
                object.table.as_ref().map(|table| (ObjectKind::Table, dialect.folds(table).into_owned()));
            let again = dropped.contains(&named) || table.is_some_and(|table| dropped.contains(&table));
            if !again || (named.0 != ObjectKind::Table && taken_back.contains(&named)) {
                created.insert(named);
            }
        }
        dropped.extend(class.drops.iter().filter_map(|object| named(object, dialect)));
    }
    created
}

fn names(
    body: &str,
    dialect: &dyn Dialect,
    of: impl Fn(&Classification) -> &Vec<ObjectRef>,
) -> BTreeSet<Named> {
    let statements = split(body, dialect.name(), LexMode::default()).unwrap_or_default();
    let classes = statements.iter().map(|statement| classify(statement.text, dialect.name(), statement.mode));
    classes
        .flat_map(|class| of(&class).iter().filter_map(|object| named(object, dialect)).collect::<Vec<_>>())
        .collect()
}

fn named(object: &ObjectRef, dialect: &dyn Dialect) -> Option<Named> {
    Some((kind(object.kind.as_str())?, dialect.folds(&object.name).into_owned()))
}

/// The kind of the same word.
fn kind(word: &str) -> Option<ObjectKind> {
    const KINDS: [ObjectKind; 12] = [
        ObjectKind::Schema,
        ObjectKind::Extension,
        ObjectKind::Type,
        ObjectKind::Domain,
        ObjectKind::Sequence,
        ObjectKind::Table,
        ObjectKind::View,
        ObjectKind::MaterializedView,
        ObjectKind::Function,
        ObjectKind::Index,
        ObjectKind::Trigger,
        ObjectKind::Procedure,
    ];
    KINDS.into_iter().find(|kind| kind.as_str() == word)
}
