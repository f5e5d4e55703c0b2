//! Unsigned numbers, engines, character sets.

use limbeck_macros::Table;

#[derive(Table)]
#[table(engine = "MyISAM", charset = "latin1")]
#[index(columns(words), using = "fulltext")]
#[index(expression = "(lower(words))")]
pub struct Counters {
    #[column(primary_key)]
    pub id: u64,
    pub tiny: u8,
    pub small: u16,
    pub middle: u32,
    pub big: Option<u64>,
    #[column(collate = "latin1_bin")]
    pub words: String,
}
