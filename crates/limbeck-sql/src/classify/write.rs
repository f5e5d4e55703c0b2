use limbeck_url::DialectName;

use super::alter::rename_tables;
use super::class::Classification;
use super::create::kind;
use super::object::ObjectKind;
use super::words::Words;

/// Everything that is not CREATE, DROP or ALTER.
pub(super) fn read(mut words: Words<'_>, found: &mut Classification) {
    if words.eat("explain") || words.is("analyze select") || words.is("analyze format") {
        found.is_query = true;
        words.skip_parentheses();
        if !words.has_word("analyze") {
            return;
        }
        while words.eat_any(&["analyze", "verbose", "format =", "json", "tree", "traditional"]).is_some() {}
    }
    let writes_first = with(&mut words);
    while words.eat("(") {}
    if words.eat("insert") || words.eat("replace") || words.eat("merge") {
        dml(found);
        let modifiers = ["low_priority", "delayed", "high_priority", "ignore"];
        while words.eat_any(&modifiers).is_some() {}
        if words.eat("or") {
            words.skip(1);
        }
        words.eat("into");
        tables(&mut words, found);
    } else if words.eat("update") {
        update(words, found);
    } else if words.eat("delete") {
        delete(words, found);
    } else if words.eat("truncate") {
        words.eat("table");
        words.eat("if exists");
        for table in words.objects(ObjectKind::Table) {
            found.lose(format!("all rows of the table {table}"));
            found.touch(table);
        }
    } else if words.eat("copy") {
        if words.contains("from") {
            dml(found);
            tables(&mut words, found);
        } else {
            found.is_query = true;
        }
    } else if words.is("load data") || words.is("load xml") {
        dml(found);
        if let Some(mut rest) = words.after("into table") {
            tables(&mut rest, found);
        }
    } else if words.is_any(&["select", "values", "table", "show", "describe", "desc", "help", "checksum"]) {
        select(&words, found, writes_first);
    } else if words.eat("rename table") || words.eat("rename tables") {
        rename_tables(&words, found);
    } else {
        maintenance(words, found);
    }
    if writes_first {
        dml(found);
    }
}

fn dml(found: &mut Classification) {
    found.is_dml = true;
    found.is_query = false;
}

/// Skips `WITH name AS (…), …` and says whether one of them writes (PostgreSQL).
fn with(words: &mut Words<'_>) -> bool {
    if !words.eat("with") {
        return false;
    }
    words.eat("recursive");
    let mut writes = false;
    while words.identifier().is_some() {
        words.skip_parentheses();
        words.eat("as");
        words.eat("not");
        words.eat("materialized");
        let Some(query) = words.parentheses() else { break };
        writes |= query.is_any(&["insert", "update", "delete", "merge"]);
        // SEARCH and CYCLE clauses of PostgreSQL
        while words.is_any(&["search", "cycle"]) {
            let main = ["select", "insert", "update", "delete", "merge", "values", "table", ",", "("];
            while !words.tokens.is_empty() && !words.is_any(&main) {
                words.skip(1);
            }
        }
        if !words.eat(",") {
            break;
        }
    }
    writes
}

fn tables(words: &mut Words<'_>, found: &mut Classification) {
    words.eat("only");
    if let Some(table) = words.object(ObjectKind::Table) {
        found.touch(table);
    }
}

fn update(mut words: Words<'_>, found: &mut Classification) {
    dml(found);
    while words.eat_any(&["low_priority", "ignore"]).is_some() {}
    if words.eat("or") {
        words.skip(1);
    }
    let everywhere = !words.contains("where");
    let before = found.touched.len();
    joined_tables(words, found);
    if everywhere {
        let tables = found.touched.get(before..).unwrap_or_default();
        let name = tables.first().map_or_else(|| "a table".to_owned(), ToString::to_string);
        found.lose(format!("the former values in every row of {name} (UPDATE without WHERE)"));
    }
}

/// `UPDATE a, b AS c JOIN d ON … SET`: every table that is named before SET.
fn joined_tables(mut words: Words<'_>, found: &mut Classification) {
    tables(&mut words, found);
    while let Some(token) = words.first() {
        if token.is_word("set") || token.is_word("where") {
            return;
        }
        words.skip(1);
        if token.is_symbol(",") || token.is_word("join") {
            tables(&mut words, found);
        }
    }
}

fn delete(mut words: Words<'_>, found: &mut Classification) {
    dml(found);
    while words.eat_any(&["low_priority", "quick", "ignore"]).is_some() {}
    let everywhere = !words.contains("where");
    // MySQL: `DELETE a, b FROM a JOIN b …` and `DELETE FROM a, b USING …`
    let listed = !words.eat("from");
    words.eat("only");
    let before = found.touched.len();
    for mut part in words.parts() {
        tables(&mut part, found);
        if part.is_any(&["from", "using", "where"]) || !(listed || words.contains("using")) {
            break;
        }
    }
    if everywhere {
        let tables = found.touched.get(before..).unwrap_or_default();
        let name = tables.first().map_or_else(|| "a table".to_owned(), ToString::to_string);
        found.lose(format!("all rows of the table {name} (DELETE without WHERE)"));
    }
}

/// PostgreSQL's `SELECT … INTO table` creates one.
fn select(words: &Words<'_>, found: &mut Classification, writes_first: bool) {
    found.is_query = !writes_first;
    if words.dialect == DialectName::PostgreSql
        && words.is("select")
        && let Some(mut rest) = words.after("into")
    {
        while rest.eat_any(&["temp", "temporary", "unlogged", "table"]).is_some() {}
        if let Some(table) = rest.object(ObjectKind::Table) {
            found.touch(table.clone());
            found.create(table);
            found.is_query = false;
        }
    }
}

/// ANALYZE, VACUUM, REINDEX, COMMENT ON … : what they name is touched.
fn maintenance(mut words: Words<'_>, found: &mut Classification) {
    if words.eat("comment on") {
        if let Some(kind) = kind(&mut words)
            && let Some(object) = words.object(kind)
        {
            found.touch(object);
        }
        return;
    }
    if words.eat("refresh materialized view") {
        words.eat("concurrently");
        if let Some(view) = words.object(ObjectKind::MaterializedView) {
            found.touch(view);
        }
        return;
    }
    if words.eat("pragma") {
        // `PRAGMA name` asks; with a value it may set something.
        found.is_query = words.name().is_some() && words.tokens.is_empty();
        return;
    }
    let Some(verb) =
        words.eat_any(&["analyze", "optimize", "repair", "check", "vacuum", "reindex", "cluster"])
    else {
        return;
    };
    words.skip_parentheses();
    while words
        .eat_any(&[
            "no_write_to_binlog",
            "local",
            "full",
            "freeze",
            "verbose",
            "analyze",
            "concurrently",
            "tables",
            "table",
        ])
        .is_some()
    {}
    let kind = if verb == "reindex" && words.eat("index") { ObjectKind::Index } else { ObjectKind::Table };
    if words.is_any(&["schema", "database", "system", "into"]) {
        return;
    }
    words.eat("concurrently");
    for object in words.objects(kind) {
        found.touch(object);
    }
}
