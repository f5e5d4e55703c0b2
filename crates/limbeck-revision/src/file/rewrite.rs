//! Changing the parents of a file that exists.

use super::lines::{directive, is_section_line, lines, list};
use super::render::field;
use crate::id::RevisionId;

/// The text of a revision file with other parents: only `@revises` changes (it is added below `@revision` when absent), all other
/// bytes stay, line ends and byte order mark included. A merge without sections that is left with one parent is a revision like others,
/// and gets empty ones.
#[must_use]
pub fn rewrite_parents(text: &str, new_parents: &[RevisionId]) -> String {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let header = lines(&text[bom..]).take_while(|line| !is_section_line(line.text));
    let mut place = None;
    for line in header {
        match directive(line.text).map(|directive| directive.word) {
            Some("revises") => {
                place = Some((line.start + bom, line));
                break;
            }
            Some("revision") => place = Some((line.end + bom, line)),
            _ => {}
        }
    }
    let Some((start, line)) = place else { return text.to_owned() };
    let names: Vec<&str> = new_parents.iter().map(RevisionId::as_str).collect();
    let value = if names.is_empty() { "base".to_owned() } else { names.join(", ") };
    let whole = &text[line.start + bom..line.end + bom];
    let line_end = &whole[line.text.len()..];
    let replaces = start == line.start + bom;
    let mut out = String::with_capacity(text.len() + value.len() + 24);
    out.push_str(&text[..start]);
    if !replaces && line_end.is_empty() {
        out.push('\n');
    }
    out.push_str(&field("revises", &value));
    out.push_str(line_end);
    out.push_str(&text[line.end + bom..]);
    let parents = directive(line.text).and_then(|directive| list(directive.rest, directive.rest_column));
    let was_a_merge = replaces && parents.is_some_and(|parents| parents.len() > 1);
    if was_a_merge && new_parents.len() < 2 && !lines(&text[bom..]).any(|line| is_section_line(line.text)) {
        let end = if line_end == "\r\n" { line_end } else { "\n" };
        if !out.ends_with('\n') {
            out.push_str(end);
        }
        out.push_str(&format!("{end}-- @upgrade{end}{end}-- @downgrade{end}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::rewrite_parents;
    use crate::id::RevisionId;

    fn ids(names: &[&str]) -> Vec<RevisionId> {
        names.iter().map(|name| RevisionId::parse(name).unwrap()).collect()
    }

    #[test]
    fn only_the_line_of_the_parents_changes() {
        let text = "\u{feff}-- m\r\n-- @revision b\r\n--@revises a  \r\n\r\n-- @upgrade\r\nSELECT '\r\n-- @revises';\r\n";
        assert_eq!(
            rewrite_parents(text, &ids(&["x", "y"])),
            "\u{feff}-- m\r\n-- @revision b\r\n-- @revises    x, y\r\n\r\n-- @upgrade\r\nSELECT '\r\n-- @revises';\r\n"
        );
        assert_eq!(
            rewrite_parents("-- @revision b\n-- @upgrade\n", &ids(&["a"])),
            "-- @revision b\n-- @revises    a\n-- @upgrade\n"
        );
        assert_eq!(rewrite_parents("-- @revision b", &ids(&[])), "-- @revision b\n-- @revises    base");
        assert_eq!(
            rewrite_parents("-- @revision m\r\n-- @revises a, b\r\n", &ids(&["a"])),
            "-- @revision m\r\n-- @revises    a\r\n\r\n-- @upgrade\r\n\r\n-- @downgrade\r\n"
        );
        assert_eq!(
            rewrite_parents("-- @revises c\n-- @revision b\n", &ids(&["a"])),
            "-- @revises    a\n-- @revision b\n"
        );
    }
}
