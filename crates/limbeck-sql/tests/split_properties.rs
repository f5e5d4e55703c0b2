//! What holds for every text.

use limbeck_sql::{LexMode, Statement, TokenKind, classify, split, tokens, unquote};
use limbeck_url::DialectName;
use proptest::prelude::*;

/// Pieces that begin, end or look like something to a lexer.
const PIECES: [&str; 48] = [
    "'",
    "\"",
    "`",
    "[",
    "]",
    "$$",
    "$a$",
    "$1",
    "(",
    ")",
    ";",
    ";;",
    "//",
    "\\",
    "--",
    "-- ",
    "#",
    "/*",
    "/*!50001 ",
    "*/",
    "\n",
    "\r\n",
    " ",
    "E'",
    "x",
    "SELECT",
    "CREATE TRIGGER t AFTER INSERT ON u ",
    "CREATE PROCEDURE p() ",
    "CREATE FUNCTION f() ",
    "BEGIN ",
    "BEGIN ATOMIC ",
    "END",
    "CASE ",
    "IF ",
    "THEN ",
    "LOOP ",
    "WHILE ",
    "DO ",
    "REPEAT ",
    "DELIMITER //\n",
    "DELIMITER ;\n",
    "SET sql_mode = 'ANSI_QUOTES';",
    "é",
    "\u{feff}",
    "1",
    ".",
    "\\u00e9",
    "U&'",
];

/// Whole statements of each dialect, none of which holds a `;` outside of a quote, a comment or a body.
fn whole(dialect: DialectName) -> &'static [&'static str] {
    match dialect {
        DialectName::PostgreSql => &[
            "SELECT 1",
            "SELECT ';', E'\\';', \"a;\" /* ; */ FROM t -- ;\n WHERE a",
            "DO $x$ BEGIN; END $x$",
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE 1 WHEN 1 THEN 2 END; END",
            "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)",
        ],
        DialectName::MySql | DialectName::MariaDb => &[
            "SELECT 1",
            "SELECT ';', '\\';', \"a;\", `;` /* ; */ FROM t # ;\n WHERE a -- ;\n",
            "/*!50001 CREATE VIEW v AS SELECT ';' */",
            "CREATE PROCEDURE p() BEGIN IF a THEN SELECT CASE 1 WHEN 1 THEN 2 END; END IF; END",
            "CREATE TRIGGER t BEFORE INSERT ON u FOR EACH ROW WHILE a DO SET a = 1; END WHILE",
        ],
        DialectName::Sqlite => &[
            "SELECT 1",
            "SELECT ';', \"a;\", [;], `;` /* ; */ FROM t -- ;\n WHERE a",
            "CREATE TRIGGER t AFTER INSERT ON u BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; DELETE FROM v; END",
        ],
    }
}

fn dialects() -> impl Strategy<Value = DialectName> {
    prop::sample::select(DialectName::ALL.to_vec())
}

fn scripts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..24).prop_map(|pieces| pieces.concat())
}

/// Whether nothing in the gap between two statements belongs to one: trivia, delimiters (`;` and, in these texts, `//`), DELIMITER.
fn is_gap(gap: &str, dialect: DialectName) -> bool {
    let is_mysql = matches!(dialect, DialectName::MySql | DialectName::MariaDb);
    tokens(gap, dialect, LexMode::default()).is_ok_and(|tokens| {
        tokens.iter().all(|token| {
            token.is_trivia()
                || token.is_symbol(";")
                || (is_mysql && (token.is_symbol("/") || token.is_word("delimiter")))
        })
    })
}

fn check_places(text: &str, statements: &[Statement<'_>], dialect: DialectName) -> Result<(), TestCaseError> {
    let mut before = 0;
    for statement in statements {
        prop_assert!(before <= statement.range.start && statement.range.start < statement.range.end);
        prop_assert_eq!(&text[statement.range.clone()], statement.text);
        prop_assert_eq!(&text[before..statement.range.start], statement.leading);
        prop_assert!(is_gap(statement.leading, dialect), "gap {:?}", statement.leading);
        prop_assert_eq!(statement.text.trim(), statement.text);
        let above = &text[..statement.range.start];
        prop_assert_eq!(statement.line, above.matches('\n').count() + 1);
        let column =
            above.rsplit('\n').next().unwrap_or_default().chars().filter(|it| *it != '\u{feff}').count() + 1;
        prop_assert_eq!(statement.column, column);
        before = statement.range.end;
    }
    prop_assert!(is_gap(&text[before..], dialect), "rest {:?}", &text[before..]);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tokens_are_lossless(text in prop_oneof![scripts(), any::<String>()], dialect in dialects()) {
        if let Ok(tokens) = tokens(&text, dialect, LexMode::default()) {
            prop_assert_eq!(tokens.iter().map(|token| token.text).collect::<String>(), text.as_str());
            let mut at = 0;
            for token in tokens {
                prop_assert!(!token.text.is_empty() && token.kind != TokenKind::Delimiter);
                prop_assert_eq!(token.start, at);
                at = token.end();
                let value = unquote(&token, dialect, LexMode::default());
                prop_assert!(value.len() <= token.text.len());
            }
        }
    }

    #[test]
    fn statements_are_disjoint_and_nothing_is_left_out(text in scripts(), dialect in dialects()) {
        if let Ok(statements) = split(&text, dialect, LexMode::default()) {
            check_places(&text, &statements, dialect)?;
            for statement in statements {
                let _ = classify(statement.text, dialect, statement.mode);
            }
        }
    }

    #[test]
    fn an_error_points_into_the_text(text in prop_oneof![scripts(), any::<String>()], dialect in dialects()) {
        if let Err(error) = split(&text, dialect, LexMode::default()) {
            prop_assert!(text.is_char_boundary(error.offset) && error.offset < text.len());
            let place = format!("line {}, column {}", error.line, error.column);
            prop_assert!(error.to_string().contains(&place));
        }
    }

    #[test]
    fn whole_statements_come_back_whole(
        dialect in dialects(),
        picks in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..8),
        last_is_ended in any::<bool>(),
    ) {
        let separators: [&str; 7] = ["", " ", "\n", "\r\n-- it's; a comment\r\n", "/* it's; \"one */", ";", " ; ;\n"];
        let mut text = String::new();
        let mut expected = Vec::new();
        for (statement, separator) in &picks {
            let statement = *statement.get(whole(dialect));
            text.push_str(separator.get::<&str>(&separators));
            text.push_str(statement);
            text.push(';');
            // A comment at the end is no part of the statement.
            expected.push(statement.trim_end_matches(" -- ;\n"));
        }
        if !last_is_ended && !picks.is_empty() {
            text.pop();
        }
        let statements = split(&text, dialect, LexMode::default()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(statements.iter().map(|it| it.text).collect::<Vec<_>>(), expected);
        check_places(&text, &statements, dialect)?;
    }

    #[test]
    fn a_custom_delimiter_alone_decides(
        bodies in prop::collection::vec("[a-z( ]{0,6}(; [a-z]){0,2}", 1..5),
        delimiter in prop::sample::select(vec!["//", "$$", "|", ";;;", "go!"]),
    ) {
        let bodies: Vec<String> = bodies.iter().map(|body| format!("SELECT {body}x")).collect();
        let text = format!("DELIMITER {delimiter}\n{}{delimiter}\nDELIMITER ;\nSELECT 1;", bodies.join(delimiter));
        let statements = split(&text, DialectName::MySql, LexMode::default())
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        let texts: Vec<_> = statements.iter().map(|it| it.text).collect();
        let mut expected: Vec<_> = bodies.iter().map(String::as_str).collect();
        expected.push("SELECT 1");
        prop_assert_eq!(texts, expected);
    }
}
