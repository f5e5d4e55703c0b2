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
        [
            Aspect::Table,
            Aspect::TableOption,
            Aspect::Column,
            Aspect::Default,
            Aspect::GivenDefault,
            Aspect::Generated,
            Aspect::Identity,
            Aspect::Collation,
            Aspect::PrimaryKey,
            Aspect::ForeignKey,
            Aspect::Unique,
            Aspect::Check,
            Aspect::Index,
            Aspect::PlainIndex,
            Aspect::Name,
            Aspect::Type,
            Aspect::Comment,
            Aspect::GivenComment,
        ]
        .into_iter()
        .collect()
    }

    /// What a SeaORM entity can state. The entities that `sea-orm-cli generate entity` writes carry neither defaults nor comments nor names
    /// of keys, so that what an entity leaves out is not said to be absent.
    #[must_use]
    pub fn aspects_of_seaorm() -> Aspects {
        [
            Aspect::Table,
            Aspect::Column,
            Aspect::GivenDefault,
            Aspect::Identity,
            Aspect::PrimaryKey,
            Aspect::ForeignKey,
            Aspect::Unique,
            Aspect::PlainIndex,
            Aspect::Type,
            Aspect::GivenComment,
        ]
        .into_iter()
        .collect()
    }

    /// What Diesel's `table!` states: columns and primary keys. `joinable!` says how tables are joined, not that there is a foreign key.
    #[must_use]
    pub fn aspects_of_diesel() -> Aspects {
        [Aspect::Table, Aspect::Column, Aspect::PrimaryKey].into_iter().collect()
    }

    /// All that models have words for.
    pub(crate) fn all_words() -> Aspects {
        Self::aspects_of_derive().union(&Self::aspects_of_seaorm()).union(&Self::aspects_of_diesel())
    }

    /// One model of many: what `metadata![User, Team]` does with what each [`Table::model`](crate::Table::model) returns.
    ///
    /// It states what any of them states; a table of one that states less keeps what that one states. An enum that several of them use is kept once. Two different tables or enums of one name are
    /// kept both, and are the error of [`lower`](crate::lower), which names the two places.
    #[must_use]
    pub fn collect(models: impl IntoIterator<Item = Self>) -> Self {
        let models: Vec<_> = models.into_iter().collect();
        let Some(whole) = models.iter().map(|model| model.speaks_about.clone()).reduce(|a, b| a.union(&b))
        else {
            return Self::default();
        };
        let mut all = Self { speaks_about: whole, enums: Vec::new(), tables: Vec::new() };
        for model in models {
            all.enums.extend(model.enums);
            all.tables.extend(model.tables.into_iter().map(|table| ModelTable {
                speaks_about:
                    table.speaks_about.or_else(|| {
                        (model.speaks_about != all.speaks_about).then(|| model.speaks_about.clone())
                    }),
                ..table
            }));
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
