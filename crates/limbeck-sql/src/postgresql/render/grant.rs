//! Rights.

use limbeck_catalog::{Change, Grant, ObjectName};

use super::Renderer;
use crate::postgresql::names::{qualified, quoted};

impl Renderer<'_> {
    pub(super) fn grant(&mut self, change: &Change<Grant>) {
        match change {
            Change::Create(grant) => self.push(given(grant, &grant.privileges)),
            Change::Drop(grant) => self.push(taken(grant, &grant.privileges)),
            Change::Alter { from, to } | Change::Rename { from, to } => {
                let without = |some: &Grant, others: &Grant| -> Vec<String> {
                    some.privileges.iter().filter(|one| !others.privileges.contains(one)).cloned().collect()
                };
                let (gone, come) = (without(from, to), without(to, from));
                if !gone.is_empty() {
                    self.push(taken(from, &gone));
                }
                if !come.is_empty() {
                    self.push(given(to, &come));
                }
            }
        }
    }

    /// Gives again what an object had that has been created anew.
    pub(super) fn grant_again(&mut self, on: &[&str], object: &ObjectName, arguments: Option<&str>) {
        let had: Vec<String> = self
            .state
            .grants
            .iter()
            .filter(|grant| {
                on.contains(&&*grant.on) && grant.object == *object && grant.arguments.as_deref() == arguments
            })
            .map(|grant| given(grant, &grant.privileges))
            .collect();
        self.push_all(had);
    }
}

/// What everybody has lost is given as a loss.
fn given(grant: &Grant, privileges: &[String]) -> String {
    if grant.privileges.is_empty() {
        return format!("REVOKE ALL ON {} FROM {}", object(grant), grant.grantee);
    }
    let option = if grant.grantable { " WITH GRANT OPTION" } else { "" };
    format!("GRANT {} ON {} TO {}{option}", words(grant, privileges), object(grant), grant.grantee)
}

fn taken(grant: &Grant, privileges: &[String]) -> String {
    if grant.privileges.is_empty() {
        return format!("GRANT ALL ON {} TO {}", object(grant), grant.grantee);
    }
    format!("REVOKE {} ON {} FROM {}", words(grant, privileges), object(grant), grant.grantee)
}

fn words(grant: &Grant, privileges: &[String]) -> String {
    match &grant.column {
        Some(column) => {
            let one = |privilege: &String| format!("{privilege} ({})", quoted(column));
            privileges.iter().map(one).collect::<Vec<_>>().join(", ")
        }
        None => privileges.join(", "),
    }
}

fn object(grant: &Grant) -> String {
    let arguments = grant.arguments.as_ref().map_or_else(String::new, |arguments| format!("({arguments})"));
    format!("{} {}{arguments}", grant.on, qualified(&grant.object))
}
