use limbeck_url::DialectName;

use super::class::Classification;
use super::create::{kind, skip_modifiers};
use super::object::{ObjectKind, ObjectRef};
use super::words::Words;

/// `DROP …`, behind that word.
pub(super) fn read(mut words: Words<'_>, found: &mut Classification) {
    let temporary = words.is_any(&["temporary", "temp"]);
    if words.is("owned by") {
        found.lose("every object that the role owns in this database".to_owned());
        return;
    }
    skip_modifiers(&mut words);
    let Some(kind) = kind(&mut words) else { return };
    if kind == ObjectKind::Index {
        words.eat("concurrently");
    }
    words.eat("if exists");
    match kind {
        ObjectKind::Index | ObjectKind::Trigger | ObjectKind::Policy | ObjectKind::Rule => {
            parts(words, kind, found)
        }
        _ => {
            for object in words.objects(kind) {
                lose(&object, temporary, &words, found);
                found.touch(object.clone());
                found.drop(object);
            }
        }
    }
}

fn lose(object: &ObjectRef, temporary: bool, words: &Words<'_>, found: &mut Classification) {
    match object.kind {
        ObjectKind::Table if temporary => {}
        ObjectKind::Table => found.lose(format!("the table {object} with its rows")),
        ObjectKind::Schema => found.lose(format!("the schema {object} with everything in it")),
        ObjectKind::Database => found.lose(format!("the database {object} with everything in it")),
        // A sequence's next value stands nowhere else.
        ObjectKind::Sequence => found.lose(format!("the sequence {object} with its value")),
        ObjectKind::Type | ObjectKind::Domain | ObjectKind::Extension | ObjectKind::Collation
            if words.has_word("cascade") =>
        {
            found.lose(format!("the columns that depend on the {} {object}, with their values", object.kind));
        }
        _ => {}
    }
}

/// What belongs to a table: `DROP TRIGGER name ON table`, MySQL's `DROP INDEX name ON table`; elsewhere a list of names.
fn parts(mut words: Words<'_>, kind: ObjectKind, found: &mut Classification) {
    for mut object in words.objects(kind) {
        if words.eat("on")
            && let Some(table) = words.object(ObjectKind::Table)
        {
            if object.schema.is_none() {
                object.schema.clone_from(&table.schema);
            }
            object.table = Some(table.name.clone());
            found.touch(table);
        }
        found.touch(object.clone());
        found.drop(object);
    }
}

/// Whether `DROP` in an ALTER TABLE names something else than a column.
pub(super) fn is_no_column(words: &Words<'_>) -> bool {
    match words.dialect {
        // Other words are names here: `ALTER TABLE t DROP index`.
        DialectName::PostgreSql | DialectName::Sqlite => words.is("constraint"),
        DialectName::MySql | DialectName::MariaDb => words.is_any(&[
            "constraint",
            "index",
            "key",
            "primary key",
            "foreign key",
            "check",
            "partition",
            "system versioning",
            "period for",
        ]),
    }
}
