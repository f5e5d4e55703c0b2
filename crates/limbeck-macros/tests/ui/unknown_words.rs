extern crate limbeck_models as limbeck;

#[derive(limbeck_macros::Table)]
#[table(nam = "users")]
#[index(columns(emial))]
struct User {
    #[column(primarykey)]
    id: i64,
    #[column(lenght = 20)]
    email: String,
}

fn main() {}
