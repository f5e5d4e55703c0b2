use limbeck::{Enum, Table};

#[derive(Enum)]
pub enum Status {
    A,
}

mod other {
    #[derive(limbeck::Enum)]
    #[enumeration(name = "other_status")]
    pub enum Status {
        B,
    }
}

#[derive(Table)]
pub struct User {
    pub status: Status,
}
