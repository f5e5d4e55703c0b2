#[derive(limbeck::Table)]
pub struct Counter {
    pub value: u32,
}
