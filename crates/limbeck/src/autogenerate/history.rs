//! What the revisions themselves say: the schema they lead to, and what they have created.

use std::collections::BTreeSet;

use limbeck_catalog::{Catalog, Dialect, ObjectKind};
use limbeck_database::{Scope, Scratch};
use limbeck_revision::{Direction, Graph};
use limbeck_sql::{LexMode, classify, dialect, split};
use limbeck_url::DialectName;

use super::AutogenerateError;

/// The catalog after all revisions, from running them in the scratch place in a topological order.
///
/// # Errors
///
/// With the file and line of the statement that cannot be run there.
pub fn replay_history(
    graph: &Graph,
    dialect: DialectName,
    scope: &Scope,
) -> Result<Catalog, AutogenerateError> {
    let mut scratch = Scratch::open(dialect)?;
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
    let dialect = dialect(name)?;
    let mut created = BTreeSet::new();
    for id in graph.ids() {
        let file = graph.file(id)?;
        for section in file.sections(Direction::Upgrade, name)? {
            // A body that cannot be split is an error when it is applied; here it creates nothing.
            for statement in split(&section.body, name, LexMode::default()).unwrap_or_default() {
                let class = classify(statement.text, name, statement.mode);
                created.extend(class.creates.iter().filter_map(|object| {
                    Some((kind(object.kind.as_str())?, dialect.folds(&object.name).into_owned()))
                }));
                created.extend(renamed_tables(statement.text, dialect));
            }
        }
    }
    Ok(created)
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

/// `ALTER TABLE … RENAME TO x`: `x` is the history's as much as what it creates under its first name.
fn renamed_tables(statement: &str, dialect: &dyn Dialect) -> Option<(ObjectKind, String)> {
    let tokens = limbeck_sql::significant_tokens(statement, dialect.name(), LexMode::default()).ok()?;
    let starts = tokens.first()?.is_word("alter") && tokens.get(1)?.is_word("table");
    let [.., rename, to, name] = &tokens[..] else { return None };
    let renames = starts && rename.is_word("rename") && to.is_word("to");
    let name = limbeck_sql::unquote(name, dialect.name(), LexMode::default());
    renames.then(|| (ObjectKind::Table, dialect.folds(&name).into_owned()))
}
