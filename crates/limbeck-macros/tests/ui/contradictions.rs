extern crate limbeck_models as limbeck;

#[derive(limbeck_macros::Table)]
struct User {
    #[column(primary_key)]
    id: Option<i64>,
    #[column(default = "now()")]
    email: String,
    #[column(name = "email")]
    other: (i32, i32),
}

fn main() {}
