//! SQLite, which keeps what is written.

use limbeck_catalog::{Column, Options, keys};
use limbeck_url::DialectName;

use limbeck_sql::sqlite::{quoted, string_literal};

use super::index_words::words;
use super::target::{EnumColumn, NameLimit, Target, Unfit};
use crate::model::{
    ModelEnum, ModelIndexPart, PerServer, PortableDefault, PortableType, RustType, TableOptions,
};

pub(crate) struct Sqlite;

impl Target for Sqlite {
    fn dialect(&self) -> DialectName {
        DialectName::Sqlite
    }

    fn title(&self) -> &'static str {
        "SQLite"
    }

    fn data_type(&self, data_type: &PortableType) -> Result<String, Unfit> {
        use PortableType as T;
        Ok(match data_type {
            T::SmallInt
            | T::Integer
            | T::BigInt
            | T::UnsignedTinyInt
            | T::UnsignedSmallInt
            | T::UnsignedInteger
            | T::UnsignedBigInt => "INTEGER".to_owned(),
            T::Real | T::Double => "REAL".to_owned(),
            T::Bool => "BOOLEAN".to_owned(),
            T::Text { length: None } | T::TimestampTz | T::Timestamp | T::Date | T::Time | T::Json => {
                "TEXT".to_owned()
            }
            T::Text { length: Some(length) } => format!("VARCHAR({length})"),
            T::Bytes | T::Uuid => "BLOB".to_owned(),
            T::Decimal { precision: None, .. } => "NUMERIC".to_owned(),
            T::Decimal { precision: Some(precision), scale } => {
                format!("NUMERIC({precision}, {})", scale.unwrap_or(0))
            }
            T::Array(_) => return self.array_of(""),
            T::Enum(name) => return Err(Unfit::new(format!("the enum `{name}` is not among the models"))),
            T::Rust(RustType { name, .. }) | T::PerServer(PerServer { name, .. }) => {
                return Err(Unfit::new(format!("Limbeck does not know the type `{name}`")));
            }
        })
    }

    fn canonical_type(&self, written: &str) -> String {
        written.trim().to_owned()
    }

    fn array_of(&self, _item: &str) -> Result<String, Unfit> {
        Err(Unfit::new("SQLite has no arrays")
            .hint("use a table of its own, or JSON: `serde_json::Value`, or `#[column(type = \"TEXT\")]`"))
    }

    fn enum_column(&self, column: &str, one: &ModelEnum) -> EnumColumn {
        let labels: Vec<_> = one.values.iter().map(|value| string_literal(&value.label)).collect();
        let check = format!("{} IN ({})", quoted(column), labels.join(", "));
        EnumColumn { data_type: "TEXT".to_owned(), check: Some(check) }
    }

    fn has_enum_types(&self) -> bool {
        false
    }

    fn default(
        &self,
        default: &PortableDefault,
        data_type: &PortableType,
        _lowered: &str,
    ) -> Result<String, Unfit> {
        Ok(match default {
            PortableDefault::Now if *data_type == PortableType::Date => "CURRENT_DATE".to_owned(),
            PortableDefault::Now if *data_type == PortableType::Time => "CURRENT_TIME".to_owned(),
            PortableDefault::Now => "CURRENT_TIMESTAMP".to_owned(),
            PortableDefault::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
            PortableDefault::Number(text) => text.clone(),
            PortableDefault::Text(text) => string_literal(text),
        })
    }

    /// No other spelling makes the column a name of the rowid.
    fn is_integer(&self, lowered: &str) -> bool {
        lowered.eq_ignore_ascii_case("INTEGER")
    }

    /// There is no word for AUTOINCREMENT: a table that has it keeps it.
    fn counting_up_is_modelled(&self) -> bool {
        false
    }

    /// `INTEGER PRIMARY KEY` counts up without a further word. `AUTOINCREMENT` would only keep the numbers of deleted rows from being used
    /// again, at the price of another table. Such a column is the rowid and never NULL; to say NOT NULL would be to say it twice.
    fn count_up(&self, column: &mut Column, sole_key: bool, _leads_a_key: bool) -> Result<(), Unfit> {
        if !sole_key || !self.is_integer(column.data_type.as_str()) {
            return Err(Unfit::new(
                "on SQLite a column that counts up must be an INTEGER and the whole primary key",
            ));
        }
        // Of a type that stands for its kind the database may have another, which is no rowid: there NOT NULL counts.
        column.nullable |= !column.approximate_type;
        Ok(())
    }

    /// The type of an ORM has a spelling of its own, which the database of another tool has not.
    fn declared_types_are_kinds(&self) -> bool {
        true
    }

    /// Unless the table is strict or without a rowid (SQLite manual, "The PRIMARY KEY": "due to a bug in some early versions").
    fn keys_may_be_null(&self, options: &TableOptions) -> bool {
        !options.strict && !options.without_rowid
    }

    /// A `STRICT` table knows INT, INTEGER, REAL, TEXT, BLOB and ANY (<https://sqlite.org/stricttables.html>).
    fn type_in_table(&self, lowered: String, options: &TableOptions) -> Result<String, Unfit> {
        if !options.strict {
            return Ok(lowered);
        }
        let upper = lowered.to_ascii_uppercase();
        match upper.split('(').next().unwrap_or_default().trim() {
            "INT" | "INTEGER" | "REAL" | "TEXT" | "BLOB" | "ANY" => Ok(lowered),
            "BOOLEAN" => Ok("INTEGER".to_owned()),
            "VARCHAR" => Ok("TEXT".to_owned()),
            other => Err(Unfit::new(format!("a STRICT table of SQLite has no type {other}"))
                .hint("name one of INTEGER, REAL, TEXT, BLOB, ANY: `#[column(type(sqlite = \"TEXT\"))]`")),
        }
    }

    fn table_options(&self, options: &TableOptions) -> Options {
        let pairs = [(keys::STRICT, options.strict), (keys::WITHOUT_ROWID, options.without_rowid)];
        pairs.into_iter().filter(|(_, on)| *on).map(|(key, _)| (key.to_owned(), "true".to_owned())).collect()
    }

    fn all_table_options_are_modelled(&self) -> bool {
        true
    }

    fn has_comments(&self) -> bool {
        false
    }

    fn index_method(&self, method: &str) -> Result<Option<String>, Unfit> {
        match method {
            "btree" => Ok(None),
            other => Err(Unfit::new(format!("SQLite has no index method `{other}`"))
                .hint("`dialects(postgresql)` keeps the index to PostgreSQL")),
        }
    }

    fn name_limit(&self) -> NameLimit {
        NameLimit::None
    }

    fn primary_key_name(&self, _table: &str) -> Option<String> {
        None
    }

    fn unique_name(&self, _table: &str, _columns: &[&str]) -> Option<String> {
        None
    }

    fn index_name(&self, table: &str, parts: &[ModelIndexPart]) -> String {
        format!("{table}_{}_idx", words(parts).join("_"))
    }

    fn foreign_key_name(&self, _table: &str, _columns: &[&str]) -> Option<String> {
        None
    }

    fn check_name(&self, _table: &str, _columns: &[&str]) -> Option<String> {
        None
    }

    fn next_name(&self, name: &str, n: usize) -> String {
        format!("{name}{n}")
    }

    fn index_names_are_global(&self) -> bool {
        true
    }
}
