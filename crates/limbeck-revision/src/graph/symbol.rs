//! The grammar of a target: `[BRANCH@][NAME][+N|-N]`.

/// A target, taken apart. It is not known yet whether what it names exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Symbol<'t> {
    /// The whole text.
    pub(super) text: &'t str,
    /// What stands before `@`.
    pub(super) branch: Option<&'t str>,
    /// The name; `None` in `+2` and `label@-1`.
    pub(super) name: Option<Name<'t>>,
    /// The steps from there.
    pub(super) offset: Option<i64>,
}

/// A name in a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name<'t> {
    /// The one head.
    Head,
    /// All heads.
    Heads,
    /// Before the first revision.
    Base,
    /// The heads of what is applied.
    Current,
    /// An id, the beginning of one, or a label.
    Id(&'t str),
}

/// Takes a target apart; `None` when it has no such form (`x@`, `@x`, nothing).
pub(super) fn parse(text: &str) -> Option<Symbol<'_>> {
    let text = text.trim();
    let (branch, rest) = match text.split_once('@') {
        Some((branch, rest)) => (Some(branch).filter(|branch| !branch.is_empty()), rest),
        None => (None, text),
    };
    if text.starts_with('@') || rest.is_empty() {
        return None;
    }
    let (name, offset) = match rest.rfind(['+', '-']) {
        Some(at) => match offset(&rest[at..]) {
            Some(offset) => (&rest[..at], Some(offset)),
            None => (rest, None),
        },
        None => (rest, None),
    };
    let name = match name {
        "" => None,
        "head" => Some(Name::Head),
        "heads" => Some(Name::Heads),
        "base" => Some(Name::Base),
        "current" => Some(Name::Current),
        id => Some(Name::Id(id)),
    };
    Some(Symbol { text, branch, name, offset })
}

/// Whether a target, or a range of two, counts from what is applied (`current`, `+1`), so that a database must be asked before it can be
/// resolved. On the right side of a range `+2` counts from the left side.
#[must_use]
pub fn counts_from_applied(text: &str) -> bool {
    let counts = |symbol: &str, up_too: bool| {
        parse(symbol).is_some_and(|symbol| match symbol.name {
            Some(name) => name == Name::Current,
            None => up_too && symbol.offset.is_some_and(|steps| steps > 0),
        })
    };
    match text.split_once(':') {
        Some((from, to)) => counts(from, true) || counts(to, false),
        None => counts(text, true),
    }
}

/// `+N` or `-N` with at most nine digits.
fn offset(text: &str) -> Option<i64> {
    let digits = &text[1..];
    let fits = (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_asked_only_where_something_counts_from_it() {
        for asks in
            ["current", "+1", "a@current", "a@+1", "current-1", "-3:current", "+1:", ":current", "current:"]
        {
            assert!(counts_from_applied(asks), "{asks}");
        }
        for alone in ["head", "-1", "ae10+1", "currently", "ae10:+2", "-3:", "a@head-1", "base", "", ":"] {
            assert!(!counts_from_applied(alone), "{alone}");
        }
    }

    #[test]
    fn targets_are_taken_apart() {
        let parts = |text| parse(text).map(|s: Symbol<'_>| (s.branch, s.name, s.offset));
        assert_eq!(parts("ae10"), Some((None, Some(Name::Id("ae10")), None)));
        assert_eq!(parts("ae10+2"), Some((None, Some(Name::Id("ae10")), Some(2))));
        assert_eq!(parts("-1"), Some((None, None, Some(-1))));
        assert_eq!(parts("label@+3"), Some((Some("label"), None, Some(3))));
        assert_eq!(parts("label@head-1"), Some((Some("label"), Some(Name::Head), Some(-1))));
        assert_eq!(parts("x@heads"), Some((Some("x"), Some(Name::Heads), None)));
        assert_eq!(parts("2024.01_a"), Some((None, Some(Name::Id("2024.01_a")), None)));
        for wrong in ["", " ", "@head", "x@"] {
            assert_eq!(parts(wrong), None, "{wrong}");
        }
        // No number of steps: a name that will not be found.
        assert_eq!(parts("a-b"), Some((None, Some(Name::Id("a-b")), None)));
        assert_eq!(parts("+1000000000"), Some((None, Some(Name::Id("+1000000000")), None)));
    }
}
