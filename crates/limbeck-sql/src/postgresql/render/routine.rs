//! Functions, procedures and aggregates.

use limbeck_catalog::{Change, ObjectName, Operation, Routine};

use super::recreate::Texts;
use super::suspend::same_routine;
use super::{Renderer, objects};
use crate::postgresql::text::mentions;
use crate::script::RenderError;

impl Renderer<'_> {
    pub(super) fn routine(&mut self, change: &Change<Routine>) -> Result<(), RenderError> {
        self.suspended.forget_routine(change.subject());
        match change {
            Change::Create(routine) => {
                self.push(objects::create_routine(routine));
                self.new_comment(&objects::routine_signature(routine), routine.comment.as_ref());
                self.grant_again(&["FUNCTION", "PROCEDURE"], &routine.name, Some(&routine.arguments));
            }
            Change::Drop(routine) => {
                let drop = format!("DROP {}", objects::routine_signature(routine));
                if self.takes_over(routine) {
                    let callers = self.take_callers_away(routine)?;
                    self.push(drop);
                    self.bring_texts_back(callers);
                } else {
                    self.push(drop);
                }
            }
            Change::Alter { from, to } | Change::Rename { from, to } => {
                if from.definition != to.definition {
                    if !replaceable(from, to) {
                        return self.remake_routine(from, to);
                    }
                    self.push(objects::create_routine(to));
                }
                self.changed_comment(&objects::routine_signature(to), &from.comment, &to.comment);
            }
        }
        Ok(())
    }

    /// Whether a routine of the same name that has been created before serves the calls of one that goes: one with a default for what is new.
    fn takes_over(&self, gone: &Routine) -> bool {
        self.operations.iter().take(self.position).any(|operation| {
            matches!(operation, Operation::Routine(Change::Create(routine)) if routine.name == gone.name)
        })
    }

    /// Drops the routine and creates it anew. What calls it steps aside meanwhile: the server refuses the drop.
    fn remake_routine(&mut self, from: &Routine, to: &Routine) -> Result<(), RenderError> {
        let callers = self.take_callers_away(from)?;
        self.push(format!("DROP {}", objects::routine_signature(from)));
        self.push(objects::create_routine(to));
        self.new_comment(&objects::routine_signature(to), to.comment.as_ref());
        if from.arguments == to.arguments {
            self.grant_again(&["FUNCTION", "PROCEDURE"], &to.name, Some(&to.arguments));
        }
        self.bring_texts_back(callers);
        Ok(())
    }

    /// Takes away what calls a routine: views, triggers and policies until they can come back, the rest until it is brought back.
    pub(super) fn take_callers_away(&mut self, routine: &Routine) -> Result<Texts, RenderError> {
        let name = &routine.name.name;
        let views = self.reached(|view| mentions(&view.definition.0, name));
        self.take_views_away(&views);
        self.loosen_routines(|other| !same_routine(other, routine) && mentions(&other.definition.0, name));
        self.suspend_callers_of(routine);
        self.take_texts_away(name, &[])
    }

    /// Whether a view that a routine reads is not there, and is to come.
    pub(super) fn view_is_missing(&self, needed: &[ObjectName]) -> bool {
        self.suspended.holds_view(needed)
            || self.later().iter().any(|operation| {
                matches!(operation, Operation::View(Change::Create(view)) if needed.contains(&view.name))
            })
    }

    /// Whether an operation that is still to come writes this routine anew, or drops it.
    pub(super) fn routine_is_still_to_come(&self, routine: &Routine) -> bool {
        self.later().iter().any(|operation| match operation {
            Operation::Routine(Change::Alter { from: other, .. } | Change::Drop(other)) => {
                same_routine(other, routine)
            }
            _ => false,
        })
    }
}

/// `CREATE OR REPLACE` takes a new body and new settings, never another kind, other names of arguments or another type of result
/// (PostgreSQL manual, "CREATE FUNCTION"). `pg_get_functiondef` writes those before the language.
fn replaceable(from: &Routine, to: &Routine) -> bool {
    let head = |routine: &Routine| {
        let text = &routine.definition.0;
        text.split("\n LANGUAGE").next().unwrap_or_default().to_owned()
    };
    from.kind == to.kind && head(from) == head(to)
}
