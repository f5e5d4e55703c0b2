use limbeck::{Enum, Table};

#[derive(Enum)]
pub enum Color {
    Red,
    Green,
}

#[derive(Table)]
pub struct Thing {
    #[column(default = "'red'")]
    pub color: Color,
}
