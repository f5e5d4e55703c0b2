//! How revisions look as text.

use anstyle::{AnsiColor, Style};

use crate::commands::RevisionInfo;

/// Titles and labels.
pub(super) const BOLD: Style = Style::new().bold();
/// Ids of revisions.
pub(super) const ID: Style = AnsiColor::Yellow.on_default();
/// Warnings.
pub(super) const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
/// Errors.
pub(super) const RED: Style = AnsiColor::Red.on_default().bold();
/// What is well.
pub(super) const GREEN: Style = AnsiColor::Green.on_default();
/// What matters less.
pub(super) const DIM: Style = Style::new().dimmed();

/// A revision on one line: `ae1027a6acf9 (label) (head), Create users`.
pub(super) fn short(revision: &RevisionInfo) -> String {
    format!("{ID}{}{ID:#}{}{}", revision.revision, marks(revision), message(&revision.message))
}

/// A revision with its parents: `1975ea83b712 -> ae1027a6acf9 (head), Create users`.
pub(super) fn with_parents(revision: &RevisionInfo) -> String {
    let parents = match revision.parents.as_slice() {
        [] => "<base>".to_owned(),
        [one] => one.clone(),
        several => format!("({})", several.join(", ")),
    };
    format!("{DIM}{parents} ->{DIM:#} {}", with_needs(revision))
}

/// A revision with what it depends on: `ae1027a6acf9 (head), Create users [needs 1975ea83b712]`.
pub(super) fn with_needs(revision: &RevisionInfo) -> String {
    let needs = match revision.depends_on.as_slice() {
        [] => String::new(),
        several => format!(" [needs {}]", several.join(", ")),
    };
    format!("{}{needs}", short(revision))
}

/// A revision as a block.
pub(super) fn block(revision: &RevisionInfo) -> String {
    let mut lines =
        vec![format!("{BOLD}Revision:{BOLD:#} {ID}{}{ID:#}{}", revision.revision, marks(revision))];
    let mut field = |name: &str, value: String| {
        if !value.is_empty() {
            lines.push(format!("{BOLD}{name}:{BOLD:#} {value}"));
        }
    };
    match revision.parents.as_slice() {
        [] => field("Parent", "<base>".to_owned()),
        [one] => field("Parent", one.clone()),
        several => field("Merges", several.join(", ")),
    }
    if revision.branch_point {
        field("Branches into", revision.children.join(", "));
    }
    field("Depends on", revision.depends_on.join(", "));
    field("Created", revision.created.clone().unwrap_or_default());
    field("File", revision.file.display().to_string());
    let mut text = lines.join("\n");
    text.push('\n');
    if !revision.message.is_empty() {
        text.push('\n');
        for line in revision.message.lines() {
            text.push_str(&format!("    {line}\n"));
        }
    }
    text
}

fn marks(revision: &RevisionInfo) -> String {
    let mut marks = String::new();
    if !revision.branch_labels.is_empty() {
        marks.push_str(&format!(" ({})", revision.branch_labels.join(", ")));
    }
    for (holds, word) in [
        (revision.head && !revision.effective_head, "head"),
        (revision.effective_head, "effective head"),
        (revision.branch_point, "branch point"),
        (revision.merge, "merge point"),
    ] {
        if holds {
            marks.push_str(&format!(" ({GREEN}{word}{GREEN:#})"));
        }
    }
    marks
}

fn message(message: &str) -> String {
    match message.lines().next() {
        Some(line) if !line.is_empty() => format!(", {line}"),
        _ => String::new(),
    }
}

/// `1 revision`, `2 revisions`.
pub(super) fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

/// A duration for people: `12 ms`, `3.4 s`, `2 min 5 s`.
pub(super) fn duration(duration: std::time::Duration) -> String {
    let ms = duration.as_millis();
    match ms {
        0..1_000 => format!("{ms} ms"),
        1_000..60_000 => format!("{}.{} s", ms / 1_000, ms % 1_000 / 100),
        _ => format!("{} min {} s", ms / 60_000, ms % 60_000 / 1_000),
    }
}
