//! Names with a database before them, in statements that are to run in another database.

use std::borrow::Cow;

use limbeck_url::DialectName;

use crate::lexer::{LexMode, Token, TokenKind, significant_tokens, unquote};

/// Databases that every server has and views may read.
const SYSTEM: [&str; 3] = ["information_schema", "performance_schema", "sys"];

/// Words behind which an object is named.
const BEFORE_AN_OBJECT: &[&str] = &[
    "table",
    "view",
    "into",
    "from",
    "join",
    "straight_join",
    "update",
    "references",
    "trigger",
    "procedure",
    "function",
    "event",
    "sequence",
    "exists",
    "call",
    "like",
    "to",
    "follows",
    "precedes",
    "analyze",
    "truncate",
    "replace",
    "describe",
];

/// Words that end a list of objects.
const AFTER_A_LIST: &[&str] = &[
    "where", "group", "order", "having", "limit", "set", "on", "using", "select", "values", "begin", "do",
    "then",
];

/// A name with a database before it.
struct Qualified<'t> {
    /// The database's token, the dot's comes next.
    database: &'t Token<'t>,
    /// Where the name begins.
    name_start: usize,
    /// Behind FROM or JOIN.
    is_read: bool,
}

/// Where the statement names an object with its database.
///
/// `a.b` is an object where an object must stand, and anything else a column of a table; `a.b.c` always begins with a database.
fn qualified<'t>(tokens: &'t [Token<'t>]) -> Vec<Qualified<'t>> {
    let mut found = Vec::new();
    let starts_with =
        |words: &[&str]| words.iter().any(|word| tokens.iter().take(12).any(|token| token.is_word(word)));
    // `CREATE INDEX i ON t`, `CREATE TRIGGER … ON t`: the first ON, and no other one, names an object.
    let mut on_names = starts_with(&["create", "drop"]) && starts_with(&["index", "trigger"]);
    let (mut expects, mut in_list, mut is_read) = (false, false, false);
    for (position, token) in tokens.iter().enumerate() {
        let is_name = matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier);
        let dot = |offset: usize| tokens.get(position + offset).is_some_and(|token| token.is_symbol("."));
        let before_is_dot = position
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .is_some_and(|token| token.is_symbol("."));
        if is_name && dot(1) && !before_is_dot && (expects || dot(3)) {
            if let Some(name) = tokens.get(position + 2) {
                found.push(Qualified { database: token, name_start: name.start, is_read });
            }
            expects = false;
            continue;
        }
        if token.kind == TokenKind::Word && !before_is_dot {
            let is = |words: &[&str]| words.iter().any(|word| token.is_word(word));
            if is(BEFORE_AN_OBJECT) {
                (expects, in_list) = (true, true);
                is_read = is(&["from", "join", "straight_join"]);
                continue;
            }
            if token.is_word("on") && on_names {
                (on_names, expects, in_list) = (false, true, false);
                continue;
            }
            if is(AFTER_A_LIST) {
                (expects, in_list) = (false, false);
                continue;
            }
            if is(&["if", "not", "only", "ignore", "low_priority", "tables"]) {
                continue;
            }
        }
        expects = in_list && (token.is_symbol(",") || (token.is_symbol("(") && expects));
    }
    found
}

fn significant(statement: &str, dialect: DialectName, mode: LexMode) -> Vec<Token<'_>> {
    significant_tokens(statement, dialect, mode).unwrap_or_default()
}

/// The first database that the statement names and that is neither `own` nor one that every server has and that is only read.
#[must_use]
pub fn names_another_database(
    statement: &str,
    own: Option<&str>,
    dialect: DialectName,
    mode: LexMode,
) -> Option<String> {
    let tokens = significant(statement, dialect, mode);
    qualified(&tokens).into_iter().find_map(|found| {
        let name = unquote(found.database, dialect, mode);
        let is_system = found.is_read && SYSTEM.iter().any(|system| system.eq_ignore_ascii_case(&name));
        (Some(&*name) != own && !is_system).then(|| name.into_owned())
    })
}

/// The statement without the name of its own database, and without a DEFINER, which a scratch place has no use for and an account may not have
/// the right to name.
#[must_use]
pub fn for_scratch<'s>(
    statement: &'s str,
    own: Option<&str>,
    dialect: DialectName,
    mode: LexMode,
) -> Cow<'s, str> {
    let tokens = significant(statement, dialect, mode);
    let mut cuts: Vec<(usize, usize)> = qualified(&tokens)
        .into_iter()
        .filter(|found| Some(&*unquote(found.database, dialect, mode)) == own)
        .map(|found| (found.database.start, found.name_start))
        .collect();
    cuts.extend(definer(&tokens));
    if cuts.is_empty() {
        return Cow::Borrowed(statement);
    }
    cuts.sort_unstable();
    let mut kept = String::with_capacity(statement.len());
    let mut from = 0;
    for (start, end) in cuts {
        kept.push_str(statement.get(from..start).unwrap_or_default());
        from = end;
    }
    kept.push_str(statement.get(from..).unwrap_or_default());
    Cow::Owned(kept)
}

/// Where `DEFINER = user` begins, and where what follows it does.
fn definer(tokens: &[Token<'_>]) -> Option<(usize, usize)> {
    if !tokens.first()?.is_word("create") {
        return None;
    }
    let position = tokens.iter().take(8).position(|token| token.is_word("definer"))?;
    let kinds = ["procedure", "function", "trigger", "event", "view", "sql", "aggregate", "algorithm"];
    let end = tokens.iter().skip(position + 2).find(|token| kinds.iter().any(|kind| token.is_word(kind)))?;
    tokens.get(position + 1)?.is_symbol("=").then(|| (tokens[position].start, end.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other(statement: &str) -> Option<String> {
        names_another_database(statement, Some("shop"), DialectName::MySql, LexMode::default())
    }

    #[test]
    fn other_databases_are_found() {
        for statement in [
            "create table other.t (a int)",
            "CREATE TABLE IF NOT EXISTS `other`.t (a int)",
            "drop table shop.a, other.b",
            "create view v as select 1 from shop.a join other.b on a.x = b.y",
            "create view v as select other.t.a from t",
            "create trigger g before insert on other.t for each row set new.a = 1",
            "create trigger g before insert on t for each row insert into other.log values (new.a)",
            "alter table t add foreign key (a) references other.t (a)",
            "create index i on other.t (a)",
            "insert into other.t values (1)",
            "create table t like other.t",
            "alter table t rename to other.t",
            "call other.p()",
        ] {
            assert_eq!(other(statement).as_deref(), Some("other"), "{statement}");
        }
    }

    #[test]
    fn columns_of_tables_are_no_databases() {
        for statement in [
            "create table shop.t (a int)",
            "create view v as select a.x, b.y from a join b on a.x = b.y where a.z = 1 order by a.x",
            "create view v as select 1 from information_schema.tables t where t.a = 1",
            "create trigger g after update on t for each row update u set u.a = new.a where u.b = old.b",
            "select a.x from (select b.y from b) a",
            "create table t (a int default 1.5)",
            "delete a from a join b on a.id = b.id",
        ] {
            assert_eq!(other(statement), None, "{statement}");
        }
    }

    #[test]
    fn the_own_name_and_the_definer_go() {
        let run = |statement| {
            for_scratch(statement, Some("shop"), DialectName::MySql, LexMode::default()).into_owned()
        };
        assert_eq!(run("create table `shop`.`t` (a int)"), "create table `t` (a int)");
        assert_eq!(
            run("create view v as select shop.t.a from shop . t"),
            "create view v as select t.a from t"
        );
        assert_eq!(
            run("create view v as select shop.a from shop.shop shop"),
            "create view v as select shop.a from shop shop"
        );
        assert_eq!(
            run(
                "CREATE DEFINER=`root`@`localhost` TRIGGER shop.g BEFORE INSERT ON shop.t FOR EACH ROW SET @a = 1"
            ),
            "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @a = 1"
        );
    }
}
