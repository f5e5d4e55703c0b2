//! What each Rust type is to SeaORM.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "everything")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub tiny: i8,
    pub small: i16,
    pub int: i32,
    pub big: i64,
    pub utiny: u8,
    pub usmall: u16,
    pub uint: u32,
    pub ubig: u64,
    pub float: f32,
    pub double: f64,
    pub flag: bool,
    pub text: Option<String>,
    pub bytes: Vec<u8>,
    pub date: Date,
    pub time: Time,
    pub date_time: DateTime,
    pub in_utc: DateTimeUtc,
    pub with_zone: DateTimeWithTimeZone,
    pub of_chrono: chrono::DateTime<chrono::Utc>,
    pub naive: chrono::NaiveDateTime,
    pub of_time: TimeDateTimeWithTimeZone,
    pub unix: ChronoUnixTimestamp,
    pub uuid: Uuid,
    pub text_uuid: TextUuid,
    pub json: Json,
    pub decimal: Decimal,
    pub kind: Kind,
    #[sea_orm(column_type = "JsonBinary")]
    pub binary_json: Json,
    #[sea_orm(column_type = "Binary(16)")]
    pub hash: Vec<u8>,
    #[sea_orm(column_type = "Timestamp")]
    pub stamp: DateTime,
    pub user: UserId,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i32", db_type = "Integer")]
pub enum Kind {
    #[sea_orm(num_value = 0)]
    Plain,
    #[sea_orm(num_value = 1)]
    Special,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
