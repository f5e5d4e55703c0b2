//! Keys over several columns, names given and made, checks, partial indexes, deferrable foreign keys.

use limbeck_macros::Table;

#[derive(Table)]
#[table(name = "parts", check("quantity > 0"), check(sane_price, "price < 1000 AND quantity < 1000"))]
#[unique(columns(order_id, position), name = "one_part_a_position")]
#[unique(columns(sku, order_id))]
#[index(columns(sku desc, price asc))]
#[index(columns(sku), where = "price > 100", unique, dialects(postgresql, sqlite))]
#[index(columns(sku), unique, dialects(mysql, mariadb))]
#[index(expression = "lower(sku)", dialects(postgresql, sqlite))]
#[foreign_key(columns(order_id, position), references = "positions(order_id, number)", on_update = "cascade")]
pub struct Part {
    #[column(primary_key)]
    pub order_id: i64,
    #[column(primary_key)]
    pub part: i32,
    pub position: i32,
    #[column(name = "sku")]
    pub article: String,
    #[column(check = "price >= 0")]
    pub price: i32,
    pub quantity: i32,
    #[column(generated = "price * quantity", stored)]
    pub total: i32,
}

#[derive(Table)]
#[table(name = "positions")]
pub struct Position {
    #[column(primary_key)]
    pub order_id: i64,
    #[column(primary_key)]
    pub number: i32,
    #[column(references = "positions_parents.code", on_delete = "restrict")]
    pub parent: Option<String>,
    #[column(references = "positions_parents", on_delete = "no action")]
    pub other_parent: Option<i64>,
}

/// Its primary key points elsewhere: its values come from there, so it does not count up.
#[derive(Table)]
#[table(name = "positions_parents")]
#[foreign_key(columns(id), references = "counted.id")]
pub struct Parent {
    #[column(primary_key)]
    pub id: i64,
    #[column(unique)]
    pub code: String,
}

#[derive(Table)]
pub struct Counted {
    #[column(primary_key)]
    pub id: i16,
}

/// Names that the server would cut, and names that are taken.
#[derive(Table)]
#[table(name = "a_table_with_a_name_so_long_that_no_other_fits_beside_it")]
pub struct Long {
    #[column(primary_key)]
    pub id: i64,
    #[column(unique)]
    pub a_column_with_a_long_name_as_well: i32,
}
