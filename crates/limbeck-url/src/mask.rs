//! Passwords in any text: a message, a line of a file, an argument.
//!
//! Nothing here needs to be a URL that can be read: what is shown to people is mostly shown because it cannot. In doubt more is masked.

use std::ops::Range;

use crate::secret::MASK;

/// The text with `***` for every password in it: of URLs (`scheme://user:PASSWORD@host`, broken ones included), and of `password=`,
/// `passwd=` and `pwd=` in any notation.
///
/// ```
/// let text = "cannot read `postgresql://app:s3cr3t@h/db`";
/// assert_eq!(limbeck_url::mask_passwords(text), "cannot read `postgresql://app:***@h/db`");
/// ```
#[must_use]
pub fn mask_passwords(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut end = 0;
    for range in find_passwords(text) {
        masked.push_str(&text[end..range.start]);
        masked.push_str(MASK);
        end = range.end;
    }
    masked.push_str(&text[end..]);
    masked
}

/// The bytes of the passwords that [`mask_passwords`] masks: in order, none twice.
#[must_use]
pub fn find_passwords(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let shift = |range: Range<usize>| range.start + start..range.end + start;
        found.extend(in_urls(line).map(shift));
        found.extend(in_tokens(line).map(shift));
        found.extend(in_pairs(line).map(shift));
        start += line.len();
    }
    // The word itself stands in advice: `user:password@host`.
    let is_secret =
        |value: &str| !value.is_empty() && value != MASK && !value.eq_ignore_ascii_case("password");
    found.retain(|range| is_secret(&text[range.clone()]));
    found.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

const QUOTES: [char; 3] = ['\'', '"', '`'];

/// A terminal's colours end a word, too.
fn ends_word(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// In what follows a `scheme://`.
fn in_urls(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let schemes = schemes(line);
    (0..schemes.len()).filter_map(move |index| {
        let (scheme, body) = schemes[index];
        let region = &line[body..schemes.get(index + 1).map_or(line.len(), |(next, _)| *next)];
        let opening = line[..scheme].chars().next_back().filter(|c| QUOTES.contains(c));
        let word = |from: usize| from + region[from..].find(ends_word).unwrap_or(region.len() - from);
        let end = match opening.and_then(|quote| region.find(quote)) {
            // A quote with an `@` close behind it is the password's own.
            Some(closing) if region[closing..word(closing)].contains('@') => word(closing),
            Some(closing) => closing,
            None => word(0),
        };
        password(region, end).map(|range| range.start + body..range.end + body)
    })
}

/// Where schemes begin, and what follows their `://`.
fn schemes(line: &str) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize)> = Vec::new();
    for (slashes, mark) in line.match_indices("://") {
        let is_part = |c: char| c.is_ascii_alphanumeric() || "+-._:".contains(c);
        let scheme = line[..slashes].trim_end_matches(is_part).len();
        // `://` in a password begins no other URL.
        let follows_word = line[..scheme].ends_with(['/', '@', '%', '?', '&', '#', '!', '$', '*', '~', '^']);
        if all.is_empty() || scheme < slashes && !follows_word {
            all.push((scheme, slashes + mark.len()));
        }
    }
    all
}

/// The password in `user:password@host/…`, whose text seems to end at `end`.
fn password(region: &str, end: usize) -> Option<Range<usize>> {
    let text = &region[..end];
    // The colons of an IPv6 address.
    let after_address = if text.starts_with('[') { text.find(']').unwrap_or(0) } else { 0 };
    let colon = after_address + text[after_address..].find(':')?;
    let (user, rest) = (&text[..colon], &text[colon + 1..]);
    if rest.starts_with("***@") {
        return None;
    }
    let last = |text: &str| text.rfind('@').map(|at| colon + 1 + at);
    let whole = &region[colon + 1..];
    let secret_end = match last(rest) {
        // An `@` that no host follows is the password's own.
        Some(at) if at + 1 == end => last(whole)?,
        Some(at) => at,
        None if user.contains(['/', '?']) || is_port(rest) => return None,
        None => last(whole).unwrap_or(end),
    };
    Some(colon + 1..secret_end)
}

/// A port, a path, or nothing.
fn is_port(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.len() - rest.len() <= 5 && !rest.starts_with(|c: char| c.is_alphanumeric() || "%!$^&*~#".contains(c))
}

/// In words that have lost their `://`: `user:password@host`.
fn in_tokens(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let separates = |c: char| ends_word(c) || QUOTES.contains(&c);
    line.split(separates).filter_map(move |word| {
        let colon = word.find(':')?;
        let at = word.rfind('@').filter(|at| *at > colon)?;
        let (user, host) = (&word[..colon], &word[at + 1..]);
        let is_scheme = word[colon..].starts_with("://") || user.ends_with("jdbc") && word.contains("://");
        let is_user = !user.is_empty() && !user.contains('@') && !is_scheme;
        // `a1:branch@head` is a range of revisions.
        let is_range = ["head", "base", "current", "+", "-"].iter().any(|target| host.starts_with(target));
        let start = word.as_ptr() as usize - line.as_ptr() as usize;
        (is_user && !host.is_empty() && !is_range && !word[colon + 1..].starts_with("***@"))
            .then_some(start + colon + 1..start + at)
    })
}

/// In `password=…`, `password = "…"`, `"pwd": "…"`.
fn in_pairs(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    // As many bytes as before.
    let lower = line.to_ascii_lowercase();
    let mut found = Vec::new();
    for key in ["password", "passwd", "pwd"] {
        for (at, _) in lower.match_indices(key) {
            let after = &line[at + key.len()..];
            let after = after.strip_prefix(QUOTES).unwrap_or(after).trim_start_matches([' ', '\t']);
            let (value, must_be_quoted) = match (after.strip_prefix('='), after.strip_prefix(':')) {
                (Some(value), _) if !value.starts_with('=') => (value, false),
                (_, Some(value)) => (value, true),
                _ => continue,
            };
            let value = value.trim_start_matches([' ', '\t']);
            let start = line.len() - value.len();
            match value.chars().next().filter(|c| QUOTES.contains(c)) {
                Some(quote) => found.push(start + 1..start + quoted(value, quote)),
                None if must_be_quoted => {}
                None => found.push(start..start + bare(value)),
            }
        }
    }
    found.into_iter()
}

/// Where the value in quotes ends: at the closing one, or with the line.
fn quoted(value: &str, quote: char) -> usize {
    let mut characters = value.char_indices().skip(1);
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => drop(characters.next()),
            c if c == quote => return at,
            _ => {}
        }
    }
    value.trim_end().len().max(1)
}

/// Where a value without quotes ends; a quote or bracket behind it belongs to what is around it.
fn bare(value: &str) -> usize {
    let mut end = value.len();
    let mut characters = value.char_indices();
    while let Some((at, c)) = characters.next() {
        if c == '\\' {
            characters.next();
        } else if c == '&' || ends_word(c) {
            end = at;
            break;
        }
    }
    value[..end].trim_end_matches(['\'', '"', '`', ')', ']', '}', ',', ';', ':', '.']).len()
}
