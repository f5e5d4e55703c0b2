//! Options of tables that only SQLite or MySQL has, and names that were others before.

use limbeck_macros::Table;

#[derive(Table)]
#[table(name = "settings", renamed_from = "preferences", strict, without_rowid, engine = "InnoDB")]
pub struct Setting {
    #[column(primary_key, length = 100)]
    pub key: String,
    #[column(renamed_from = "val", collate(postgresql = "C", sqlite = "NOCASE"))]
    pub value: String,
    pub active: bool,
}

#[derive(Table)]
#[table(name = "plain")]
pub struct Plain {
    #[column(primary_key, auto)]
    pub id: i64,
}
