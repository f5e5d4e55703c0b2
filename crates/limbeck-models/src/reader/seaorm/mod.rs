//! Entities of SeaORM, in its three formats: compact (`DeriveEntityModel`), dense (`#[sea_orm::model]`, relations as fields) and expanded
//! (`ColumnTrait`, `RelationTrait` by hand).
//!
//! Rules are those of `sea-orm-macros` 2.0 (what the attributes mean), `sea-orm` 2.0 (`schema/entity.rs`: what an entity creates) and
//! `sea-query` 1.0 (`backend/*/table.rs`: what a type is called on each server).

mod arms;
mod attribute;
mod column_type;
mod compact;
mod declared;
mod default;
mod entity;
mod expanded;
mod reader;
mod relation;
mod resolve;
mod rust_type;

pub(crate) use entity::Entity;
pub(crate) use reader::SeaOrm;
pub(crate) use resolve::relations;
