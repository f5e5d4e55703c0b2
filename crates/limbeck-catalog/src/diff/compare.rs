//! The walk over two catalogs.

use std::collections::BTreeMap;

use super::judge::{Judge, TextQuestion};
use super::member::{Pairs, pair_by_name};
use super::options::{DiffOptions, Note};
use crate::dialect::{Dialect, TextKind};
use crate::operation::{Change, Member, ObjectKind, ObjectRef, Operation};
use crate::schema::{Aspect, Aspects, Catalog, DataType, Grant, ObjectName, Table};

/// Positions of tables, by schema and folded name.
pub(super) type Places = BTreeMap<(Option<String>, String), usize>;

/// One comparison under way: what it compares, and what it has found so far.
pub(super) struct Comparison<'a> {
    /// The actual catalog, with the renames that have been decided already applied.
    pub(super) actual: Catalog,
    /// Where its tables are, as long as renames are looked for.
    pub(super) places: Places,
    pub(super) desired: &'a Catalog,
    pub(super) aspects: Aspects,
    pub(super) dialect: &'a dyn Dialect,
    pub(super) options: &'a DiffOptions,
    judge: &'a dyn Judge,
    pub(super) operations: Vec<Operation>,
    notes: Vec<Note>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(
        actual: &Catalog,
        desired: &'a Catalog,
        dialect: &'a dyn Dialect,
        options: &'a DiffOptions,
        judge: &'a dyn Judge,
    ) -> Self {
        Self {
            actual: actual.clone(),
            places: Places::new(),
            desired,
            aspects: desired.speaks_about.intersection(&actual.speaks_about),
            dialect,
            options,
            judge,
            operations: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn run(mut self) -> (Vec<Operation>, Vec<Note>) {
        self.places = self.places_of_tables();
        self.renames();
        // The walk reads the actual catalog while it writes operations down: it takes the catalog out of the way for that time.
        let actual = std::mem::replace(&mut self.actual, Catalog::empty(self.dialect.name()));
        self.database_objects(&actual);
        if self.speaks(Aspect::Table) {
            self.tables(&actual);
        }
        if self.speaks(Aspect::View) {
            self.views(&actual);
        }
        if self.options.grants && self.speaks(Aspect::Grant) {
            self.grants(&actual);
        }
        (self.operations, self.notes)
    }

    pub(super) fn speaks(&self, aspect: Aspect) -> bool {
        self.aspects.contains(aspect)
    }

    /// Whether the source states what the comment is, or that there is none.
    pub(super) fn speaks_of_comment(&self, desired: Option<&String>) -> bool {
        self.speaks(Aspect::Comment) || desired.is_some() && self.speaks(Aspect::GivenComment)
    }

    /// Whether two texts are the same: as spelled, by the dialect's tokens, or by the server's word.
    pub(super) fn same_text(&self, place: Place<'_>, kind: TextKind, actual: &str, desired: &str) -> bool {
        actual == desired
            || self.dialect.same_text(kind, actual, desired)
            || self.judge.same(TextQuestion {
                kind,
                table: place.table.cloned(),
                name: place.name.map(str::to_owned),
                data_type: place.data_type.cloned(),
                actual: actual.to_owned(),
                desired: desired.to_owned(),
            })
    }

    pub(super) fn same_name(&self, a: &str, b: &str) -> bool {
        a == b || self.dialect.folds(a) == self.dialect.folds(b)
    }

    pub(super) fn same_object_name(&self, a: &ObjectName, b: &ObjectName) -> bool {
        self.dialect.folds_object(&a.name) == self.dialect.folds_object(&b.name) && a.schema == b.schema
    }

    pub(super) fn folded(&self, name: &ObjectName) -> (Option<String>, String) {
        (name.schema.clone(), self.dialect.folds_object(&name.name).into_owned())
    }

    /// Whether an object that `desired` does not know goes. When it stays, that is noted.
    pub(super) fn drops_unknown(
        &mut self,
        kind: ObjectKind,
        table: Option<&ObjectName>,
        name: &ObjectName,
    ) -> bool {
        let created = self.options.created.contains(&(kind, self.dialect.folds(&name.name).into_owned()));
        if self.options.drop_unknown || created {
            return true;
        }
        self.notes.push(Note {
            object: ObjectRef {
                kind,
                schema: name.schema.clone(),
                table: table.map(|table| table.name.clone()),
                name: (!name.name.is_empty()).then(|| name.name.clone()),
            },
            reason: "is not in the models and no revision created it: left alone",
        });
        false
    }

    fn database_objects(&mut self, actual: &Catalog) {
        let desired = self.desired;
        if self.speaks(Aspect::Schema) {
            let pairs = pair_by_name(&actual.schemas, &desired.schemas, |schema| schema.name.clone());
            self.plain(pairs, ObjectKind::Schema, |schema| ObjectName::new(&*schema.name), Operation::Schema);
        }
        if self.speaks(Aspect::Extension) {
            let pairs =
                pair_by_name(&actual.extensions, &desired.extensions, |extension| extension.name.clone());
            self.plain(
                pairs,
                ObjectKind::Extension,
                |extension| ObjectName::new(&*extension.name),
                Operation::Extension,
            );
        }
        if self.speaks(Aspect::Type) {
            let mut pairs = pair_by_name(&actual.types, &desired.types, |user_type| user_type.name.clone());
            pairs.both.retain(|(before, after)| !self.same_type_definition(before, after));
            self.plain(pairs, ObjectKind::Type, |user_type| user_type.name.clone(), Operation::Type);
        }
        if self.speaks(Aspect::Sequence) {
            let pairs = pair_by_name(&actual.sequences, &desired.sequences, |sequence| sequence.name.clone());
            self.plain(pairs, ObjectKind::Sequence, |sequence| sequence.name.clone(), Operation::Sequence);
        }
        if self.speaks(Aspect::Routine) {
            let mut pairs = pair_by_name(&actual.routines, &desired.routines, |routine| {
                (routine.name.clone(), routine.arguments.clone())
            });
            pairs.both.retain(|(before, after)| {
                let place = Place::named(&before.name.name);
                before.comment != after.comment
                    || !self.same_text(place, TextKind::Routine, &before.definition.0, &after.definition.0)
            });
            self.plain(pairs, ObjectKind::Function, |routine| routine.name.clone(), Operation::Routine);
        }
    }

    /// Rights go with their object and are taken from it first all the same, so that the way back gives them again.
    fn grants(&mut self, actual: &Catalog) {
        let same =
            |list: &[Grant], grant: &Grant| list.iter().position(|other| other.is_about_the_same(grant));
        for grant in &self.desired.grants {
            match same(&actual.grants, grant).and_then(|place| actual.grants.get(place)) {
                None => self.operations.push(Operation::Grant(Change::Create(grant.clone()))),
                Some(from) if from.privileges != grant.privileges => {
                    let change = Change::Alter { from: from.clone(), to: grant.clone() };
                    self.operations.push(Operation::Grant(change));
                }
                Some(_) => {}
            }
        }
        for grant in &actual.grants {
            if same(&self.desired.grants, grant).is_none() {
                self.operations.push(Operation::Grant(Change::Drop(grant.clone())));
            }
        }
    }

    /// Objects that are compared as a whole.
    fn plain<T: Clone + PartialEq>(
        &mut self,
        pairs: Pairs<'_, T>,
        kind: ObjectKind,
        name: impl Fn(&T) -> ObjectName,
        operation: impl Fn(Change<T>) -> Operation,
    ) {
        for object in pairs.only_desired {
            self.operations.push(operation(Change::Create(object.clone())));
        }
        for (from, to) in pairs.both {
            if from != to {
                self.operations.push(operation(Change::Alter { from: from.clone(), to: to.clone() }));
            }
        }
        for object in pairs.only_actual {
            if self.drops_unknown(kind, None, &name(object)) {
                self.operations.push(operation(Change::Drop(object.clone())));
            }
        }
    }

    fn tables(&mut self, actual: &Catalog) {
        let desired = self.desired;
        let pairs = pair_by_name(&actual.tables, &desired.tables, |table| self.folded(&table.name));
        for table in pairs.only_desired {
            self.create_table(table);
        }
        for (before, after) in pairs.both {
            let whole = self.aspects.clone();
            if let Some(about_it) = &after.speaks_about {
                self.aspects = about_it.intersection(&whole);
            }
            self.table(before, after);
            self.aspects = whole;
        }
        for table in pairs.only_actual {
            if self.drops_unknown(ObjectKind::Table, None, &table.name) {
                self.drop_table(table);
            }
        }
    }

    fn create_table(&mut self, table: &Table) {
        let mut bare = table.clone();
        bare.renamed_from = None;
        bare.speaks_about = None;
        bare.columns.iter_mut().for_each(|column| column.renamed_from = None);
        for index in std::mem::take(&mut bare.indexes) {
            let change = Change::Create(index);
            self.operations.push(Operation::Index(Member { table: table.name.clone(), change }));
        }
        for trigger in std::mem::take(&mut bare.triggers) {
            let change = Change::Create(trigger);
            self.operations.push(Operation::Trigger(Member { table: table.name.clone(), change }));
        }
        for policy in std::mem::take(&mut bare.policies) {
            let change = Change::Create(policy);
            self.operations.push(Operation::Policy(Member { table: table.name.clone(), change }));
        }
        if self.dialect.adds_foreign_keys_later() {
            for key in std::mem::take(&mut bare.foreign_keys) {
                let change = Change::Create(key);
                self.operations.push(Operation::ForeignKey(Member { table: table.name.clone(), change }));
            }
        }
        self.operations.push(Operation::Table(Change::Create(bare)));
    }

    fn drop_table(&mut self, table: &Table) {
        let mut bare = table.clone();
        for trigger in std::mem::take(&mut bare.triggers) {
            let change = Change::Drop(trigger);
            self.operations.push(Operation::Trigger(Member { table: table.name.clone(), change }));
        }
        if self.dialect.adds_foreign_keys_later() {
            for key in std::mem::take(&mut bare.foreign_keys) {
                let change = Change::Drop(key);
                self.operations.push(Operation::ForeignKey(Member { table: table.name.clone(), change }));
            }
        }
        self.operations.push(Operation::Table(Change::Drop(bare)));
    }
}

/// Where a text stands, for the question about it.
#[derive(Clone, Copy, Default)]
pub(super) struct Place<'a> {
    pub(super) table: Option<&'a ObjectName>,
    pub(super) name: Option<&'a str>,
    pub(super) data_type: Option<&'a DataType>,
}

impl<'a> Place<'a> {
    fn named(name: &'a str) -> Self {
        Self { name: Some(name), ..Self::default() }
    }

    pub(super) fn of(table: &'a ObjectName, name: Option<&'a str>) -> Self {
        Self { table: Some(table), name, data_type: None }
    }
}
