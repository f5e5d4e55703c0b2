//! `repair`.

use serde::Serialize;

use crate::commands::{RepairAction, Repaired, repair, unfinished};
use crate::error::Result;
use crate::manage::text::{BOLD, ID};
use crate::manage::{Project, interrupt};

/// Settle a revision that is half done, or whose file was changed
///
/// Alone it shows what there is to settle.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct RepairArgs {
    /// The revision, if there are several
    #[arg(value_name = "REV")]
    pub revision: Option<String>,
    /// The statement at which it stopped has run
    #[arg(long, conflicts_with_all = ["redo", "forget", "accept"])]
    pub assume_done: bool,
    /// The statement at which it stopped is to run again
    #[arg(long, conflicts_with_all = ["forget", "accept"])]
    pub redo: bool,
    /// Nothing of it is there any more: it begins anew
    #[arg(long, conflicts_with = "accept")]
    pub forget: bool,
    /// The file was changed after it was applied, and that is fine
    #[arg(long)]
    pub accept: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    unfinished: Vec<Open<'a>>,
    changed: &'a [String],
    done: &'a [String],
}

#[derive(Serialize)]
struct Open<'a> {
    revision: &'a str,
    direction: &'a str,
    position: u32,
    state: &'a str,
    statement: Option<&'a str>,
    started_at: Option<&'a str>,
    error: Option<&'a str>,
}

impl RepairArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When there is nothing of the kind to settle; then nothing is changed.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let action = match (self.assume_done, self.redo, self.forget, self.accept) {
            (true, ..) => Some(RepairAction::AssumeDone),
            (_, true, ..) => Some(RepairAction::Redo),
            (_, _, true, _) => Some(RepairAction::Forget),
            (.., true) => Some(RepairAction::Accept),
            _ => None,
        };
        let (config, source) = (&project.config, &project.source);
        let found = match action {
            Some(action) => {
                let control = interrupt::control(&project.output);
                repair(config, source, self.revision.as_deref(), action, &control)?
            }
            None => {
                let mut found = unfinished(config, source)?;
                if let Some(wanted) = &self.revision {
                    found.unfinished.retain(|open| open.revision == *wanted);
                    found.changed.retain(|changed| changed == wanted);
                }
                found
            }
        };
        print(project, &found, action.is_some());
        // What the server refused left nothing behind: the next run goes on by itself.
        let needs_a_person = found.unfinished.iter().any(|open| open.state == "intent");
        Ok(if action.is_none() && needs_a_person { 5 } else { 0 })
    }
}

fn print(project: &Project, found: &Repaired, acted: bool) {
    let output = &project.output;
    output.object(&Answer {
        unfinished: found
            .unfinished
            .iter()
            .map(|open| Open {
                revision: &open.revision,
                direction: open.direction.as_str(),
                position: open.position,
                state: open.state,
                statement: open.statement.as_deref(),
                started_at: open.started_at.as_deref(),
                error: open.error.as_deref(),
            })
            .collect(),
        changed: &found.changed,
        done: &found.done,
    });
    for done in &found.done {
        output.note(done);
    }
    for open in &found.unfinished {
        output.line(format_args!(
            "{ID}{}{ID:#} {}: stopped at statement {} ({})",
            open.revision, open.direction, open.position, open.state
        ));
        for (name, value) in
            [("statement", &open.statement), ("begun", &open.started_at), ("error", &open.error)]
        {
            if let Some(value) = value {
                output.line(format_args!("    {BOLD}{name}:{BOLD:#} {}", value.replace('\n', "\n        ")));
            }
        }
    }
    for changed in &found.changed {
        output.line(format_args!("{ID}{changed}{ID:#}: its file was changed after it was applied"));
    }
    let nothing =
        if acted { found.done.is_empty() } else { found.unfinished.is_empty() && found.changed.is_empty() };
    if nothing {
        output.note("there is nothing to repair");
    }
    if let Some(open) = found.unfinished.first().filter(|_| !acted) {
        output.hint(match open.state {
            "intent" => {
                "look at the database, then `limbeck repair --assume-done` (it has run) or `--redo` (it has not)"
                    .to_owned()
            }
            _ => format!("correct the file, then `limbeck {}` goes on where it stopped", open.direction),
        });
    }
    if !acted && !found.changed.is_empty() {
        output.hint("`limbeck repair --accept` takes the files as they are now");
    }
}
