//! What lowering asks of a dialect, one question a method.

use limbeck_catalog::{Column, Options};

use crate::model::{ModelEnum, ModelIndexPart, PortableDefault, PortableType, TableOptions};

/// Why something means nothing on a dialect, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unfit {
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

impl Unfit {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// How an enum becomes the type of a column.
pub(crate) struct EnumColumn {
    /// The type.
    pub(crate) data_type: String,
    /// The values, where the type does not hold them and a check must.
    pub(crate) check: Option<String>,
}

/// The limit of a name's length.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NameLimit {
    /// The server has none.
    None,
    /// So many bytes.
    Bytes(usize),
    /// So many characters.
    Characters(usize),
}

/// A dialect that models are lowered to.
pub(crate) trait Target: Sync {
    /// The dialect.
    fn dialect(&self) -> limbeck_url::DialectName;

    /// What people call the server.
    fn title(&self) -> &'static str;

    /// The server's spelling of a portable type that is neither an enum nor an array of one.
    fn data_type(&self, data_type: &PortableType) -> Result<String, Unfit>;

    /// The server's spelling of a type that somebody wrote.
    fn canonical_type(&self, written: &str) -> String;

    /// An array of a type in the server's spelling.
    fn array_of(&self, item: &str) -> Result<String, Unfit>;

    /// A column of an enum.
    fn enum_column(&self, column: &str, one: &ModelEnum) -> EnumColumn;

    /// Whether enums are objects of their own.
    fn has_enum_types(&self) -> bool;

    /// A default in the server's spelling. `lowered` is the type of the column there.
    fn default(
        &self,
        default: &PortableDefault,
        data_type: &PortableType,
        lowered: &str,
    ) -> Result<String, Unfit>;

    /// Whether a type, in the server's spelling, is a whole number that can count up.
    fn is_integer(&self, lowered: &str) -> bool;

    /// Makes the column count up. `sole_key` says whether it is the whole primary key, `leads_a_key` whether it is the first column of any.
    fn count_up(&self, column: &mut Column, sole_key: bool, leads_a_key: bool) -> Result<(), Unfit>;

    /// The type as a table with these options allows it.
    fn type_in_table(&self, lowered: String, _options: &TableOptions) -> Result<String, Unfit> {
        Ok(lowered)
    }

    /// The options of a table that mean something here.
    fn table_options(&self, options: &TableOptions) -> Options;

    /// Whether the models have words for all options of a table, so that silence means "none".
    fn all_table_options_are_modelled(&self) -> bool {
        false
    }

    /// Whether the models have words for how columns count up. Where they have not, silence about it is no wish to have it changed.
    fn counting_up_is_modelled(&self) -> bool {
        true
    }

    /// Whether a declared type may be any text, so that the type of an ORM stands for its kind.
    fn declared_types_are_kinds(&self) -> bool {
        false
    }

    /// Whether columns of the primary key may be NULL.
    fn keys_may_be_null(&self, _options: &TableOptions) -> bool {
        false
    }

    /// Whether tables live in schemas.
    fn has_schemas(&self) -> bool {
        false
    }

    /// Whether comments are kept.
    fn has_comments(&self) -> bool {
        true
    }

    /// Whether an index can have a predicate.
    fn has_partial_indexes(&self) -> bool {
        true
    }

    /// Whether an index can carry further columns.
    fn has_included_columns(&self) -> bool {
        false
    }

    /// Whether foreign keys can be checked at commit.
    fn has_deferrable_keys(&self) -> bool {
        true
    }

    /// Whether a foreign key can set the default.
    fn has_set_default(&self) -> bool {
        true
    }

    /// The access method as the catalog keeps it: `None` for the default one.
    fn index_method(&self, method: &str) -> Result<Option<String>, Unfit>;

    /// How long a name may be.
    fn name_limit(&self) -> NameLimit;

    /// The name the server gives to a primary key, where it keeps one.
    fn primary_key_name(&self, table: &str) -> Option<String>;

    /// The name the server gives to a unique key.
    fn unique_name(&self, table: &str, columns: &[&str]) -> Option<String>;

    /// The name the server gives to an index.
    fn index_name(&self, table: &str, parts: &[ModelIndexPart]) -> String;

    /// The name the server gives to a foreign key.
    fn foreign_key_name(&self, table: &str, columns: &[&str]) -> Option<String>;

    /// The name the server gives to a check; `columns` are those it speaks of.
    fn check_name(&self, table: &str, columns: &[&str]) -> Option<String>;

    /// The same name, made different for the `n`th time because it was taken.
    fn next_name(&self, name: &str, n: usize) -> String;

    /// Whether names of indexes must differ in the whole schema, not only within a table.
    fn index_names_are_global(&self) -> bool;
}
