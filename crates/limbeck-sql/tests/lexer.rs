//! Tokens and the values of quoted ones.

#![expect(clippy::expect_used, reason = "a test fails by it")]

use limbeck_sql::{LexMode, Token, TokenKind, significant_tokens, tokens, unquote};
use limbeck_url::DialectName::{self, MariaDb, MySql, PostgreSql, Sqlite};

fn significant(text: &str, dialect: DialectName) -> String {
    let tokens = significant_tokens(text, dialect, LexMode::default()).expect("tokens");
    tokens.iter().map(|token| format!("{:?} {}", token.kind, token.text)).collect::<Vec<_>>().join(" · ")
}

#[test]
fn postgresql_operators_end_where_the_server_ends_them() {
    assert_eq!(
        significant("a=-1 @-b*/* */c<-- x\n::int $1 1..2 .5 1.e3 0x1F 1_000 ->> [1:2] :=", PostgreSql),
        "Word a · Operator = · Operator - · Number 1 · Operator @- · Word b · Operator * · Word c · \
         Operator < · Operator :: · Word int · Parameter $1 · Number 1 · Operator .. · Number 2 · \
         Number .5 · Number 1.e3 · Number 0x1F · Number 1_000 · Operator ->> · Punctuation [ · \
         Number 1 · Operator : · Number 2 · Punctuation ] · Operator :="
    );
}

#[test]
fn mysql_variables_and_names_with_digits() {
    assert_eq!(
        significant("@@global.x:=@`y z`||t.1e5-2fa+1e-5 0xff 1a.b root@'%' ? <=> $x", MySql),
        "Variable @@global.x · Operator := · Variable @`y z` · Operator || · Word t · Punctuation . \
         · Word 1e5 · Operator - · Word 2fa · Operator + · Number 1e-5 · Number 0xff · Word 1a · \
         Punctuation . · Word b · Word root · Variable @'%' · Parameter ? · Operator <=> · Word $x"
    );
}

#[test]
fn sqlite_parameters() {
    assert_eq!(
        significant("?1=:a+@b-$c [x y] `z` x'ff' a.5", Sqlite),
        "Parameter ?1 · Operator = · Parameter :a · Operator + · Parameter @b · Operator - · \
         Parameter $c · QuotedIdentifier [x y] · QuotedIdentifier `z` · String x'ff' · Word a · \
         Punctuation . · Number 5"
    );
}

#[test]
fn executable_comments_are_code_for_those_they_address() {
    let text = "1 /*!50701 2 */ /*M!100100 3 */ /*! 4 */ /* 5 */";
    let numbers = |dialect, server_version| {
        let mode = LexMode { server_version, ..LexMode::default() };
        let tokens = significant_tokens(text, dialect, mode).expect("tokens");
        tokens.iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(numbers(MySql, None), "1 2 4");
    assert_eq!(numbers(MySql, Some(50_600)), "1 4");
    assert_eq!(numbers(MariaDb, None), "1 3 4");
    assert_eq!(numbers(MariaDb, Some(100_011)), "1 4");
    assert_eq!(numbers(PostgreSql, None), "1");
}

#[test]
fn quoted_tokens_give_their_values() {
    let cases = [
        (PostgreSql, r#"'it''s'"#, "it's"),
        (PostgreSql, r"'a\n'", r"a\n"),
        (PostgreSql, r"E'a\n\'\x41\101\u0041\\'", "a\n'AAA\\"),
        (PostgreSql, r"E'\xC3\xA9 \U0001F600 \uD83D\uDE00'", "é 😀 😀"),
        (PostgreSql, r#""a""b""#, r#"a"b"#),
        (PostgreSql, r#"U&"d\0061t\+000061\\""#, r"data\"),
        (PostgreSql, "$x$ 'a' $$ $x$", " 'a' $$ "),
        (PostgreSql, "B'01'", "01"),
        (MySql, r#"'a\'b''c\%\Z'"#, "a'b'c\\%\u{1a}"),
        (MySql, r#""a""\"b""#, r#"a""b"#),
        (MySql, "`a``b`", "a`b"),
        (MySql, r"N'\t'", "\t"),
        (Sqlite, "[a \"b]", "a \"b"),
        (Sqlite, r"'\n'''", r"\n'"),
        (Sqlite, "Word", "Word"),
    ];
    for (dialect, text, value) in cases {
        let tokens = tokens(text, dialect, LexMode::default()).expect("tokens");
        let [token] = tokens.as_slice() else { panic!("{text} is one token") };
        assert_eq!(unquote(token, dialect, LexMode::default()), value, "{dialect}: {text}");
    }
}

#[test]
fn the_mode_decides_where_quotes_end() {
    let kinds = |text, mode| {
        let tokens: Vec<Token<'_>> = significant_tokens(text, MySql, mode).expect("tokens");
        tokens.iter().map(|token| token.kind).collect::<Vec<_>>()
    };
    let plain = LexMode::default();
    assert_eq!(kinds(r#""a\"b""#, plain), [TokenKind::String]);
    let ansi = LexMode { ansi_quotes: true, ..plain };
    assert_eq!(kinds(r#""a\""#, ansi), [TokenKind::QuotedIdentifier]);
    let no_escapes = LexMode { no_backslash_escapes: true, ..plain };
    assert_eq!(kinds(r"'\' 'x'", no_escapes), [TokenKind::String, TokenKind::String]);
}
