//! All tables and enums of an application.

use limbeck_catalog::{Aspect, Aspects};
use serde::{Deserialize, Serialize};

use super::enums::ModelEnum;
use super::place::Place;
use super::table::ModelTable;

/// What the models of an application declare, in portable types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// What it states; what is not in it must be left alone.
    #[serde(default = "Model::aspects_of_derive")]
    pub speaks_about: Aspects,
    /// Enums, sorted by name.
    #[serde(default)]
    pub enums: Vec<ModelEnum>,
    /// Tables, sorted by name.
    #[serde(default)]
    pub tables: Vec<ModelTable>,
}

impl Model {
    /// What `#[derive(Table)]` can state. It has no words for views, triggers, policies, routines, free sequences, exclusion constraints,
    /// extensions and schemas: those belong to others.
    #[must_use]
    pub fn aspects_of_derive() -> Aspects {
        Self::derive_words().collect()
    }

    /// The same, one by one.
    pub(crate) fn derive_words() -> impl Iterator<Item = Aspect> {
        [
            Aspect::Table,
            Aspect::TableOption,
            Aspect::Column,
            Aspect::Default,
            Aspect::Generated,
            Aspect::Identity,
            Aspect::Collation,
            Aspect::PrimaryKey,
            Aspect::ForeignKey,
            Aspect::Unique,
            Aspect::Check,
            Aspect::Index,
            Aspect::Type,
            Aspect::Comment,
        ]
        .into_iter()
    }

    /// One model of many: what `metadata![User, Team]` does with what each [`Table::model`](crate::Table::model) returns.
    ///
    /// It states what all of them state. An enum that several of them use is kept once. Two different tables or enums of one name are
    /// kept both, and are the error of [`lower`](crate::lower), which names the two places.
    #[must_use]
    pub fn collect(models: impl IntoIterator<Item = Self>) -> Self {
        let mut models = models.into_iter();
        let Some(mut all) = models.next() else { return Self::default() };
        for model in models {
            all.speaks_about = all.speaks_about.intersection(&model.speaks_about);
            all.enums.extend(model.enums);
            all.tables.extend(model.tables);
        }
        all.sorted()
    }

    /// The same model with tables and enums sorted by name, and what stands in it twice from one and the same place kept once.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.tables.sort_by(|a, b| (&a.name, &a.place).cmp(&(&b.name, &b.place)));
        self.tables.dedup();
        self.enums.sort_by(|a, b| (&a.name, &a.place).cmp(&(&b.name, &b.place)));
        self.enums.dedup();
        self
    }

    /// The same model without the places: two models that say the same are then equal, wherever they were read.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        for table in &mut self.tables {
            table.place = Place::default();
            table.columns.iter_mut().for_each(|column| column.place = Place::default());
            table.foreign_keys.iter_mut().for_each(|key| key.place = Place::default());
            table.uniques.iter_mut().for_each(|unique| unique.place = Place::default());
            table.checks.iter_mut().for_each(|check| check.place = Place::default());
            table.indexes.iter_mut().for_each(|index| index.place = Place::default());
        }
        self.enums.iter_mut().for_each(|one| one.place = Place::default());
        self
    }

    /// Whether it declares nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty() && self.enums.is_empty()
    }
}

impl Default for Model {
    fn default() -> Self {
        Self { speaks_about: Self::aspects_of_derive(), enums: Vec::new(), tables: Vec::new() }
    }
}
