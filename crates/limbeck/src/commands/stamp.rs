//! `stamp`: recording without running.

use limbeck_database::{Applied, Engine, RowKind, Stamp};
use limbeck_revision::Graph;
use limbeck_url::DialectName;

use super::apply::run_options;
use super::recorded::applied_set_of;
use super::session::{Access, open_for, who};
use super::steps::record;
use crate::config::Config;
use crate::error::Result;
use crate::run::{Control, Running, on_own_thread, spawn};
use crate::source::Source;

/// How a stamp goes about it.
#[derive(Clone, Debug, Default)]
pub struct StampOptions {
    /// Nothing stays but the targets and what they need; rows that no file knows are deleted too.
    pub purge: bool,
    /// Say what would be recorded, and change nothing.
    pub dry_run: bool,
    /// Events and the end of the run.
    pub control: Control,
}

/// What a stamp recorded, or would record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// The database, masked.
    pub database: String,
    /// Whether nothing was recorded.
    pub dry_run: bool,
    /// Revisions that count as applied from now on, oldest first.
    pub inserted: Vec<String>,
    /// Revisions that no longer do, newest first.
    pub deleted: Vec<String>,
    /// How long it took.
    pub duration: std::time::Duration,
}

/// Records that a database is at the targets, without running anything; all in one transaction.
///
/// # Errors
///
/// When a target means nothing, or the database cannot be written; then nothing is recorded.
pub fn stamp(config: &Config, source: &Source, targets: &[String]) -> Result<Stamped> {
    stamp_with(config, source, targets, &StampOptions::default())
}

/// [`stamp`] with options.
///
/// # Errors
///
/// As [`stamp`].
pub fn stamp_with(
    config: &Config,
    source: &Source,
    targets: &[String],
    options: &StampOptions,
) -> Result<Stamped> {
    on_own_thread(|| stamp_as(config, source, targets, options, &RowKind::Stamp))
}

/// [`stamp`] as a future for any runtime.
pub fn stamp_async(config: &Config, source: &Source, targets: &[String]) -> Running<Stamped> {
    let (config, source, targets) = (config.clone(), source.clone(), targets.to_vec());
    let options = StampOptions::default();
    let control = options.control.clone();
    spawn(&control, move || stamp_as(&config, &source, &targets, &options, &RowKind::Stamp))
}

/// Records, and says how it came to be.
pub(super) fn stamp_as(
    config: &Config,
    source: &Source,
    targets: &[String],
    options: &StampOptions,
    kind: &RowKind,
) -> Result<Stamped> {
    let begun = std::time::Instant::now();
    let graph = source.graph_with_texts()?;
    let access = if options.dry_run { Access::Read } else { Access::Create };
    let (mut connection, resolved, _cancellable) = open_for(config, access, &options.control)?;
    let dialect = connection.server().dialect;
    let stamp = if options.dry_run {
        let applied = Applied::read(connection.as_mut(), &config.state, &config.namespace)?;
        decide(config, &graph, &applied, targets, options.purge, dialect, kind)?
    } else {
        let command = format!("limbeck stamp {}", targets.join(" "));
        let mut engine = Engine {
            connection: connection.as_mut(),
            options: run_options(config, &options.control, &command),
        };
        let mut decide = |applied: &Applied| {
            decide(config, &graph, applied, targets, options.purge, dialect, kind).map_err(Into::into)
        };
        limbeck_database::stamp(&mut engine, &mut decide, &mut |event| options.control.tell(&event))?
    };
    Ok(Stamped {
        database: resolved.url.canonical().into(),
        dry_run: options.dry_run,
        inserted: stamp.insert.into_iter().map(|row| row.revision).collect(),
        deleted: stamp.delete,
        duration: begun.elapsed(),
    })
}

fn decide(
    config: &Config,
    graph: &Graph,
    applied: &Applied,
    targets: &[String],
    purge: bool,
    dialect: DialectName,
    kind: &RowKind,
) -> Result<Stamp> {
    let stamp = graph.stamp(&applied_set_of(graph, applied), targets, purge)?;
    let tool = concat!("limbeck ", env!("CARGO_PKG_VERSION"));
    let mut insert = Vec::with_capacity(stamp.insert.len());
    for id in &stamp.insert {
        let file = graph.file(id)?;
        insert.push(record(&file, dialect).row(&config.namespace, kind.clone(), &who(), tool));
    }
    Ok(Stamp { insert, delete: stamp.delete })
}
