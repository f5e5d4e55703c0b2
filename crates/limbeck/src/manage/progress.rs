//! What a run tells while it goes on, on stderr.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use limbeck_database::Event;
use limbeck_revision::Direction;

use super::output::{Output, write};
use super::text::{BOLD, DIM, ID, YELLOW, duration};

/// A terminal is written to no more often.
const REDRAW: Duration = Duration::from_millis(100);
/// Cells of the bar.
const WIDTH: usize = 20;

/// Shows events: a line for each revision, and on a terminal a bar for the one at work.
#[derive(Debug)]
pub(super) struct Progress {
    quiet: bool,
    verbose: bool,
    terminal: bool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    total: usize,
    done: usize,
    message: String,
    statements: usize,
    drawn: Option<Instant>,
    bar: bool,
    told_waiting: bool,
}

impl Progress {
    pub(super) fn new(output: &Output) -> Self {
        Self {
            quiet: output.quiet,
            verbose: output.verbose,
            terminal: output.on_terminal(),
            state: Mutex::default(),
        }
    }

    pub(super) fn tell(&self, event: &Event) {
        if self.quiet {
            return;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Event::Planned { revisions } => state.total = state.done + revisions.len(),
            Event::Waiting { waited } => {
                if !state.told_waiting || self.terminal {
                    self.clear(&mut state);
                    let line = format!("waiting for another runner ({})", duration(*waited));
                    self.line(&mut state, &line);
                }
                state.told_waiting = true;
            }
            Event::HeldBy { holder } => {
                let line = format!("the lock is held by {holder}");
                self.line(&mut state, &line);
            }
            Event::Settled { revision, position, done } => {
                let what =
                    if *done { "has run, and is not run again" } else { "has not run, and runs again" };
                let line = format!("statement {position} of {ID}{revision}{ID:#} {what}");
                self.line(&mut state, &line);
            }
            Event::Retrying { revision, attempt } => {
                let line = format!(
                    "{YELLOW}retrying{YELLOW:#} {ID}{revision}{ID:#}: it met another's lock (attempt {attempt})"
                );
                self.line(&mut state, &line);
            }
            Event::Started { message, statements, .. } => {
                state.message = message.lines().next().unwrap_or_default().to_owned();
                state.statements = *statements;
            }
            Event::Resuming { revision, position } => {
                let line = format!("resuming {ID}{revision}{ID:#} at statement {position}");
                self.line(&mut state, &line);
            }
            Event::Statement { revision, position, sql, line } => {
                if self.verbose {
                    let text = format!("{DIM}line {line}:{DIM:#} {sql}");
                    self.line(&mut state, &text);
                }
                self.draw(&mut state, revision, *position);
            }
            Event::Finished { revision, direction, duration: took } => {
                state.done += 1;
                let verb = match direction {
                    Direction::Upgrade => "applied",
                    Direction::Downgrade => "reverted",
                };
                let message =
                    if state.message.is_empty() { String::new() } else { format!(" {}", state.message) };
                let line = format!(
                    "{BOLD}{verb}{BOLD:#} {ID}{revision}{ID:#}{message} {DIM}({}){DIM:#}",
                    duration(*took)
                );
                self.line(&mut state, &line);
            }
            Event::Skipped { revision, .. } => {
                state.done += 1;
                let line = format!("skipped {ID}{revision}{ID:#}: another runner has done it");
                self.line(&mut state, &line);
            }
            Event::Warning { message } => {
                let line = format!("{YELLOW}warning{YELLOW:#}{BOLD}:{BOLD:#} {message}");
                self.line(&mut state, &line);
            }
            _ => {}
        }
    }

    fn line(&self, state: &mut State, text: &str) {
        self.clear(state);
        write(&mut anstream::stderr(), format_args!("{text}\n"));
    }

    fn draw(&self, state: &mut State, revision: &str, position: u32) {
        if !self.terminal || state.drawn.is_some_and(|drawn| drawn.elapsed() < REDRAW) {
            return;
        }
        state.drawn = Some(Instant::now());
        state.bar = true;
        let filled = (state.done * WIDTH).checked_div(state.total).unwrap_or_default().min(WIDTH);
        let bar = format!("{}{}", "=".repeat(filled), " ".repeat(WIDTH - filled));
        let text = format!(
            "\r\x1b[K[{bar}] {}/{} {ID}{revision}{ID:#} statement {position} of {}",
            state.done + 1,
            state.total,
            state.statements
        );
        write(&mut anstream::stderr(), format_args!("{text}"));
    }

    fn clear(&self, state: &mut State) {
        if std::mem::take(&mut state.bar) {
            write(&mut anstream::stderr(), format_args!("\r\x1b[K"));
        }
    }
}
