//! What goes with a column, or must go for a type, and is created again at once.

use limbeck_catalog::{
    Check, Column, Exclusion, Expression, Index, Key, KeyPart, ObjectName, PrimaryKey, Table, Unique,
};

use super::column::index_speaks_of;
use super::table::default_text;
use super::{Renderer, constraint};
use crate::postgresql::names::quoted;
use crate::postgresql::text::mentions;
use crate::script::RenderError;

/// Members of a table that are lost with a column.
#[derive(Default)]
pub(super) struct Lost {
    pub(super) primary_key: Option<PrimaryKey>,
    pub(super) exclusions: Vec<Exclusion>,
    pub(super) uniques: Vec<Unique>,
    pub(super) checks: Vec<Check>,
    pub(super) indexes: Vec<Index>,
}

/// What has gone because its text speaks of something that goes for a moment.
#[derive(Default)]
pub(super) struct Texts {
    generated: Vec<(ObjectName, Column, Lost)>,
    defaults: Vec<(ObjectName, String, Expression)>,
    members: Vec<(ObjectName, Lost)>,
}

impl Renderer<'_> {
    /// Drops what a table holds that speaks of a name: generated columns, defaults (but those of the columns in `but`), checks, exclusions and
    /// indexes.
    pub(super) fn take_texts_away(
        &mut self,
        name: &str,
        but: &[(ObjectName, String)],
    ) -> Result<Texts, RenderError> {
        let mut texts = Texts::default();
        for table in self.state.tables.clone() {
            let of = &table.name;
            for column in &table.columns {
                if column.generated.as_ref().is_some_and(|generated| mentions(&generated.expression.0, name))
                {
                    let lost = self.take_generated_away(of, column)?;
                    texts.generated.push((of.clone(), column.clone(), lost));
                } else if let Some(default) = column.default.as_ref().filter(|text| mentions(&text.0, name))
                    && !but.iter().any(|(table, other)| table == of && *other == column.name)
                {
                    self.alter(of, &format!("ALTER COLUMN {} DROP DEFAULT", quoted(&column.name)));
                    texts.defaults.push((of.clone(), column.name.clone(), default.clone()));
                }
            }
            let members = self.table_mut(of).map(|table| take_members(table, name)).unwrap_or_default();
            let checks = members.checks.iter().map(|check| &check.name);
            for constraint in
                checks.chain(members.exclusions.iter().map(|exclusion| &exclusion.name)).flatten()
            {
                self.alter(of, &format!("DROP CONSTRAINT {}", quoted(constraint)));
            }
            for index in &members.indexes {
                self.push(format!("DROP {}", self.index_in(of, &index.name)));
            }
            texts.members.push((of.clone(), members));
        }
        Ok(texts)
    }

    pub(super) fn bring_texts_back(&mut self, texts: Texts) {
        for (table, column, lost) in texts.generated {
            self.bring_generated_back(&table, &column, lost);
        }
        for (table, column, default) in texts.defaults {
            let text = default_text(&default.0);
            self.alter(&table, &format!("ALTER COLUMN {} SET DEFAULT {text}", quoted(&column)));
        }
        for (table, lost) in texts.members {
            self.restore(&table, lost);
        }
    }

    /// Drops a generated column, with what stands on it.
    pub(super) fn take_generated_away(
        &mut self,
        table: &ObjectName,
        column: &Column,
    ) -> Result<Lost, RenderError> {
        self.suspend_dependents_of(table, &column.name)?;
        self.suspend_foreign_keys_of(table, &column.name);
        self.alter(table, &format!("DROP COLUMN {}", quoted(&column.name)));
        Ok(self.forget_column(table, &column.name))
    }

    /// Adds it again, unless an operation still to come does.
    pub(super) fn bring_generated_back(&mut self, table: &ObjectName, column: &Column, lost: Lost) {
        if self.is_altered_or_dropped_later(table, &column.name) {
            self.lost.push((table.clone(), column.name.clone(), lost));
            return;
        }
        self.add_column(table, column);
        self.restore(table, lost);
        if let Some(table) = self.table_mut(table) {
            table.columns.push(column.clone());
        }
    }

    /// Forgets a column; returns what PostgreSQL drops along: indexes and constraints of which it is a part.
    pub(super) fn forget_column(&mut self, table: &ObjectName, column: &str) -> Lost {
        let Some(table) = self.table_mut(table) else { return Lost::default() };
        let in_parts = |parts: &[KeyPart]| parts.iter().any(|part| part.column_name() == Some(column));
        table.columns.retain(|other| other.name != column);
        table.foreign_keys.retain(|key| !key.columns.iter().any(|other| other == column));
        Lost {
            primary_key: table.primary_key.take_if(|key| in_parts(&key.parts)),
            uniques: table.uniques.extract_if(.., |unique| in_parts(&unique.parts)).collect(),
            indexes: table.indexes.extract_if(.., |index| index_speaks_of(index, column)).collect(),
            ..take_constraints(table, column)
        }
    }

    /// Creates them again.
    pub(super) fn restore(&mut self, table: &ObjectName, lost: Lost) {
        if let Some(key) = &lost.primary_key {
            self.add(table, &constraint::primary_key(key), &key.name, &key.comment);
        }
        for unique in &lost.uniques {
            self.add(table, &constraint::unique(unique), &unique.name, &unique.comment);
        }
        for check in &lost.checks {
            self.add(table, &constraint::check(check), &check.name, &check.comment);
        }
        for exclusion in &lost.exclusions {
            self.add(table, &constraint::exclusion(exclusion), &exclusion.name, &exclusion.comment);
        }
        for index in &lost.indexes {
            self.create_index(index, table);
        }
        if let Some(table) = self.table_mut(table) {
            if lost.primary_key.is_some() {
                table.primary_key = lost.primary_key;
            }
            table.exclusions.extend(lost.exclusions);
            table.uniques.extend(lost.uniques);
            table.checks.extend(lost.checks);
            table.indexes.extend(lost.indexes);
        }
    }
}

fn take_members(table: &mut Table, name: &str) -> Lost {
    let speaks = |index: &mut Index| {
        index.predicate.as_ref().is_some_and(|predicate| mentions(&predicate.0, name))
            || index
                .parts
                .iter()
                .any(|part| matches!(&part.key, Key::Expression(text) if mentions(&text.0, name)))
    };
    Lost { indexes: table.indexes.extract_if(.., speaks).collect(), ..take_constraints(table, name) }
}

/// The checks and exclusions that speak of a name.
fn take_constraints(table: &mut Table, name: &str) -> Lost {
    let excludes = |exclusion: &mut Exclusion| mentions(&constraint::exclusion(exclusion), name);
    Lost {
        checks: table.checks.extract_if(.., |check| mentions(&check.expression.0, name)).collect(),
        exclusions: table.exclusions.extract_if(.., excludes).collect(),
        ..Lost::default()
    }
}
