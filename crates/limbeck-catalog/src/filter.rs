//! Leaving objects out of a comparison.

use crate::operation::ObjectKind;
use crate::schema::Catalog;

/// Decides by kind and name what takes part in a comparison.
///
/// A function, not a pattern: where the patterns come from is not this crate's business.
pub struct Filter<'a>(Box<Keeps<'a>>);

type Keeps<'a> = dyn Fn(ObjectKind, &str) -> bool + 'a;

impl std::fmt::Debug for Filter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Filter")
    }
}

impl<'a> Filter<'a> {
    /// A filter that keeps what `keeps` says yes to.
    pub fn new(keeps: impl Fn(ObjectKind, &str) -> bool + 'a) -> Self {
        Self(Box::new(keeps))
    }

    /// The catalog without what the filter leaves out.
    #[must_use]
    pub fn apply(&self, mut catalog: Catalog) -> Catalog {
        let keeps = &self.0;
        catalog.schemas.retain(|schema| keeps(ObjectKind::Schema, &schema.name));
        catalog.extensions.retain(|extension| keeps(ObjectKind::Extension, &extension.name));
        catalog.types.retain(|user_type| keeps(ObjectKind::Type, &user_type.name.name));
        catalog.sequences.retain(|sequence| keeps(ObjectKind::Sequence, &sequence.name.name));
        catalog.tables.retain(|table| keeps(ObjectKind::Table, &table.name.name));
        catalog.views.retain(|view| keeps(ObjectKind::View, &view.name.name));
        catalog.routines.retain(|routine| keeps(ObjectKind::Function, &routine.name.name));
        for table in &mut catalog.tables {
            table.columns.retain(|column| keeps(ObjectKind::Column, &column.name));
            table.indexes.retain(|index| keeps(ObjectKind::Index, &index.name));
            table.triggers.retain(|trigger| keeps(ObjectKind::Trigger, &trigger.name));
            table.policies.retain(|policy| keeps(ObjectKind::Policy, &policy.name));
            table
                .checks
                .retain(|check| check.name.as_deref().is_none_or(|name| keeps(ObjectKind::Check, name)));
            table
                .uniques
                .retain(|unique| unique.name.as_deref().is_none_or(|name| keeps(ObjectKind::Unique, name)));
            table
                .foreign_keys
                .retain(|key| key.name.as_deref().is_none_or(|name| keeps(ObjectKind::ForeignKey, name)));
        }
        catalog
    }
}
