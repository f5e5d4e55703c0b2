#[derive(limbeck::Table)]
#[table(nam = "users", enginge = "InnoDB")]
#[index(colums(id))]
#[unique(columns(id, emial))]
#[foreign_key(columns(id), references = "teams.id", on_delete = "casacde")]
pub struct User {
    #[column(primarykey)]
    pub id: i64,
    #[column(lenght = 20)]
    pub email: String,
    #[column(frobnicate)]
    pub name: String,
    #[column(type(postgres = "text"))]
    pub bio: String,
    #[column(unique, unique)]
    pub twice: i32,
}
