//! `history`.

use crate::commands::{HistoryEntry, history};
use crate::error::Result;
use crate::manage::drawing::{ASCII, Row, UNICODE, draw};
use crate::manage::json::HistoryJson;
use crate::manage::text::{self, GREEN};
use crate::manage::{Output, Project};

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
    #[arg(long, value_name = "CHARACTERS", num_args = 0..=1, require_equals = true, default_missing_value = "auto")]
    pub graph: Option<Characters>,
}

/// With which characters a graph is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Characters {
    /// Unicode on a terminal that shows it.
    #[default]
    Auto,
    /// `○ ● │ ├ ╮ ╯`.
    Unicode,
    /// `o * | + . '`.
    Ascii,
}

impl HistoryArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When the revisions cannot be read, the range means nothing, or the database cannot be asked.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let range = self.rev_range.as_deref();
        let found = history(&project.config, &project.source, range, self.indicate_current)?;
        let (output, entries) = (&project.output, &found.revisions);
        if entries.is_empty() {
            output.note(match range {
                None => "there is no revision yet",
                Some(_) => "no revision is in this range",
            });
        }
        if output.json {
            output.object(&HistoryJson::new(&found));
        } else {
            // One text: histories are long, and a write a line is slow.
            output.data(match self.graph {
                Some(characters) => drawn(entries, characters, output),
                None => entries.iter().map(|entry| listed(entry, output.verbose)).collect(),
            });
        }
        if !found.without_file.is_empty() {
            output
                .warning(format_args!("no file has what is applied too: {}", found.without_file.join(", ")));
            output.hint("`limbeck current` says what to do");
        }
        Ok(0)
    }
}

fn listed(entry: &HistoryEntry, verbose: bool) -> String {
    let text = if verbose { text::block(&entry.revision) } else { text::with_parents(&entry.revision) };
    format!("{}\n", marked(&text, entry))
}

fn drawn(entries: &[HistoryEntry], characters: Characters, output: &Output) -> String {
    let rows: Vec<Row<'_>> = entries
        .iter()
        .map(|entry| {
            let revision = &entry.revision;
            let text = if output.verbose { text::block(revision) } else { text::with_needs(revision) };
            Row {
                id: &revision.revision,
                parents: revision.parents.iter().map(String::as_str).collect(),
                filled: entry.applied == Some(true),
                text: marked(&text, entry),
            }
        })
        .collect();
    let unicode = match characters {
        Characters::Auto => output.shows_unicode(),
        Characters::Unicode => true,
        Characters::Ascii => false,
    };
    draw(&rows, if unicode { &UNICODE } else { &ASCII })
}

/// The text with what the database says, behind its first line.
fn marked(text: &str, entry: &HistoryEntry) -> String {
    let mark = match entry.applied {
        Some(true) => format!(" ({GREEN}applied{GREEN:#})"),
        Some(false) => " (pending)".to_owned(),
        None => return text.to_owned(),
    };
    let end = text.find('\n').unwrap_or(text.len());
    format!("{}{mark}{}", &text[..end], &text[end..])
}
