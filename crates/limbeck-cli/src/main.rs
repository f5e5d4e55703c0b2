//! The program `limbeck`.

mod cli;
mod commands;

use std::process::ExitCode;

use limbeck::manage::{parse_arguments, report, report_usage};

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let cli = match parse_arguments::<cli::Cli>(&arguments) {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(report_usage::<cli::Cli>(&error, &arguments)),
    };
    let output = cli.globals.output(cli.command.name());
    let outcome = cli.command.run(&cli.globals, &output);
    ExitCode::from(outcome.unwrap_or_else(|error| report(&error, &output)))
}
