extern crate limbeck_models as limbeck;

#[derive(limbeck_macros::Table)]
struct Tuple(i64);

#[derive(limbeck_macros::Table)]
struct Generic<T> {
    id: T,
}

#[derive(limbeck_macros::Table)]
enum NoTable {
    A,
}

#[derive(limbeck_macros::Enum)]
enum Fields {
    A(i32),
}

#[derive(limbeck_macros::Enum)]
struct NoEnum;

fn main() {}
