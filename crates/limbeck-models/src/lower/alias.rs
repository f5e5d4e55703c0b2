//! Types that people write, spelled as servers print them.

/// A written type in parts: `timestamp(3) with time zone` is `timestamp`, `(3)`, `with time zone`.
pub(crate) struct WrittenType {
    /// The words before the parentheses, in lower case, one blank between them.
    pub(crate) name: String,
    /// The parentheses with what is in them, blanks around commas removed; empty if there are none.
    pub(crate) modifier: String,
    /// The words after them, in lower case.
    pub(crate) rest: String,
    /// `[]`, once or more.
    pub(crate) array: String,
}

/// Takes a type apart. `None` where it has quotes: those are names of somebody's own types, and are left alone.
pub(crate) fn parts(written: &str) -> Option<WrittenType> {
    if written.contains(['"', '\'', '`']) {
        return None;
    }
    let (scalar, array) = match written.find('[') {
        Some(start) => (&written[..start], written[start..].chars().filter(|c| !c.is_whitespace()).collect()),
        None => (written, String::new()),
    };
    let (name, modifier, rest) = match (scalar.find('('), scalar.rfind(')')) {
        (Some(open), Some(close)) if open < close => {
            let inside: Vec<_> = scalar[open + 1..close].split(',').map(str::trim).collect();
            (&scalar[..open], format!("({})", inside.join(",")), &scalar[close + 1..])
        }
        _ => (scalar, String::new(), ""),
    };
    Some(WrittenType { name: words(name), modifier, rest: words(rest), array })
}

fn words(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
