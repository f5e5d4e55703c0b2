//! `upgrade` and `downgrade`.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use limbeck_database::{Applied, AppliedRow, Engine, Event, RunOptions, Step, apply, new_run_id};
use limbeck_revision::{CommitGroup, Direction, Graph};
use limbeck_url::DialectName;

use super::recorded::{Completed, applied_set_of, missing, with_recorded};
use super::session::{Access, is_missing_file, open_for, who};
use super::steps::{changed, moved, steps, stored_step};
use crate::config::Config;
use crate::error::{Error, ErrorKind, Result};
use crate::from_lower::graph_errors;
use crate::run::{Control, Running, on_own_thread, spawn};
use crate::source::Source;

/// How an upgrade or a downgrade goes about it.
#[derive(Clone, Debug, Default)]
pub struct ApplyOptions {
    /// Plan only: say what would run, and change nothing.
    pub dry_run: bool,
    /// Whether a downgrade takes the texts that the database keeps, where no file has the revision.
    pub stored: Stored,
    /// End the session that holds the lock of the run when this one comes to it: a runner that died, and whose server did not notice.
    pub kill_orphan: bool,
    /// Events and the end of the run.
    pub control: Control,
    /// The command line, as a person would type it again after an error.
    pub command: Option<String>,
}

/// Whether a downgrade runs SQL that no file has: the texts that the database keeps with what was applied by newer code, or whose file is
/// gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Stored {
    /// It does not.
    #[default]
    Never,
    /// It does; each text is told of as a warning before anything runs.
    Any,
    /// It runs these alone: revisions and texts that somebody has seen and agreed to.
    These(Vec<(String, String)>),
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
    /// That text.
    pub stored: Option<String>,
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
    let stored = if direction == Direction::Downgrade { &options.stored } else { &Stored::Never };
    let loaded = match source.graph_beside(Vec::new()) {
        // What the database has recorded may take the place of files that are gone.
        Err(errors) if *stored == Stored::Never || missing(&errors).is_none() => {
            return Err(graph_errors(errors));
        }
        loaded => loaded,
    };
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
    let (mut connection, resolved, _cancellable) = match (opened, &loaded) {
        // A plan for a file that an upgrade would create is a plan from nothing.
        (Err(error), Ok(graph)) if direction == Direction::Upgrade && is_missing_file(&error) => {
            let plan = plan_without_database(config, graph, target, direction, begun)?;
            if options.dry_run {
                return Ok(plan);
            }
            // Only now that it is known what will run there.
            open_for(config, access, control)?
        }
        (other, _) => other?,
    };
    let dialect = connection.server().dialect;
    let history = match loaded {
        Ok(graph) => graph.into(),
        Err(errors) => {
            let applied = Applied::read(connection.as_mut(), &config.state, &config.namespace)?;
            Completed::complete(source, errors, &applied)?
        }
    };
    let mut planner = Planning {
        graph: &history.graph,
        recorded: &history.recorded,
        target,
        direction,
        dialect,
        stored,
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
        let steps = planner.resolve(&applied)?;
        report.already_done = steps.is_empty();
        planner.first = Some(FirstPlan::new(steps, &applied));
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
    let steps = planner.first.map(|first| first.steps).unwrap_or_default();
    report.steps = steps.into_iter().map(step_plan).collect();
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
        recorded: &BTreeSet::new(),
        target,
        direction,
        dialect: url.dialect(),
        stored: &Stored::Never,
        first: None,
        warnings: Vec::new(),
    };
    let steps = planner.resolve(&Applied::default())?;
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
        stored: step.revision.downgrade.filter(|_| step.file.is_none()),
        file: step.file,
        groups: step.groups,
    }
}

/// Says what is to be run. The target is resolved once; when the engine asks again, because another runner was there, what that runner
/// has done is left out.
struct Planning<'p> {
    graph: &'p Graph,
    /// The revisions of the graph that are records and no files.
    recorded: &'p BTreeSet<String>,
    target: &'p str,
    direction: Direction,
    dialect: DialectName,
    stored: &'p Stored,
    first: Option<FirstPlan>,
    warnings: Vec<String>,
}

/// What a target meant when it was resolved.
struct FirstPlan {
    steps: Vec<Step>,
    /// The revisions that were applied then.
    applied: BTreeSet<String>,
}

impl FirstPlan {
    fn new(steps: Vec<Step>, applied: &Applied) -> Self {
        Self { steps, applied: applied.rows.iter().map(|row| row.revision.clone()).collect() }
    }

    /// A downgrade was planned for what was applied then. What another runner has put on top since must not lose its ground.
    fn leaves_ground(&self, steps: &[Step], applied: &Applied) -> Result<()> {
        let going: HashSet<&str> = steps.iter().map(|step| step.revision.id.as_str()).collect();
        for row in applied.rows.iter().filter(|row| !self.applied.contains(&row.revision)) {
            let ground = row.parents.iter().find(|parent| going.contains(parent.as_str()));
            if let Some(ground) = ground {
                let message =
                    format!("revision {} stands on {ground}, which was to be taken back", row.revision);
                return Err(Error::new(ErrorKind::Target, message)
                    .with_hint("another runner has applied it meanwhile: run the command again"));
            }
        }
        Ok(())
    }
}

impl Planning<'_> {
    fn plan(&mut self, applied: &Applied) -> Result<Vec<Step>> {
        let first = match self.first.take() {
            Some(first) => first,
            None => FirstPlan::new(self.resolve(applied)?, applied),
        };
        let first = self.first.insert(first);
        let open =
            |step: &&Step| applied.contains(&step.revision.id) == (self.direction == Direction::Downgrade);
        let steps: Vec<Step> = first.steps.iter().filter(open).cloned().collect();
        if self.direction == Direction::Downgrade {
            first.leaves_ground(&steps, applied)?;
        }
        Ok(steps)
    }

    fn resolve(&mut self, applied: &Applied) -> Result<Vec<Step>> {
        if *self.stored != Stored::Never {
            return self.resolve_stored(applied);
        }
        let set = applied_set_of(self.graph, applied);
        let plan = self.graph.plan(&set, self.target, self.direction)?;
        self.warn(applied, &plan)?;
        steps(self.graph, &plan.steps, self.direction, self.dialect)
    }

    /// The plan for the target on the files and the record together: what no file knows is a revision like others there.
    fn resolve_stored(&mut self, applied: &Applied) -> Result<Vec<Step>> {
        let recorded = with_recorded(self.graph, applied)?;
        let plan = recorded.plan(&applied.set(), self.target, Direction::Downgrade)?;
        self.warn(applied, &plan)?;
        let mut all = Vec::with_capacity(plan.steps.len());
        for id in &plan.steps {
            let of_a_file = self.graph.get(id.as_str()).is_some() && !self.recorded.contains(id.as_str());
            match applied.get(id.as_str()).filter(|_| !of_a_file) {
                Some(row) => {
                    all.push(stored_step(row, self.dialect)?);
                    self.agreed_to(row)?;
                }
                None => {
                    let file = std::slice::from_ref(id);
                    all.extend(steps(self.graph, file, Direction::Downgrade, self.dialect)?);
                }
            }
        }
        Ok(all)
    }

    /// A text that the database keeps is run only if it is one that somebody has seen.
    fn agreed_to(&mut self, row: &AppliedRow) -> Result<()> {
        let id = &row.revision;
        let text = row.downgrade.as_deref().unwrap_or_default();
        match self.stored {
            Stored::These(seen) if seen.iter().any(|(other, seen)| other == id && seen == text) => {}
            Stored::These(_) => {
                let message =
                    format!("revision {id} would be taken back too, with SQL that nobody has looked at");
                return Err(Error::new(ErrorKind::Target, message)
                    .with_hint("the database has changed meanwhile: run the command again"));
            }
            _ => self.warnings.push(format!(
                "no file has revision {id}: this text, which the database keeps, takes it back:\n{}",
                text.trim_end()
            )),
        }
        Ok(())
    }

    fn warn(&mut self, applied: &Applied, plan: &limbeck_revision::Plan) -> Result<()> {
        for file in changed(self.graph, self.recorded, applied, self.dialect)? {
            self.warnings.push(format!(
                "{} was changed after revision {} was applied (`limbeck repair --accept {}` accepts it)",
                file.path.display(),
                file.header.revision,
                file.header.revision
            ));
        }
        self.warnings.extend(
            moved(self.graph, self.recorded, applied)
                .iter()
                .map(|moved| format!("{moved}; the files are followed")),
        );
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
