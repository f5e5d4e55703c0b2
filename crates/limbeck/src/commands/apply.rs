//! `upgrade` and `downgrade`.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use limbeck_database::{Applied, Engine, Event, RunOptions, Step, apply, new_run_id};
use limbeck_revision::{CommitGroup, Direction, Graph};
use limbeck_url::DialectName;

use super::session::{Access, is_missing_file, open_for, who};
use super::steps::{changed, steps, stored_step};
use crate::config::Config;
use crate::error::{Error, ErrorKind, Result};
use crate::run::{Control, Running, on_own_thread, spawn};
use crate::source::Source;

/// How an upgrade or a downgrade goes about it.
#[derive(Clone, Debug, Default)]
pub struct ApplyOptions {
    /// Plan only: say what would run, and change nothing.
    pub dry_run: bool,
    /// A downgrade takes the texts that the database keeps, where no file has the revision.
    pub stored: bool,
    /// End the session that holds the lock of the run when this one comes to it: a runner that died, and whose server did not notice.
    pub kill_orphan: bool,
    /// Events and the end of the run.
    pub control: Control,
    /// The command line, as a person would type it again after an error.
    pub command: Option<String>,
}

/// One revision of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepPlan {
    /// The revision.
    pub revision: String,
    /// Its message.
    pub message: String,
    /// Its file; `None` for a text that the database keeps.
    pub file: Option<PathBuf>,
    /// What is committed together.
    pub groups: Vec<CommitGroup>,
}

/// What an upgrade or a downgrade did, or would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which way.
    pub direction: Direction,
    /// Whether nothing was run.
    pub dry_run: bool,
    /// The database, masked.
    pub database: String,
    /// What was planned.
    pub steps: Vec<StepPlan>,
    /// The revisions that this run went through, in order.
    pub applied: Vec<String>,
    /// The revisions that another runner did meanwhile.
    pub skipped: Vec<String>,
    /// Whether there was nothing to do.
    pub already_done: bool,
    /// How long it waited for other runners.
    pub waited: Duration,
    /// How long it took.
    pub duration: Duration,
    /// What a person should know.
    pub warnings: Vec<String>,
}

/// Applies the revisions that a target needs: `head`, `heads`, an id, `+1`, `label@head` …
///
/// The engine runs on a thread of its own, so it may be called from sync code and from any runtime.
///
/// # Errors
///
/// [`Error`] says what failed, where, what is committed, and the command that goes on.
pub fn upgrade(config: &Config, source: &Source, target: &str) -> Result<Report> {
    upgrade_with(config, source, target, &ApplyOptions::default())
}

/// [`upgrade`] with options.
///
/// # Errors
///
/// As [`upgrade`].
pub fn upgrade_with(
    config: &Config,
    source: &Source,
    target: &str,
    options: &ApplyOptions,
) -> Result<Report> {
    on_own_thread(|| run(config, source, target, Direction::Upgrade, options))
}

/// [`upgrade`] as a future for any runtime.
pub fn upgrade_async(config: &Config, source: &Source, target: &str) -> Running<Report> {
    run_async(config, source, target, Direction::Upgrade)
}

/// Takes back what stands on a target: `-1`, an id, `base`, `label@base` …
///
/// # Errors
///
/// As [`upgrade`].
pub fn downgrade(config: &Config, source: &Source, target: &str) -> Result<Report> {
    downgrade_with(config, source, target, &ApplyOptions::default())
}

/// [`downgrade`] with options.
///
/// # Errors
///
/// As [`upgrade`].
pub fn downgrade_with(
    config: &Config,
    source: &Source,
    target: &str,
    options: &ApplyOptions,
) -> Result<Report> {
    on_own_thread(|| run(config, source, target, Direction::Downgrade, options))
}

/// [`downgrade`] as a future for any runtime.
pub fn downgrade_async(config: &Config, source: &Source, target: &str) -> Running<Report> {
    run_async(config, source, target, Direction::Downgrade)
}

fn run_async(config: &Config, source: &Source, target: &str, direction: Direction) -> Running<Report> {
    let (config, source, target) = (config.clone(), source.clone(), target.to_owned());
    let options = ApplyOptions::default();
    let control = options.control.clone();
    spawn(&control, move || run(&config, &source, &target, direction, &options))
}

/// The options of a run, from the configuration.
pub(super) fn run_options(config: &Config, control: &Control, command: &str) -> RunOptions {
    RunOptions {
        namespace: config.namespace.clone(),
        state: config.state.clone(),
        transaction: config.transaction,
        lock_wait: config.lock_wait,
        who: who(),
        run: new_run_id(),
        command: command.to_owned(),
        stop: control.flag(),
        ..RunOptions::default()
    }
}

fn run(
    config: &Config,
    source: &Source,
    target: &str,
    direction: Direction,
    options: &ApplyOptions,
) -> Result<Report> {
    let begun = Instant::now();
    // Files are looked at before the database: a broken one is told of without a server.
    let graph = source.graph()?;
    if let Some(message) = source.stale() {
        options.control.tell(&Event::Warning { message });
    }
    let access = match direction {
        _ if options.dry_run => Access::Read,
        Direction::Upgrade => Access::Create,
        Direction::Downgrade => Access::Write,
    };
    let control = &options.control;
    let opened = open_for(config, if access == Access::Create { Access::Write } else { access }, control);
    let (mut connection, resolved, _cancellable) = match opened {
        // A plan for a file that an upgrade would create is a plan from nothing.
        Err(error) if direction == Direction::Upgrade && is_missing_file(&error) => {
            let plan = plan_without_database(config, &graph, target, direction, begun)?;
            if options.dry_run {
                return Ok(plan);
            }
            // Only now that it is known what will run there.
            open_for(config, access, control)?
        }
        other => other?,
    };
    let dialect = connection.server().dialect;
    let mut planner = Planning {
        graph: &graph,
        target,
        direction,
        dialect,
        stored: options.stored,
        first: None,
        warnings: Vec::new(),
    };
    let mut report = Report {
        direction,
        dry_run: options.dry_run,
        database: resolved.url.canonical().into(),
        steps: Vec::new(),
        applied: Vec::new(),
        skipped: Vec::new(),
        already_done: false,
        waited: Duration::ZERO,
        duration: Duration::ZERO,
        warnings: Vec::new(),
    };
    if options.dry_run {
        let applied = Applied::read(connection.as_mut(), &config.state, &config.namespace)?;
        let steps = planner.plan(&applied)?;
        report.already_done = steps.is_empty();
    } else {
        let default = format!("limbeck {direction} {target}");
        let command = options.command.as_deref().unwrap_or(&default);
        let settings =
            RunOptions { kill_orphan: options.kill_orphan, ..run_options(config, control, command) };
        let mut engine = Engine { connection: connection.as_mut(), options: settings };
        let mut plan = |applied: &Applied| {
            let first = planner.first.is_none();
            let steps = planner.plan(applied)?;
            if first {
                let warn = |message: &String| control.tell(&Event::Warning { message: message.clone() });
                planner.warnings.iter().for_each(warn);
            }
            Ok(steps)
        };
        let done = apply(&mut engine, &mut plan, &mut |event| control.tell(&event))?;
        report.applied = done.applied.into_iter().map(|done| done.revision).collect();
        report.skipped = done.skipped;
        report.already_done = done.already_done;
        report.waited = done.waited;
    }
    report.steps = planner.first.unwrap_or_default().into_iter().map(step_plan).collect();
    report.warnings = planner.warnings;
    report.duration = begun.elapsed();
    Ok(report)
}

fn plan_without_database(
    config: &Config,
    graph: &Graph,
    target: &str,
    direction: Direction,
    begun: Instant,
) -> Result<Report> {
    let url = config.database_to_open()?.url;
    let mut planner = Planning {
        graph,
        target,
        direction,
        dialect: url.dialect(),
        stored: false,
        first: None,
        warnings: Vec::new(),
    };
    let steps = planner.plan(&Applied::default())?;
    Ok(Report {
        direction,
        dry_run: true,
        database: url.canonical().into(),
        already_done: steps.is_empty(),
        steps: steps.into_iter().map(step_plan).collect(),
        applied: Vec::new(),
        skipped: Vec::new(),
        waited: Duration::ZERO,
        duration: begun.elapsed(),
        warnings: planner.warnings,
    })
}

pub(super) fn step_plan(step: Step) -> StepPlan {
    StepPlan {
        revision: step.revision.id,
        message: step.revision.message,
        file: step.file,
        groups: step.groups,
    }
}

/// Says what is to be run. The target is resolved once; when the engine asks again, because another runner was there, what that runner
/// has done is left out.
struct Planning<'p> {
    graph: &'p Graph,
    target: &'p str,
    direction: Direction,
    dialect: DialectName,
    stored: bool,
    first: Option<Vec<Step>>,
    warnings: Vec<String>,
}

impl Planning<'_> {
    fn plan(&mut self, applied: &Applied) -> Result<Vec<Step>> {
        if self.first.is_none() {
            let steps = self.resolve(applied)?;
            self.first = Some(steps);
        }
        let all = self.first.as_deref().unwrap_or_default();
        let open =
            |step: &&Step| applied.contains(&step.revision.id) == (self.direction == Direction::Downgrade);
        let steps: Vec<Step> = all.iter().filter(open).cloned().collect();
        self.nothing_new_stands_on(&steps, applied)?;
        Ok(steps)
    }

    fn resolve(&mut self, applied: &Applied) -> Result<Vec<Step>> {
        if self.direction == Direction::Downgrade && self.stored {
            return self.resolve_stored(applied);
        }
        let set = applied.set();
        let plan = self.graph.plan(&set, self.target, self.direction)?;
        self.warn(applied, &plan)?;
        steps(self.graph, &plan.steps, self.direction, self.dialect)
    }

    /// Targets as ever, but revisions that no file knows go with what they stand on, newest first.
    fn resolve_stored(&mut self, applied: &Applied) -> Result<Vec<Step>> {
        let mut all: Vec<Step> = Vec::new();
        let mut rows: Vec<_> =
            applied.rows.iter().filter(|row| self.graph.get(&row.revision).is_none()).collect();
        // A child goes before its parents: take, again and again, what nothing left stands on.
        while !rows.is_empty() {
            let free = rows.iter().rposition(|row| {
                !rows.iter().any(|other| {
                    other.parents.contains(&row.revision) || other.depends_on.contains(&row.revision)
                })
            });
            let row = rows.remove(free.unwrap_or(rows.len() - 1));
            all.push(stored_step(row, self.dialect)?);
        }
        let mut set = applied.set();
        for step in &all {
            set.remove(&step.revision.id);
        }
        // What named an unknown revision, or all that is unknown, is reached already.
        if applied.contains(self.target) && self.graph.get(self.target).is_none() {
            let keep = all.iter().position(|step| step.revision.id == self.target).unwrap_or(all.len());
            all.truncate(keep);
            return Ok(all);
        }
        let plan = self.graph.plan(&set, self.target, Direction::Downgrade);
        match plan {
            Ok(plan) => all.extend(steps(self.graph, &plan.steps, Direction::Downgrade, self.dialect)?),
            // The target itself stays, and nothing but what was unknown stood on it.
            Err(limbeck_revision::PlanError::NotApplied(_)) if !all.is_empty() => {}
            Err(error) => return Err(error.into()),
        }
        Ok(all)
    }

    /// A downgrade was planned for what was applied then. What another runner has put on top since must not lose its ground.
    fn nothing_new_stands_on(&self, steps: &[Step], applied: &Applied) -> Result<()> {
        if self.direction == Direction::Upgrade {
            return Ok(());
        }
        for row in &applied.rows {
            if steps.iter().any(|step| step.revision.id == row.revision) {
                continue;
            }
            let ground = steps.iter().find(|step| row.parents.contains(&step.revision.id));
            if let Some(step) = ground {
                let message = format!(
                    "revision {} stands on {}, which was to be taken back",
                    row.revision, step.revision.id
                );
                return Err(Error::new(ErrorKind::Target, message)
                    .with_hint("another runner has applied it meanwhile: run the command again"));
            }
        }
        Ok(())
    }

    fn warn(&mut self, applied: &Applied, plan: &limbeck_revision::Plan) -> Result<()> {
        for file in changed(self.graph, applied, self.dialect)? {
            self.warnings.push(format!(
                "{} was changed after revision {} was applied (`limbeck repair --accept {}` accepts it)",
                file.path.display(),
                file.header.revision,
                file.header.revision
            ));
        }
        for id in &plan.out_of_order {
            self.warnings.push(format!("revision {id} comes late: what stands on it is applied already"));
        }
        if !plan.unknown.is_empty() {
            self.warnings.push(format!(
                "applied, but no file has it: {} (applied by newer code, or the file is gone)",
                plan.unknown.join(", ")
            ));
        }
        Ok(())
    }
}
