use limbeck::{Enum, Table};

#[derive(Table)]
#[unique(columns(b))]
#[unique(columns(id))]
#[index(columns(b))]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(name = "id")]
    pub a: i64,
    #[column(unique, index)]
    pub b: i64,
}

#[derive(Enum)]
pub enum Color {
    Red,
    #[value("Red")]
    Rouge,
    Mixed(i32),
}
