//! Comparing one column.

use super::compare::{Comparison, Place};
use crate::dialect::TextKind;
use crate::schema::{Aspect, Column, Expression, Generated, Table};

impl Comparison<'_> {
    /// `desired` with everything taken from `actual` that is the same, or that the desired side does not speak about: equal to `actual` when
    /// there is nothing to do.
    pub(super) fn merged_column(
        &self,
        (table, wanted): (&Table, &Table),
        actual: &Column,
        desired: &Column,
    ) -> Column {
        let place =
            Place { table: Some(&table.name), name: Some(&actual.name), data_type: Some(&actual.data_type) };
        let same_type = if desired.approximate_type {
            self.dialect.same_kind_of_type(&actual.data_type, &desired.data_type)
        } else {
            self.dialect.same_type(&actual.data_type, &desired.data_type)
        };
        let mut merged = actual.clone();
        if !same_type {
            merged.data_type = desired.data_type.clone();
        }
        let moot = self.dialect.ignores_nullability(table, actual)
            && self.dialect.ignores_nullability(wanted, desired);
        if self.options.exact || !moot {
            merged.nullable = desired.nullable;
        }
        // A default is worth something in a type: `1.50` is 2 in an integer column. With another type, what is desired is taken as it is.
        let same_default = |actual: &Option<Expression>, desired: &Option<Expression>| {
            same_type && self.same_optional(place, TextKind::Default, actual.as_ref(), desired.as_ref())
        };
        let speaks_of_default =
            self.speaks(Aspect::Default) || self.speaks(Aspect::GivenDefault) && desired.default.is_some();
        if speaks_of_default && !same_default(&actual.default, &desired.default) {
            merged.default.clone_from(&desired.default);
        }
        if self.speaks(Aspect::Default) && !same_default(&actual.on_update, &desired.on_update) {
            merged.on_update.clone_from(&desired.on_update);
        }
        if self.speaks(Aspect::Generated) && !self.same_generated(place, actual, desired) {
            merged.generated.clone_from(&desired.generated);
        }
        if self.speaks(Aspect::Identity) {
            merged.identity.clone_from(&desired.identity);
            merged.auto_increment = desired.auto_increment;
        }
        if self.speaks(Aspect::Collation) && !self.same_collation(actual, desired) {
            merged.collation.clone_from(&desired.collation);
        }
        if self.speaks_of_comment(desired.comment.as_ref()) {
            merged.comment.clone_from(&desired.comment);
        }
        if self.speaks(Aspect::TableOption) {
            merged.options.clone_from(&desired.options);
        }
        merged
    }

    pub(super) fn same_optional(
        &self,
        place: Place<'_>,
        kind: TextKind,
        actual: Option<&Expression>,
        desired: Option<&Expression>,
    ) -> bool {
        match (actual, desired) {
            (None, None) => true,
            (Some(actual), Some(desired)) => self.same_text(place, kind, &actual.0, &desired.0),
            _ => false,
        }
    }

    fn same_generated(&self, place: Place<'_>, actual: &Column, desired: &Column) -> bool {
        match (&actual.generated, &desired.generated) {
            (None, None) => true,
            (Some(Generated { expression: a, stored: x }), Some(Generated { expression: b, stored: y })) => {
                x == y && self.same_text(place, TextKind::Generated, &a.0, &b.0)
            }
            _ => false,
        }
    }

    fn same_collation(&self, actual: &Column, desired: &Column) -> bool {
        match (&actual.collation, &desired.collation) {
            (None, None) => true,
            (Some(a), Some(b)) => self.same_name(a, b),
            _ => false,
        }
    }
}
