//! Errors for people and programs: a snippet of the file where there is a place, the statement, what is committed, the way out.

use std::ffi::OsString;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use clap::CommandFactory;
use limbeck_url::{find_passwords, mask_passwords};

use super::json::{Failure, envelope};
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
///
/// clap repeats what was given, which may be a URL where none belongs: its password is masked.
pub fn report_usage<P: CommandFactory>(error: &clap::Error, arguments: &[OsString]) -> u8 {
    if !error.use_stderr() {
        // Help and version. That they cannot be printed is nothing to stop for.
        let _ = error.print();
        return 0;
    }
    if arguments.iter().any(|argument| argument == "--json") {
        let command = P::command();
        let name = command_name(&command, arguments);
        let text = envelope(name, &Failure::from(&usage(&error.to_string())));
        write(&mut anstream::stdout(), format_args!("{text}\n"));
    }
    let text = mask_passwords(&error.render().ansi().to_string());
    write(&mut anstream::stderr(), format_args!("{text}"));
    ErrorKind::Usage.exit_code()
}

/// The first argument that is a command, `""` if none is.
fn command_name<'a>(program: &'a clap::Command, arguments: &[OsString]) -> &'a str {
    let words = arguments.iter().skip(1).filter_map(|argument| argument.to_str());
    let mut found = words.filter_map(|word| program.find_subcommand(word));
    found.next().map(clap::Command::get_name).unwrap_or_default()
}

/// clap's text as an error: all that stands before the usage is the sentence, a tip is a way out.
fn usage(text: &str) -> Error {
    let lines = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more information"));
    let (tips, sentence): (Vec<&str>, Vec<&str>) =
        lines.filter(|line| !line.is_empty()).partition(|line| line.starts_with("tip: "));
    let sentence = sentence.join(" ");
    Error::new(ErrorKind::Usage, sentence.strip_prefix("error: ").unwrap_or(&sentence))
        .with_hints(tips.into_iter().map(|tip| tip.trim_start_matches("tip: ").to_owned()))
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
    let excerpt = shown(file, place);
    let related: Vec<(Excerpt, String, &str)> = fault
        .related
        .iter()
        .filter_map(|(place, label)| {
            Some((shown(source(place)?, place), place.file.display().to_string(), label.as_str()))
        })
        .collect();
    let mut group = Group::with_title(Level::ERROR.primary_title(title)).element(
        Snippet::source(excerpt.text.as_str())
            .path(name.as_str())
            .annotation(AnnotationKind::Primary.span(excerpt.span.clone())),
    );
    for (excerpt, name, label) in &related {
        group = group.element(
            Snippet::source(excerpt.text.as_str())
                .path(name.as_str())
                .annotation(AnnotationKind::Context.span(excerpt.span.clone()).label(*label)),
        );
    }
    let _ = writeln!(text, "{}", Renderer::styled().render(&[group]));
    if !rest.is_empty() {
        let _ = writeln!(text, "{rest}");
    }
}

/// The text of a file that a place is in, if it can be read, has that line, and may be shown.
fn source(place: &Location) -> Option<String> {
    // Every value of a `.env` is a secret.
    if place.file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".env")) {
        return None;
    }
    let text = fs_err::read_to_string(&place.file).ok()?;
    // An empty file has a first line, too, but nothing to show of it.
    (text.lines().count() >= place.line).then_some(text)
}

/// A text that may be shown, and the bytes of a place in it.
struct Excerpt {
    text: String,
    span: std::ops::Range<usize>,
}

/// What is shown of a text, and where a place is in it. A configuration has passwords: in URLs, and under keys that are wrong.
fn shown(text: String, place: &Location) -> Excerpt {
    let span = span(&text, place);
    if place.file.extension().is_some_and(|extension| extension == "sql" || extension == "rs") {
        return Excerpt { text, span };
    }
    let passwords = find_passwords(&text);
    let moved = |byte: usize| {
        let before = passwords.iter().take_while(|password| password.start < byte);
        // A place in a password is its beginning.
        before.fold(byte, |moved, password| {
            let gone = password.end.min(byte) - password.start;
            moved + if password.end <= byte { 3 } else { 0 } - gone
        })
    };
    let span = moved(span.start)..moved(span.end);
    Excerpt { text: mask_passwords(&text), span }
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
