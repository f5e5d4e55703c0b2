#[derive(limbeck::Table)]
pub struct User {
    #[column(references = "teams.")]
    pub a: i64,
    #[column(references = "teams(id, part)")]
    pub b: i64,
}
