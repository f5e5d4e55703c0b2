//! The items of a module, put together as an entity.

use limbeck_catalog::{Aspects, ObjectName};
use limbeck_url::DialectName;
use syn::ext::IdentExt;
use syn::{Attribute, Expr, ExprLit, Ident, Item, ItemImpl, Lit};

use super::arms::arms;
use super::compact::{self, TableWords, set_auto, table_words};
use super::declared::{ActiveEnum, active_enum, json, value_type_of_enum, value_type_of_struct};
use super::entity::{Column, Entity, add_columns};
use super::expanded::{Variant, columns, result_of, string_of, trait_of, type_of, variants};
use super::relation::{Relation, relation_of_chain, relations_of_enum};
use crate::model::{Model, ModelColumn, ModelTable, PortableType, Sql};
use crate::reader::attribute::{Errors, unknown};
use crate::reader::derived::derives_name;
use crate::reader::model_reader::{Found, ModelReader, Module};

/// SeaORM's entities.
pub(crate) struct SeaOrm;

impl ModelReader for SeaOrm {
    fn speaks_about(&self) -> Aspects {
        Model::aspects_of_seaorm()
    }

    fn read(&self, module: &Module<'_>) -> syn::Result<Found> {
        let mut errors = Errors::default();
        let mut parts = Parts::default();
        for item in module.items {
            errors.take(parts.add(item, module));
        }
        let Parts { found, .. } = &mut parts;
        let mut found = std::mem::take(found);
        found.entities.extend(errors.take(parts.entity(module)).flatten());
        errors.finish(found)
    }

    fn unknown_type_hint(&self, rust: &str) -> Option<String> {
        Some(format!(
            "name its type at the field, `#[sea_orm(column_type = \"Text\")]`, or for all fields in `limbeck.toml`: `[types]` \
             `{rust} = \"text\"`; an enum needs `DeriveActiveEnum`, a type around another `DeriveValueType`, in a file that `models` names"
        ))
    }

    /// On SQLite an enum is text of a type of its own, without a check.
    fn settle(&self, column: &mut ModelColumn) {
        if matches!(column.data_type, PortableType::Enum(_)) {
            let text = (DialectName::Sqlite, "enum_text".to_owned());
            column.sql_type = Some(Sql::PerDialect([text].into_iter().collect()));
        }
    }
}

/// What an entity is made of, as far as the module has shown it.
#[derive(Default)]
struct Parts {
    /// `Entity`, or `Model` in the compact format: where the table is said to be.
    ident: Option<Ident>,
    table: TableWords,
    /// In the compact format: columns, the primary key, relations.
    columns: Option<Vec<Column>>,
    primary_key: Vec<String>,
    relations: Vec<Relation>,
    /// In the expanded format: the variants of `Column`, and those of `PrimaryKey`.
    variants: Vec<Variant>,
    keys: Vec<Variant>,
    column_trait: Option<ItemImpl>,
    counts: Option<bool>,
    found: Found,
}

impl Parts {
    fn add(&mut self, item: &Item, module: &Module<'_>) -> syn::Result<()> {
        let context = &module.context;
        let derives = |attributes: &[Attribute], name: &str| derives_name(attributes, name, context.uses);
        let attributes_of = |attributes: &[Attribute], ident: &Ident| {
            context.cfg.attributes(attributes, &format!("`{ident}`"))
        };
        match item {
            Item::Struct(item) if derives(&item.attrs, "DeriveEntityModel") => {
                let Some(attributes) = attributes_of(&item.attrs, &item.ident)? else { return Ok(()) };
                let words = table_words(&attributes)?;
                let read = compact::read(item, &words, context)?;
                self.one_only(&item.ident)?;
                self.set_table(words);
                self.columns = Some(read.columns);
                self.primary_key = read.primary_key;
                self.relations.extend(read.relations);
            }
            Item::Struct(item) if derives(&item.attrs, "DeriveEntity") => {
                let Some(attributes) = attributes_of(&item.attrs, &item.ident)? else { return Ok(()) };
                let words = table_words(&attributes)?;
                self.set_table(words);
                self.ident.get_or_insert_with(|| item.ident.clone());
            }
            Item::Struct(item) if derives(&item.attrs, "DeriveValueType") => {
                let Some(attributes) = attributes_of(&item.attrs, &item.ident)? else { return Ok(()) };
                self.found.types.push(value_type_of_struct(item, &attributes, context)?);
            }
            Item::Struct(item) if derives(&item.attrs, "FromJsonQueryResult") => {
                self.found.types.extend(json(&item.ident, context));
            }
            Item::Enum(item) if derives(&item.attrs, "DeriveActiveEnum") => {
                let Some(attributes) = attributes_of(&item.attrs, &item.ident)? else { return Ok(()) };
                match active_enum(item, &attributes, context)? {
                    ActiveEnum::Enum(one) => self.found.enums.push(one),
                    ActiveEnum::Stored(one) => self.found.types.push(one),
                }
            }
            Item::Enum(item) if derives(&item.attrs, "DeriveValueType") => {
                let Some(attributes) = attributes_of(&item.attrs, &item.ident)? else { return Ok(()) };
                self.found.types.push(value_type_of_enum(item, &attributes, context)?);
            }
            Item::Enum(item) if derives(&item.attrs, "FromJsonQueryResult") => {
                self.found.types.extend(json(&item.ident, context));
            }
            Item::Enum(item) if derives(&item.attrs, "DeriveRelation") => {
                self.relations.extend(relations_of_enum(item, context)?);
            }
            Item::Enum(item) if derives(&item.attrs, "DeriveColumn") => {
                self.variants = variants(item, context)?;
            }
            Item::Enum(item) if derives(&item.attrs, "DerivePrimaryKey") => {
                self.keys = variants(item, context)?;
            }
            Item::Impl(item) => self.add_impl(item, module)?,
            _ => {}
        }
        Ok(())
    }

    fn add_impl(&mut self, item: &ItemImpl, module: &Module<'_>) -> syn::Result<()> {
        match trait_of(item).as_deref() {
            Some("EntityName") => {
                let text = |name| result_of(item, name).map(string_of).transpose().map(Option::flatten);
                let words = TableWords {
                    name: text("table_name")?,
                    schema: text("schema_name")?,
                    comment: text("comment")?,
                    ..TableWords::default()
                };
                // Who implements `EntityTrait` by hand derives nothing.
                if words.name.is_some() {
                    self.ident = self.ident.take().or_else(|| type_of(item).cloned());
                }
                self.set_table(words);
            }
            Some("ColumnTrait") => self.column_trait = Some(item.clone()),
            Some("PrimaryKeyTrait") => {
                self.counts = match result_of(item, "auto_increment") {
                    Some(Expr::Lit(ExprLit { lit: Lit::Bool(value), .. })) => Some(value.value()),
                    _ => None,
                };
            }
            Some("RelationTrait") => {
                // A relation may be said to be none: `_ => panic!("No RelationDef")`.
                for arm in arms(item, "def", &module.context)? {
                    if !matches!(arm.body, Expr::Macro(_)) {
                        self.relations.extend(relation_of_chain(arm.body, &module.context)?);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A module has one `Column` and one `Entity`, so it has one table.
    fn one_only(&mut self, ident: &Ident) -> syn::Result<()> {
        if self.columns.is_some() {
            let message = "a second entity in one module\nhint: SeaORM wants a module for each";
            return Err(syn::Error::new(ident.span(), message));
        }
        self.ident = Some(ident.clone());
        Ok(())
    }

    /// What is said in one place completes what is said in another.
    fn set_table(&mut self, words: TableWords) {
        self.table.name = self.table.name.take().or(words.name);
        self.table.schema = self.table.schema.take().or(words.schema);
        self.table.comment = self.table.comment.take().or(words.comment);
    }

    fn entity(self, module: &Module<'_>) -> syn::Result<Option<Entity>> {
        let Some(ident) = &self.ident else { return Ok(None) };
        let Some(name) = self.table.name else {
            return Err(syn::Error::new(
                ident.span(),
                "the entity has no table name\nhint: write `#[sea_orm(table_name = \"…\")]`",
            ));
        };
        let (columns, primary_key) = match (self.columns, &self.column_trait) {
            (Some(columns), _) => (columns, self.primary_key),
            (None, Some(item)) => {
                let mut columns = columns(item, &self.variants, &module.context)?;
                if columns.is_empty() {
                    return Err(without("columns", "Column", "DeriveColumn", ident));
                }
                if self.keys.is_empty() {
                    return Err(without("primary key", "PrimaryKey", "DerivePrimaryKey", ident));
                }
                let primary_key = keys(&self.keys, &columns)?;
                let counts = self.counts.unwrap_or(false) && primary_key.len() == 1;
                set_auto(&mut columns, &primary_key, counts);
                (columns, primary_key)
            }
            (None, None) => return Err(without("columns", "Column", "DeriveColumn", ident)),
        };
        let mut table = ModelTable {
            name: ObjectName { schema: self.table.schema, name },
            rust_name: Some(ident.unraw().to_string()),
            place: module.context.place(ident.span()),
            primary_key,
            comment: self.table.comment,
            ..ModelTable::default()
        };
        let variants = add_columns(&mut table, columns);
        Ok(Some(Entity {
            module: module.path.to_vec(),
            uses: module.context.uses.clone(),
            table,
            variants,
            relations: self.relations,
        }))
    }
}

/// The columns of the primary key: a variant of `PrimaryKey` is called like that of `Column`.
fn keys(variants: &[Variant], columns: &[Column]) -> syn::Result<Vec<String>> {
    let mut errors = Errors::default();
    let mut keys = Vec::new();
    for Variant { ident, .. } in variants {
        match columns.iter().find(|column| ident.unraw() == column.variant) {
            Some(column) => keys.push(column.column.name.clone()),
            None => {
                let known: Vec<_> = columns.iter().map(|column| column.variant.as_str()).collect();
                let message = unknown("column of the primary key", &ident.unraw().to_string(), &known);
                errors.push(syn::Error::new(ident.span(), message));
            }
        }
    }
    errors.finish(keys)
}

/// The error of an entity that lacks a part: taken as a table without it, it would cost the database that part.
fn without(what: &str, part: &str, derive: &str, entity: &Ident) -> syn::Error {
    let message = format!(
        "the entity has no {what} in its module: there is no `{part}` that Limbeck can read\n\
         hint: keep `Entity`, `Column` (`DeriveColumn`, `impl ColumnTrait`) and `PrimaryKey` (`DerivePrimaryKey`) in one \
         module; an `enum {part}` needs `#[derive({derive})]`"
    );
    syn::Error::new(entity.span(), message)
}
