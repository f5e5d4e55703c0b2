//! MariaDB.

use limbeck_catalog::{Column, Options};
use limbeck_url::DialectName;

use super::mysql_family as family;
use super::target::{EnumColumn, NameLimit, Target, Unfit};
use crate::model::{ModelEnum, ModelIndexPart, PortableDefault, PortableType, TableOptions};

const TITLE: &str = "MariaDB";

pub(crate) struct MariaDb;

impl Target for MariaDb {
    fn dialect(&self) -> DialectName {
        DialectName::MariaDb
    }

    fn title(&self) -> &'static str {
        TITLE
    }

    fn data_type(&self, data_type: &PortableType) -> Result<String, Unfit> {
        family::data_type(data_type, TITLE)
    }

    fn canonical_type(&self, written: &str) -> String {
        family::canonical_type(written)
    }

    fn array_of(&self, _item: &str) -> Result<String, Unfit> {
        Err(family::no_arrays(TITLE))
    }

    fn enum_column(&self, _column: &str, one: &ModelEnum) -> EnumColumn {
        family::enum_column(one)
    }

    fn has_enum_types(&self) -> bool {
        false
    }

    fn default(
        &self,
        default: &PortableDefault,
        data_type: &PortableType,
        lowered: &str,
    ) -> Result<String, Unfit> {
        Ok(match default {
            PortableDefault::Now if *data_type == PortableType::Date => "curdate()".to_owned(),
            PortableDefault::Now if *data_type == PortableType::Time => "curtime()".to_owned(),
            // `SHOW CREATE TABLE` prints the parentheses here, and lower case.
            PortableDefault::Now => match family::fraction(lowered) {
                "" => "current_timestamp()".to_owned(),
                fraction => format!("current_timestamp{fraction}"),
            },
            PortableDefault::Bool(value) => u8::from(*value).to_string(),
            PortableDefault::Number(text) => text.clone(),
            PortableDefault::Text(text) => family::literal(text),
        })
    }

    fn is_integer(&self, lowered: &str) -> bool {
        family::is_integer(lowered)
    }

    fn count_up(&self, column: &mut Column, _sole_key: bool, leads_a_key: bool) -> Result<(), Unfit> {
        family::count_up(column, leads_a_key, TITLE)
    }

    fn table_options(&self, options: &TableOptions) -> Options {
        family::table_options(options)
    }

    fn has_partial_indexes(&self) -> bool {
        false
    }

    fn has_deferrable_keys(&self) -> bool {
        false
    }

    fn has_set_default(&self) -> bool {
        false
    }

    fn index_method(&self, method: &str) -> Result<Option<String>, Unfit> {
        family::index_method(method, TITLE)
    }

    fn name_limit(&self) -> NameLimit {
        NameLimit::Characters(64)
    }

    fn primary_key_name(&self, _table: &str) -> Option<String> {
        None
    }

    fn unique_name(&self, _table: &str, columns: &[&str]) -> Option<String> {
        Some(family::key_name(columns.first().copied()))
    }

    fn index_name(&self, _table: &str, parts: &[ModelIndexPart]) -> String {
        family::key_name(parts.first().and_then(ModelIndexPart::column))
    }

    fn foreign_key_name(&self, _table: &str, _columns: &[&str]) -> Option<String> {
        None
    }

    fn check_name(&self, _table: &str, _columns: &[&str]) -> Option<String> {
        None
    }

    fn next_name(&self, name: &str, n: usize) -> String {
        format!("{name}_{}", n + 1)
    }

    fn index_names_are_global(&self) -> bool {
        false
    }
}
