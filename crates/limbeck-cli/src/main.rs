//! The program `limbeck`.

mod cli;
mod commands;

use std::process::ExitCode;

use clap::Parser as _;
use limbeck::manage::{report, report_usage};

fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let json = std::env::args_os().any(|argument| argument == "--json");
            return ExitCode::from(report_usage(&error, json));
        }
    };
    let output = cli.globals.output(cli.command.name());
    let outcome = cli.command.run(&cli.globals, &output);
    ExitCode::from(outcome.unwrap_or_else(|error| report(&error, &output)))
}
