use limbeck_url::DialectName;

use super::class::Classification;
use super::object::{ObjectKind, ObjectRef};
use super::words::Words;

/// Takes the words that name a kind of object, behind CREATE, DROP, ALTER or COMMENT ON.
pub(super) fn kind(words: &mut Words<'_>) -> Option<ObjectKind> {
    let is_postgresql = words.dialect == DialectName::PostgreSql;
    let word = words.eat_any(&[
        "foreign table",
        "materialized view",
        "event trigger",
        "package body",
        "table",
        "view",
        "index",
        "sequence",
        "type",
        "domain",
        "schema",
        "database",
        "function",
        "procedure",
        "routine",
        "aggregate",
        "package",
        "trigger",
        "event",
        "policy",
        "rule",
        "extension",
        "statistics",
        "collation",
        "publication",
        "subscription",
        "server",
        "tablespace",
        "role",
        "group",
    ]);
    Some(match word {
        None if words.is("user") && !words.is("user mapping") => {
            words.skip(1);
            ObjectKind::Role
        }
        None => return None,
        Some("foreign table" | "table") => ObjectKind::Table,
        Some("materialized view") => ObjectKind::MaterializedView,
        Some("event trigger") => ObjectKind::EventTrigger,
        Some("view") => ObjectKind::View,
        Some("index") => ObjectKind::Index,
        Some("sequence") => ObjectKind::Sequence,
        Some("type") => ObjectKind::Type,
        Some("domain") => ObjectKind::Domain,
        Some("schema") if is_postgresql => ObjectKind::Schema,
        Some("schema" | "database") => ObjectKind::Database,
        Some("function" | "routine") => ObjectKind::Function,
        Some("procedure") => ObjectKind::Procedure,
        Some("aggregate") => ObjectKind::Aggregate,
        Some("package" | "package body") => ObjectKind::Package,
        Some("trigger") => ObjectKind::Trigger,
        Some("event") => ObjectKind::Event,
        Some("policy") => ObjectKind::Policy,
        Some("rule") => ObjectKind::Rule,
        Some("extension") => ObjectKind::Extension,
        Some("statistics") => ObjectKind::Statistics,
        Some("collation") => ObjectKind::Collation,
        Some("publication") => ObjectKind::Publication,
        Some("subscription") => ObjectKind::Subscription,
        Some("server") => ObjectKind::Server,
        Some("tablespace") => ObjectKind::Tablespace,
        Some(_) => ObjectKind::Role,
    })
}

/// Takes what may stand between CREATE and the kind.
pub(super) fn skip_modifiers(words: &mut Words<'_>) {
    loop {
        let plain = words.eat_any(&[
            "or replace",
            "temp",
            "temporary",
            "global",
            "local",
            "unlogged",
            "unique",
            "fulltext",
            "spatial",
            "vector",
            "online",
            "offline",
            "ignore",
            "recursive",
            "constraint",
            "virtual",
            "undo",
            "sql security definer",
            "sql security invoker",
        ]);
        if plain.is_some() {
            continue;
        }
        if words.is("aggregate function") || words.is("algorithm =") {
            words.skip(if words.is("algorithm") { 3 } else { 1 });
        } else if words.eat("definer =") {
            // 'user'@'host', user@host, CURRENT_USER, CURRENT_USER()
            words.skip(1);
            words.skip_parentheses();
            if words.first().is_some_and(|token| token.text.starts_with('@')) {
                words.skip(1);
            }
        } else {
            return;
        }
    }
}

/// `CREATE …`, behind that word.
pub(super) fn read(mut words: Words<'_>, found: &mut Classification) {
    skip_modifiers(&mut words);
    let Some(kind) = kind(&mut words) else { return };
    if kind == ObjectKind::Index {
        words.eat("concurrently");
    }
    words.eat("if not exists");
    match kind {
        ObjectKind::Index => index(words, found),
        ObjectKind::Trigger | ObjectKind::Policy | ObjectKind::Rule => part_of_a_table(words, kind, found),
        ObjectKind::Schema if words.is("authorization") => {
            words.skip(1);
            created(words.object(kind), found);
        }
        ObjectKind::Table => {
            let table = words.object(kind);
            created(table.clone(), found);
            if let (Some(table), Some(body)) = (table, words.parentheses()) {
                constraints(&body, &table, found);
            }
        }
        _ => created(words.object(kind), found),
    }
}

fn created(object: Option<ObjectRef>, found: &mut Classification) {
    if let Some(object) = object {
        found.touch(object.clone());
        found.create(object);
    }
}

/// `CREATE INDEX [name] [USING method] ON [ONLY] table …`; an index is where its table is.
fn index(mut words: Words<'_>, found: &mut Classification) {
    let name = if words.is("on") { None } else { words.name() };
    let Some(mut rest) = words.after("on") else { return };
    rest.eat("only");
    let Some(table) = rest.object(ObjectKind::Table) else { return };
    if let Some((schema, name)) = name {
        // SQLite qualifies the index and not its table.
        let mut index = ObjectRef::part(ObjectKind::Index, name, &table);
        index.schema = schema.or(index.schema);
        found.create(index.clone());
        found.touch(index);
    }
    found.touch(table);
}

/// `CREATE TRIGGER name … ON table`, `CREATE POLICY name ON table`, `CREATE RULE name AS ON event TO table`.
fn part_of_a_table(mut words: Words<'_>, kind: ObjectKind, found: &mut Classification) {
    let Some((schema, name)) = words.name() else { return };
    let rest = words.after(if kind == ObjectKind::Rule { "to" } else { "on" });
    let Some(table) = rest.and_then(|mut rest| rest.object(ObjectKind::Table)) else { return };
    let mut object = ObjectRef::part(kind, name, &table);
    object.schema = schema.or(object.schema);
    found.create(object.clone());
    found.touch(object);
    found.touch(table);
}

/// The named constraints and, on MySQL and MariaDB, the named indexes in the body of a CREATE TABLE.
fn constraints(body: &Words<'_>, table: &ObjectRef, found: &mut Classification) {
    for part in body.parts() {
        let mut rest = part.clone();
        while let Some(mut after) = rest.after("constraint") {
            let unnamed =
                ["check", "unique", "primary key", "foreign key", "references", "not null", "exclude"];
            if !after.is_any(&unnamed)
                && let Some(name) = after.identifier()
            {
                found.create(ObjectRef::part(ObjectKind::Constraint, name, table));
            }
            rest = after;
        }
        if matches!(body.dialect, DialectName::MySql | DialectName::MariaDb) {
            inline_index(part, table, found);
        }
    }
}

/// `[UNIQUE | FULLTEXT | SPATIAL] KEY | INDEX name (…)`, as in CREATE TABLE and behind ALTER TABLE … ADD.
pub(super) fn inline_index(mut words: Words<'_>, table: &ObjectRef, found: &mut Classification) -> bool {
    let qualified = words.eat_any(&["unique", "fulltext", "spatial", "vector"]).is_some();
    let said = words.eat_any(&["key", "index"]).is_some();
    if !qualified && !said {
        return false;
    }
    words.eat("if not exists");
    if !words.is("(")
        && !words.is("using")
        && let Some(name) = words.identifier()
    {
        found.create(ObjectRef::part(ObjectKind::Index, name, table));
    }
    true
}
