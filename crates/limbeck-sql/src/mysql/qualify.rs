//! Names with a database before them, in statements that are to run in another database.

use std::borrow::Cow;

use limbeck_url::DialectName;

use crate::lexer::{LexMode, Token, TokenKind, significant_tokens, unquote};

/// Databases that every server has and views may read.
const SYSTEM: [&str; 3] = ["information_schema", "performance_schema", "sys"];

/// Words behind which an object is named, wherever they stand.
const BEFORE_AN_OBJECT: [&str; 11] = [
    "from",
    "join",
    "straight_join",
    "into",
    "update",
    "references",
    "call",
    "to",
    "rename",
    "follows",
    "precedes",
];

/// Kinds of objects: the name comes behind them in a definition. Elsewhere they may be names themselves.
const KINDS: [&str; 7] = ["table", "view", "trigger", "procedure", "function", "event", "sequence"];

/// What stands before a kind in a definition, or before TABLE in another statement.
const BEFORE_A_KIND: [&str; 23] = [
    "create",
    "alter",
    "drop",
    "rename",
    "truncate",
    "analyze",
    "check",
    "checksum",
    "optimize",
    "repair",
    "temporary",
    "replace",
    "aggregate",
    "definer",
    "invoker",
    "current_user",
    "ignore",
    "online",
    "with",
    "as",
    "union",
    "local",
    "no_write_to_binlog",
];

/// Words between that and the name.
const BETWEEN: [&str; 10] =
    ["if", "not", "exists", "as", "only", "ignore", "low_priority", "high_priority", "delayed", "lateral"];

/// Words that end a list of objects.
const AFTER_A_LIST: [&str; 14] = [
    "where",
    "group",
    "order",
    "having",
    "limit",
    "set",
    "select",
    "values",
    "begin",
    "do",
    "then",
    "duplicate",
    "window",
    "with",
];

/// Functions in whose parentheses FROM is a part of their own syntax.
const WITH_FROM: [&str; 7] = ["extract", "substring", "substr", "mid", "trim", "overlay", "system_time"];

/// Words that are statements, unless a parenthesis makes them functions.
const OR_FUNCTIONS: [&str; 3] = ["insert", "replace", "truncate"];

/// MariaDB's functions of sequences: their argument is an object.
const OF_SEQUENCES: [&str; 3] = ["nextval", "lastval", "setval"];

/// A name with a database before it.
struct Qualified<'t> {
    /// The database's token, the dot's comes next.
    database: &'t Token<'t>,
    /// Where the name begins.
    name_start: usize,
    /// Behind FROM or JOIN.
    is_read: bool,
}

/// Where a walk over the tokens of a statement stands.
#[derive(Clone, Copy, Default)]
struct Standing {
    /// The next name is an object's.
    expects: bool,
    /// So is each one behind a comma.
    in_list: bool,
    /// In the parentheses of a function that has a FROM of its own.
    has_own_from: bool,
}

/// Where the statement names an object with its database.
///
/// `a.b` is an object where an object must stand, and a column of a table anywhere else; `a.b.c` and `a.b(` always begin with a database.
fn qualified<'t>(tokens: &'t [Token<'t>]) -> Vec<Qualified<'t>> {
    let mut found = Vec::new();
    let at = |position: usize| tokens.get(position);
    let starts_with =
        |words: &[&str]| words.iter().any(|word| tokens.iter().take(12).any(|token| token.is_word(word)));
    // `CREATE INDEX i ON t`, `CREATE TRIGGER … ON t`: the first ON, and no other one, names an object.
    let mut on_names = starts_with(&["create", "drop"]) && starts_with(&["index", "trigger"]);
    // `CREATE TABLE t LIKE other`, `CREATE TABLE t (LIKE other)`.
    let mut like_names = starts_with(&["create"]) && starts_with(&["table"]);
    let (mut now, mut outer) = (Standing::default(), Vec::new());
    let mut is_read = false;
    for (position, token) in tokens.iter().enumerate() {
        let before = |back: usize| position.checked_sub(back).and_then(at);
        let was = |words: &[&str]| before(1).is_some_and(|token| is_any(token, words));
        let was_symbol =
            |back: usize, symbol: &str| before(back).is_some_and(|token| token.is_symbol(symbol));
        let next_is =
            |offset: usize, symbol: &str| at(position + offset).is_some_and(|token| token.is_symbol(symbol));
        let is_name = matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier);
        if is_name && next_is(1, ".") && !was_symbol(1, ".") {
            if let Some(name) = at(position + 2)
                && (now.expects || next_is(3, ".") || next_is(3, "("))
            {
                found.push(Qualified { database: token, name_start: name.start, is_read });
            }
            now.expects = false;
            continue;
        }
        if token.is_symbol("(") {
            outer.push(now);
            let has_own_from = was(&WITH_FROM);
            now = Standing { expects: now.expects, in_list: now.expects, has_own_from };
            continue;
        }
        if token.is_symbol(")") {
            now = Standing { expects: false, ..outer.pop().unwrap_or_default() };
            continue;
        }
        if token.is_symbol(",") {
            now.expects = now.in_list;
            continue;
        }
        if token.is_symbol("=") && now.expects && was(&["union"]) {
            continue;
        }
        let expected = std::mem::take(&mut now.expects);
        if token.kind != TokenKind::Word || was_symbol(1, ".") {
            continue;
        }
        let is = |words: &[&str]| is_any(token, words);
        let names_an_object = if is(&KINDS) {
            before(1).is_none()
                || was(&BEFORE_A_KIND)
                // Behind `DEFINER = somebody@somewhere`, `ALGORITHM = MERGE`, `CURRENT_USER()`.
                || before(1).is_some_and(|token| token.kind == TokenKind::Variable)
                || was_symbol(2, "=")
                || was_symbol(1, ")")
        } else if is(&OR_FUNCTIONS) {
            !next_is(1, "(") && !was(&["or", "before", "after"])
        } else if is(&OF_SEQUENCES) {
            next_is(1, "(")
        } else if is(&["on"]) {
            // A list of tables goes on behind the condition of a join.
            std::mem::take(&mut on_names)
        } else if is(&["like"]) {
            like_names && (outer.is_empty() || was_symbol(1, "("))
        } else if is(&["for"]) {
            was(&["value"])
        } else if is(&["union"]) {
            next_is(1, "=")
        } else if is(&["using"]) {
            !next_is(1, "(")
        } else if is(&["update"]) {
            !was(&["on", "key", "for", "before", "after"])
        } else if is(&["straight_join"]) {
            !was(&["select"])
        } else if is(&["from"]) {
            !now.has_own_from && !was(&WITH_FROM)
        } else {
            is(&BEFORE_AN_OBJECT)
        };
        if names_an_object {
            now.expects = true;
            now.in_list |= !is(&["on", "like", "for"]);
            is_read = is(&["from", "join", "straight_join", "using"]);
        } else if is(&AFTER_A_LIST) {
            now.in_list = false;
            like_names &= !is(&["select", "with"]);
        } else {
            now.expects = expected && is(&BETWEEN);
        }
    }
    found
}

fn is_any(token: &Token<'_>, words: &[&str]) -> bool {
    words.iter().any(|word| token.is_word(word))
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
            "insert other.t values (1)",
            "insert ignore into other.t values (1)",
            "replace other.t values (1)",
            "truncate other.t",
            "rename table t to u, v to other.v",
            "alter table t rename other.t",
            "alter table t rename as other.t",
            "alter table t exchange partition p with table other.t",
            "create table t (like other.t)",
            "create table m (a int) engine=merge union=(t, other.t)",
            "create table t (a int default nextval(other.s))",
            "create table t (a int default (next value for other.s))",
            "create view v as select other.f(1)",
            "create view v as select 1 from (select 1 from a where x = 1) s, other.t",
            "create view v as select 1 from a join b on a.x = b.x, other.t",
            "create view v as table other.t",
            "delete from t using other.t join t on t.a = 1",
            "create definer=root@localhost event other.e on schedule every 1 day do delete from t",
            "create definer=current_user() procedure other.p() select 1",
            "create algorithm=merge view other.v as select 1",
            "create procedure p() begin if exists (select 1 from a) then drop table if exists other.t; end if; end",
            "/*!50000 drop table other.t */",
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
            "create view v as select replace(a.x, 'p', 'q'), insert(a.x, 1, 2, 'z'), truncate(a.y, 2) from a",
            "create view v as select extract(year from a.at), trim(both 'x' from a.n), substring(a.n from a.p) from a",
            "create view v as select 1 from a where a.x like b.y and a.z = b.z",
            "create view v as select event, t.x, function, t.y from t",
            "create view v as select straight_join a.x from a join b using (id)",
            "create view v as select a.x from a join b on f(a.x, b.y), c where c.z = 1",
            "create view v as select a.x from a where not exists (select 1 from b where b.x = a.x)",
            "create view v as select convert(a.x using utf8mb4), b.y from a, b order by a.x desc, b.y",
            "insert into t (a) values (1) on duplicate key update t.a = 1, t.b = 2",
            "create trigger g before update on t for each row begin set new.a = old.a; if new.b then set new.c = 1; end if; end",
            "create table t (a int check (a.b like c.d), key (a) using btree, key b (b))",
            "create table t (a timestamp default now() on update current_timestamp)",
            "alter table t rename column a to b, rename index c to d",
            "select a.x from a for update",
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
