//! Ranges of the history: `history -r A:B`.

use super::model::Graph;
use super::plan::both;
use super::resolve::{Found, ResolveError};
use super::symbol::{Name, Symbol};
use super::walk::{Edges, members};
use crate::applied::AppliedSet;
use crate::id::RevisionId;

impl Graph {
    /// The revisions of a range `FROM:TO`, both ends included, oldest first.
    ///
    /// They are what the right side needs (default: all heads) and what descends from the left side (default: everything); where the right side
    /// only depends on the left one, what depends on it as well. Steps alone count
    /// from the other side: `-3:current`, `ae10:+2`, and end where the history ends. `label@base:` is the lineage with what it needs.
    ///
    /// # Errors
    ///
    /// When it is no range, a side names nothing, or the left side is not beneath the right one.
    pub fn range(&self, range: &str, applied: &AppliedSet) -> Result<Vec<RevisionId>, ResolveError> {
        let (from, to) = range.split_once(':').ok_or_else(|| ResolveError::NotARange(range.to_owned()))?;
        let side = |text: &'_ str, default: &'static str| {
            if text.trim().is_empty() { default.to_owned() } else { text.trim().to_owned() }
        };
        let (from, to) = (side(from, "base"), side(to, "heads"));
        let (lower, upper) = (self.parse_symbol(&from)?, self.parse_symbol(&to)?);
        let (lower, upper) = match (steps_alone(&lower), steps_alone(&upper)) {
            (_, Some(steps)) if steps > 0 => {
                let low = self.find(&lower, applied)?;
                let up = self.step_from(&upper, steps, &low, applied)?;
                (low, up)
            }
            (Some(steps), _) if steps < 0 => {
                let up = self.find(&upper, applied)?;
                let low = self.step_from(&lower, steps, &up, applied)?;
                (low, up)
            }
            _ => (self.find(&lower, applied)?, self.find(&upper, applied)?),
        };
        self.between(&from, &lower, &to, &upper)
    }

    fn between(
        &self,
        from: &str,
        lower: &Found,
        to: &str,
        upper: &Found,
    ) -> Result<Vec<RevisionId>, ResolveError> {
        let not_an_ancestor = || ResolveError::NotAnAncestor { lower: from.to_owned(), upper: to.to_owned() };
        let mut ends = upper.indices.clone();
        if let (true, Some(branch)) = (lower.indices.is_empty(), lower.branch) {
            let lineage = self.lineage(branch);
            ends.retain(|index| lineage[*index]);
            if ends.is_empty() && !upper.indices.is_empty() {
                return Err(not_an_ancestor());
            }
        }
        let mut set = self.needed(ends.iter().copied());
        if !lower.indices.is_empty() {
            if lower.indices.iter().any(|index| !set[*index]) {
                return Err(not_an_ancestor());
            }
            let above = |edges| self.descendants(lower.indices.iter().copied(), edges);
            let lineage = above(Edges::Lineage);
            let reached = ends.iter().any(|end| lineage[*end]);
            set = both(if reached { lineage } else { above(Edges::All) }, &set);
        }
        Ok(self.ids_of(members(&set)))
    }

    /// Steps from each revision of the other side; as many as there are.
    fn step_from(
        &self,
        symbol: &Symbol<'_>,
        steps: i64,
        other: &Found,
        applied: &AppliedSet,
    ) -> Result<Found, ResolveError> {
        let branch = match symbol.branch {
            None => None,
            Some(_) => {
                self.find(&Symbol { name: Some(Name::Base), offset: None, ..*symbol }, applied)?.branch
            }
        };
        let lineage = branch.map(|branch| self.lineage(branch));
        let starts: Vec<Option<usize>> = match other.indices.as_slice() {
            [] => vec![None],
            several => several
                .iter()
                .copied()
                .filter(|index| lineage.as_ref().is_none_or(|lineage| lineage[*index]))
                .map(Some)
                .collect(),
        };
        let mut indices = Vec::new();
        for start in starts {
            indices.extend(self.walk_at_most(symbol, start, steps, lineage.as_ref())?.0);
        }
        Ok(Found { indices, branch })
    }
}

fn steps_alone(symbol: &Symbol<'_>) -> Option<i64> {
    symbol.offset.filter(|_| symbol.name.is_none())
}
