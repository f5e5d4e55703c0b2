//! The tests, and what a change must pass beside them.

use std::time::Instant;

use crate::examples;
use crate::servers::Servers;
use crate::shell::{self, cargo, root};

/// Whether the servers are started, and what else `cargo test` is told.
#[derive(Debug, Default)]
pub(crate) struct Options {
    without_servers: bool,
    arguments: Vec<String>,
}

impl Options {
    /// Takes our own flag; the rest is cargo's.
    pub(crate) fn read(arguments: &[String]) -> Self {
        let mut options = Self::default();
        for argument in arguments {
            match argument.as_str() {
                "--without-servers" if !options.arguments.iter().any(|argument| argument == "--") => {
                    options.without_servers = true;
                }
                _ => options.arguments.push(argument.clone()),
            }
        }
        options
    }

    fn servers(&self) -> Result<Servers, String> {
        if self.without_servers { Ok(Servers::given()) } else { Servers::start() }
    }

    /// Refuses what no command but `test` has a use for.
    pub(crate) fn no_more(self) -> Result<Self, String> {
        match self.arguments.first() {
            None => Ok(self),
            Some(argument) => {
                Err(format!("unknown argument `{argument}`; `--without-servers` is the only one"))
            }
        }
    }
}

/// The tests of the workspace, on SQLite, which is built in, and on servers.
pub(crate) fn run(options: &Options) -> Result<(), String> {
    let servers = options.servers()?;
    let outcome = workspace(options, &servers);
    servers.report();
    outcome
}

fn workspace(options: &Options, servers: &Servers) -> Result<(), String> {
    let begun = Instant::now();
    let mut command = cargo();
    command.arg("test");
    let some = options
        .arguments
        .iter()
        .any(|argument| argument.starts_with("-p") || argument.starts_with("--package"));
    if !some {
        command.arg("--workspace");
    }
    command.arg("--all-features").args(&options.arguments).current_dir(root());
    servers.tell(&mut command)?;
    let outcome = shell::run(&mut command);
    eprintln!("tests: {:.0} s", begun.elapsed().as_secs_f64());
    outcome
}

/// The tests of the examples, on the same databases.
pub(crate) fn examples(options: &Options) -> Result<(), String> {
    let servers = options.servers()?;
    let outcome = examples::run(&servers);
    servers.report();
    outcome
}

/// Format, lints, documentation, tests, examples.
pub(crate) fn ci(options: &Options) -> Result<(), String> {
    lints()?;
    let servers = options.servers()?;
    let outcome = workspace(options, &servers).and_then(|()| examples::run(&servers));
    servers.report();
    outcome
}

fn lints() -> Result<(), String> {
    let root = root();
    shell::run(cargo().args(["fmt", "--all", "--check"]).current_dir(&root))?;
    shell::run(
        cargo()
            .args(["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"])
            .current_dir(&root),
    )?;
    shell::run(
        cargo()
            .args(["doc", "--workspace", "--no-deps", "--all-features"])
            .env("RUSTDOCFLAGS", "-D warnings")
            .current_dir(&root),
    )
}
