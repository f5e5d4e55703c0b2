//! `completions`.

use clap::CommandFactory as _;
use clap_complete::Shell;
use limbeck::Result;
use limbeck::manage::Output;

use crate::cli::Cli;

/// Print completions for a shell
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl CompletionsArgs {
    pub(crate) fn run(&self, output: &Output) -> Result<u8> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "limbeck", &mut script);
        output.data(String::from_utf8_lossy(&script));
        Ok(0)
    }
}
