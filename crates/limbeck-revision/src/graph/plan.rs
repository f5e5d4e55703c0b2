//! Which revisions run, and in which order, to reach a target.

use super::model::Graph;
use super::resolve::{Found, ResolveError, Targets};
use super::symbol::Symbol;
use super::walk::{Edges, Set, members};
use crate::applied::AppliedSet;
use crate::file::Direction;
use crate::id::RevisionId;

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Which way.
    pub direction: Direction,
    /// The revisions in the order in which they run.
    pub steps: Vec<RevisionId>,
    /// What the target meant.
    pub targets: Targets,
    /// Of the steps of an upgrade, those on which something stands that is applied already: they come late, from a merge or a rebase.
    pub out_of_order: Vec<RevisionId>,
    /// The applied revisions that no file knows, sorted.
    pub unknown: Vec<String>,
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// The target names nothing, or too much.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// Steps down in an upgrade, or up in a downgrade.
    #[error("`{symbol}` leads away from where {} goes", article(*direction))]
    WrongWay {
        /// What was written.
        symbol: String,
        /// Which way was asked for.
        direction: Direction,
    },
    /// A downgrade goes to one revision.
    #[error("`{symbol}` means several revisions, and a downgrade goes to one: {}", targets.join(", "))]
    SeveralTargets {
        /// What was written.
        symbol: String,
        /// What it means.
        targets: Vec<String>,
    },
    /// A downgrade without a database that does not say from where to where.
    #[error("`{0}` is not a range")]
    NotADowngradeRange(String),
    /// A downgrade to a revision that is not applied.
    #[error("revision {0} is not applied, and nothing that stands on it is: there is nothing to take back")]
    NotApplied(String),
    /// A revision that no file knows stands on what would be removed.
    #[error("revision {unknown} is applied and stands on {on}, but no file has it")]
    UnknownStandsOn {
        /// The revision that no file knows.
        unknown: String,
        /// What would be removed beneath it.
        on: String,
    },
}

fn article(direction: Direction) -> &'static str {
    match direction {
        Direction::Upgrade => "an upgrade",
        Direction::Downgrade => "a downgrade",
    }
}

impl PlanError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Resolve(error) => error.hint(),
            Self::WrongWay { symbol, direction: Direction::Upgrade } => {
                Some(format!("`limbeck downgrade {symbol}` takes revisions back"))
            }
            Self::WrongWay { symbol, direction: Direction::Downgrade } => {
                Some(format!("`limbeck upgrade {symbol}` applies revisions"))
            }
            Self::SeveralTargets { .. } => Some("name one of them, or `base`".to_owned()),
            Self::NotADowngradeRange(_) => {
                Some("where no database is asked, a downgrade is `FROM:TO`, with both sides".to_owned())
            }
            Self::NotApplied(_) => Some("`limbeck current` shows what is applied".to_owned()),
            Self::UnknownStandsOn { unknown, .. } => Some(format!(
                "it was applied by newer code: take it back with that, or first with `limbeck downgrade --stored {unknown}@-1`"
            )),
        }
    }
}

impl Graph {
    /// Plans the way from what is applied to a target.
    ///
    /// *Upgrade*: the targets and all they need, dependencies included, minus what is applied. *Downgrade to X*: everything applied that
    /// descends from X or needs what is removed; X stays. `base` removes all; `label@base` the lineage of the label: what carries it, what
    /// stands on that, and what only that needed. `-2` counts down from what is applied and stays in that lineage.
    ///
    /// # Errors
    ///
    /// [`PlanError`], before anything has run.
    pub fn plan(&self, applied: &AppliedSet, target: &str, direction: Direction) -> Result<Plan, PlanError> {
        let symbol = self.parse_symbol(target)?;
        let has = self.applied_indices(applied);
        match direction {
            Direction::Upgrade => {
                if symbol.name.is_none() && symbol.offset.is_some_and(|steps| steps < 0) {
                    return Err(PlanError::WrongWay { symbol: target.to_owned(), direction });
                }
                let found = self.find(&symbol, applied)?;
                Ok(self.upgrade(applied, &has, &found))
            }
            Direction::Downgrade => {
                let found = self.downgrade_target(&symbol, applied)?;
                self.downgrade(applied, &has, &symbol, &found)
            }
        }
    }

    /// Plans the way between two places without a database: `FROM:TO`, as `upgrade --sql` and `downgrade --sql` take it. For an upgrade
    /// either side, and the colon, may be left out (`base`, `heads`). Returns what counts as applied at the beginning, too.
    ///
    /// # Errors
    ///
    /// As [`Graph::plan`]; also when the range goes the other way.
    pub fn plan_range(&self, range: &str, direction: Direction) -> Result<(AppliedSet, Plan), PlanError> {
        let (from, to) = match range.split_once(':') {
            Some((from, to)) => (from.trim(), to.trim()),
            None if direction == Direction::Upgrade => ("", range.trim()),
            None => return Err(PlanError::NotADowngradeRange(range.to_owned())),
        };
        if direction == Direction::Downgrade && (from.is_empty() || to.is_empty()) {
            return Err(PlanError::NotADowngradeRange(range.to_owned()));
        }
        let nothing = AppliedSet::new();
        let from = if from.is_empty() { "base" } else { from };
        let found = self.find(&self.parse_symbol(from)?, &nothing)?;
        let start = self.collect_ids(&self.needed(found.indices.iter().copied()));
        let plan = self.plan(&start, if to.is_empty() { "heads" } else { to }, direction)?;
        let stays = plan.targets.revisions == self.targets(&found).revisions;
        if plan.steps.is_empty() && !stays && direction == Direction::Upgrade {
            return Err(ResolveError::NotAnAncestor { lower: from.to_owned(), upper: to.to_owned() }.into());
        }
        Ok((start, plan))
    }

    fn upgrade(&self, applied: &AppliedSet, has: &Set, found: &Found) -> Plan {
        let needed = self.needed(found.indices.iter().copied());
        let steps: Set = needed.iter().zip(has).map(|(needed, has)| *needed && !has).collect();
        let beneath = self.needed(members(has));
        let late = members(&steps).filter(|index| beneath[*index]);
        Plan {
            direction: Direction::Upgrade,
            out_of_order: self.ids_of(late),
            steps: self.ids_of(members(&steps)),
            targets: self.targets(found),
            unknown: self.unknown(applied),
        }
    }

    fn downgrade_target(&self, symbol: &Symbol<'_>, applied: &AppliedSet) -> Result<Found, PlanError> {
        let (None, Some(steps)) = (symbol.name, symbol.offset) else {
            return Ok(self.find(symbol, applied)?);
        };
        if steps > 0 {
            return Err(PlanError::WrongWay {
                symbol: symbol.text.to_owned(),
                direction: Direction::Downgrade,
            });
        }
        let branch = match symbol.branch {
            None => None,
            // `label@base` names the lineage and no revision of it.
            Some(branch) => {
                let base = format!("{branch}@base");
                self.find(&self.parse_symbol(&base)?, applied)?.branch
            }
        };
        match (branch, symbol.branch) {
            (Some(branch), Some(name)) => self.something_is_applied_of(symbol, branch, name, applied)?,
            _ => self.counts_from_a_file(symbol, applied)?,
        }
        let lineage = branch.map(|branch| self.lineage(branch));
        let Some(start) = self.current_start(symbol, branch, applied)? else {
            return Err(ResolveError::NothingApplied(symbol.text.to_owned()).into());
        };
        let end = self.walk(symbol, Some(start), steps, lineage.as_ref())?;
        Ok(Found { indices: end.into_iter().collect(), branch: Some(start) })
    }

    /// Steps down count from what is applied of a branch: its revision, or what stands on that. The trunk beneath is not the branch's alone.
    fn something_is_applied_of(
        &self,
        symbol: &Symbol<'_>,
        branch: usize,
        name: &str,
        applied: &AppliedSet,
    ) -> Result<(), ResolveError> {
        let of_branch = both(self.descendants([branch], Edges::Lineage), &self.applied_indices(applied));
        match members(&of_branch).next() {
            Some(_) => Ok(()),
            None => {
                Err(ResolveError::NothingOfBranch { symbol: symbol.text.to_owned(), branch: name.to_owned() })
            }
        }
    }

    /// Steps down do not pass by a head that no file knows.
    fn counts_from_a_file(&self, symbol: &Symbol<'_>, applied: &AppliedSet) -> Result<(), ResolveError> {
        let heads = self.applied_heads(applied);
        match (heads.as_slice(), heads.iter().find(|head| self.index(head).is_none())) {
            (_, None) => Ok(()),
            ([_], Some(unknown)) => Err(ResolveError::AppliedButUnknown(unknown.clone())),
            (_, Some(_)) => Err(ResolveError::SeveralCurrent { symbol: symbol.text.to_owned(), heads }),
        }
    }

    fn downgrade(
        &self,
        applied: &AppliedSet,
        has: &Set,
        symbol: &Symbol<'_>,
        found: &Found,
    ) -> Result<Plan, PlanError> {
        let removed = match (found.indices.as_slice(), found.branch) {
            ([], None) => has.clone(),
            ([], Some(branch)) => self.whole_lineage(applied, has, branch),
            ([target], branch) => {
                let removed = self.above(has, *target, branch);
                if !has[*target] && members(&removed).next().is_none() {
                    return Err(PlanError::NotApplied(self.id(*target).to_string()));
                }
                removed
            }
            (several, _) => {
                let symbol = symbol.text.to_owned();
                return Err(PlanError::SeveralTargets { symbol, targets: self.texts(several) });
            }
        };
        let mut ground = removed.clone();
        match (found.indices.as_slice(), found.branch) {
            ([], None) => self.no_unknown_at_all(applied)?,
            ([target], None) => ground[*target] = true,
            _ => {}
        }
        self.no_unknown_stands_on(applied, &ground)?;
        Ok(Plan {
            direction: Direction::Downgrade,
            steps: self.ids_of(members(&removed).rev()),
            targets: self.targets(found),
            out_of_order: Vec::new(),
            unknown: self.unknown(applied),
        })
    }

    /// What is applied and descends from the children of a revision (those of a lineage, if one is given) or needs what does.
    pub(super) fn above(&self, has: &Set, target: usize, branch: Option<usize>) -> Set {
        let lineage = branch.map(|branch| self.lineage(branch));
        let children = self.children.of(target).iter().map(|child| *child as usize);
        let roots = children.filter(|child| lineage.as_ref().is_none_or(|lineage| lineage[*child]));
        both(self.descendants(roots, Edges::All), has)
    }

    /// The lineage of a revision as far as it is applied: the revision and what stands on it or needs it, then of what it stands on that on
    /// which nothing else stands. A trunk that another branch needs stays.
    pub(super) fn whole_lineage(&self, applied: &AppliedSet, has: &Set, branch: usize) -> Set {
        let needed_by_unknown = self.set(
            self.unknown_rows(applied)
                .flat_map(|(_, stands_on)| stands_on.iter().filter_map(|on| self.index(on))),
        );
        let mut removed = both(self.descendants([branch], Edges::All), has);
        let ancestors = self.ancestors([branch], Edges::Lineage);
        for index in members(&both(ancestors, has)).rev() {
            let above = self.children.of(index).iter().chain(self.dependents.of(index));
            let mut above = above.map(|other| *other as usize);
            removed[index] |= !needed_by_unknown[index] && above.all(|other| removed[other] || !has[other]);
        }
        removed
    }

    /// Where all is to go, nothing may be there that only the database knows.
    pub(super) fn no_unknown_at_all(&self, applied: &AppliedSet) -> Result<(), PlanError> {
        match self.unknown_rows(applied).next() {
            None => Ok(()),
            Some((unknown, stands_on)) => Err(PlanError::UnknownStandsOn {
                unknown: unknown.to_owned(),
                on: stands_on.first().map_or("base", String::as_str).to_owned(),
            }),
        }
    }

    /// No applied revision that only the database knows may lose what it stands on, or stand on what all of the rest leaves.
    pub(super) fn no_unknown_stands_on(&self, applied: &AppliedSet, removed: &Set) -> Result<(), PlanError> {
        for (unknown, stands_on) in self.unknown_rows(applied) {
            if let Some(on) = stands_on.iter().find(|on| self.index(on).is_some_and(|index| removed[index])) {
                return Err(PlanError::UnknownStandsOn { unknown: unknown.to_owned(), on: on.clone() });
            }
        }
        Ok(())
    }
}

/// What is in both.
pub(super) fn both(mut set: Set, other: &Set) -> Set {
    set.iter_mut().zip(other).for_each(|(member, also)| *member &= also);
    set
}
