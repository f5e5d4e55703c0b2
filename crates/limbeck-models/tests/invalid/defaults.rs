#[derive(limbeck::Table)]
pub struct Wrong {
    #[column(default = "now()")]
    pub a: DateTime<Utc>,
    #[column(default = "draft")]
    pub b: String,
    #[column(default = "now")]
    pub c: i32,
    #[column(default = "true")]
    pub d: i32,
    #[column(default = 1)]
    pub e: String,
    #[column(default = 1.5)]
    pub f: i32,
    #[column(default = "'x'")]
    pub g: bool,
    #[column(default = 1u8)]
    pub h: i32,
}
