use std::borrow::Cow;

use limbeck_url::DialectName;

use super::quotes::dollar_tag;
use super::{LexMode, Token, TokenKind};

/// The name or value that a token stands for: quotes taken off, doubled quotes halved, escapes resolved.
///
/// Words come back as they are written: folding their case is the dialect's business. `B'…'` and `X'…'` give their digits, `$tag$…$tag$`
/// its content, a variable (`` @`x` ``) the whole token, everything else its text.
#[must_use]
pub fn unquote<'a>(token: &Token<'a>, dialect: DialectName, mode: LexMode) -> Cow<'a, str> {
    let text = token.text;
    if !matches!(token.kind, TokenKind::String | TokenKind::QuotedIdentifier) {
        return Cow::Borrowed(text);
    }
    if let Some(tag) = dollar_tag(text.as_bytes()) {
        return Cow::Borrowed(text.get(tag..text.len().saturating_sub(tag)).unwrap_or_default());
    }
    let Some(open) = text.find(['\'', '"', '`', '[']) else { return Cow::Borrowed(text) };
    let (prefix, quoted) = text.split_at(open);
    let mut characters = quoted.chars();
    let quote = characters.next().unwrap_or_default();
    characters.next_back();
    let inner = characters.as_str();
    if quote == '[' {
        return Cow::Borrowed(inner);
    }
    let is_string = token.kind == TokenKind::String;
    let escapes = if prefix.is_empty() || prefix.eq_ignore_ascii_case("n") {
        is_string && mode.backslash_escapes(dialect)
    } else {
        prefix.eq_ignore_ascii_case("e")
    };
    let unicode = prefix.eq_ignore_ascii_case("u&");
    if !inner.contains(quote) && !(inner.contains('\\') && (escapes || unicode)) {
        return Cow::Borrowed(inner);
    }
    Cow::Owned(if unicode {
        unicode_escapes(&halve(inner, quote))
    } else if escapes && dialect == DialectName::PostgreSql {
        postgresql_escapes(inner, quote)
    } else if escapes {
        mysql_escapes(inner, quote)
    } else {
        halve(inner, quote)
    })
}

fn halve(inner: &str, quote: char) -> String {
    let mut pair = [0_u8; 8];
    let single = &*quote.encode_utf8(&mut pair);
    inner.replace(&single.repeat(2), single)
}

/// MySQL manual, "String Literals": an escape that means nothing is the character itself; `\%` and `\_` keep their backslash.
fn mysql_escapes(inner: &str, quote: char) -> String {
    let mut value = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        if character == quote {
            characters.next();
            value.push(quote);
        } else if character == '\\' {
            match characters.next() {
                Some('0') => value.push('\0'),
                Some('b') => value.push('\u{8}'),
                Some('n') => value.push('\n'),
                Some('r') => value.push('\r'),
                Some('t') => value.push('\t'),
                Some('Z') => value.push('\u{1a}'),
                Some(other @ ('%' | '_')) => value.extend(['\\', other]),
                Some(other) => value.push(other),
                None => {}
            }
        } else {
            value.push(character);
        }
    }
    value
}

/// PostgreSQL manual, 4.1.2.2. Octal and hexadecimal bytes are put together as UTF-8.
fn postgresql_escapes(inner: &str, quote: char) -> String {
    let mut value: Vec<u8> = Vec::with_capacity(inner.len());
    let push = |value: &mut Vec<u8>, character: char| {
        value.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    };
    let mut rest = inner;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        if character == quote {
            rest = rest.strip_prefix(quote).unwrap_or(rest);
            push(&mut value, quote);
            continue;
        }
        if character != '\\' {
            push(&mut value, character);
            continue;
        }
        let Some(escaped) = rest.chars().next() else { break };
        rest = &rest[escaped.len_utf8()..];
        match escaped {
            'b' => value.push(8),
            'f' => value.push(12),
            'n' => value.push(b'\n'),
            'r' => value.push(b'\r'),
            't' => value.push(b'\t'),
            '0'..='7' => {
                let digits = 1 + digits(rest, 8, 2);
                let octal = &inner[inner.len() - rest.len() - 1..][..digits];
                value.push((u32::from_str_radix(octal, 8).unwrap_or_default() & 0xff) as u8);
                rest = &rest[digits - 1..];
            }
            'x' if digits(rest, 16, 2) > 0 => {
                let length = digits(rest, 16, 2);
                value.push(u8::from_str_radix(&rest[..length], 16).unwrap_or_default());
                rest = &rest[length..];
            }
            'u' | 'U' => {
                let length = if escaped == 'u' { 4 } else { 8 };
                match code_point(rest, length) {
                    Some((decoded, used)) => {
                        push(&mut value, decoded);
                        rest = &rest[used..];
                    }
                    None => push(&mut value, escaped),
                }
            }
            other => push(&mut value, other),
        }
    }
    String::from_utf8_lossy(&value).into_owned()
}

/// `U&'…'` with the default escape character: `\0061`, `\+000061`, `\\`.
fn unicode_escapes(inner: &str) -> String {
    let mut value = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        if character != '\\' {
            value.push(character);
        } else if let Some(after) = rest.strip_prefix('\\') {
            value.push('\\');
            rest = after;
        } else {
            let (digits, length) = rest.strip_prefix('+').map_or((rest, 4), |digits| (digits, 6));
            match code_point(digits, length) {
                Some((decoded, used)) => {
                    value.push(decoded);
                    rest = &digits[used..];
                }
                None => value.push('\\'),
            }
        }
    }
    value
}

fn digits(text: &str, radix: u32, most: usize) -> usize {
    text.chars().take(most).take_while(|character| character.is_digit(radix)).count()
}

/// A character of `length` hexadecimal digits, or of two such escapes that form a surrogate pair; and how many bytes it took.
fn code_point(text: &str, length: usize) -> Option<(char, usize)> {
    if digits(text, 16, length) < length {
        return None;
    }
    let first = u32::from_str_radix(&text[..length], 16).ok()?;
    if let Some(character) = char::from_u32(first) {
        return Some((character, length));
    }
    let rest = text[length..].strip_prefix('\\')?;
    let (rest, skipped) = match rest.chars().next()? {
        'u' | 'U' | '+' => (&rest[1..], 2),
        _ => (rest, 1),
    };
    if digits(rest, 16, length) < length {
        return None;
    }
    let second = u32::from_str_radix(&rest[..length], 16).ok()?;
    let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
    let high = first.checked_sub(0xd800).filter(|high| *high < 0x400)?;
    Some((char::from_u32(0x10000 + (high << 10) + low)?, length * 2 + skipped))
}
