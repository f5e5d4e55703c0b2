//! `manage_db`: the command line of an application.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use limbeck_models::Model;

use super::commands::{
    BranchesArgs, CurrentArgs, DowngradeArgs, EnsureVersionArgs, HeadsArgs, HistoryArgs, LockArgs, MergeArgs,
    RebaseArgs, RepairArgs, RevisionArgs, ShowArgs, StampArgs, UpgradeArgs,
};
use super::error::{report, report_usage};
use super::globals::GlobalArgs;
use super::project::Project;
use crate::config::Config;
use crate::error::Result;
use crate::source::Source;

/// Manage the database of this application
#[derive(Debug, Parser)]
#[command(disable_help_subcommand = true)]
struct Application {
    #[command(flatten)]
    globals: GlobalArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Upgrade(UpgradeArgs),
    Downgrade(DowngradeArgs),
    Stamp(StampArgs),
    Current(CurrentArgs),
    History(HistoryArgs),
    Heads(HeadsArgs),
    Branches(BranchesArgs),
    Show(ShowArgs),
    Revision(RevisionArgs),
    Merge(MergeArgs),
    Rebase(RebaseArgs),
    EnsureVersion(EnsureVersionArgs),
    Repair(RepairArgs),
    Lock(LockArgs),
}

impl Command {
    fn name(&self) -> &'static str {
        match self {
            Self::Upgrade(_) => "upgrade",
            Self::Downgrade(_) => "downgrade",
            Self::Stamp(_) => "stamp",
            Self::Current(_) => "current",
            Self::History(_) => "history",
            Self::Heads(_) => "heads",
            Self::Branches(_) => "branches",
            Self::Show(_) => "show",
            Self::Revision(_) => "revision",
            Self::Merge(_) => "merge",
            Self::Rebase(_) => "rebase",
            Self::EnsureVersion(_) => "ensure-version",
            Self::Repair(_) => "repair",
            Self::Lock(_) => "lock",
        }
    }

    fn run(&self, project: &Project) -> Result<u8> {
        match self {
            Self::Upgrade(args) => args.run(project),
            Self::Downgrade(args) => args.run(project),
            Self::Stamp(args) => args.run(project),
            Self::Current(args) => args.run(project),
            Self::History(args) => args.run(project),
            Self::Heads(args) => args.run(project),
            Self::Branches(args) => args.run(project),
            Self::Show(args) => args.run(project),
            Self::Revision(args) => args.run(project),
            Self::Merge(args) => args.run(project),
            Self::Rebase(args) => args.run(project),
            Self::EnsureVersion(args) => args.run(project),
            Self::Repair(args) => args.run(project),
            Self::Lock(args) => args.run(project),
        }
    }
}

/// The command line of an application, on its own configuration, revisions and models: reads the arguments of the process, runs the
/// command, prints, and returns the exit code.
#[must_use]
pub fn run(config: Config, source: Source, metadata: Option<Model>) -> ExitCode {
    let application = match Application::try_parse() {
        Ok(application) => application,
        Err(error) => {
            let json = std::env::args_os().any(|argument| argument == "--json");
            return ExitCode::from(report_usage(&error, json));
        }
    };
    let globals = application.globals;
    let output = globals.output(application.command.name());
    let outcome = globals.configure(|| Ok(config)).and_then(|config| {
        let project = Project {
            config,
            source,
            metadata,
            output: output.clone(),
            command_line: Project::this_command_line(),
        };
        application.command.run(&project)
    });
    ExitCode::from(outcome.unwrap_or_else(|error| report(&error, &output)))
}
