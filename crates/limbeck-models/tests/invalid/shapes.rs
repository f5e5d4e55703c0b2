use limbeck::{Enum, Table};

#[derive(Table)]
pub struct Tuple(i64);

#[derive(Table)]
pub struct Unit;

#[derive(Table)]
pub struct Empty {}

#[derive(Table)]
pub struct Generic<'a, T> {
    pub id: T,
    pub name: &'a str,
}

#[derive(Enum)]
pub enum Nothing {}

#[derive(Enum)]
#[enumeration(rename_all = "snake")]
pub enum Case {
    A,
    #[value(3)]
    B,
    #[value("C", renamed = "D")]
    C,
}
