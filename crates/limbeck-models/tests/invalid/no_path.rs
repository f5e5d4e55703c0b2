use limbeck::Table;

#[derive(Table)]
#[index(columns(skipped, good))]
#[unique(columns(god))]
pub struct User {
    pub tuple: (i32, i32),
    pub array: [u8; 16],
    pub nested: Option<Option<String>>,
    pub pointer: fn() -> i32,
    #[column(skip)]
    pub skipped: Vec<(u8, u8)>,
    pub good: i32,
}

#[derive(Table)]
#[index(columns(skipped, good))]
pub struct Skipping {
    #[column(skip)]
    pub skipped: Vec<(u8, u8)>,
    pub good: i32,
}
