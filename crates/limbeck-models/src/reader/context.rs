//! What surrounds an item that is read.

use proc_macro2::Span;

use super::cfg::Cfg;
use super::uses::Uses;
use crate::model::Place;

/// What surrounds an item that is read.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The file, for messages.
    pub file: &'a str,
    /// What the names in it stand for.
    pub uses: &'a Uses,
    /// Conditions that are decided.
    pub cfg: &'a Cfg,
}

impl Context<'_> {
    /// The place of a span.
    pub(crate) fn place(&self, span: Span) -> Place {
        Place::new(self.file, u32::try_from(span.start().line).unwrap_or(u32::MAX))
    }
}
