//! `manage_db`: the command line of an application.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use limbeck_models::Model;

use super::arguments::parse_arguments;
use super::commands::{
    AdoptArgs, BranchesArgs, CheckArgs, CreateArgs, CurrentArgs, DiffArgs, DoctorArgs, DowngradeArgs,
    DumpSchemaArgs, EnsureVersionArgs, HeadsArgs, HistoryArgs, InitDatabaseArgs, LockArgs, MergeArgs,
    RebaseArgs, RepairArgs, RevisionArgs, ShowArgs, StampArgs, UpgradeArgs,
};
use super::error::{report, report_usage};
use super::globals::GlobalArgs;
use super::project::{Project, command_line};
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
    Init(InitDatabaseArgs),
    Create(CreateArgs),
    Upgrade(UpgradeArgs),
    Downgrade(DowngradeArgs),
    Stamp(StampArgs),
    Current(CurrentArgs),
    History(HistoryArgs),
    Heads(HeadsArgs),
    Branches(BranchesArgs),
    Show(ShowArgs),
    Check(CheckArgs),
    Diff(DiffArgs),
    DumpSchema(DumpSchemaArgs),
    Doctor(DoctorArgs),
    Revision(RevisionArgs),
    Merge(MergeArgs),
    Rebase(RebaseArgs),
    // As Alembic spells it.
    #[command(alias = "ensure_version")]
    EnsureVersion(EnsureVersionArgs),
    Adopt(AdoptArgs),
    Repair(RepairArgs),
    Lock(LockArgs),
}

impl Command {
    fn name(&self) -> &'static str {
        match self {
            Self::Init(_) => "init",
            Self::Create(_) => "create",
            Self::Upgrade(_) => "upgrade",
            Self::Downgrade(_) => "downgrade",
            Self::Stamp(_) => "stamp",
            Self::Current(_) => "current",
            Self::History(_) => "history",
            Self::Heads(_) => "heads",
            Self::Branches(_) => "branches",
            Self::Show(_) => "show",
            Self::Check(_) => "check",
            Self::Diff(_) => "diff",
            Self::DumpSchema(_) => "dump-schema",
            Self::Doctor(_) => "doctor",
            Self::Revision(_) => "revision",
            Self::Merge(_) => "merge",
            Self::Rebase(_) => "rebase",
            Self::EnsureVersion(_) => "ensure-version",
            Self::Adopt(_) => "adopt",
            Self::Repair(_) => "repair",
            Self::Lock(_) => "lock",
        }
    }

    fn run(&self, project: &Project) -> Result<u8> {
        match self {
            Self::Init(args) => args.run(project),
            Self::Create(args) => args.run(project),
            Self::Upgrade(args) => args.run(project),
            Self::Downgrade(args) => args.run(project),
            Self::Stamp(args) => args.run(project),
            Self::Current(args) => args.run(project),
            Self::History(args) => args.run(project),
            Self::Heads(args) => args.run(project),
            Self::Branches(args) => args.run(project),
            Self::Show(args) => args.run(project),
            Self::Check(args) => args.run(project),
            Self::Diff(args) => args.run(project),
            Self::DumpSchema(args) => args.run(project),
            Self::Doctor(args) => args.run(project),
            Self::Revision(args) => args.run(project),
            Self::Merge(args) => args.run(project),
            Self::Rebase(args) => args.run(project),
            Self::EnsureVersion(args) => args.run(project),
            Self::Adopt(args) => args.run(project),
            Self::Repair(args) => args.run(project),
            Self::Lock(args) => args.run(project),
        }
    }
}

/// The command line of an application, on its own configuration, revisions and models: reads the arguments of the process, runs the
/// command, prints, and returns the exit code.
#[must_use]
pub fn run(config: Config, source: Source, metadata: Option<Model>) -> ExitCode {
    run_with(std::env::args_os(), config, source, metadata)
}

/// [`run`] with these arguments, the program's name first.
#[must_use]
pub fn run_with(
    arguments: impl IntoIterator<Item = OsString>,
    config: Config,
    source: Source,
    metadata: Option<Model>,
) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let application = match parse_arguments::<Application>(&arguments) {
        Ok(application) => application,
        Err(error) => return ExitCode::from(report_usage::<Application>(&error, &arguments)),
    };
    let globals = application.globals;
    let output = globals.output(application.command.name());
    let configured = globals.configure(|| Ok(config));
    if let (Command::Doctor(args), Err(error)) = (&application.command, &configured) {
        return ExitCode::from(args.run_without_configuration(error, &output));
    }
    let outcome = configured.and_then(|config| {
        let project = Project {
            config,
            source,
            metadata,
            output: output.clone(),
            command_line: command_line(
                arguments.iter().map(|argument| argument.to_string_lossy().into_owned()),
            ),
        };
        application.command.run(&project)
    });
    ExitCode::from(outcome.unwrap_or_else(|error| report(&error, &output)))
}
