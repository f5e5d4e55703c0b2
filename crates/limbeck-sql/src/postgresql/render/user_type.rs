//! Changes of user-defined types.

use limbeck_catalog::{Change, Check, Member, ObjectName, Operation, UserType, UserTypeKind};

use super::objects::{self, type_word};
use super::table::default_text;
use super::{Renderer, constraint};
use crate::postgresql::names::{qualified, quoted, string_literal};
use crate::postgresql::text::mentions;
use crate::script::RenderError;

impl Renderer<'_> {
    pub(super) fn user_type(&mut self, change: &Change<UserType>) -> Result<(), RenderError> {
        match change {
            Change::Create(user_type) => {
                self.push(objects::create_type(user_type));
                let name = qualified(&user_type.name);
                if let UserTypeKind::Domain { checks, .. } = &user_type.kind {
                    // CREATE DOMAIN knows no NOT VALID.
                    for check in checks.iter().filter(|check| !check.options.is_empty()) {
                        self.push(format!("ALTER DOMAIN {name} ADD {}", constraint::check(check)));
                    }
                    for check in checks {
                        self.domain_check_comment(&name, check, None);
                    }
                }
                let on = format!("{} {name}", type_word(user_type));
                self.new_comment(&on, user_type.comment.as_ref());
            }
            Change::Drop(user_type) => self.push(objects::drop_type(user_type)),
            Change::Rename { from, to } => {
                let sql = format!(
                    "ALTER {} {} RENAME TO {}",
                    type_word(from),
                    qualified(&from.name),
                    quoted(&to.name.name)
                );
                self.push(sql);
            }
            Change::Alter { from, to } => self.alter_type(from, to)?,
        }
        Ok(())
    }

    fn alter_type(&mut self, from: &UserType, to: &UserType) -> Result<(), RenderError> {
        let name = qualified(&to.name);
        match (&from.kind, &to.kind) {
            (a, b) if a == b => {}
            (UserTypeKind::Enum { labels: before }, UserTypeKind::Enum { labels: after }) => {
                match added_labels(before, after) {
                    Some(statements) => {
                        self.push_all(
                            statements
                                .into_iter()
                                .map(|added| format!("ALTER TYPE {name} ADD VALUE {added}"))
                                .collect(),
                        );
                    }
                    None => return self.remake_type(from, to),
                }
            }
            (
                UserTypeKind::Domain { base: a, collation: x, .. },
                UserTypeKind::Domain { base: b, collation: y, .. },
            ) if a == b && x == y => self.alter_domain(&name, &from.kind, &to.kind),
            (
                UserTypeKind::Composite { attributes: before },
                UserTypeKind::Composite { attributes: after },
            ) => {
                for (attribute, _) in
                    before.iter().filter(|(name, _)| !after.iter().any(|(other, _)| other == name))
                {
                    self.push(format!("ALTER TYPE {name} DROP ATTRIBUTE {}", quoted(attribute)));
                }
                for (attribute, data_type) in after {
                    match before.iter().find(|(other, _)| other == attribute) {
                        Some((_, old)) if old == data_type => {}
                        Some(_) => self.push(format!(
                            "ALTER TYPE {name} ALTER ATTRIBUTE {} TYPE {data_type}",
                            quoted(attribute)
                        )),
                        None => self.push(format!(
                            "ALTER TYPE {name} ADD ATTRIBUTE {} {data_type}",
                            quoted(attribute)
                        )),
                    }
                }
            }
            _ => return self.remake_type(from, to),
        }
        self.changed_comment(&format!("{} {name}", type_word(to)), &from.comment, &to.comment);
        Ok(())
    }

    fn alter_domain(&mut self, name: &str, from: &UserTypeKind, to: &UserTypeKind) {
        let (
            UserTypeKind::Domain { nullable: was_nullable, default: old_default, checks: old_checks, .. },
            UserTypeKind::Domain { nullable, default, checks, .. },
        ) = (from, to)
        else {
            return;
        };
        let without_comment = |check: &Check| Check { comment: None, ..check.clone() };
        let among = |checks: &[Check], check: &Check| {
            checks.iter().any(|other| without_comment(other) == without_comment(check))
        };
        let unwanted = |check: &&Check| !among(checks, check);
        for check in old_checks.iter().filter(unwanted) {
            if let Some(constraint) = &check.name {
                self.push(format!("ALTER DOMAIN {name} DROP CONSTRAINT {}", quoted(constraint)));
            }
        }
        if old_default != default {
            let what = default.as_ref().map_or_else(
                || "DROP DEFAULT".to_owned(),
                |default| format!("SET DEFAULT {}", default_text(&default.0)),
            );
            self.push(format!("ALTER DOMAIN {name} {what}"));
        }
        if was_nullable != nullable {
            let word = if *nullable { "DROP" } else { "SET" };
            self.push(format!("ALTER DOMAIN {name} {word} NOT NULL"));
        }
        for check in checks {
            let old = old_checks.iter().find(|old| without_comment(old) == without_comment(check));
            if old.is_none() {
                self.push(format!("ALTER DOMAIN {name} ADD {}", constraint::check(check)));
            }
            self.domain_check_comment(name, check, old.and_then(|old| old.comment.as_ref()));
        }
    }

    fn domain_check_comment(&mut self, domain: &str, check: &Check, old: Option<&String>) {
        if let Some(constraint) = &check.name
            && check.comment.as_ref() != old
        {
            let on = format!("CONSTRAINT {} ON DOMAIN {domain}", quoted(constraint));
            self.push(objects::comment(&on, check.comment.as_ref()));
        }
    }

    /// Labels never go, and a base type never changes: the type is made anew, and every column of it is carried over by its text.
    fn remake_type(&mut self, from: &UserType, to: &UserType) -> Result<(), RenderError> {
        let interim = self.free_type_name(&from.name);
        let spelled = qualified(&from.name);
        let columns = self.columns_of(&spelled);
        let mut generated = Vec::new();
        for (table, column) in &columns {
            self.suspend_dependents_of(table, column)?;
            self.suspend_foreign_keys_of(table, column);
            let computed = self.take_computed_away(table, column)?.into_iter();
            generated.extend(computed.map(|(column, lost)| (table, column, lost)));
        }
        let routines: Vec<_> = self
            .state
            .routines
            .iter()
            .filter(|routine| mentions(head(&routine.definition.0), &from.name.name))
            .cloned()
            .collect();
        let mut callers = Vec::new();
        for routine in &routines {
            callers.push(self.take_callers_away(routine)?);
            self.push(format!("DROP {}", objects::routine_signature(routine)));
        }
        // Texts that hold a constant of the type would hold one of the old type.
        let texts = self.take_texts_away(&from.name.name, &columns)?;
        self.push(format!("ALTER {} {spelled} RENAME TO {}", type_word(from), quoted(&interim.name)));
        self.push(objects::create_type(to));
        self.new_comment(&format!("{} {spelled}", type_word(to)), to.comment.as_ref());
        for (table, column) in &columns {
            self.carry_over(table, column);
        }
        self.push(format!("DROP {} {}", type_word(from), qualified(&interim)));
        for routine in &routines {
            self.push(objects::create_routine(routine));
            self.new_comment(&objects::routine_signature(routine), routine.comment.as_ref());
        }
        for (table, column, lost) in generated {
            self.bring_generated_back(table, &column, lost);
        }
        for texts in callers.into_iter().chain([texts]) {
            self.bring_texts_back(texts);
        }
        Ok(())
    }

    fn carry_over(&mut self, table: &ObjectName, column: &str) {
        let Some(column) = self.table(table).and_then(|table| table.column(column)).cloned() else { return };
        let name = quoted(&column.name);
        if column.default.is_some() {
            self.alter(table, &format!("ALTER COLUMN {name} DROP DEFAULT"));
        }
        let text = if column.data_type.as_str().ends_with("[]") { "text[]" } else { "text" };
        let data_type = &column.data_type;
        self.alter(table, &format!("ALTER COLUMN {name} TYPE {data_type} USING {name}::{text}::{data_type}"));
        if let Some(default) = &column.default {
            if self.default_changes_later(table, &column.name) {
                if let Some(column) = self
                    .table_mut(table)
                    .and_then(|table| table.columns.iter_mut().find(|other| other.name == column.name))
                {
                    column.default = None;
                }
            } else {
                self.alter(table, &format!("ALTER COLUMN {name} SET DEFAULT {}", default_text(&default.0)));
            }
        }
    }

    fn default_changes_later(&self, table: &ObjectName, column: &str) -> bool {
        self.later().iter().any(|operation| match operation {
            Operation::Column(Member { table: of, change: Change::Alter { from, to } }) => {
                of == table
                    && from.name == column
                    && (from.default != to.default || from.data_type != to.data_type)
            }
            Operation::Column(Member { table: of, change: Change::Drop(from) }) => {
                of == table && from.name == column
            }
            _ => false,
        })
    }

    /// The columns of a type, and of arrays of it, in tables that have them themselves.
    fn columns_of(&self, spelled: &str) -> Vec<(ObjectName, String)> {
        let tables = self.state.tables.iter();
        tables
            .flat_map(|table| table.columns.iter().map(move |column| (table, column)))
            .filter(|(_, column)| column.data_type.as_str().trim_end_matches("[]") == spelled)
            .map(|(table, column)| (table.name.clone(), column.name.clone()))
            .collect()
    }

    fn free_type_name(&self, name: &ObjectName) -> ObjectName {
        let mut interim = name.sibling(format!("_limbeck_old_{}", name.name));
        while self.state.types.iter().any(|other| other.name == interim) {
            interim.name.push('_');
        }
        interim
    }
}

/// The part of a routine that is read when it is created.
fn head(definition: &str) -> &str {
    definition.split("\n LANGUAGE").next().unwrap_or_default()
}

/// What stands behind ADD VALUE, for each new label; `None` when a label goes or moves.
fn added_labels(before: &[String], after: &[String]) -> Option<Vec<String>> {
    let kept: Vec<&String> = after.iter().filter(|label| before.contains(label)).collect();
    if !kept.iter().copied().eq(before) {
        return None;
    }
    let mut statements = Vec::new();
    for (position, label) in after.iter().enumerate() {
        if before.contains(label) {
            continue;
        }
        let follows_all =
            after.get(position..).unwrap_or_default().iter().all(|later| !before.contains(later));
        let place =
            match (position.checked_sub(1).and_then(|before| after.get(before)), after.get(position + 1)) {
                _ if follows_all => String::new(),
                (Some(previous), _) => format!(" AFTER {}", string_literal(previous)),
                (None, _) => {
                    let next = after.iter().find(|later| before.contains(later))?;
                    format!(" BEFORE {}", string_literal(next))
                }
            };
        statements.push(format!("{}{place}", string_literal(label)));
    }
    Some(statements)
}

#[cfg(test)]
mod tests {
    use super::added_labels;

    fn labels(text: &str) -> Vec<String> {
        text.chars().map(String::from).collect()
    }

    #[test]
    fn labels_are_added_where_they_belong() {
        let added =
            |before, after| added_labels(&labels(before), &labels(after)).map(|added| added.join("; "));
        assert_eq!(added("ab", "abcd").as_deref(), Some("'c'; 'd'"));
        assert_eq!(added("ab", "axyb").as_deref(), Some("'x' AFTER 'a'; 'y' AFTER 'x'"));
        assert_eq!(added("ab", "xyab").as_deref(), Some("'x' BEFORE 'a'; 'y' AFTER 'x'"));
        assert_eq!(added("ab", "ba"), None);
        assert_eq!(added("ab", "a"), None);
    }
}
