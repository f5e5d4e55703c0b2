//! Who decides whether two texts are the same.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::dialect::TextKind;
use crate::schema::{DataType, ObjectName};

/// Two texts that differ in spelling; the server is asked whether they differ in meaning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextQuestion {
    /// What the texts are.
    pub kind: TextKind,
    /// The table or view they belong to.
    pub table: Option<ObjectName>,
    /// The column, constraint, index or other object they belong to.
    pub name: Option<String>,
    /// The type of the column, for a default or a generated column.
    pub data_type: Option<DataType>,
    /// The text in the actual catalog.
    pub actual: String,
    /// The text in the desired catalog.
    pub desired: String,
}

/// The answer to a [`TextQuestion`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The texts mean the same.
    Same,
    /// They do not.
    Different,
    /// The server could not be asked: they count as different, and this is said.
    Unsettled,
}

/// The answers to all open questions. A question without an answer is [`Verdict::Unsettled`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NormalForms {
    verdicts: BTreeMap<TextQuestion, Verdict>,
}

impl NormalForms {
    /// The answer to `question`.
    #[must_use]
    pub fn verdict(&self, question: &TextQuestion) -> Verdict {
        self.verdicts.get(question).copied().unwrap_or(Verdict::Unsettled)
    }
}

impl FromIterator<(TextQuestion, Verdict)> for NormalForms {
    fn from_iter<I: IntoIterator<Item = (TextQuestion, Verdict)>>(verdicts: I) -> Self {
        Self { verdicts: verdicts.into_iter().collect() }
    }
}

/// Decides whether the two texts of a question are the same.
pub(super) trait Judge {
    fn same(&self, question: TextQuestion) -> bool;
}

/// Writes the questions down and holds every pair to be different, so that every pair that could matter is asked about.
#[derive(Default)]
pub(super) struct Recorder(RefCell<BTreeSet<TextQuestion>>);

impl Recorder {
    pub(super) fn into_questions(self) -> Vec<TextQuestion> {
        self.0.into_inner().into_iter().collect()
    }
}

impl Judge for Recorder {
    fn same(&self, question: TextQuestion) -> bool {
        self.0.borrow_mut().insert(question);
        false
    }
}

/// Answers from the normal forms, and remembers what they could not settle.
pub(super) struct Answers<'a> {
    forms: &'a NormalForms,
    unsettled: RefCell<BTreeSet<TextQuestion>>,
}

impl<'a> Answers<'a> {
    pub(super) fn new(forms: &'a NormalForms) -> Self {
        Self { forms, unsettled: RefCell::default() }
    }

    pub(super) fn into_unsettled(self) -> Vec<TextQuestion> {
        self.unsettled.into_inner().into_iter().collect()
    }
}

impl Judge for Answers<'_> {
    fn same(&self, question: TextQuestion) -> bool {
        match self.forms.verdict(&question) {
            Verdict::Same => true,
            Verdict::Different => false,
            Verdict::Unsettled => {
                self.unsettled.borrow_mut().insert(question);
                false
            }
        }
    }
}
