//! What a comparison is told.

use limbeck_catalog::Rename;

/// The options of a comparison.
#[derive(Clone, Debug, Default)]
pub struct CompareOptions {
    /// Takes the place of `models` in the configuration; files count from the working directory.
    pub models: Vec<String>,
    /// The second is the whole truth: what it does not know goes, whoever made it, and names are spelled as it spells them.
    pub complete: bool,
    /// What the second does not know goes, whoever made it.
    pub drop_unknown: bool,
    /// Models that would drop most of the tables are meant.
    pub allow_shrink: bool,
    /// Renames that somebody has said.
    pub renames: Vec<Rename>,
}
