//! `check`: whether the database is what the models want, and whether anything is pending.

use limbeck_database::{Applied, reflect};
use limbeck_models::Model;

use super::compare::Comparison;
use super::diff::{Diffed, compared, warnings_of};
use super::end::{End, Reader};
use super::error::AutogenerateError;
use super::options::CompareOptions;
use crate::commands::{Access, graph_or_empty, open};
use crate::config::Config;
use crate::error::Result;
use crate::run::on_own_thread;
use crate::source::Source;

/// What a check found.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The database against the models.
    pub diffed: Diffed,
    /// Revisions that are not applied.
    pub pending: Vec<String>,
    /// The heads of the revisions.
    pub heads: Vec<String>,
    /// The history against the database, where it was asked for.
    pub drift: Option<Comparison>,
}

impl Checked {
    /// Whether nothing differs and nothing is pending.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.diffed.comparison.is_empty()
            && self.pending.is_empty()
            && self.drift.as_ref().is_none_or(Comparison::is_empty)
    }
}

/// Compares the database with the models, and says what is pending. With `drift`, the history is replayed in the scratch place and compared with
/// the database as well.
///
/// # Errors
///
/// As [`diff`](super::diff()).
pub fn check(
    config: &Config,
    source: &Source,
    options: &CompareOptions,
    drift: bool,
    metadata: Option<&Model>,
) -> Result<Checked> {
    on_own_thread(|| {
        let graph = graph_or_empty(source)?;
        let mut reader = Reader::new(config, source, options, metadata);
        let (mut connection, _) = open(config, Access::Read)?;
        let dialect = connection.server().dialect;
        let applied = Applied::read(&mut *connection, &config.state, &config.namespace)?.set();
        let wanted = reader.wanted(&End::Models, dialect)?;
        let actual = reflect(&mut *connection, &reader.scope()).map_err(AutogenerateError::from)?;
        let drift = if drift {
            let history = reader.catalog(&End::History, dialect)?;
            let whole = CompareOptions { drop_unknown: true, ..CompareOptions::default() };
            Some(compared(config, source, history, &actual, &whole, false)?)
        } else {
            None
        };
        let comparison = compared(config, source, actual, &wanted, options, true)?;
        let mut warnings = reader.notes;
        warnings.extend(warnings_of(&comparison));
        Ok(Checked {
            diffed: Diffed {
                from: End::Database.to_string(),
                to: End::Models.to_string(),
                comparison,
                warnings,
            },
            pending: graph.pending(&applied).into_iter().map(ToString::to_string).collect(),
            heads: graph.heads().into_iter().map(ToString::to_string).collect(),
            drift,
        })
    })
}
