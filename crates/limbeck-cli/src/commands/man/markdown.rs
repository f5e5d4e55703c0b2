//! The command line as a page of Markdown: `docs/cli.md`.

use std::fmt::Write as _;

use clap::{Arg, Command};

/// The page of a command and its subcommands.
pub(super) fn page(command: &Command) -> String {
    let mut command = command.clone();
    command.build();
    let mut page = String::from(
        "# The command line\n\n<!-- Written from the arguments of the program; a test fails when it is stale. -->\n",
    );
    about(&command, &mut page);
    page.push_str("\n| command | |\n|---|---|\n");
    for subcommand in visible(&command) {
        let name = subcommand.get_name();
        let _ = writeln!(page, "| [`{name}`](#limbeck-{name}) | {} |", short(subcommand));
    }
    page.push_str("\n## Global options\n\nEvery command has them.\n\n");
    list(command.get_arguments().filter(|argument| argument.is_global_set()), &mut page);
    for subcommand in visible(&command) {
        section(subcommand, "limbeck", &mut page);
    }
    if let Some(after) = command.get_after_help() {
        let _ =
            write!(page, "\n## Exit codes\n\n{}.\n", after.to_string().trim_start_matches("Exit codes: "));
    }
    page
}

fn section(command: &Command, parent: &str, page: &mut String) {
    let path = format!("{parent} {}", command.get_name());
    let _ = writeln!(page, "\n## {path}");
    about(command, page);
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").trim();
    let _ = writeln!(page, "\n```text\n{usage}\n```\n");
    list(command.get_arguments().filter(|argument| !argument.is_global_set()), page);
    for subcommand in visible(command) {
        section(subcommand, &path, page);
    }
}

fn visible(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|command| !command.is_hide_set() && command.get_name() != "help")
}

fn about(command: &Command, page: &mut String) {
    if let Some(text) = command.get_long_about().or_else(|| command.get_about()) {
        // The first paragraph is a title without a full stop.
        let text = text.to_string().replacen("\n\n", ".\n\n", 1);
        let _ = writeln!(page, "\n{}.", escape(text.trim_end_matches('.')));
    }
}

fn short(command: &Command) -> String {
    command.get_about().map(|text| escape(&text.to_string())).unwrap_or_default()
}

/// Stars would be read as emphasis.
fn escape(text: &str) -> String {
    text.replace('*', r"\*")
}

fn list<'a>(arguments: impl Iterator<Item = &'a Arg>, page: &mut String) {
    for argument in arguments.filter(|argument| !argument.is_hide_set()) {
        if matches!(argument.get_id().as_str(), "help" | "version") {
            continue;
        }
        let values: Vec<String> =
            argument.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect();
        let takes = argument.get_action().takes_values();
        let value = if takes { values.join(" ") } else { String::new() };
        let mut names = Vec::new();
        if argument.is_positional() {
            names.push(format!("`{value}`"));
        } else {
            names.extend(argument.get_short().map(|short| format!("`-{short}`")));
            let value = if value.is_empty() { value } else { format!(" {value}") };
            names.extend(argument.get_long().map(|long| format!("`--{long}{value}`")));
        }
        let help = argument.get_help().map(|text| escape(&text.to_string())).unwrap_or_default();
        let _ = write!(page, "- {}: {help}", names.join(", "));
        let defaults: Vec<String> =
            argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
        if takes && !defaults.is_empty() {
            let _ = write!(page, " (default: `{}`)", defaults.join(" "));
        }
        page.push('\n');
    }
}
