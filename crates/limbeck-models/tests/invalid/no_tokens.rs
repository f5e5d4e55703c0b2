#[derive(limbeck::Table)]
struct Thing {
    id: i64,
    name: "open,
}
