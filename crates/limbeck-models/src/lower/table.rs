//! One table after the other.

use std::collections::BTreeMap;

use limbeck_catalog::{Aspect, Aspects, Catalog, Table, UserType, UserTypeKind};

use super::LowerOptions;
use super::names::{Names, check_length};
use super::target::{Target, Unfit};
use crate::error::ModelError;
use crate::model::{Model, ModelTable, Place};

/// The lowering of one model.
pub(crate) struct Lowering<'a> {
    pub(crate) model: &'a Model,
    pub(crate) target: &'static dyn Target,
    pub(crate) options: &'a LowerOptions,
    pub(crate) errors: Vec<ModelError>,
    /// Names of tables, and of indexes where those are global, in each schema.
    relations: BTreeMap<Option<&'a str>, Names>,
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(model: &'a Model, target: &'static dyn Target, options: &'a LowerOptions) -> Self {
        Self { model, target, options, errors: Vec::new(), relations: BTreeMap::new() }
    }

    /// Lowers everything.
    pub(crate) fn run(mut self) -> Result<Catalog, Vec<ModelError>> {
        if let Err(error) = self.options.naming.check() {
            self.errors.push(ModelError::declaration(&Place::default(), error.to_string()));
        }
        let mut catalog = Catalog::empty(self.target.dialect());
        if self.target.has_enum_types() {
            catalog.types = self.enum_types();
        }
        for table in &self.model.tables {
            self.relations(table).take(&table.name.name);
        }
        self.take_given_names();
        for table in &self.model.tables {
            let lowered = self.table(table);
            catalog.tables.push(lowered);
        }
        let given = catalog.tables.iter().any(|table| !table.options.is_empty());
        catalog.speaks_about = self.speaks_about(&self.model.speaks_about, given);
        for (table, lowered) in self.model.tables.iter().zip(&mut catalog.tables) {
            lowered.speaks_about = table.speaks_about.as_ref().map(|stated| self.speaks_about(stated, given));
        }
        if self.errors.is_empty() { Ok(catalog.sorted()) } else { Err(self.errors) }
    }

    /// Names that somebody gave come before those that are made, wherever they stand.
    fn take_given_names(&mut self) {
        if !self.target.index_names_are_global() {
            return;
        }
        for table in &self.model.tables {
            let uniques = table.uniques.iter().map(|unique| (&unique.name, &unique.place));
            let indexes = self.indexes_here(table).map(|index| (&index.name, &index.place));
            for (name, place) in uniques.chain(indexes) {
                let Some(name) = name else { continue };
                if !self.relations(table).take(name) {
                    let message =
                        format!("the name `{name}` is taken already: indexes and tables share their names");
                    self.unfit(place, table, Unfit::new(message).hint("give it another name"));
                }
            }
        }
    }

    /// The names that are taken beside this table.
    pub(crate) fn relations(&mut self, table: &'a ModelTable) -> &mut Names {
        self.relations.entry(table.name.schema.as_deref()).or_default()
    }

    fn table(&mut self, table: &'a ModelTable) -> Table {
        let target = self.target;
        let mut lowered = Table::new(table.name.clone());
        if table.name.schema.is_some() && !target.has_schemas() {
            self.unfit(
                &table.place,
                table,
                Unfit::new(format!("{} has no schemas", target.title())).hint("take `schema = …` away"),
            );
        }
        if let Err(unfit) = check_length("table", &table.name.name, target) {
            self.unfit(&table.place, table, unfit);
        }
        for column in &table.columns {
            let (column, check) = self.column(table, column);
            lowered.columns.push(column);
            lowered.checks.extend(check);
        }
        self.keys(table, &mut lowered);
        lowered.options = target.table_options(&table.options);
        lowered.comment = table.comment.clone().filter(|_| target.has_comments());
        lowered.renamed_from = table.renamed_from.clone();
        lowered
    }

    fn enum_types(&self) -> Vec<UserType> {
        let enum_type = |one: &crate::model::ModelEnum| UserType {
            name: one.name.as_str().into(),
            kind: UserTypeKind::Enum { labels: one.values.iter().map(|value| value.label.clone()).collect() },
            comment: one.comment.clone(),
            depends_on: Vec::new(),
            renamed_from: one.renamed_from.clone(),
        };
        self.model.enums.iter().map(enum_type).collect()
    }

    /// What is stated on this dialect of what the source states. Storage parameters and engines are often set by somebody else: silence of
    /// the models about them is no wish to have them reset.
    fn speaks_about(&self, stated: &Aspects, options_are_given: bool) -> Aspects {
        let mut stated = Model::all_words().intersection(stated);
        if !options_are_given && !self.target.all_table_options_are_modelled() {
            stated = stated.without(Aspect::TableOption);
        }
        if !self.target.counting_up_is_modelled() {
            stated = stated.without(Aspect::Identity);
        }
        stated
    }

    /// Keeps the error of something in a table.
    pub(crate) fn unfit(&mut self, place: &Place, table: &ModelTable, unfit: Unfit) {
        let error = ModelError::declaration(place, format!("table `{}`: {}", table.name, unfit.message));
        self.errors.push(match unfit.hint {
            Some(hint) => error.with_hint(hint),
            None => error,
        });
    }

    /// The indexes that this dialect gets.
    pub(crate) fn indexes_here<'t>(
        &self,
        table: &'t ModelTable,
    ) -> impl Iterator<Item = &'t crate::model::ModelIndex> + use<'t> {
        let dialect = self.target.dialect();
        table
            .indexes
            .iter()
            .filter(move |index| index.dialects.is_empty() || index.dialects.contains(&dialect))
    }
}
