//! Pieces of SQL that people wrote, by their tokens.

use limbeck_catalog::Expression;
use limbeck_sql::{LexMode, Token, TokenKind, significant_tokens, unquote};
use limbeck_url::DialectName;

use crate::model::ModelTable;

/// The expression as a catalog keeps it: without the outermost parentheses.
///
/// What cannot be read as tokens is left as it is: the server will say what is wrong with it.
pub(crate) fn expression(written: &str, dialect: DialectName) -> Expression {
    let tokens = significant_tokens(written, dialect, LexMode::default()).unwrap_or_default();
    let mut inside = tokens.as_slice();
    while let [first, middle @ .., last] = inside
        && first.text == "("
        && last.text == ")"
        && is_balanced(middle)
    {
        inside = middle;
    }
    match inside {
        [first, .., last] => Expression::new(&written[first.start..last.start + last.text.len()]),
        [only] => Expression::new(only.text),
        [] => Expression::new(written.trim()),
    }
}

/// Whether every parenthesis that is closed is opened before.
fn is_balanced(tokens: &[Token<'_>]) -> bool {
    let mut depth = 0_i32;
    tokens.iter().all(|token| {
        depth += i32::from(token.text == "(") - i32::from(token.text == ")");
        depth >= 0
    })
}

/// The columns of the table that an expression speaks of, each once, in the order of the table.
pub(crate) fn columns_spoken_of<'t>(
    written: &str,
    table: &'t ModelTable,
    dialect: DialectName,
) -> Vec<&'t str> {
    let tokens = significant_tokens(written, dialect, LexMode::default()).unwrap_or_default();
    let speaks_of = |column: &str| {
        tokens.iter().any(|token| match token.kind {
            TokenKind::Word => token.text.eq_ignore_ascii_case(column),
            TokenKind::QuotedIdentifier => unquote(token, dialect, LexMode::default()) == column,
            _ => false,
        })
    };
    table.columns.iter().map(|column| column.name.as_str()).filter(|column| speaks_of(column)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ModelColumn;

    #[test]
    fn outer_parentheses_and_blanks_go_and_no_others() {
        for (written, kept) in [
            ("(a > 0)", "a > 0"),
            ("  ( ( lower(a) ) ) ", "lower(a)"),
            ("(a) + (b)", "(a) + (b)"),
            ("(')')", "')'"),
            ("a", "a"),
            ("('unfinished", "('unfinished"),
        ] {
            assert_eq!(expression(written, DialectName::PostgreSql).as_str(), kept);
        }
    }

    #[test]
    fn columns_are_found_outside_of_strings() {
        let column = |name: &str| ModelColumn { name: name.into(), ..ModelColumn::default() };
        let table = ModelTable {
            columns: vec![column("age"), column("price"), column("Name")],
            ..ModelTable::default()
        };
        let spoken = |text| columns_spoken_of(text, &table, DialectName::PostgreSql);
        assert_eq!(spoken("AGE > 0 AND age < 200 AND 'price' <> ''"), ["age"]);
        assert_eq!(spoken("\"Name\" <> '' OR price > 0"), ["price", "Name"]);
    }
}
