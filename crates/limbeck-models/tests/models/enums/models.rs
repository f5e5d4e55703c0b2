//! Enums, with values as written, renamed, in another case; and a type that `use` renames.

use limbeck_macros::{Enum, Table};

pub mod inner {
    use limbeck_macros::Enum;

    #[derive(Enum)]
    #[enumeration(name = "order_status", rename_all = "snake_case", comment = "How far it is")]
    pub enum OrderStatus {
        Draft,
        InTransit,
        #[value("it's here", renamed_from = "arrived")]
        Arrived,
    }
}
use inner::OrderStatus as State;

#[derive(Enum)]
pub enum Color {
    Red,
    #[value("GREEN")]
    Green,
}

/// Nothing uses it, so the database does not need it.
#[derive(Enum)]
pub enum Unused {
    One,
}

#[derive(Table)]
#[table(name = "orders")]
pub struct Order {
    #[column(primary_key)]
    pub id: i64,
    #[column(default = "'draft'")]
    pub status: State,
    pub color: Option<Color>,
    #[column(name = "second color")]
    pub second: Option<Color>,
}
