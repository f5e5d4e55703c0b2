//! Every type that all servers have.

use crate::chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use crate::others::{BigDecimal, Decimal, Json, OffsetDateTime, PrimitiveDateTime, Timestamp, Uuid, Value};
use limbeck_macros::Table;
use std::borrow::Cow;

#[derive(Table)]
pub struct Everything {
    #[column(primary_key)]
    pub id: Uuid,
    pub small: i16,
    pub middle: i32,
    pub big: i64,
    pub single: f32,
    pub double: f64,
    pub flag: bool,
    pub text: String,
    #[column(length = 20)]
    pub short: String,
    pub borrowed: Cow<'static, str>,
    pub slice: &'static str,
    pub bytes: Vec<u8>,
    pub at: DateTime<Utc>,
    pub offset: OffsetDateTime,
    pub instant: Timestamp,
    pub local: NaiveDateTime,
    pub primitive: PrimitiveDateTime,
    pub day: NaiveDate,
    pub time: NaiveTime,
    #[column(precision = 12, scale = 2)]
    pub price: Decimal,
    #[column(precision = 30)]
    pub huge: BigDecimal,
    pub json: Value,
    pub typed: Json<Vec<String>>,
    pub maybe_json: Option<Json<Vec<String>>>,
    pub maybe: std::option::Option<String>,
    #[column(nullable)]
    pub null_in_disguise: i32,
    pub r#type: i32,
}
