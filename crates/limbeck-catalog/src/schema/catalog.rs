//! The whole of a database's schema.

use limbeck_url::DialectName;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::aspect::Aspects;
use super::grant::Grant;
use super::name::ObjectName;
use super::object::{Extension, Routine, Schema, Sequence, UserType, View};
use super::table::Table;

/// What a database holds, in the canonical spelling of one dialect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// The dialect.
    #[serde(serialize_with = "write_dialect", deserialize_with = "read_dialect")]
    pub dialect: DialectName,
    /// What this catalog states; what is not in it is unknown, not absent.
    #[serde(default)]
    pub speaks_about: Aspects,
    /// Schemas.
    #[serde(default)]
    pub schemas: Vec<Schema>,
    /// Extensions.
    #[serde(default)]
    pub extensions: Vec<Extension>,
    /// Enums, domains, composites, ranges.
    #[serde(default)]
    pub types: Vec<UserType>,
    /// Sequences.
    #[serde(default)]
    pub sequences: Vec<Sequence>,
    /// Tables.
    #[serde(default)]
    pub tables: Vec<Table>,
    /// Views.
    #[serde(default)]
    pub views: Vec<View>,
    /// Functions, procedures, events.
    #[serde(default)]
    pub routines: Vec<Routine>,
    /// Who may do what, beside owners and the server's defaults.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<Grant>,
    /// Objects of kinds that are not read, in words: they are told of, and never compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<String>,
}

impl Catalog {
    /// A catalog that states everything and holds nothing.
    #[must_use]
    pub fn empty(dialect: DialectName) -> Self {
        Self {
            dialect,
            speaks_about: Aspects::all(),
            schemas: Vec::new(),
            extensions: Vec::new(),
            types: Vec::new(),
            sequences: Vec::new(),
            tables: Vec::new(),
            views: Vec::new(),
            routines: Vec::new(),
            grants: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// The table of exactly this name.
    #[must_use]
    pub fn table(&self, name: &ObjectName) -> Option<&Table> {
        self.tables.iter().find(|table| &table.name == name)
    }

    /// The view of exactly this name.
    #[must_use]
    pub fn view(&self, name: &ObjectName) -> Option<&View> {
        self.views.iter().find(|view| &view.name == name)
    }

    /// Every schema that is in it or that a name in it is of, beside the connection's own, sorted.
    pub fn schema_names(&self) -> impl Iterator<Item = &str> {
        let objects = (self.types.iter().map(|one| &one.name))
            .chain(self.sequences.iter().map(|one| &one.name))
            .chain(self.tables.iter().map(|one| &one.name))
            .chain(self.views.iter().map(|one| &one.name))
            .chain(self.routines.iter().map(|one| &one.name));
        let mut names: Vec<&str> = (self.schemas.iter().map(|schema| schema.name.as_str()))
            .chain(objects.filter_map(|name| name.schema.as_deref()))
            .collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.schemas.is_empty()
            && self.extensions.is_empty()
            && self.types.is_empty()
            && self.sequences.is_empty()
            && self.tables.is_empty()
            && self.views.is_empty()
            && self.routines.is_empty()
    }

    /// The same catalog with every list that has no order of its own sorted by name, so that two equal catalogs print the same.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.schemas.sort_by(|a, b| a.name.cmp(&b.name));
        self.extensions.sort_by(|a, b| a.name.cmp(&b.name));
        self.types.sort_by(|a, b| a.name.cmp(&b.name));
        self.sequences.sort_by(|a, b| a.name.cmp(&b.name));
        self.tables.sort_by(|a, b| a.name.cmp(&b.name));
        self.views.sort_by(|a, b| a.name.cmp(&b.name));
        self.routines.sort_by(|a, b| (&a.name, &a.arguments).cmp(&(&b.name, &b.arguments)));
        self.grants.sort_by(|a, b| {
            let key = |grant: &Grant| {
                (
                    grant.object.clone(),
                    grant.on.clone(),
                    grant.arguments.clone(),
                    grant.column.clone(),
                    grant.grantee.clone(),
                )
            };
            (key(a), a.grantable).cmp(&(key(b), b.grantable))
        });
        for table in &mut self.tables {
            table.indexes.sort_by(|a, b| a.name.cmp(&b.name));
            table.triggers.sort_by(|a, b| a.name.cmp(&b.name));
            table.policies.sort_by(|a, b| a.name.cmp(&b.name));
        }
        for view in &mut self.views {
            view.triggers.sort_by(|a, b| a.name.cmp(&b.name));
        }
        self
    }
}

fn write_dialect<S: Serializer>(dialect: &DialectName, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(dialect.as_str())
}

fn read_dialect<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DialectName, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}
