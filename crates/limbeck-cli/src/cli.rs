//! The arguments of the program: what the library shares with an application's `manage_db`, and what needs a project.

use clap::{Parser, Subcommand};
use limbeck::manage::commands::{
    AdoptArgs, BranchesArgs, CheckArgs, CurrentArgs, DiffArgs, DoctorArgs, DowngradeArgs, DumpSchemaArgs,
    EnsureVersionArgs, HeadsArgs, HistoryArgs, LockArgs, MergeArgs, RebaseArgs, RepairArgs, RevisionArgs,
    ShowArgs, StampArgs, UpgradeArgs,
};
use limbeck::manage::{GlobalArgs, Output, Project};
use limbeck::{Config, Result};

use crate::commands::{CompletionsArgs, EditArgs, InitArgs, ManArgs, UrlArgs};

/// Schema migrations for PostgreSQL, MySQL, MariaDB and SQLite
///
/// Revisions are SQL files that form a graph. The database URL is found in this order: --url, LIMBECK_DATABASE_URL, `direct_url` in
/// limbeck.toml, DATABASE_URL, .env, `url` in limbeck.toml.
#[derive(Debug, Parser)]
#[command(name = "limbeck", version, disable_help_subcommand = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done, 1 failed, 2 usage or configuration, 3 a check does not hold, \
    4 the lock was not had in time, 5 a revision needs `repair`, 130 interrupted")]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) globals: GlobalArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(InitArgs),
    Revision(RevisionArgs),
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
    Edit(EditArgs),
    Merge(MergeArgs),
    Rebase(RebaseArgs),
    // As Alembic spells it.
    #[command(alias = "ensure_version")]
    EnsureVersion(EnsureVersionArgs),
    DumpSchema(DumpSchemaArgs),
    Url(UrlArgs),
    Doctor(DoctorArgs),
    Adopt(AdoptArgs),
    Repair(RepairArgs),
    Lock(LockArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

impl Command {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Init(_) => "init",
            Self::Revision(_) => "revision",
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
            Self::Edit(_) => "edit",
            Self::Merge(_) => "merge",
            Self::Rebase(_) => "rebase",
            Self::EnsureVersion(_) => "ensure-version",
            Self::Url(_) => "url",
            Self::Adopt(_) => "adopt",
            Self::Repair(_) => "repair",
            Self::Lock(_) => "lock",
            Self::Completions(_) => "completions",
            Self::Man(_) => "man",
        }
    }

    pub(crate) fn run(&self, globals: &GlobalArgs, output: &Output) -> Result<u8> {
        let project = || -> Result<Project> {
            let config = globals.configure(Config::load)?;
            Ok(Project {
                source: config.source(),
                config,
                metadata: None,
                output: output.clone(),
                command_line: Project::this_command_line(),
            })
        };
        match self {
            Self::Init(args) => args.run(globals, output),
            Self::Completions(args) => args.run(output),
            Self::Man(args) => args.run(output),
            Self::Revision(args) => args.run(&project()?),
            Self::Upgrade(args) => args.run(&project()?),
            Self::Downgrade(args) => args.run(&project()?),
            Self::Stamp(args) => args.run(&project()?),
            Self::Current(args) => args.run(&project()?),
            Self::History(args) => args.run(&project()?),
            Self::Heads(args) => args.run(&project()?),
            Self::Branches(args) => args.run(&project()?),
            Self::Show(args) => args.run(&project()?),
            Self::Check(args) => args.run(&project()?),
            Self::Diff(args) => args.run(&project()?),
            Self::DumpSchema(args) => args.run(&project()?),
            Self::Doctor(args) => match project() {
                Ok(project) => args.run(&project),
                Err(error) => Ok(args.run_without_configuration(&error, output)),
            },
            Self::Edit(args) => args.run(&project()?),
            Self::Merge(args) => args.run(&project()?),
            Self::Rebase(args) => args.run(&project()?),
            Self::EnsureVersion(args) => args.run(&project()?),
            Self::Url(args) => args.run(&project()?),
            Self::Adopt(args) => args.run(&project()?),
            Self::Repair(args) => args.run(&project()?),
            Self::Lock(args) => args.run(&project()?),
        }
    }
}
