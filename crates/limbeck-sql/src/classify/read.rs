use limbeck_url::DialectName;

use super::class::{Class, Classification};
use super::refusal::Verdict;
use super::words::Words;
use super::{alter, create, drop, mysql, postgresql, sqlite, write};
use crate::lexer::{LexMode, significant_tokens};

/// Tells what one statement is. A text that cannot be read as tokens is [`Class::Transactional`] and says nothing else: its error comes
/// from [`split`](crate::split()) or from the server.
#[must_use]
pub fn classify(statement: &str, dialect: DialectName, mode: LexMode) -> Classification {
    let tokens = significant_tokens(statement, dialect, mode).unwrap_or_default();
    let words = Words { tokens: &tokens, dialect, mode };
    let mut classification = Classification::default();
    read(&words, &mut classification);
    match verdict(&words, &classification) {
        Ok(class) => {
            classification.class = class;
            // A SELECT that sets something is run for that; `PRAGMA name` only tells.
            if class == Class::Session && !words.is("pragma") {
                classification.is_query = false;
            }
        }
        Err(refusal) => {
            classification.class = Class::Refused;
            classification.refusal = Some(refusal.message());
        }
    }
    classification
}

pub(super) fn verdict(words: &Words<'_>, classification: &Classification) -> Verdict {
    match words.dialect {
        DialectName::PostgreSql => postgresql::verdict(words),
        DialectName::MySql | DialectName::MariaDb => mysql::verdict(words, classification),
        DialectName::Sqlite => sqlite::verdict(words),
    }
}

/// What the statement touches, creates, drops and loses.
fn read(words: &Words<'_>, found: &mut Classification) {
    let mut words = mysql::inner_statement(words);
    if words.eat("create") {
        create::read(words, found);
    } else if words.eat("drop") {
        drop::read(words, found);
    } else if words.eat("alter") {
        alter::read(words, found);
    } else {
        write::read(words, found);
    }
}
