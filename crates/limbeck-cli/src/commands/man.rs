//! `man`.

mod markdown;

use std::path::PathBuf;

use clap::CommandFactory as _;
use limbeck::manage::Output;
use limbeck::{Error, ErrorKind, Result};

use crate::cli::Cli;

/// Print the manual page
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ManArgs {
    /// Write a page for each command to this folder, instead
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Print the page of the documentation, instead
    #[arg(long, hide = true, conflicts_with = "output")]
    markdown: bool,
}

impl ManArgs {
    pub(crate) fn run(&self, output: &Output) -> Result<u8> {
        let failed =
            |error: std::io::Error| Error::new(ErrorKind::File, error.to_string()).with_source(error);
        match &self.output {
            None if self.markdown => output.data(markdown::page(&Cli::command())),
            None => {
                let mut page = Vec::new();
                clap_mangen::Man::new(Cli::command()).render(&mut page).map_err(failed)?;
                output.data(String::from_utf8_lossy(&page));
            }
            Some(folder) => {
                fs_err::create_dir_all(folder).map_err(failed)?;
                clap_mangen::generate_to(Cli::command(), folder).map_err(failed)?;
            }
        }
        Ok(0)
    }
}
