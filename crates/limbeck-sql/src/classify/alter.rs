use limbeck_url::DialectName;

use super::class::Classification;
use super::create::{inline_index, kind, skip_modifiers};
use super::drop::is_no_column;
use super::object::{ObjectKind, ObjectRef};
use super::words::Words;

/// `ALTER …`, behind that word.
pub(super) fn read(mut words: Words<'_>, found: &mut Classification) {
    if words.is("default privileges") || words.is("system") {
        return;
    }
    skip_modifiers(&mut words);
    let Some(kind) = kind(&mut words) else { return };
    words.eat("if exists");
    words.eat("only");
    if words.is("all in tablespace") {
        return;
    }
    let Some(mut object) = words.object(kind) else { return };
    words.skip_parentheses();
    words.eat("*");
    skip_wait(&mut words);
    if matches!(kind, ObjectKind::Trigger | ObjectKind::Policy | ObjectKind::Rule)
        && words.eat("on")
        && let Some(table) = words.object(ObjectKind::Table)
    {
        object = ObjectRef::part(kind, object.name, &table);
        found.touch(table);
    }
    found.touch(object.clone());
    if kind == ObjectKind::Table {
        for action in words.parts() {
            table_action(action, &object, found);
        }
    } else if let Some(mut rest) = words.after("rename to") {
        if let Some((schema, name)) = rest.name() {
            let schema = schema.or_else(|| object.schema.clone());
            renamed(object.clone(), ObjectRef { schema, name, ..object }, found);
        }
    } else if let Some(mut rest) = words.after("set schema") {
        moved(object, rest.identifier(), found);
    }
}

/// MariaDB: `WAIT n` or `NOWAIT` behind the table's name.
fn skip_wait(words: &mut Words<'_>) {
    if words.dialect == DialectName::MariaDb && !words.eat("nowait") && words.eat("wait") {
        words.skip(1);
    }
}

fn renamed(from: ObjectRef, to: ObjectRef, found: &mut Classification) {
    found.touch(from.clone());
    found.touch(to.clone());
    found.drop(from);
    found.create(to);
}

fn moved(object: ObjectRef, schema: Option<String>, found: &mut Classification) {
    if schema.is_some() {
        renamed(object.clone(), ObjectRef { schema, ..object }, found);
    }
}

/// `RENAME TABLE a TO b, c TO d`, behind its two words.
pub(super) fn rename_tables(words: &Words<'_>, found: &mut Classification) {
    for mut part in words.parts() {
        part.eat("if exists");
        let Some(from) = part.object(ObjectKind::Table) else { continue };
        skip_wait(&mut part);
        let rest = part.after("to");
        if let Some(to) = rest.and_then(|mut rest| rest.object(ObjectKind::Table)) {
            renamed(from, to, found);
        }
    }
}

/// One of the actions of an ALTER TABLE.
fn table_action(mut words: Words<'_>, table: &ObjectRef, found: &mut Classification) {
    if words.eat("add") {
        add(words, table, found);
    } else if words.eat("drop") {
        drop(words, table, found);
    } else if words.eat("rename") {
        rename(words, table, found);
    } else if words.eat("change") {
        words.eat("column");
        words.eat("if exists");
        if let (Some(from), Some(to)) = (words.identifier(), words.identifier())
            && from != to
        {
            found.drop(ObjectRef::part(ObjectKind::Column, from, table));
            found.create(ObjectRef::part(ObjectKind::Column, to, table));
        }
    } else if words.eat("set schema") {
        moved(table.clone(), words.identifier(), found);
    } else if words.is("exchange partition") || words.is("convert") {
        // `EXCHANGE PARTITION p WITH TABLE t`, MariaDB's `CONVERT PARTITION p TO TABLE t`, `CONVERT TABLE t TO PARTITION p …`
        if let Some(other) = words.after("table").and_then(|mut rest| rest.object(ObjectKind::Table)) {
            found.touch(other);
        }
    } else if words.eat("attach partition") || words.eat("detach partition") || words.eat("inherit") {
        if let Some(other) = words.object(ObjectKind::Table) {
            found.touch(other);
        }
    } else if words.eat("truncate partition") {
        found.lose(format!("the rows of partitions of {table}"));
    } else if words.is("discard tablespace") || words.is("discard partition") {
        found.lose(format!("the rows of the table {table}"));
    }
}

fn add(mut words: Words<'_>, table: &ObjectRef, found: &mut Classification) {
    let is_mysql = matches!(words.dialect, DialectName::MySql | DialectName::MariaDb);
    if words.eat("constraint") {
        words.eat("if not exists");
        let unnamed = words.is_any(&["check", "unique", "primary key", "foreign key", "exclude"]);
        if !unnamed && let Some(name) = words.identifier() {
            found.create(ObjectRef::part(ObjectKind::Constraint, name, table));
        }
        return;
    }
    if is_mysql && inline_index(words.clone(), table, found) {
        return;
    }
    let no_columns = [
        "check",
        "unique",
        "primary key",
        "foreign key",
        "exclude",
        "partition",
        "system versioning",
        "period",
    ];
    if words.is_any(&no_columns) {
        return;
    }
    words.eat("column");
    words.eat("if not exists");
    if let Some(list) = words.parentheses() {
        // MySQL: `ADD COLUMN (a int, b int)`
        for mut part in list.parts() {
            if !inline_index(part.clone(), table, found)
                && let Some(name) = part.identifier()
            {
                found.create(ObjectRef::part(ObjectKind::Column, name, table));
            }
        }
    } else if let Some(name) = words.identifier() {
        found.create(ObjectRef::part(ObjectKind::Column, name, table));
    }
}

fn drop(mut words: Words<'_>, table: &ObjectRef, found: &mut Classification) {
    if is_no_column(&words) {
        if words.is("partition") {
            found.lose(format!("partitions of {table} with their rows"));
        } else if words.is("system versioning") {
            found.lose(format!("the history of {table}"));
        }
        let kind = match words.eat_any(&["constraint", "foreign key", "check", "index", "key"]) {
            Some("index" | "key") => ObjectKind::Index,
            Some(_) => ObjectKind::Constraint,
            None => return,
        };
        words.eat("if exists");
        if let Some(name) = words.identifier() {
            found.drop(ObjectRef::part(kind, name, table));
        }
        return;
    }
    words.eat("column");
    words.eat("if exists");
    if let Some(name) = words.identifier() {
        let column = ObjectRef::part(ObjectKind::Column, name, table);
        found.lose(format!("the column {column} with its values"));
        found.drop(column);
    }
}

fn rename(mut words: Words<'_>, table: &ObjectRef, found: &mut Classification) {
    let is_mysql = matches!(words.dialect, DialectName::MySql | DialectName::MariaDb);
    if words.eat_any(&["to", "as"]).is_some() {
        rename_table(words, table, found);
        return;
    }
    let kind = match words.eat_any(&["column", "constraint"]) {
        Some("constraint") => ObjectKind::Constraint,
        Some(_) => ObjectKind::Column,
        None if is_mysql && words.eat_any(&["index", "key"]).is_some() => ObjectKind::Index,
        // MySQL needs no TO: `RENAME new_name`; elsewhere it is a column: `RENAME a TO b`.
        None if is_mysql => return rename_table(words, table, found),
        None => ObjectKind::Column,
    };
    words.eat("if exists");
    let from = words.identifier();
    words.eat("to");
    if let (Some(from), Some(to)) = (from, words.identifier()) {
        found.drop(ObjectRef::part(kind, from, table));
        found.create(ObjectRef::part(kind, to, table));
    }
}

fn rename_table(mut words: Words<'_>, table: &ObjectRef, found: &mut Classification) {
    if let Some((schema, name)) = words.name() {
        renamed(
            table.clone(),
            ObjectRef { schema: schema.or_else(|| table.schema.clone()), name, ..table.clone() },
            found,
        );
    }
}
