//! The server's word on texts that differ: both are given to it, in a transaction that is rolled back, and what it keeps is compared.
//!
//! What PostgreSQL prints is not quite what it prints when it is given its own text again, so each side is asked twice. All texts of a round are
//! asked for in one go; only where the server refuses one of them are they asked for one by one.

use limbeck_catalog::{Catalog, NormalForms, TextKind, TextQuestion, Verdict};

use super::ask::{Answer, Ask, Session};
use super::constant::{is_constant, is_now};
use crate::{Connection, DatabaseError};

pub(super) fn normal_forms(
    connection: &mut dyn Connection,
    questions: &[TextQuestion],
    catalogs: [&Catalog; 2],
) -> Result<NormalForms, DatabaseError> {
    if connection.server().read_only.is_some() {
        return Ok(questions.iter().map(|question| (question.clone(), Verdict::Unsettled)).collect());
    }
    let mut session = Session::begin(connection, catalogs)?;
    let verdicts = verdicts(&mut session, questions);
    session.end()?;
    Ok(questions.iter().cloned().zip(verdicts?).collect())
}

/// A question on its way: both texts as far as they have been taken, and the verdict once there is one.
struct Open<'a> {
    question: &'a TextQuestion,
    actual: String,
    desired: String,
    verdict: Option<Verdict>,
}

fn verdicts(session: &mut Session<'_>, questions: &[TextQuestion]) -> Result<Vec<Verdict>, DatabaseError> {
    let mut all: Vec<Open<'_>> = questions
        .iter()
        .map(|question| Open {
            question,
            actual: question.actual.clone(),
            desired: question.desired.clone(),
            verdict: None,
        })
        .collect();
    for _ in 0..2 {
        round(session, &mut all)?;
    }
    constants(session, &mut all)?;
    Ok(all.into_iter().map(|open| open.verdict.unwrap_or(Verdict::Different)).collect())
}

/// Takes both texts of every open question one step further.
fn round(session: &mut Session<'_>, all: &mut [Open<'_>]) -> Result<(), DatabaseError> {
    let mut open: Vec<&mut Open<'_>> = all.iter_mut().filter(|open| open.verdict.is_none()).collect();
    let asks: Vec<Ask<'_>> = open
        .iter()
        .flat_map(|open| {
            let ask = |text| Ask::new(open.question, text);
            [ask(&open.actual), ask(&open.desired)]
        })
        .collect();
    let answers = session.ask(&asks)?;
    for (open, answers) in open.iter_mut().zip(answers.chunks(2)) {
        match answers {
            [Answer::Text(a), Answer::Text(d)] => {
                // The actual text is what the server keeps already: a desired one that comes out like it is the same.
                if a == d || *d == open.question.actual {
                    open.verdict = Some(Verdict::Same);
                }
                (open.actual, open.desired) = (a.clone(), d.clone());
            }
            answers if answers.contains(&Answer::NotAsked) => open.verdict = Some(Verdict::Unsettled),
            _ => open.verdict = Some(Verdict::Different),
        }
    }
    Ok(())
}

/// Defaults may be spelled differently and still be one value: `0` and `'0'::bigint`, `now()` and `CURRENT_TIMESTAMP`.
fn constants(session: &mut Session<'_>, all: &mut [Open<'_>]) -> Result<(), DatabaseError> {
    let is_open = |open: &&mut Open<'_>| open.verdict.is_none() && open.question.kind == TextKind::Default;
    let mut compared: Vec<(&mut Open<'_>, String)> = Vec::new();
    for open in all.iter_mut().filter(is_open) {
        if is_now(&open.actual) && is_now(&open.desired) {
            open.verdict = Some(Verdict::Same);
        } else if let Some(data_type) = &open.question.data_type
            && is_constant(&open.actual)
            && is_constant(&open.desired)
        {
            let (actual, desired) = (&open.actual, &open.desired);
            let same = format!(
                "(({actual})::{data_type})::text IS NOT DISTINCT FROM (({desired})::{data_type})::text"
            );
            compared.push((open, same));
        }
    }
    let conditions: Vec<String> = compared.iter().map(|(_, condition)| condition.clone()).collect();
    let answers = session.true_or_not(&conditions)?;
    for ((open, _), same) in compared.into_iter().zip(answers) {
        open.verdict = Some(if same { Verdict::Same } else { Verdict::Different });
    }
    Ok(())
}
