//! Defaults, portable and in SQL.

use crate::chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use crate::others::{Decimal, Value};
use limbeck_macros::Table;

#[derive(Table)]
pub struct Defaults {
    #[column(primary_key, default = 7)]
    pub id: i64,
    #[column(default = "now")]
    pub at: DateTime<Utc>,
    #[column(default = "now")]
    pub local: NaiveDateTime,
    #[column(default = "now")]
    pub day: NaiveDate,
    #[column(default = "now")]
    pub time: NaiveTime,
    #[column(default = true)]
    pub yes: bool,
    #[column(default = "false")]
    pub no: bool,
    #[column(default = -1)]
    pub minus: i32,
    #[column(default = "3000000000")]
    pub large: i64,
    #[column(default = 0.5)]
    pub half: f64,
    #[column(default = -2.5, precision = 5, scale = 2)]
    pub exact: Decimal,
    #[column(default = "'it''s \\ here'")]
    pub text: String,
    #[column(default = "'x'", length = 3)]
    pub short: String,
    #[column(default_sql(postgresql = "'{}'::jsonb", mysql = "json_object()", mariadb = "json_object()"))]
    pub json: Option<Value>,
    #[column(default = "'a'", default_sql(postgresql = "upper('a')"))]
    pub both: String,
    #[column(default_sql = "1 + 1")]
    pub sum: i32,
}
