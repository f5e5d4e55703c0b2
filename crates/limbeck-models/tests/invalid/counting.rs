use limbeck::Table;

#[derive(Table)]
pub struct Thing {
    #[column(primary_key)]
    pub a: i32,
    #[column(auto)]
    pub b: i32,
    #[column(auto)]
    pub c: String,
}
