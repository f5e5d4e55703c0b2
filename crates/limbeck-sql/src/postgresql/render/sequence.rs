//! Sequences.

use limbeck_catalog::{Options, Sequence};

use crate::postgresql::names::{qualified, quoted};

/// The options as they stand behind CREATE SEQUENCE; those that are not there are the defaults.
pub(super) fn sequence_options(options: &Options) -> Vec<String> {
    let words = [
        ("type", "AS"),
        ("increment", "INCREMENT BY"),
        ("min", "MINVALUE"),
        ("max", "MAXVALUE"),
        ("start", "START WITH"),
        ("cache", "CACHE"),
    ];
    let mut text: Vec<String> = words
        .into_iter()
        .filter_map(|(key, word)| options.get(key).map(|value| format!("{word} {value}")))
        .collect();
    if options.contains_key("cycle") {
        text.push("CYCLE".to_owned());
    }
    text
}

/// What makes `to` of `from`, each with a word in front where `set` is one (`SET` for identity columns).
pub(super) fn option_changes(from: &Options, to: &Options, set: &str) -> Vec<String> {
    let words = [
        ("type", "AS", "AS bigint"),
        ("increment", "INCREMENT BY", "INCREMENT BY 1"),
        ("min", "MINVALUE", "NO MINVALUE"),
        ("max", "MAXVALUE", "NO MAXVALUE"),
        ("start", "START WITH", ""),
        ("cache", "CACHE", "CACHE 1"),
        ("cycle", "CYCLE", "NO CYCLE"),
    ];
    // What a sequence starts with depends on its bounds, where it is not said.
    let differs = |key: &str| match key {
        "start" => start(from) != start(to),
        _ => from.get(key) != to.get(key),
    };
    words
        .into_iter()
        .filter(|(key, ..)| differs(key))
        .map(|(key, word, default)| match (key, to.get(key)) {
            ("cycle", Some(_)) => format!("{set}{word}"),
            (_, Some(value)) => format!("{set}{word} {value}"),
            ("start", None) => format!("{set}START WITH {}", first_value(to)),
            (_, None) => format!("{set}{default}"),
        })
        .collect()
}

/// The value that the sequence starts with.
pub(super) fn start(options: &Options) -> String {
    options.get("start").cloned().unwrap_or_else(|| first_value(options))
}

/// The bound that a sequence gets and whose present value may be beyond: the function that brings it back, and the bound.
pub(super) fn narrowed(from: &Options, to: &Options) -> Option<(&'static str, i64)> {
    let bound = |options: &Options, key: &str, otherwise: i64| {
        options.get(key).and_then(|value| value.parse::<i64>().ok()).unwrap_or(otherwise)
    };
    let descends = |options: &Options| options.get("increment").is_some_and(|step| step.starts_with('-'));
    let range = |options: &Options| {
        let (low, high) = if descends(options) { (i64::MIN, -1) } else { (1, i64::MAX) };
        (bound(options, "min", low), bound(options, "max", high))
    };
    let ((old_min, old_max), (min, max)) = (range(from), range(to));
    if min > old_min && min <= old_max {
        Some(("greatest", min))
    } else if max < old_max && max >= old_min {
        Some(("least", max))
    } else {
        None
    }
}

fn first_value(options: &Options) -> String {
    let descending = options.get("increment").is_some_and(|increment| increment.starts_with('-'));
    let bound = if descending { options.get("max") } else { options.get("min") };
    bound.cloned().unwrap_or_else(|| if descending { "-1" } else { "1" }.to_owned())
}

pub(super) fn create_sequence(sequence: &Sequence) -> String {
    let unlogged = if sequence.options.contains_key("unlogged") { "UNLOGGED " } else { "" };
    let mut sql = format!("CREATE {unlogged}SEQUENCE {}", qualified(&sequence.name));
    for option in sequence_options(&sequence.options) {
        sql.push(' ');
        sql.push_str(&option);
    }
    sql
}

pub(super) fn owned_by(sequence: &Sequence) -> String {
    let owner = match &sequence.owned_by {
        Some((table, column)) => format!("{}.{}", qualified(table), quoted(column)),
        None => "NONE".to_owned(),
    };
    format!("ALTER SEQUENCE {} OWNED BY {owner}", qualified(&sequence.name))
}
