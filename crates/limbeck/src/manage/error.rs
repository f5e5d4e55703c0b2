//! Errors for people and programs: a snippet of the file where there is a place, the statement, what is committed, the way out.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::json::Failure;
use super::output::{Output, write};
use super::text::{BOLD, RED};
use crate::error::{Error, ErrorKind, Fault, Location};

/// Prints a failure, to stderr as text and with `--json` to stdout as well; returns its exit code.
pub fn report(error: &Error, output: &Output) -> u8 {
    output.object(&Failure::from(error));
    write(&mut anstream::stderr(), format_args!("{}", text(error)));
    error.exit_code()
}

/// A command line that clap refuses, with `--json` as an object too. Returns the exit code.
pub fn report_usage(error: &clap::Error, json: bool) -> u8 {
    if json && error.use_stderr() {
        let message = error.to_string();
        let message = message.lines().next().unwrap_or_default();
        let failure = Error::new(ErrorKind::Usage, message.strip_prefix("error: ").unwrap_or(message));
        let output = Output { command: "", json: true, quiet: true, verbose: false, input: false };
        output.object(&Failure::from(&failure));
    }
    // That it cannot be printed is nothing to stop for.
    let _ = error.print();
    if error.use_stderr() { ErrorKind::Usage.exit_code() } else { 0 }
}

/// A failure as text.
pub(super) fn text(error: &Error) -> String {
    let mut text = String::new();
    let statement_shown = match error.faults() {
        [] => {
            let _ = writeln!(text, "{RED}error{RED:#}{BOLD}:{BOLD:#} {}", error.message());
            false
        }
        faults => {
            for (index, fault) in faults.iter().enumerate() {
                if index > 0 {
                    text.push('\n');
                }
                fault_text(fault, &mut text);
            }
            // The snippet shows one line of it.
            let shown = |fault: &Fault| fault.location.as_ref().is_some_and(|place| source(place).is_some());
            faults.iter().any(shown)
                && error.statement().is_none_or(|statement| statement.lines().count() < 2)
        }
    };
    if let (Some(statement), false) = (error.statement(), statement_shown) {
        text.push_str("statement:\n");
        for line in statement.lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    for note in error.notes() {
        let _ = writeln!(text, "{BOLD}note:{BOLD:#} {note}");
    }
    let hints = error.all_hints();
    if !hints.is_empty() {
        text.push('\n');
    }
    for hint in hints {
        let _ = writeln!(text, "{BOLD}hint:{BOLD:#} {hint}");
    }
    text
}

fn fault_text(fault: &Fault, text: &mut String) {
    let Some(place) = &fault.location else {
        let _ = writeln!(text, "{RED}error{RED:#}{BOLD}:{BOLD:#} {}", fault.message);
        return;
    };
    let Some(file) = source(place) else {
        let Location { file, line, column } = place;
        let _ = writeln!(
            text,
            "{RED}error{RED:#}{BOLD}:{BOLD:#} {}\n  --> {}:{line}:{column}",
            fault.message,
            file.display()
        );
        return;
    };
    // A message of several lines would be indented as a whole: the first line is the title, the others follow the snippet.
    let (title, rest) = fault.message.split_once('\n').unwrap_or((&fault.message, ""));
    let name = place.file.display().to_string();
    let related: Vec<(String, String, &Location, &str)> = fault
        .related
        .iter()
        .filter_map(|(place, label)| {
            Some((source(place)?, place.file.display().to_string(), place, label.as_str()))
        })
        .collect();
    let mut group = Group::with_title(Level::ERROR.primary_title(title)).element(
        Snippet::source(file.as_str())
            .path(name.as_str())
            .annotation(AnnotationKind::Primary.span(span(&file, place))),
    );
    for (file, name, place, label) in &related {
        group = group.element(
            Snippet::source(file.as_str())
                .path(name.as_str())
                .annotation(AnnotationKind::Context.span(span(file, place)).label(*label)),
        );
    }
    let _ = writeln!(text, "{}", Renderer::styled().render(&[group]));
    if !rest.is_empty() {
        let _ = writeln!(text, "{rest}");
    }
}

/// The text of a file that a place is in, if it can be read and has that line.
fn source(place: &Location) -> Option<String> {
    let text = fs_err::read_to_string(&place.file).ok()?;
    // An empty file has a first line, too, but nothing to show of it.
    (text.lines().count() >= place.line).then_some(text)
}

/// The bytes of a place: from its column to the end of the line.
fn span(text: &str, place: &Location) -> std::ops::Range<usize> {
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if number + 1 == place.line {
            let content = line.trim_end_matches(['\n', '\r']);
            let column =
                content.char_indices().nth(place.column.saturating_sub(1)).map_or(0, |(byte, _)| byte);
            let end = content.trim_end().len().max(column);
            return start + column..start + end;
        }
        start += line.len();
    }
    0..0
}
