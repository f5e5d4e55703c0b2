#[derive(limbeck::Table)]
#[foreign_key(columns(a, b), references = "teams.id")]
#[foreign_key(columns(a))]
#[unique(columns(a, a))]
#[index(unique)]
#[unique(columns(a desc))]
pub struct Wrong {
    #[column(primary_key)]
    pub id: Option<i64>,
    #[column(length = 3)]
    pub a: i32,
    #[column(precision = 3)]
    pub b: String,
    #[column(precision = 3, scale = 4)]
    pub c: Decimal,
    #[column(scale = 4)]
    pub d: Decimal,
    #[column(type = "varchar(3)", length = 3)]
    pub e: String,
    #[column(stored)]
    pub f: i32,
    #[column(on_delete = "cascade")]
    pub g: i32,
    #[column(generated = "a + 1", default = 1)]
    pub h: i32,
    #[column(default = 1, default_sql = "2")]
    pub i: i32,
    #[column(auto, default = 1)]
    pub j: i32,
    #[column(length = 0)]
    pub k: String,
    #[column(name = "")]
    pub l: String,
}
