//! Every word that an entity in the compact format has for the schema.

use super::status::Status;
use super::types::{Settings, Slug};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(column_name = "mail", unique, renamed_from = "email")]
    pub e_mail: String,
    #[sea_orm(indexed)]
    pub team_id: Option<i32>,
    #[sea_orm(unique_key = "region_number")]
    pub region: String,
    #[sea_orm(unique_key = "region_number")]
    pub number: u32,
    #[sea_orm(default_value = 7)]
    pub level: i16,
    #[sea_orm(default_value = "it's new")]
    pub state: String,
    #[sea_orm(default_value = true)]
    pub r#active: bool,
    #[sea_orm(default_expr = "Expr::current_timestamp()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "Text", default_expr = "Expr::cust(\"lower('A')\")", nullable)]
    pub note: String,
    #[sea_orm(column_type = "Decimal(Some((12, 2)))", extra = "CHECK (price > 0)")]
    pub price: Decimal,
    #[sea_orm(extra = "COLLATE NOCASE")]
    pub nickname: Option<String>,
    pub status: Status,
    pub slug: Slug,
    pub settings: Settings,
    #[sea_orm(select_as = "text", save_as = "citext", column_type = "custom(\"citext\")")]
    pub alias: String,
    /// `enum_name` names the variant, and the column with it …
    #[sea_orm(enum_name = "Kind")]
    pub r#type: String,
    /// … but not where something else names the column.
    #[sea_orm(enum_name = "Rank", column_name = "grade")]
    pub order: i32,
    #[sea_orm(enum_name = "Other")]
    pub _hidden: i32,
    #[sea_orm(ignore)]
    pub rendered: Vec<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::team::Entity",
        from = "Column::TeamId",
        to = "super::team::Column::Id",
        on_update = "Cascade",
        on_delete = "SetNull"
    )]
    Team,
    #[sea_orm(has_one = "super::profile::Entity")]
    Profile,
}

impl Related<super::team::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Team.def()
    }
}

impl Related<super::profile::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Profile.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
