//! What the fingerprints before and now mean.

use super::fingerprint::{HIDDEN, NO_IDS, look_again};
use crate::apply::settle::Verdict;
use crate::apply::settle::objects::Object;
use crate::apply::settle::statement::Read;
use crate::{Connection, DatabaseError};

/// Statements that touch no object with a definition and may run twice.
const REPEATABLE: &[&str] =
    &["grant", "revoke", "set", "analyze", "optimize", "check", "repair", "flush", "cache", "load"];

/// Tells whether a statement has run; finishes a DROP that MariaDB has done in part.
pub(in crate::apply::settle) fn settle(
    connection: &mut dyn Connection,
    statement: &Read,
    before: Option<&[Object]>,
) -> Result<Verdict, DatabaseError> {
    let Some(before) = before else {
        return Ok(if REPEATABLE.iter().any(|word| statement.begins(word)) {
            Verdict::RunAgain
        } else {
            Verdict::Person("what it does can't be read from its text".to_owned())
        });
    };
    let now = look_again(connection, before)?;
    let verdict = judge(statement, before, &now);
    // MariaDB drops the objects of a list one by one.
    if let Judgement::Rest(rest) = &verdict {
        for object in rest {
            let kind = if statement.begins("drop view") {
                "VIEW"
            } else if statement.begins("drop sequence") {
                "SEQUENCE"
            } else {
                "TABLE"
            };
            connection.execute(&format!("DROP {kind} IF EXISTS {}", object.name))?;
        }
    }
    Ok(match verdict {
        Judgement::Rest(_) => Verdict::Done,
        Judgement::Is(verdict) => verdict,
    })
}

#[derive(Debug, PartialEq, Eq)]
enum Judgement {
    Is(Verdict),
    /// A list of drops that ended in the middle: these are left.
    Rest(Vec<Object>),
}

fn judge(statement: &Read, before: &[Object], now: &[Object]) -> Judgement {
    let pairs = || before.iter().zip(now);
    let hidden = |object: &Object| object.state.as_deref() == Some(HIDDEN);
    if let Some((object, _)) = pairs().find(|(before, now)| hidden(before) || hidden(now)) {
        return Judgement::Is(Verdict::Person(format!("this user may not see the definition of {object}")));
    }
    if statement.begins("drop database") || statement.begins("drop schema") {
        // Half dropped it is still there, and is dropped again.
        let gone = now.iter().all(|object| object.state.is_none());
        return Judgement::Is(if gone && before.iter().any(|object| object.state.is_some()) {
            Verdict::Done
        } else {
            Verdict::RunAgain
        });
    }
    let unchanged: Vec<&Object> =
        pairs().filter(|(before, now)| before.state == now.state).map(|(_, now)| now).collect();
    if unchanged.is_empty() {
        return Judgement::Is(Verdict::Done);
    }
    if unchanged.len() == now.len() {
        let blind =
            now.iter().any(|object| object.state.as_ref().is_some_and(|state| state.ends_with(NO_IDS)));
        return Judgement::Is(if blind && looks_the_same(statement) {
            Verdict::Person(
                "its objects look the same before and after it, but for InnoDB's table ids, and this user may not see those (they need \
                 the PROCESS privilege)"
                    .to_owned(),
            )
        } else {
            Verdict::RunAgain
        });
    }
    // What was not there and is not there was named with IF EXISTS, or the server has stumbled over it.
    if unchanged.iter().all(|object| object.state.is_none()) {
        return Judgement::Is(Verdict::Done);
    }
    if ["drop table", "drop view", "drop sequence"].iter().any(|words| statement.begins(words)) {
        let rest = unchanged.into_iter().filter(|object| object.state.is_some()).cloned().collect();
        return Judgement::Rest(rest);
    }
    let names: Vec<String> = unchanged.iter().map(ToString::to_string).collect();
    Judgement::Is(Verdict::Person(format!(
        "of the objects that it touches some have changed, but {} is as it was",
        names.join(", ")
    )))
}

/// Whether the texts of definitions don't tell if it has run, and running it twice does harm.
fn looks_the_same(statement: &Read) -> bool {
    statement.begins("truncate")
        || statement.begins("rename")
        || statement.has("exchange partition")
        || statement.has("truncate partition")
        || statement.begins("create or replace table")
}

/// What a person is to know before such a statement runs without the ids.
pub(in crate::apply::settle) fn cannot_be_settled(statement: &Read, objects: &[Object]) -> bool {
    let blind =
        objects.iter().any(|object| object.state.as_ref().is_some_and(|state| state.ends_with(NO_IDS)));
    blind && looks_the_same(statement)
}

#[cfg(test)]
mod tests {
    use limbeck_sql::LexMode;
    use limbeck_url::DialectName;

    use super::*;

    fn objects(states: &[Option<&str>]) -> Vec<Object> {
        states
            .iter()
            .enumerate()
            .map(|(i, state)| Object::new("table", format!("`d`.`t{i}`"), state.map(str::to_owned)))
            .collect()
    }

    fn verdict(sql: &str, before: &[Option<&str>], now: &[Option<&str>]) -> String {
        let statement = Read::new(sql, DialectName::MariaDb, LexMode::default());
        match judge(&statement, &objects(before), &objects(now)) {
            Judgement::Is(Verdict::Done) => "done".to_owned(),
            Judgement::Is(Verdict::RunAgain) => "again".to_owned(),
            Judgement::Is(Verdict::Person(_)) => "person".to_owned(),
            Judgement::Rest(rest) => format!("rest {}", rest.len()),
        }
    }

    #[test]
    fn fingerprints_tell_what_has_run() {
        const A: Option<&str> = Some("a 1");
        const B: Option<&str> = Some("b 1");
        const N: Option<&str> = None;
        const BLIND: Option<&str> = Some("a ?");
        type States = &'static [Option<&'static str>];
        let cases: &[(&str, States, States, &str)] = &[
            ("ALTER TABLE t ADD a int", &[A], &[B], "done"),
            ("ALTER TABLE t ADD a int", &[A], &[A], "again"),
            ("CREATE TABLE t (a int)", &[N], &[A], "done"),
            ("CREATE TABLE t (a int)", &[N], &[N], "again"),
            ("DROP TABLE t", &[A], &[N], "done"),
            ("TRUNCATE t", &[A], &[A], "again"),
            ("TRUNCATE t", &[BLIND], &[BLIND], "person"),
            ("ALTER TABLE t ADD a int", &[BLIND], &[BLIND], "again"),
            ("RENAME TABLE a TO b, b TO c", &[A, B, N], &[N, A, B], "done"),
            ("RENAME TABLE a TO b, c TO d", &[A, N, B, N], &[N, A, B, N], "person"),
            ("DROP TABLE a, b, c", &[A, A, A], &[N, N, A], "rest 1"),
            ("DROP TABLE IF EXISTS a, b", &[A, N], &[N, N], "done"),
            ("DROP VIEW a, b", &[A, A], &[N, A], "rest 1"),
            ("DROP DATABASE d", &[A], &[B], "again"),
            ("DROP DATABASE d", &[A], &[N], "done"),
            ("CREATE DATABASE d", &[N], &[A], "done"),
            ("ALTER TABLE t ADD a int", &[Some("hidden")], &[Some("hidden")], "person"),
        ];
        for (sql, before, now, expected) in cases {
            assert_eq!(verdict(sql, before, now), *expected, "{sql}: {before:?}, {now:?}");
        }
    }
}
