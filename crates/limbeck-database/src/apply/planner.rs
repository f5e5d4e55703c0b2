//! What to do, asked once the state of the database is known.

use std::error::Error;

use limbeck_revision::Direction;

use super::Step;
use crate::Applied;

/// Why there is no plan.
pub type PlanFailure = Box<dyn Error + Send + Sync>;

/// Says what is to be run, given what is applied.
///
/// A run asks at its start, and again whenever another runner has changed the applied set meanwhile. What depends on where the run began
/// (`+2`, `head-1`) is therefore resolved once, by whoever makes the planner, not in here.
pub trait Planner {
    /// The steps that are still to be done, in order; none if nothing is left.
    ///
    /// # Errors
    ///
    /// Why it can't be done. The run stops there.
    fn plan(&mut self, applied: &Applied) -> Result<Vec<Step>, PlanFailure>;
}

impl<F: FnMut(&Applied) -> Result<Vec<Step>, PlanFailure>> Planner for F {
    fn plan(&mut self, applied: &Applied) -> Result<Vec<Step>, PlanFailure> {
        self(applied)
    }
}

/// A fixed list: what another runner has done already is left out.
impl Planner for &[Step] {
    fn plan(&mut self, applied: &Applied) -> Result<Vec<Step>, PlanFailure> {
        let open =
            |step: &&Step| applied.contains(&step.revision.id) == (step.direction == Direction::Downgrade);
        let steps: Vec<Step> = self.iter().filter(open).cloned().collect();
        let mut known: Vec<&str> = applied.rows.iter().map(|row| row.revision.as_str()).collect();
        for step in &steps {
            if step.direction == Direction::Downgrade {
                continue;
            }
            if let Some(parent) =
                step.revision.parents.iter().find(|parent| !known.contains(&parent.as_str()))
            {
                let id = &step.revision.id;
                return Err(format!("revision {id} stands on {parent}, which is not applied").into());
            }
            known.push(&step.revision.id);
        }
        Ok(steps)
    }
}
