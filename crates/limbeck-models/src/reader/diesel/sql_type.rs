//! Diesel's SQL types (`diesel::sql_types`), and what each is called on the servers that have it.
//!
//! They are kinds of types, not types: `Numeric` stands for every precision, and on SQLite, where a declared type is any text, `Text` for all
//! that have its affinity.

use limbeck_url::DialectName;
use syn::spanned::Spanned;
use syn::{Type, TypePath as SynTypePath};

use crate::model::{PerServer, PortableType, RustType, Sql, TypePath};
use crate::reader::types::{type_path, written};
use crate::reader::uses::Uses;

/// Names, PostgreSQL, MySQL and MariaDB, SQLite; empty where the server has none.
const TYPES: [(&[&str], &str, &str, &str); 37] = [
    (&["Bool"], "boolean", "tinyint(1)", "BOOLEAN"),
    (&["TinyInt", "Tinyint"], "", "tinyint", ""),
    (&["SmallInt", "Int2", "Smallint", "SmallSerial"], "smallint", "smallint", "SMALLINT"),
    (&["Integer", "Int4", "Serial"], "integer", "int", "INTEGER"),
    (&["BigInt", "Int8", "Bigint", "BigSerial"], "bigint", "bigint", "BIGINT"),
    (&["Float", "Float4"], "real", "float", "FLOAT"),
    (&["Double", "Float8"], "double precision", "double", "DOUBLE"),
    (&["Numeric", "Decimal"], "numeric", "decimal", "NUMERIC"),
    (&["Text"], "text", "text", "TEXT"),
    (&["Tinytext"], "", "tinytext", ""),
    (&["Mediumtext"], "", "mediumtext", ""),
    (&["Longtext"], "", "longtext", ""),
    (&["Citext"], "citext", "", ""),
    (&["Bytea"], "bytea", "", ""),
    (&["Blob"], "bytea", "blob", "BLOB"),
    (&["Tinyblob"], "", "tinyblob", ""),
    (&["Mediumblob"], "", "mediumblob", ""),
    (&["Longblob"], "", "longblob", ""),
    (&["Bit"], "", "bit", ""),
    (&["Date"], "date", "date", "DATE"),
    (&["Time"], "time without time zone", "time", "TIME"),
    (&["Timestamp"], "timestamp without time zone", "timestamp", "TIMESTAMP"),
    (&["Datetime"], "", "datetime", ""),
    (&["Timestamptz"], "timestamp with time zone", "", "TIMESTAMPTZ"),
    (&["TimestamptzSqlite"], "", "", "TIMESTAMPTZ"),
    (&["Interval"], "interval", "", ""),
    (&["Json"], "json", "json", "TEXT"),
    (&["Jsonb"], "jsonb", "", "BLOB"),
    (&["Uuid"], "uuid", "", ""),
    (&["Inet"], "inet", "", ""),
    (&["Cidr"], "cidr", "", ""),
    (&["MacAddr", "Macaddr"], "macaddr", "", ""),
    (&["MacAddr8", "Macaddr8"], "macaddr8", "", ""),
    (&["Money"], "money", "", ""),
    (&["Oid"], "oid", "", ""),
    (&["PgLsn"], "pg_lsn", "", ""),
    (&["CChar"], "\"char\"", "", ""),
];

/// Types of text and bytes whose length is part of them: names, and what they are called with one. Without one MySQL has no such type.
const SIZED: [(&[&str], &str, &str, &str); 5] = [
    (&["VarChar", "Varchar"], "character varying", "varchar", "VARCHAR"),
    (&["Char"], "character", "char", "CHAR"),
    (&["Bpchar"], "character", "", ""),
    (&["Binary"], "bytea", "binary", "BLOB"),
    (&["Varbinary"], "", "varbinary", "BLOB"),
];

/// What a range is of, and what it is called; one of several has `multi` before `range`.
const RANGES: [(&str, &str); 6] = [
    ("integer", "int4"),
    ("bigint", "int8"),
    ("numeric", "num"),
    ("date", "date"),
    ("timestamp without time zone", "ts"),
    ("timestamp with time zone", "tstz"),
];

/// The type of a column.
pub(super) struct SqlType {
    /// The type; a Rust type where another item, or `[types]`, must say what it is.
    pub(super) data_type: PortableType,
    /// `Nullable<…>`.
    pub(super) nullable: bool,
    /// The name under which `[types]` may name a type for it; one with arguments has none.
    pub(super) name: Option<String>,
}

/// Reads the type of a column. `is_sole_key` says that the column is the whole primary key: on SQLite such a number is an `INTEGER`, whatever
/// its size, for it to be the rowid.
pub(super) fn read(
    ty: &Type,
    max_length: Option<u32>,
    is_sole_key: bool,
    uses: &Uses,
) -> syn::Result<SqlType> {
    let Type::Path(SynTypePath { qself: None, .. }) = ty else { return Err(no_type(ty)) };
    let path = type_path(ty, uses).ok_or_else(|| no_type(ty))?;
    let (nullable, path) = match inside(&path, "Nullable") {
        Some(inner) => (true, inner.clone()),
        None => (false, path),
    };
    // `diesel print-schema` writes down the length of whatever has one, the longest label of an enum of MySQL, too: of a type that Diesel does
    // not know it says nothing.
    let is_sized = SIZED.iter().any(|(names, ..)| names.contains(&path.name.as_str()));
    if max_length.is_some() && !is_sized && !matches!(of(&path, None), PortableType::Rust(_)) {
        return Err(syn::Error::new(ty.span(), format!("`max_length` means nothing for `{}`", path.name)));
    }
    let mut data_type = of(&path, max_length);
    if let PortableType::PerServer(one) = &mut data_type
        && is_sole_key
        && matches!(one.sql.text(DialectName::Sqlite), Some("SMALLINT" | "BIGINT"))
        && let Sql::PerDialect(texts) = &mut one.sql
    {
        texts.insert(DialectName::Sqlite, "INTEGER".to_owned());
    }
    let item = data_type.unresolved().map(|item| item.name.clone());
    let name = item.or_else(|| path.arguments.is_empty().then_some(path.name));
    Ok(SqlType { data_type, nullable, name })
}

fn of(path: &TypePath, max_length: Option<u32>) -> PortableType {
    if let Some(item) = inside(path, "Array") {
        // Items of an array of PostgreSQL may always be NULL.
        let item = of(inside(item, "Nullable").unwrap_or(item), None);
        return match item {
            PortableType::PerServer(item) => PortableType::PerServer(item.array()),
            item => PortableType::Array(Box::new(item)),
        };
    }
    known(path, max_length).map_or_else(
        || PortableType::Rust(RustType { name: path.name.clone(), ..RustType::default() }),
        PortableType::PerServer,
    )
}

fn known(path: &TypePath, max_length: Option<u32>) -> Option<PerServer> {
    let name = path.name.as_str();
    if let Some(inner) = inside(path, "Unsigned") {
        let inner = known(inner, None)?;
        let mysql = format!("{} unsigned", inner.sql.text(DialectName::MySql)?);
        return Some(per_server(&format!("Unsigned<{}>", inner.name), "", &mysql, ""));
    }
    if let Some((range, inner)) = ["range", "multirange"].into_iter().find_map(|kind| {
        let word = if kind == "range" { "Range" } else { "Multirange" };
        Some((kind, inside(path, word)?))
    }) {
        let inner = known(inner, None)?;
        let of = inner.sql.text(DialectName::PostgreSql)?;
        let (_, prefix) = RANGES.into_iter().find(|(known, _)| *known == of)?;
        return Some(per_server(name, &format!("{prefix}{range}"), "", ""));
    }
    if !path.arguments.is_empty() {
        return None;
    }
    if let Some((_, postgresql, mysql, sqlite)) = SIZED.into_iter().find(|(names, ..)| names.contains(&name))
    {
        let sized = |base: &str| match max_length {
            // There is no `bytea(16)`.
            Some(length) if !base.is_empty() && base != "bytea" => format!("{base}({length})"),
            _ => base.to_owned(),
        };
        return Some(match max_length {
            Some(_) => per_server(name, &sized(postgresql), &sized(mysql), &sized(sqlite)),
            None => per_server(&format!("{name}` without `#[max_length = …]"), postgresql, "", sqlite),
        });
    }
    if let Some((_, postgresql, mysql, sqlite)) = TYPES.into_iter().find(|(names, ..)| names.contains(&name))
    {
        return Some(per_server(name, postgresql, mysql, sqlite));
    }
    // The aliases of ranges: `Tstzrange`, `Datemultirange`.
    let lower = name.to_lowercase();
    let is_range = RANGES
        .iter()
        .any(|(_, prefix)| lower == format!("{prefix}range") || lower == format!("{prefix}multirange"));
    is_range.then(|| per_server(name, &lower, "", ""))
}

fn inside<'p>(path: &'p TypePath, name: &str) -> Option<&'p TypePath> {
    match path.arguments.as_slice() {
        [inner] if path.name == name => Some(inner),
        _ => None,
    }
}

fn per_server(name: &str, postgresql: &str, mysql: &str, sqlite: &str) -> PerServer {
    PerServer { approximate: true, ..PerServer::new(name, [postgresql, mysql, sqlite]) }
}

fn no_type(ty: &Type) -> syn::Error {
    syn::Error::new(ty.span(), format!("`{}` is no SQL type of Diesel", written(ty)))
}
