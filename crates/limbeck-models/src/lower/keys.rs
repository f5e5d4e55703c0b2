//! Primary keys, unique keys, checks, indexes, and their names.

use limbeck_catalog::{Check, ForeignKey, Index, Key, KeyPart, PrimaryKey, Table, Unique};

use super::expression::{columns_spoken_of, expression};
use super::index_words::words;
use super::names::{Names, check_length};
use super::naming::fill;
use super::table::Lowering;
use super::target::Unfit;
use crate::model::{ModelCheck, ModelIndex, ModelTable, Place};

/// The names within one table.
struct TableNames {
    /// Of keys, where each table has its own.
    keys: Names,
    /// Of foreign keys and checks.
    constraints: Names,
}

impl<'a> Lowering<'a> {
    /// All keys, checks and indexes of a table. The order is the server's own, so that names that must be made different are made so alike.
    pub(crate) fn keys(&mut self, table: &'a ModelTable, lowered: &mut Table) {
        let mut names = TableNames { keys: Names::default(), constraints: Names::default() };
        self.take_given_names_of(table, &mut names);
        for check in &table.checks {
            let check = self.check(table, check, &mut names);
            lowered.checks.push(check);
        }
        lowered.primary_key = self.primary_key(table, &mut names);
        for unique in &table.uniques {
            let columns: Vec<_> = unique.columns.iter().map(String::as_str).collect();
            let default = self.target.unique_name(&table.name.name, &columns);
            let made = self.template(self.options.naming.unique.as_deref(), table, &columns, "").or(default);
            let name =
                self.key_name(table, unique.name.clone(), made, &mut names, ("unique key", &unique.place));
            let parts = unique.columns.iter().map(KeyPart::column).collect();
            lowered.uniques.push(Unique { name, parts, ..Unique::default() });
        }
        for index in self.indexes_here(table).collect::<Vec<_>>() {
            let index = self.index(table, index, &mut names);
            lowered.indexes.push(index);
        }
        for key in &table.foreign_keys {
            let columns: Vec<_> = key.columns.iter().map(String::as_str).collect();
            let default = self.target.foreign_key_name(&table.name.name, &columns);
            let template = self.options.naming.foreign_key.as_deref();
            let made = self.template(template, table, &columns, &key.referred_table.name).or(default);
            let name =
                key.name.clone().or_else(|| made.map(|made| names.constraints.take_free(made, self.target)));
            self.check_name_length("foreign key", name.as_deref(), table, &key.place);
            if let Some(foreign_key) = self.foreign_key(table, key) {
                lowered.foreign_keys.push(ForeignKey { name, ..foreign_key });
            }
        }
    }

    fn take_given_names_of(&mut self, table: &'a ModelTable, names: &mut TableNames) {
        if !self.target.index_names_are_global() {
            names.keys.take("primary");
            let uniques = table.uniques.iter().map(|unique| (&unique.name, &unique.place));
            let indexes: Vec<_> = self.indexes_here(table).map(|index| (&index.name, &index.place)).collect();
            for (name, place) in uniques.chain(indexes) {
                self.take_given(name.as_deref(), place, table, &mut names.keys);
            }
        }
        let checks = table.checks.iter().map(|check| (&check.name, &check.place));
        let foreign_keys = table.foreign_keys.iter().map(|key| (&key.name, &key.place));
        for (name, place) in checks.chain(foreign_keys) {
            self.take_given(name.as_deref(), place, table, &mut names.constraints);
        }
    }

    fn take_given(&mut self, name: Option<&str>, place: &Place, table: &'a ModelTable, names: &mut Names) {
        if let Some(name) = name
            && !names.take(name)
        {
            let unfit =
                Unfit::new(format!("the name `{name}` is taken already")).hint("give it another name");
            self.unfit(place, table, unfit);
        }
    }

    fn primary_key(&mut self, table: &'a ModelTable, names: &mut TableNames) -> Option<PrimaryKey> {
        if table.primary_key.is_empty() {
            return None;
        }
        let columns: Vec<_> = table.primary_key.iter().map(String::as_str).collect();
        let default = self.target.primary_key_name(&table.name.name);
        // Where the server keeps no name of its own, a template has nothing to name.
        let made = default.and_then(|default| {
            self.template(self.options.naming.primary_key.as_deref(), table, &columns, "").or(Some(default))
        });
        let name = self.key_name(table, None, made, names, ("primary key", &table.place));
        let parts = table.primary_key.iter().map(KeyPart::column).collect();
        Some(PrimaryKey { name, parts, ..PrimaryKey::default() })
    }

    fn check(&mut self, table: &'a ModelTable, check: &ModelCheck, names: &mut TableNames) -> Check {
        let dialect = self.target.dialect();
        let columns = columns_spoken_of(&check.expression, table, dialect);
        let default = self.target.check_name(&table.name.name, &columns);
        let made = self.template(self.options.naming.check.as_deref(), table, &columns, "").or(default);
        let name =
            check.name.clone().or_else(|| made.map(|made| names.constraints.take_free(made, self.target)));
        self.check_name_length("check", name.as_deref(), table, &check.place);
        Check { name, expression: expression(&check.expression, dialect), ..Check::default() }
    }

    fn index(&mut self, table: &'a ModelTable, index: &ModelIndex, names: &mut TableNames) -> Index {
        let (title, dialect) = (self.target.title(), self.target.dialect());
        let keep = "`dialects(…)` keeps an index to some servers";
        if index.predicate.is_some() && !self.target.has_partial_indexes() {
            let unfit = Unfit::new(format!("{title} has no partial indexes (`where`)")).hint(keep);
            self.unfit(&index.place, table, unfit);
        }
        if !index.include.is_empty() && !self.target.has_included_columns() {
            let unfit = Unfit::new(format!("{title} has no included columns (`include`)")).hint(keep);
            self.unfit(&index.place, table, unfit);
        }
        let method = match index.method.as_deref().map(|method| self.target.index_method(method)).transpose()
        {
            Ok(method) => method.flatten(),
            Err(unfit) => {
                self.unfit(&index.place, table, unfit);
                None
            }
        };
        let words = words(&index.parts);
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        let default = self.target.index_name(&table.name.name, &index.parts);
        let made = self.template(self.options.naming.index.as_deref(), table, &words, "").unwrap_or(default);
        let name = self.key_name(table, index.name.clone(), Some(made), names, ("index", &index.place));
        Index {
            name: name.unwrap_or_default(),
            unique: index.unique,
            parts: index
                .parts
                .iter()
                .map(|part| KeyPart {
                    descending: part.descending,
                    ..match &part.key {
                        Key::Column(name) => KeyPart::column(name),
                        Key::Expression(text) => {
                            KeyPart::expression(expression(text.as_str(), dialect).as_str())
                        }
                    }
                })
                .collect(),
            predicate: index.predicate.as_deref().map(|predicate| expression(predicate, dialect)),
            method,
            include: index.include.clone(),
            ..Index::default()
        }
    }

    /// The name of what the server keeps as an index: the one given, else the one made, made different where it is taken.
    fn key_name(
        &mut self,
        table: &'a ModelTable,
        given: Option<String>,
        made: Option<String>,
        names: &mut TableNames,
        (kind, place): (&str, &Place),
    ) -> Option<String> {
        let target = self.target;
        let taken = if target.index_names_are_global() { self.relations(table) } else { &mut names.keys };
        let name = given.or_else(|| made.map(|made| taken.take_free(made, target)));
        self.check_name_length(kind, name.as_deref(), table, place);
        name
    }

    fn template(
        &self,
        template: Option<&str>,
        table: &'a ModelTable,
        columns: &[&str],
        referred: &str,
    ) -> Option<String> {
        template.map(|template| fill(template, &table.name.name, columns, referred))
    }

    fn check_name_length(&mut self, kind: &str, name: Option<&str>, table: &'a ModelTable, place: &Place) {
        if let Some(Err(unfit)) = name.map(|name| check_length(kind, name, self.target)) {
            self.unfit(place, table, unfit);
        }
    }
}
