//! Comparing user-defined types.

use super::compare::{Comparison, Place};
use crate::dialect::TextKind;
use crate::schema::{Aspect, Check, UserType, UserTypeKind};

impl Comparison<'_> {
    pub(super) fn same_type_definition(&self, before: &UserType, after: &UserType) -> bool {
        let same_comment = !self.speaks(Aspect::Comment) || before.comment == after.comment;
        same_comment && self.same_kind(before, after)
    }

    fn same_kind(&self, before: &UserType, after: &UserType) -> bool {
        match (&before.kind, &after.kind) {
            (
                UserTypeKind::Domain { base: a, nullable: b, default: c, collation: d, checks: e },
                UserTypeKind::Domain { base: v, nullable: w, default: x, collation: y, checks: z },
            ) => {
                let place = Place { name: Some(&before.name.name), data_type: Some(a), table: None };
                (b, d) == (w, y)
                    && self.dialect.same_type(a, v)
                    && self.same_optional(place, TextKind::Default, c.as_ref(), x.as_ref())
                    && e.len() == z.len()
                    && e.iter().all(|check| z.iter().any(|other| self.same_domain_check(place, check, other)))
            }
            (UserTypeKind::Composite { attributes: a }, UserTypeKind::Composite { attributes: b }) => {
                a.len() == b.len()
                    && a.iter().zip(b).all(|(a, b)| a.0 == b.0 && self.dialect.same_type(&a.1, &b.1))
            }
            (before, after) => before == after,
        }
    }

    fn same_domain_check(&self, place: Place<'_>, a: &Check, b: &Check) -> bool {
        (&a.name, &a.options) == (&b.name, &b.options)
            && (!self.speaks(Aspect::Comment) || a.comment == b.comment)
            && self.same_text(place, TextKind::Check, &a.expression.0, &b.expression.0)
    }
}
