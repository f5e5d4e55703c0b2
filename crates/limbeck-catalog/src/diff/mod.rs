//! Comparing two catalogs.
//!
//! Three steps, each in its room: [`open_questions`] lists the pairs of texts that differ (pure); the server is asked for their normal forms;
//! [`diff`] decides (pure). Both walk the same comparison, with another judge of texts.

mod column;
mod compare;
mod constraint;
mod judge;
mod member;
mod options;
mod rename;
mod settle;
mod table;
mod user_type;
mod view;

pub use judge::{NormalForms, TextQuestion, Verdict};
pub use options::{DiffOptions, Difference, Note, Rename, RenameKind};

use std::borrow::Cow;

use crate::dialect::Dialect;
use crate::order::order;
use crate::schema::Catalog;
use compare::Comparison;
use judge::{Answers, Recorder};
use settle::{name_constraints, settled, with_uniques_as_indexes};

/// The pairs of texts on which the answer of [`diff`] depends and which spelling alone cannot settle, sorted, each once.
#[must_use]
pub fn open_questions(
    actual: &Catalog,
    desired: &Catalog,
    dialect: &dyn Dialect,
    options: &DiffOptions,
) -> Vec<TextQuestion> {
    let recorder = Recorder::default();
    let (actual, desired) = comparable(actual, desired, dialect);
    Comparison::new(&actual, &desired, dialect, options, &recorder).run();
    recorder.into_questions()
}

/// What turns `actual` into `desired`, in an order in which it can run.
///
/// Only what `desired` speaks about is touched. What both have is altered, never dropped and created again, unless the object holds nothing
/// of its own (a view, a trigger, an index, a constraint).
#[must_use]
pub fn diff(
    actual: &Catalog,
    desired: &Catalog,
    dialect: &dyn Dialect,
    forms: &NormalForms,
    options: &DiffOptions,
) -> Difference {
    let answers = Answers::new(forms);
    let (actual, desired) = comparable(actual, desired, dialect);
    let (mut operations, notes) = Comparison::new(&actual, &desired, dialect, options, &answers).run();
    let unused_renames = rename::unused(&options.renames, &operations, dialect);
    name_constraints(&mut operations, &actual, dialect);
    Difference {
        operations: order(operations, dialect),
        notes,
        unused_renames,
        compared_as_text: answers.into_unsettled(),
    }
}

/// Both catalogs in the form in which they are compared.
fn comparable<'c>(
    actual: &'c Catalog,
    desired: &'c Catalog,
    dialect: &dyn Dialect,
) -> (Cow<'c, Catalog>, Cow<'c, Catalog>) {
    let actual = with_uniques_as_indexes(actual, dialect);
    let desired = settled(&actual, with_uniques_as_indexes(desired, dialect), dialect);
    (actual, desired)
}
