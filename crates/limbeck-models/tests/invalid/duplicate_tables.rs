use limbeck::Table;

#[derive(Table)]
#[table(name = "users")]
pub struct User {
    pub id: i64,
}

mod other {
    #[derive(limbeck::Table)]
    pub struct Users {
        pub id: i64,
    }
}
