//! What a target means: ids, prefixes, labels, `head`, steps from there.

use limbeck_url::nearest;

use super::model::Graph;
use super::symbol::{Name, Symbol, parse};
use super::walk::{Edges, Set, members};
use crate::applied::AppliedSet;
use crate::id::RevisionId;

/// The fewest characters by which a revision can be named.
const SHORTEST_PREFIX: usize = 4;
/// So many candidates are listed.
const LISTED: usize = 10;

/// The revisions that a target names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Targets {
    /// The revisions, oldest first; none is `base`, before the first revision.
    pub revisions: Vec<RevisionId>,
    /// What stood before `@`, or the revision from which steps were counted down: only its lineage is meant.
    pub branch: Option<RevisionId>,
}

/// Why a target names nothing, or too much.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ResolveError {
    /// `x@`, `@x`, nothing.
    #[error("`{0}` is not a target")]
    Malformed(String),
    /// A range without `:`, or with a side that means several revisions.
    #[error("`{0}` is not a range")]
    NotARange(String),
    /// No revision and no label has this name, or begins with it.
    #[error("there is no revision and no label `{symbol}`")]
    NotFound {
        /// What was written.
        symbol: String,
        /// A name that may be meant.
        nearest: Option<String>,
        /// Fewer than four characters, so that no prefix was looked for.
        too_short: bool,
    },
    /// The revision is applied, but no file has it.
    #[error("revision {0} is applied, but no file has it")]
    AppliedButUnknown(String),
    /// Several names begin so.
    #[error("`{symbol}` is ambiguous: {}", list(candidates))]
    Ambiguous {
        /// What was written.
        symbol: String,
        /// The ids and labels that begin so, sorted.
        candidates: Vec<String>,
    },
    /// What stands before `@` is neither a label nor a revision.
    #[error("there is no branch `{branch}`")]
    NoSuchBranch {
        /// What was written.
        branch: String,
        /// A name that may be meant.
        nearest: Option<String>,
    },
    /// The revision is not of that lineage.
    #[error("revision {revision} is not in the lineage of `{branch}`")]
    NotInBranch {
        /// The revision.
        revision: String,
        /// What stood before `@`.
        branch: String,
    },
    /// `head`, where there are several.
    #[error("there are several heads for `{symbol}`: {}", list(heads))]
    SeveralHeads {
        /// What was written.
        symbol: String,
        /// The heads, oldest first.
        heads: Vec<String>,
    },
    /// Steps from what is applied, where several branches are.
    #[error("`{symbol}` counts from what is applied, and that has several heads: {}", list(heads))]
    SeveralCurrent {
        /// What was written.
        symbol: String,
        /// The heads of what is applied, oldest first.
        heads: Vec<String>,
    },
    /// Steps down from what is applied, where nothing is.
    #[error("`{0}` counts down from what is applied, and nothing is")]
    NothingApplied(String),
    /// Steps down from what is applied of a branch, where nothing of it is.
    #[error("`{symbol}` counts down from what is applied of `{branch}`, and nothing is")]
    NothingOfBranch {
        /// What was written.
        symbol: String,
        /// What stood before `@`.
        branch: String,
    },
    /// A step that could go several ways.
    #[error("`{symbol}` is ambiguous: from {from} the way goes on to {}", list(candidates))]
    AmbiguousWalk {
        /// What was written.
        symbol: String,
        /// Where the ways part.
        from: String,
        /// The ways.
        candidates: Vec<String>,
    },
    /// More steps than there are revisions.
    #[error("`{symbol}` goes too far: there are only {possible} steps that way")]
    TooFar {
        /// What was written.
        symbol: String,
        /// How many steps there are.
        possible: usize,
    },
    /// The sides of a range do not lie on one line.
    #[error("{lower} is not an ancestor of {upper}")]
    NotAnAncestor {
        /// The left side.
        lower: String,
        /// The right side.
        upper: String,
    },
}

fn list(names: &[String]) -> String {
    match names.len() {
        0..=LISTED => names.join(", "),
        count => format!("{} and {} more", names[..LISTED].join(", "), count - LISTED),
    }
}

impl ResolveError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Malformed(_) => "a target is an id, the beginning of one (4 characters or more), a label, `head`, `heads`, `base`, `+2`, `-1`, `ae10+2`, `label@head`".to_owned(),
            Self::NotARange(_) => "a range is `FROM:TO`; each side may be left out".to_owned(),
            Self::NotFound { nearest: Some(name), .. } | Self::NoSuchBranch { nearest: Some(name), .. } => format!("did you mean {name}?"),
            Self::NotFound { symbol, .. } if symbol.contains(':') => {
                "a range is taken by `--sql` and by `history -r`".to_owned()
            }
            Self::NotFound { too_short: true, .. } => "the beginning of an id must have at least 4 characters".to_owned(),
            Self::NotFound { .. } | Self::NoSuchBranch { .. } => "`limbeck history` lists the revisions".to_owned(),
            Self::AppliedButUnknown(id) => format!(
                "it was applied by newer code, or its file is gone; `limbeck downgrade --stored {id}@-1` can take it back"
            ),
            Self::Ambiguous { .. } => "write more characters".to_owned(),
            Self::NotInBranch { .. } | Self::NotAnAncestor { .. } => "`limbeck history` shows how the revisions stand on each other".to_owned(),
            Self::SeveralHeads { heads, .. } => format!(
                "`limbeck merge heads` makes one of them; or name one ({}), `LABEL@head`, or `heads` for all",
                heads.first().map_or("", String::as_str)
            ),
            Self::SeveralCurrent { symbol, heads } => format!(
                "say from which: `{}@{symbol}`, or name the revision to go to",
                heads.first().map_or("LABEL", String::as_str)
            ),
            Self::NothingApplied(_) => return None,
            Self::NothingOfBranch { .. } => "`limbeck current` shows what is applied".to_owned(),
            Self::AmbiguousWalk { .. } => "name the revision to go to".to_owned(),
            Self::TooFar { .. } => "`heads` and `base` are the ends".to_owned(),
        })
    }
}

/// Revisions by number, and the lineage that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// None is base.
    pub(super) indices: Vec<usize>,
    pub(super) branch: Option<usize>,
}

impl Graph {
    /// The revisions that a target names: an id, a unique prefix of 4 characters or more, a label, `head`, `heads`, `base`, `current`, each
    /// with a lineage before it (`label@head`) or steps behind it (`ae10+2`, `head-1`). Steps alone count down from the heads (`-1`) or up
    /// from what is applied (`+1`).
    ///
    /// # Errors
    ///
    /// [`ResolveError`] when it names nothing, or more than it may.
    pub fn resolve(&self, symbol: &str, applied: &AppliedSet) -> Result<Targets, ResolveError> {
        self.find(&self.parse_symbol(symbol)?, applied).map(|found| self.targets(&found))
    }

    pub(super) fn targets(&self, found: &Found) -> Targets {
        let mut indices = found.indices.clone();
        indices.sort_unstable();
        indices.dedup();
        Targets { revisions: self.ids_of(indices), branch: found.branch.map(|index| self.id(index).clone()) }
    }

    pub(super) fn parse_symbol<'t>(&self, text: &'t str) -> Result<Symbol<'t>, ResolveError> {
        parse(text).ok_or_else(|| ResolveError::Malformed(text.to_owned()))
    }

    pub(super) fn find(&self, symbol: &Symbol<'_>, applied: &AppliedSet) -> Result<Found, ResolveError> {
        let branch = symbol.branch.map(|branch| self.find_branch(branch, applied)).transpose()?;
        let lineage = branch.map(|index| self.lineage(index));
        let Some(steps) = symbol.offset else {
            let name = symbol.name.unwrap_or(Name::Base);
            return Ok(Found { indices: self.find_name(symbol, name, lineage.as_ref(), applied)?, branch });
        };
        let starts = match symbol.name {
            Some(name) => vec![self.find_one(symbol, name, lineage.as_ref(), applied)?],
            None if steps < 0 => self.heads_in(lineage.as_ref()).into_iter().map(Some).collect(),
            None => vec![self.current_start(symbol, branch, applied)?],
        };
        let mut indices = Vec::new();
        for start in starts {
            indices.extend(self.walk(symbol, start, steps, lineage.as_ref())?);
        }
        // Ways from several heads may end in one revision.
        indices.sort_unstable();
        indices.dedup();
        Ok(Found { indices, branch })
    }

    /// Where steps from what is applied begin: its one head, or base (`None`). Heads on which only a dependency rests do not count, as they
    /// are not where the work goes on. With a branch, the head of what is applied of its lineage.
    pub(super) fn current_start(
        &self,
        symbol: &Symbol<'_>,
        branch: Option<usize>,
        applied: &AppliedSet,
    ) -> Result<Option<usize>, ResolveError> {
        let mut set = self.applied_indices(applied);
        let tips = match branch {
            None => self.tips(&set, Edges::All),
            Some(branch) => {
                set.iter_mut()
                    .zip(self.lineage(branch))
                    .for_each(|(member, in_lineage)| *member &= in_lineage);
                self.tips(&set, Edges::Lineage)
            }
        };
        match tips.as_slice() {
            [] => Ok(None),
            [tip] => Ok(Some(*tip)),
            several => Err(ResolveError::SeveralCurrent {
                symbol: symbol.text.to_owned(),
                heads: self.texts(several),
            }),
        }
    }

    /// Goes up (towards the heads) or down from a revision or base, by parents and children, within a lineage if one is given.
    pub(super) fn walk(
        &self,
        symbol: &Symbol<'_>,
        start: Option<usize>,
        steps: i64,
        lineage: Option<&Set>,
    ) -> Result<Option<usize>, ResolveError> {
        let (end, left) = self.walk_at_most(symbol, start, steps, lineage)?;
        if left == 0 {
            return Ok(end);
        }
        let possible = usize::try_from(steps.unsigned_abs() - left).unwrap_or(usize::MAX);
        Err(ResolveError::TooFar { symbol: symbol.text.to_owned(), possible })
    }

    /// As [`Graph::walk`], but stops where the way ends, and says how many steps were left.
    pub(super) fn walk_at_most(
        &self,
        symbol: &Symbol<'_>,
        start: Option<usize>,
        steps: i64,
        lineage: Option<&Set>,
    ) -> Result<(Option<usize>, u64), ResolveError> {
        let inside = |index: &usize| lineage.is_none_or(|lineage| lineage[*index]);
        let mut at = start;
        for left in (1..=steps.unsigned_abs()).rev() {
            let ways: Vec<usize> = match (at, steps > 0) {
                (None, true) => self.bases_in(lineage),
                (None, false) => return Ok((at, left)),
                (Some(index), true) => {
                    self.children.of(index).iter().map(|child| *child as usize).filter(inside).collect()
                }
                (Some(index), false) => {
                    self.parents.of(index).iter().map(|parent| *parent as usize).filter(inside).collect()
                }
            };
            at = match (ways.as_slice(), steps > 0) {
                ([], true) => return Ok((at, left)),
                ([], false) => None,
                ([way], _) => Some(*way),
                (several, _) => {
                    let from = at.map_or_else(|| "base".to_owned(), |index| self.id(index).to_string());
                    let candidates = self.texts(several);
                    return Err(ResolveError::AmbiguousWalk {
                        symbol: symbol.text.to_owned(),
                        from,
                        candidates,
                    });
                }
            };
        }
        Ok((at, 0))
    }

    /// The revisions that a name means; none is base.
    fn find_name(
        &self,
        symbol: &Symbol<'_>,
        name: Name<'_>,
        lineage: Option<&Set>,
        applied: &AppliedSet,
    ) -> Result<Vec<usize>, ResolveError> {
        match name {
            Name::Base => Ok(Vec::new()),
            Name::Heads => Ok(self.heads_in(lineage)),
            Name::Head => match self.heads_in(lineage) {
                heads if heads.len() > 1 => Err(ResolveError::SeveralHeads {
                    symbol: symbol.text.to_owned(),
                    heads: self.texts(&heads),
                }),
                heads => Ok(heads),
            },
            Name::Current => {
                let mut set = self.applied_indices(applied);
                if let Some(lineage) = lineage {
                    set.iter_mut().zip(lineage).for_each(|(member, in_lineage)| *member &= in_lineage);
                }
                Ok(self.tips(&set, Edges::Lineage))
            }
            Name::Id(id) => {
                let index = self.find_id(id, lineage, applied)?;
                match (lineage, symbol.branch) {
                    (Some(lineage), Some(branch)) if !lineage[index] => Err(ResolveError::NotInBranch {
                        revision: self.id(index).to_string(),
                        branch: branch.to_owned(),
                    }),
                    _ => Ok(vec![index]),
                }
            }
        }
    }

    /// The one revision, or base, that a name means.
    fn find_one(
        &self,
        symbol: &Symbol<'_>,
        name: Name<'_>,
        lineage: Option<&Set>,
        applied: &AppliedSet,
    ) -> Result<Option<usize>, ResolveError> {
        match self.find_name(symbol, name, lineage, applied)?.as_slice() {
            [] => Ok(None),
            [index] => Ok(Some(*index)),
            several => {
                Err(ResolveError::SeveralHeads { symbol: symbol.text.to_owned(), heads: self.texts(several) })
            }
        }
    }

    fn find_id(&self, id: &str, lineage: Option<&Set>, applied: &AppliedSet) -> Result<usize, ResolveError> {
        if let Some(index) = self.names.get(id) {
            return Ok(*index as usize);
        }
        if applied.contains(id) {
            return Err(ResolveError::AppliedButUnknown(id.to_owned()));
        }
        let too_short = id.chars().count() < SHORTEST_PREFIX;
        let candidates = if too_short { Vec::new() } else { self.starting_with(id) };
        let inside = |index: &usize| lineage.is_none_or(|lineage| lineage[*index]);
        let meant: Vec<_> = candidates.iter().filter(|(_, index)| inside(index)).collect();
        let Some((_, first)) = meant.first() else {
            return match candidates.first() {
                // It is there, but elsewhere: the caller says so.
                Some((_, index)) => Ok(*index),
                None => Err(ResolveError::NotFound {
                    symbol: id.to_owned(),
                    nearest: self.nearest_name(id),
                    too_short,
                }),
            };
        };
        if meant.iter().any(|(_, index)| index != first) {
            let candidates = meant.iter().map(|(name, _)| (*name).to_owned()).collect();
            return Err(ResolveError::Ambiguous { symbol: id.to_owned(), candidates });
        }
        Ok(*first)
    }

    /// The revision that a name before `@` means: one that carries the label, or any revision.
    fn find_branch(&self, branch: &str, applied: &AppliedSet) -> Result<usize, ResolveError> {
        self.find_id(branch, None, applied).map_err(|error| match error {
            ResolveError::NotFound { nearest, .. } => {
                ResolveError::NoSuchBranch { branch: branch.to_owned(), nearest }
            }
            other => other,
        })
    }

    /// The names that begin so, sorted.
    fn starting_with(&self, prefix: &str) -> Vec<(&str, usize)> {
        let mut found: Vec<_> = self.all_names().filter(|(name, _)| name.starts_with(prefix)).collect();
        found.sort_unstable();
        found
    }

    pub(super) fn nearest_name(&self, name: &str) -> Option<String> {
        nearest(name, self.all_names().map(|(name, _)| name)).map(str::to_owned)
    }

    pub(super) fn heads_in(&self, lineage: Option<&Set>) -> Vec<usize> {
        let everything = vec![true; self.nodes.len()];
        members(lineage.unwrap_or(&everything)).filter(|index| self.is_head(*index)).collect()
    }

    fn bases_in(&self, lineage: Option<&Set>) -> Vec<usize> {
        let everything = vec![true; self.nodes.len()];
        members(lineage.unwrap_or(&everything)).filter(|index| self.is_base(*index)).collect()
    }

    pub(super) fn texts(&self, indices: &[usize]) -> Vec<String> {
        indices.iter().map(|index| self.id(*index).to_string()).collect()
    }
}
