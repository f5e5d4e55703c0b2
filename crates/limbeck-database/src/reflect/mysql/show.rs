//! What only `SHOW CREATE TABLE` knows.

use limbeck_catalog::{Table, TableKind};
use limbeck_sql::mysql::options::{PARSER, SYSTEM_VERSIONING};
use limbeck_sql::mysql::quoted;
use limbeck_sql::{LexMode, Token, significant_tokens, unquote};
use limbeck_url::DialectName;

use super::Reader;
use crate::DatabaseError;

impl Reader<'_> {
    /// Reads partitions, the parsers of full-text indexes, and the period of a versioned table.
    pub(super) fn show(&mut self, table: &mut Table) -> Result<(), DatabaseError> {
        let shown = self.connection.query(&format!("SHOW CREATE TABLE {}", quoted(&table.name.name)))?;
        let text = shown.rows.first().and_then(|row| row.get(1)?.as_deref()).unwrap_or_default();
        let tokens = significant_tokens(text, DialectName::MySql, LexMode::default()).unwrap_or_default();
        let is = |position: usize, words: &str| {
            words.split(' ').enumerate().all(|(offset, word)| {
                tokens
                    .get(position + offset)
                    .is_some_and(|token| token.is_word(word) || token.is_symbol(word))
            })
        };
        let name = |token: &Token<'_>| unquote(token, DialectName::MySql, LexMode::default()).into_owned();
        let mut depth = 0_usize;
        for (position, token) in tokens.iter().enumerate() {
            if token.is_symbol("(") {
                depth += 1;
            } else if token.is_symbol(")") {
                depth = depth.saturating_sub(1);
            } else if depth == 0 && is(position, "partition by") {
                table.kind = partitions(text, &tokens[position + 2..]);
                break;
            } else if depth == 1 && is(position, "fulltext key") {
                let line = tokens[position..].iter().enumerate();
                // The index ends at the comma outside its own parentheses.
                let parser = line
                    .take_while(|(_, token)| !token.is_symbol(","))
                    .find(|(offset, _)| is(position + offset, "with parser"))
                    .and_then(|(offset, _)| tokens.get(position + offset + 2));
                let index = tokens.get(position + 2).map(&name);
                if let (Some(parser), Some(index)) = (parser, index)
                    && let Some(index) = table.indexes.iter_mut().find(|other| other.name == index)
                {
                    index.options.insert(PARSER.to_owned(), name(parser));
                }
            } else if depth == 1 && is(position, "period for system_time") {
                let end = tokens[position..].iter().position(|token| token.is_symbol(")"));
                if let Some(last) = end.and_then(|end| tokens.get(position + end)) {
                    let period = text.get(token.start..last.end()).unwrap_or_default();
                    table.options.insert(SYSTEM_VERSIONING.to_owned(), period.to_owned());
                }
            }
        }
        Ok(())
    }
}

/// The partitions, without the frame of the comment that MySQL prints them in.
fn partitions(text: &str, tokens: &[Token<'_>]) -> TableKind {
    match tokens {
        [first, .., last] => {
            TableKind::Partitioned(text.get(first.start..last.end()).unwrap_or_default().to_owned())
        }
        _ => TableKind::Ordinary,
    }
}
