use limbeck::Table;

#[derive(Table)]
#[table(strict)]
#[index(columns(a), where = "a > 0")]
#[index(columns(b), include(a))]
#[index(columns(c), using = "rtree")]
pub struct Thing {
    pub a: i32,
    pub b: i64,
    #[column(precision = 3)]
    pub c: Decimal,
}
