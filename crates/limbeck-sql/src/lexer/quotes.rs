//! Where quoted things end: byte positions only, so that the rules can be read (and tested) without a scanner.

/// The end of a quoted text whose content begins at `from`: after the first `quote` that is neither doubled nor, with `backslash`,
/// escaped. `None`: it never ends.
pub(crate) fn quoted_end(bytes: &[u8], from: usize, quote: u8, backslash: bool) -> Option<usize> {
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if backslash && byte == b'\\' {
            at += 2;
        } else if byte == quote {
            if bytes.get(at + 1) == Some(&quote) {
                at += 2;
            } else {
                return Some(at + 1);
            }
        } else {
            at += 1;
        }
    }
    None
}

/// The end of a comment whose `/*` stands at `from`. PostgreSQL's comments nest, the others' do not.
pub(crate) fn comment_end(bytes: &[u8], from: usize, nested: bool) -> Option<usize> {
    let mut at = from + 2;
    let mut depth = 1_usize;
    while let Some(&byte) = bytes.get(at) {
        match (byte, bytes.get(at + 1)) {
            (b'*', Some(b'/')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return Some(at);
                }
            }
            (b'/', Some(b'*')) if nested => {
                depth += 1;
                at += 2;
            }
            _ => at += 1,
        }
    }
    None
}

/// The length of the `$tag$` that opens a dollar quote at the beginning of `bytes`, if one does. `$1` is none: a tag is like a name,
/// without dollars in it (PostgreSQL manual, 4.1.2.4).
pub(crate) fn dollar_tag(bytes: &[u8]) -> Option<usize> {
    if bytes.first() != Some(&b'$') {
        return None;
    }
    let tag = bytes.get(1..)?;
    let length = tag.iter().position(|&byte| !is_tag_byte(byte))?;
    let begins_like_a_name = tag.first().is_some_and(|byte| !byte.is_ascii_digit());
    (tag.get(length) == Some(&b'$') && (length == 0 || begins_like_a_name)).then_some(length + 2)
}

fn is_tag_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}
