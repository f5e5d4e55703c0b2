//! What the people who work on Limbeck run: `cargo xtask demo`, `cargo xtask test`, `cargo xtask ci` and others.

#![expect(clippy::print_stderr, reason = "a program for people at a terminal")]

mod bench_graph;
mod demo;
mod examples;
mod files;
mod servers;
mod shell;
mod sqlalchemy;
mod tests;

use std::process::ExitCode;

use tests::Options;

const USAGE: &str = "usage: cargo xtask <command>

  demo       the main job on SQLite, from models to an upgraded database, in a folder of its own
  test       all tests, with the servers they run on; more arguments are given to `cargo test` (`-p limbeck`)
  servers    starts the servers of the tests, prints their variables, and waits for Ctrl-C
  examples   builds the examples, starts their services and uses them, on the same databases as the tests
  bench-graph
             how long loading a history and planning an upgrade take, from 1 to 100,000 revisions
  sqlalchemy asks SQLAlchemy whether it reads the URLs that are written for it (needs Python)
  ci         everything a change must pass: format, lints, documentation, tests, examples

`test`, `examples` and `ci` take `--without-servers`: only servers whose variables are set are used.
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next();
    let arguments: Vec<String> = arguments.collect();
    let outcome = match command.as_deref() {
        Some("demo") => demo::run(),
        Some("test") => tests::run(&Options::read(&arguments)),
        Some("servers") => servers::serve(),
        Some("examples") => Options::read(&arguments).no_more().and_then(|options| tests::examples(&options)),
        Some("bench-graph") => bench_graph::run(),
        Some("sqlalchemy") => sqlalchemy::run(),
        Some("ci") => Options::read(&arguments).no_more().and_then(|options| tests::ci(&options)),
        // What `Servers::start` runs; not for people.
        Some("keep-servers") => servers::keep(&arguments),
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
