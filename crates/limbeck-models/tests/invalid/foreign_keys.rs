use limbeck::Table;

#[derive(Table)]
#[table(name = "teams")]
pub struct Team {
    #[column(primary_key)]
    pub id: i64,
    pub name: String,
}

#[derive(Table)]
#[table(name = "keyless")]
pub struct Keyless {
    pub id: i64,
}

#[derive(Table)]
#[table(name = "users")]
#[foreign_key(columns(a, b), references = "teams")]
#[foreign_key(columns(a), references = "teams(id)", deferrable = "deferred", name = "late")]
pub struct User {
    #[column(references = "team.id")]
    pub a: i64,
    #[column(references = "teams.ident")]
    pub b: i64,
    #[column(references = "teams.name")]
    pub c: String,
    #[column(references = "keyless")]
    pub d: i64,
    #[column(references = "teams.id", on_delete = "set null")]
    pub e: i64,
    #[column(references = "teams.id", on_delete = "set default")]
    pub f: i64,
}
