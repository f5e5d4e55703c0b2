//! Refusing models that would empty a database by mistake.

/// Models that look like a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No table at all.
    #[error("the models declare no table")]
    Empty,
    /// Most of the tables would be dropped.
    #[error("the models would drop {dropped} of the {existing} tables of the database")]
    DropsMost {
        /// How many would be dropped.
        dropped: usize,
        /// How many there are.
        existing: usize,
    },
}

impl Refusal {
    /// The way out.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Empty => "check `models` in `limbeck.toml`; `limbeck doctor` shows what it finds",
            Self::DropsMost { .. } => {
                "check that `models` names all sources; if it is meant, say so with `--allow-shrink`"
            }
        }
    }
}

/// Refuses an empty set of models.
///
/// # Errors
///
/// [`Refusal::Empty`] if there are no tables in the models.
pub fn refuse_empty(tables: usize) -> Result<(), Refusal> {
    if tables == 0 { Err(Refusal::Empty) } else { Ok(()) }
}

/// Refuses models that would drop more than half of the tables, unless the user asked for it.
///
/// # Errors
///
/// [`Refusal::DropsMost`].
pub fn refuse_shrinking(existing: usize, dropped: usize, asked_for: bool) -> Result<(), Refusal> {
    if !asked_for && dropped * 2 > existing { Err(Refusal::DropsMost { dropped, existing }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_half_is_refused_and_half_is_not() {
        assert_eq!(refuse_shrinking(4, 2, false), Ok(()));
        assert_eq!(refuse_shrinking(4, 3, false), Err(Refusal::DropsMost { dropped: 3, existing: 4 }));
        assert_eq!(refuse_shrinking(4, 3, true), Ok(()));
        assert_eq!(refuse_shrinking(0, 0, false), Ok(()));
        assert_eq!(refuse_empty(0), Err(Refusal::Empty));
        assert_eq!(refuse_empty(1), Ok(()));
    }
}
