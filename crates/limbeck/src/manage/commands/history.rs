//! `history`.

use crate::commands::{HistoryEntry, history};
use crate::error::Result;
use crate::manage::Project;
use crate::manage::json::History;
use crate::manage::text::{self, GREEN};

/// List the revisions, newest first
#[derive(Clone, Debug, Default, clap::Args)]
pub struct HistoryArgs {
    /// Only a range: FROM:TO, each side may be left out (`-3:current`, `ae10:`, `label@base:`)
    #[arg(short, long, value_name = "RANGE", allow_hyphen_values = true)]
    pub rev_range: Option<String>,
    /// Ask the database which of them are applied
    #[arg(short, long)]
    pub indicate_current: bool,
    /// Draw how they stand on each other
    #[arg(long)]
    pub graph: bool,
}

impl HistoryArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When the revisions cannot be read, the range means nothing, or the database cannot be asked.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let range = self.rev_range.as_deref();
        let entries = history(&project.config, &project.source, range, self.indicate_current)?;
        let output = &project.output;
        output.object(&History::new(&entries));
        if entries.is_empty() {
            output.note("there is no revision yet");
        }
        if self.graph {
            output.data(drawn(&entries, output.verbose));
        } else {
            for entry in &entries {
                let text = if output.verbose {
                    text::block(&entry.revision)
                } else {
                    text::with_parents(&entry.revision)
                };
                output.line(marked(&text, entry));
            }
        }
        Ok(0)
    }
}

fn applied_mark(entry: &HistoryEntry) -> String {
    match entry.applied {
        Some(true) => format!(" ({GREEN}applied{GREEN:#})"),
        Some(false) => " (pending)".to_owned(),
        None => String::new(),
    }
}

/// The text with what the database says, behind its first line.
fn marked(text: &str, entry: &HistoryEntry) -> String {
    let end = text.find('\n').unwrap_or(text.len());
    format!("{}{}{}", &text[..end], applied_mark(entry), &text[end..])
}

/// Draws the revisions as a graph, newest first: a column for each line of descent, `o` where a revision stands.
fn drawn(entries: &[HistoryEntry], verbose: bool) -> String {
    let listed: Vec<&str> = entries.iter().map(|entry| entry.revision.revision.as_str()).collect();
    // Which revision each column leads down to.
    let mut columns: Vec<String> = Vec::new();
    let mut text = String::new();
    for entry in entries {
        let info = &entry.revision;
        let at = columns.iter().position(|wanted| *wanted == info.revision).unwrap_or_else(|| {
            columns.push(info.revision.clone());
            columns.len() - 1
        });
        // Columns that lead to the same revision end in the first of them.
        let joined: Vec<usize> =
            (at + 1..columns.len()).filter(|index| columns[*index] == info.revision).collect();
        if !joined.is_empty() {
            let mut row = vec!["|"; columns.len()];
            joined.iter().for_each(|index| row[*index] = "/");
            text.push_str(&format!("{}\n", row.join(" ").trim_end()));
            for index in joined.into_iter().rev() {
                columns.remove(index);
            }
        }
        let lanes = |mark: &str, columns: &[String]| {
            (0..columns.len()).map(|index| if index == at { mark } else { "|" }).collect::<Vec<_>>().join(" ")
        };
        let mark = if entry.applied == Some(true) { "@" } else { "o" };
        let parents: Vec<String> =
            info.parents.iter().filter(|parent| listed.contains(&parent.as_str())).cloned().collect();
        let body = if verbose { text::block(info) } else { text::short(info) };
        let body = marked(body.trim_end(), entry);
        let margin = lanes(mark, &columns);
        let mut lines = body.lines();
        text.push_str(&format!("{margin}  {}\n", lines.next().unwrap_or_default()));
        // Below the revision its column leads to its parents.
        let below = if parents.is_empty() { " " } else { "|" };
        let margin = lanes(below, &columns);
        for line in lines {
            text.push_str(format!("{margin}  {line}").trim_end());
            text.push('\n');
        }
        match parents.split_first() {
            None => {
                columns.remove(at);
            }
            Some((first, others)) => {
                columns[at].clone_from(first);
                if !others.is_empty() {
                    let mut row = vec!["|"; columns.len()];
                    row.extend(std::iter::repeat_n("\\", others.len()));
                    columns.extend(others.iter().cloned());
                    text.push_str(&format!("{}\n", row.join(" ")));
                }
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::RevisionInfo;

    fn entry(id: usize, parents: &[usize]) -> HistoryEntry {
        let name = |id: &usize| format!("r{id:03}");
        HistoryEntry {
            revision: RevisionInfo {
                revision: name(&id),
                parents: parents.iter().map(name).collect(),
                depends_on: Vec::new(),
                labels: Vec::new(),
                branch_labels: Vec::new(),
                message: String::new(),
                created: None,
                file: std::path::PathBuf::new(),
                head: false,
                effective_head: false,
                base: parents.is_empty(),
                branch_point: false,
                merge: parents.len() > 1,
                children: Vec::new(),
            },
            applied: None,
        }
    }

    #[test]
    fn every_graph_is_drawn_with_each_revision_once() {
        let mut state = 1_u64;
        let mut random = move |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap_or_default() % below
        };
        for count in (1..=40).cycle().take(400) {
            let mut entries = Vec::new();
            for id in 0..count {
                let mut parents: Vec<usize> =
                    (0..random(4)).filter(|_| id > 0).map(|_| random(id.max(1))).collect();
                parents.sort_unstable();
                parents.dedup();
                entries.push(entry(id, &parents));
            }
            entries.reverse();
            let text = anstream::adapter::strip_str(&drawn(&entries, false)).to_string();
            for one in &entries {
                assert_eq!(text.matches(&one.revision.revision).count(), 1, "{text}");
            }
            let marks =
                text.lines().filter(|line| line.split("  ").next().unwrap_or("").contains('o')).count();
            assert_eq!(marks, count, "{text}");
            let last = text.lines().last().unwrap_or_default();
            assert!(last.ends_with("r000"), "{text}");
        }
    }
}
