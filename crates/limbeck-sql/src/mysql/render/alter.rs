//! All changes of one table as one `ALTER TABLE`.

use std::collections::BTreeSet;

use limbeck_catalog::{
    Change, Check, Column, Index, Key, KeyPart, Member, Operation, Table, TableKind, Unique, keys,
};

use super::table::{
    WITHOUT_VERSIONING_CLAUSE, check, column_definition, index_definition, is_check_of, is_of_column,
    primary_key, table_option, table_options,
};
use crate::mysql::options::{COLLATION, SYSTEM_VERSIONING};
use crate::mysql::{Flavor, mentions, quoted, string_literal, types};

/// MariaDB refuses to change the columns of a versioned table as long as it is not said that its history stays, in the new shape.
pub(super) const KEEP_HISTORY: &str = "SET STATEMENT system_versioning_alter_history = KEEP FOR ";

/// What takes the partitions away; rows stay.
pub(super) const REMOVE_PARTITIONING: &str = "REMOVE PARTITIONING";

/// The clauses of a group, in the order in which they are written.
#[derive(Default)]
struct Clauses {
    drops: Vec<String>,
    columns: Vec<String>,
    keys: Vec<String>,
    checks: Vec<String>,
    options: Vec<String>,
    /// Columns that are exempt from a versioning that comes only now: it must be there before they can be.
    exempt: Vec<String>,
}

/// The statements that carry out `changes`, which turn `old` into `new`.
pub(super) fn statements(flavor: Flavor, changes: &[&Operation], old: &Table, new: &Table) -> Vec<String> {
    let mut clauses = Clauses::default();
    let is_versioned = |table: &Table| table.options.contains_key(SYSTEM_VERSIONING);
    let becomes_versioned = is_versioned(new) && !is_versioned(old);
    let remade = with_computed_from(altered_columns(changes, is_remade), new);
    let mut modified: BTreeSet<&str> = BTreeSet::new();
    for change in changes {
        match change {
            Operation::Column(member) => clauses.column(flavor, member, new, &remade),
            Operation::PrimaryKey(Member { change, .. }) => match change {
                Change::Drop(_) => clauses.drops.push("DROP PRIMARY KEY".to_owned()),
                Change::Create(key) => clauses.keys.push(format!("ADD {}", primary_key(key))),
                Change::Alter { to, .. } | Change::Rename { to, .. } => {
                    clauses.drops.push("DROP PRIMARY KEY".to_owned());
                    clauses.keys.push(format!("ADD {}", primary_key(to)));
                }
            },
            Operation::Index(Member { change, .. }) => clauses.index(flavor, change.clone()),
            Operation::Unique(Member { change, .. }) => clauses.index(flavor, unique_change(change)),
            Operation::Check(Member { change, .. }) => {
                let (gone, come) = match change {
                    Change::Create(check) => (None, Some(check)),
                    Change::Drop(check) => (Some(check), None),
                    Change::Alter { from, to } | Change::Rename { from, to } => (Some(from), Some(to)),
                };
                if let Some(gone) = gone.filter(|gone| !is_of_column(gone)) {
                    let name = gone.name.as_deref().unwrap_or_default();
                    clauses.drops.push(format!("DROP CONSTRAINT {}", quoted(name)));
                }
                if let Some(come) = come.filter(|come| !is_of_column(come)) {
                    clauses.checks.push(format!("ADD {}", check(come)));
                }
                for of_column in [gone, come].into_iter().flatten().filter(|one| is_of_column(one)) {
                    modified.extend(
                        new.columns
                            .iter()
                            .map(|column| &*column.name)
                            .filter(|name| is_check_of(of_column, name)),
                    );
                }
            }
            Operation::Table(Change::Alter { from, to }) => {
                if changes_collation(from, to) {
                    modified.extend(
                        new.columns.iter().filter(|column| inherits(column)).map(|column| &*column.name),
                    );
                }
                clauses.options(from, to);
            }
            _ => {}
        }
    }
    let written: BTreeSet<&str> = changes.iter().filter_map(|change| written_column(change)).collect();
    for column in new.columns.iter().filter(|column| modified.contains(&*column.name)) {
        if !written.contains(&*column.name) && old.column(&column.name).is_some() {
            clauses.columns.push(format!("MODIFY COLUMN {}", column_definition(flavor, column, new)));
        }
    }
    let stays = |column: &&Column| {
        remade.contains(&*column.name)
            && !written.contains(&*column.name)
            && old.column(&column.name).is_some()
    };
    for column in new.columns.iter().filter(stays) {
        clauses.columns.push(format!("DROP COLUMN {}", quoted(&column.name)));
        clauses.columns.push(format!("ADD COLUMN {}", column_definition(flavor, column, new)));
    }
    let mut keyed = altered_columns(changes, spells_labels_out);
    keyed.extend(&remade);
    clauses.remake_keys(flavor, changes, new, &keyed);
    clauses.remake_checks(changes, new, &remade);
    if becomes_versioned {
        let is_exempt = |clause: &String| clause.contains(WITHOUT_VERSIONING_CLAUSE);
        (clauses.exempt, clauses.columns) = clauses.columns.into_iter().partition(is_exempt);
    }
    let keeps = changes_columns(changes) && is_versioned(old);
    let mut statements = clauses.into_statements(flavor, &new.name.name, keeps);
    if let Some(partitioning) = Partitioning::of(changes) {
        partitioning.around(&mut statements, &new.name.name);
    }
    statements
}

/// Whether the column has the character set of its table.
pub(super) fn inherits(column: &Column) -> bool {
    column.collation.is_none() && types::is_text(&column.data_type)
}

pub(super) fn changes_collation(from: &Table, to: &Table) -> bool {
    [keys::CHARSET, COLLATION].iter().any(|key| from.options.get(*key) != to.options.get(*key))
}

/// A column that an operation writes anew.
fn written_column(change: &Operation) -> Option<&str> {
    match change {
        Operation::Column(Member {
            change: Change::Create(column) | Change::Alter { to: column, .. },
            ..
        }) => Some(&column.name),
        _ => None,
    }
}

/// The columns whose change is as `is_so` says.
fn altered_columns<'o>(
    changes: &[&'o Operation],
    is_so: impl Fn(&Column, &Column) -> bool,
) -> BTreeSet<&'o str> {
    changes
        .iter()
        .filter_map(|change| match change {
            Operation::Column(Member { change: Change::Alter { from, to }, .. }) if is_so(from, to) => {
                Some(&*from.name)
            }
            _ => None,
        })
        .collect()
}

/// Whether the change needs the column dropped and added again: VIRTUAL cannot be changed in place ("ALTER TABLE and Generated Columns"). Its indexes
/// lose it.
pub(super) fn is_remade(from: &Column, to: &Column) -> bool {
    let is_virtual = |column: &Column| column.generated.as_ref().is_some_and(|generated| !generated.stored);
    is_virtual(from) != is_virtual(to)
}

/// The columns and all that are computed from them, which cannot stay while those are dropped and added again.
fn with_computed_from<'o>(mut columns: BTreeSet<&'o str>, table: &'o Table) -> BTreeSet<&'o str> {
    if columns.is_empty() {
        return columns;
    }
    loop {
        let before = columns.len();
        for column in &table.columns {
            let computed = column.generated.as_ref().map(|generated| &generated.expression.0);
            if computed.is_some_and(|text| columns.iter().any(|name| mentions(text, name))) {
                columns.insert(&column.name);
            }
        }
        if columns.len() == before {
            return columns;
        }
    }
}

/// Whether the change makes a text of labels. A key over labels has their one or two bytes, and MySQL keeps that length: `varchar(20)` would be
/// unique by its first letter.
fn spells_labels_out(from: &Column, to: &Column) -> bool {
    types::is_of_labels(&from.data_type) && !types::is_of_labels(&to.data_type)
}

fn unique_change(change: &Change<Unique>) -> Change<Index> {
    let index = |unique: &Unique| Index {
        name: unique.name.clone().unwrap_or_default(),
        unique: true,
        parts: unique.parts.clone(),
        options: unique.options.clone(),
        comment: unique.comment.clone(),
        ..Index::default()
    };
    match change {
        Change::Create(unique) => Change::Create(index(unique)),
        Change::Drop(unique) => Change::Drop(index(unique)),
        Change::Alter { from, to } | Change::Rename { from, to } => {
            Change::Alter { from: index(from), to: index(to) }
        }
    }
}

impl Clauses {
    fn column(&mut self, flavor: Flavor, member: &Member<Column>, new: &Table, remade: &BTreeSet<&str>) {
        // The checks of a column are those it has when all changes of the group are done.
        let definition = |column: &Column| column_definition(flavor, column, new);
        match &member.change {
            Change::Create(column) => self.columns.push(format!("ADD COLUMN {}", definition(column))),
            Change::Drop(column) => self.columns.push(format!("DROP COLUMN {}", quoted(&column.name))),
            Change::Alter { from, to } if remade.contains(&*from.name) => {
                self.columns.push(format!("DROP COLUMN {}", quoted(&from.name)));
                self.columns.push(format!("ADD COLUMN {}", definition(to)));
            }
            Change::Alter { to, .. } => self.columns.push(format!("MODIFY COLUMN {}", definition(to))),
            Change::Rename { .. } => {}
        }
    }

    fn index(&mut self, flavor: Flavor, change: Change<Index>) {
        let (gone, come) = match change {
            Change::Create(index) => (None, Some(index)),
            Change::Drop(index) => (Some(index), None),
            Change::Alter { from, to } | Change::Rename { from, to } => (Some(from), Some(to)),
        };
        self.drops.extend(gone.map(|index| format!("DROP INDEX {}", quoted(&index.name))));
        self.keys.extend(come.map(|index| format!("ADD {}", index_definition(flavor, &index))));
    }

    /// Keys that stay, over columns of which they would lose something.
    fn remake_keys(&mut self, flavor: Flavor, changes: &[&Operation], new: &Table, columns: &BTreeSet<&str>) {
        let concerned = |parts: &[KeyPart]| {
            parts.iter().any(|part| match &part.key {
                Key::Column(name) => columns.contains(name.as_str()),
                Key::Expression(text) => columns.iter().any(|name| mentions(&text.0, name)),
            })
        };
        let created = |name: &str| {
            changes.iter().any(|change| {
                matches!(change, Operation::Index(Member { change: Change::Create(index), .. }) if index.name == name)
            })
        };
        let changes_primary_key = changes.iter().any(|change| matches!(change, Operation::PrimaryKey(_)));
        if let Some(key) =
            new.primary_key.as_ref().filter(|key| !changes_primary_key && concerned(&key.parts))
        {
            self.drops.push("DROP PRIMARY KEY".to_owned());
            self.keys.push(format!("ADD {}", primary_key(key)));
        }
        for index in new.indexes.iter().filter(|index| !created(&index.name) && concerned(&index.parts)) {
            self.drops.push(format!("DROP INDEX {}", quoted(&index.name)));
            self.keys.push(format!("ADD {}", index_definition(flavor, index)));
        }
    }

    /// Checks that stay, over columns that are dropped and added again.
    fn remake_checks(&mut self, changes: &[&Operation], new: &Table, columns: &BTreeSet<&str>) {
        let created = |name: &Option<String>| {
            changes.iter().any(|change| match change {
                Operation::Check(Member {
                    change: Change::Create(check) | Change::Alter { to: check, .. } | Change::Rename { to: check, .. },
                    ..
                }) => check.name == *name,
                _ => false,
            })
        };
        let concerned = |one: &&Check| {
            !is_of_column(one)
                && !created(&one.name)
                && columns.iter().any(|name| mentions(&one.expression.0, name))
        };
        for one in new.checks.iter().filter(concerned) {
            self.drops.push(format!("DROP CONSTRAINT {}", quoted(one.name.as_deref().unwrap_or_default())));
            self.checks.push(format!("ADD {}", check(one)));
        }
    }

    fn options(&mut self, from: &Table, to: &Table) {
        let mut changed = to.options.clone();
        changed.retain(|key, value| from.options.get(key) != Some(value));
        if changed.contains_key(COLLATION) || changed.contains_key(keys::CHARSET) {
            // One without the other would leave it to the server.
            for key in [keys::CHARSET, COLLATION] {
                if let Some(value) = to.options.get(key) {
                    changed.insert(key.to_owned(), value.clone());
                }
            }
        }
        let mut versioning = Vec::new();
        match (from.options.get(SYSTEM_VERSIONING), to.options.get(SYSTEM_VERSIONING)) {
            (None, Some(period)) => {
                if period.starts_with("PERIOD") {
                    versioning.push(format!("ADD {period}"));
                }
                versioning.push("ADD SYSTEM VERSIONING".to_owned());
            }
            (Some(_), None) => versioning.push("DROP SYSTEM VERSIONING".to_owned()),
            _ => {}
        }
        let mut written = table_options(&changed);
        let gone = from
            .options
            .keys()
            .filter(|key| !to.options.contains_key(*key) && key.as_str() != SYSTEM_VERSIONING);
        written.extend(gone.map(|key| table_option(key, without(key))));
        if from.comment != to.comment {
            written.push(format!("COMMENT={}", string_literal(to.comment.as_deref().unwrap_or_default())));
        }
        if !written.is_empty() {
            self.options.push(written.join(" "));
        }
        self.options.extend(versioning);
    }

    fn into_statements(self, flavor: Flavor, table: &str, keeps_history: bool) -> Vec<String> {
        let Self { drops, columns, mut keys, checks, options, exempt } = self;
        let alone = if flavor == Flavor::MySql { split_off_full_texts(&mut keys) } else { Vec::new() };
        let clauses = [drops, columns, keys, checks, options].concat();
        let history = if keeps_history { KEEP_HISTORY } else { "" };
        let mut statements = Vec::from_iter(alter_table(history, table, &clauses));
        statements.extend(alone.iter().filter_map(|key| alter_table("", table, std::slice::from_ref(key))));
        statements.extend(alter_table(KEEP_HISTORY, table, &exempt));
        statements
    }
}

/// Takes every full-text index after the first out of `keys`: "InnoDB presently supports one FULLTEXT index creation at a time".
fn split_off_full_texts(keys: &mut Vec<String>) -> Vec<String> {
    let mut first = true;
    let (stay, alone) = std::mem::take(keys)
        .into_iter()
        .partition(|key| !key.starts_with("ADD FULLTEXT ") || std::mem::take(&mut first));
    *keys = stay;
    alone
}

/// `ALTER TABLE` of several clauses.
pub(super) fn alter_table(before: &str, table: &str, clauses: &[String]) -> Option<String> {
    let table = quoted(table);
    match clauses {
        [] => None,
        [only] => Some(format!("{before}ALTER TABLE {table} {only}")),
        several => Some(format!("{before}ALTER TABLE {table}\n    {}", several.join(",\n    "))),
    }
}

fn changes_columns(changes: &[&Operation]) -> bool {
    changes.iter().any(|change| matches!(change, Operation::Column(_)))
}

/// What a setting is when nobody sets it.
fn without(key: &str) -> &'static str {
    match key {
        "key_block_size" | "max_rows" | "min_rows" | "avg_row_length" | "checksum" | "delay_key_write" => "0",
        "encryption" => "'N'",
        "connection" | "compression" => "''",
        _ => "DEFAULT",
    }
}

/// How the partitions of a table change.
struct Partitioning<'o> {
    was_partitioned: bool,
    /// `None`: the table has none any more.
    by: Option<&'o str>,
}

impl<'o> Partitioning<'o> {
    fn of(changes: &[&'o Operation]) -> Option<Self> {
        changes.iter().find_map(|change| match change {
            Operation::Table(Change::Alter { from, to }) if from.kind != to.kind => Some(Self {
                was_partitioned: matches!(from.kind, TableKind::Partitioned(_)),
                by: match &to.kind {
                    TableKind::Partitioned(partitions) => Some(partitions),
                    _ => None,
                },
            }),
            _ => None,
        })
    }

    /// Partitions are made and taken away by statements of their own; rows move to where they belong.
    ///
    /// The old partitions need other keys and columns than the new ones: what else changes is done while there are none.
    fn around(&self, statements: &mut Vec<String>, table: &str) {
        let table = quoted(table);
        let is_in_between = self.by.is_some() && !statements.is_empty();
        if self.was_partitioned && (self.by.is_none() || is_in_between) {
            statements.insert(0, format!("ALTER TABLE {table} {REMOVE_PARTITIONING}"));
        }
        statements.extend(self.by.map(|by| format!("ALTER TABLE {table} PARTITION BY {by}")));
    }
}
