use limbeck::Table;

pub struct UserId(i64);
type Alias = i64;

#[derive(Table)]
pub struct User {
    #[column(primary_key)]
    pub id: UserId,
    pub alias: Alias,
    pub list: Vec<Alias>,
    pub wide: usize,
}
