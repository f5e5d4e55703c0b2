//! What the people who work on Limbeck run: `cargo xtask demo`, `cargo xtask test`, `cargo xtask ci`.

#![expect(clippy::print_stderr, reason = "a program for people at a terminal")]

mod demo;
mod examples;
mod shell;
mod tests;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask <command>

  demo       the main job on SQLite, from models to an upgraded database, in a folder of its own
  test       all tests
  examples   builds the examples, starts the service among them and uses it
  ci         everything a change must pass: format, lints, documentation, tests, examples
";

fn main() -> ExitCode {
    let command = std::env::args().nth(1);
    let outcome = match command.as_deref() {
        Some("demo") => demo::run(),
        Some("test") => tests::run(),
        Some("examples") => examples::run(),
        Some("ci") => tests::ci(),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
