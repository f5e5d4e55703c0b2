//! `ColumnType`: what each server calls it, as `sea-query` writes it in `backend/{postgres,mysql,sqlite}/table.rs`.

use heck::ToShoutySnakeCase;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit, Stmt};

use crate::model::PerServer;
use crate::reader::attribute::unknown;

/// Name, PostgreSQL, MySQL and MariaDB, SQLite; empty where the server has none.
const PLAIN: [(&str, &str, &str, &str); 29] = [
    ("Text", "text", "text", "text"),
    ("Blob", "bytea", "blob", "blob"),
    ("TinyInteger", "smallint", "tinyint", "tinyint"),
    ("SmallInteger", "smallint", "smallint", "smallint"),
    ("Integer", "integer", "int", "integer"),
    ("BigInteger", "bigint", "bigint", "integer"),
    ("TinyUnsigned", "smallint", "tinyint unsigned", "tinyint"),
    ("SmallUnsigned", "integer", "smallint unsigned", "smallint"),
    ("Unsigned", "bigint", "int unsigned", "integer"),
    ("BigUnsigned", "bigint", "bigint unsigned", "integer"),
    ("Float", "real", "float", "float"),
    ("Double", "double precision", "double", "double"),
    ("DateTime", "timestamp without time zone", "datetime", "datetime_text"),
    ("Timestamp", "timestamp", "timestamp", "timestamp_text"),
    ("TimestampWithTimeZone", "timestamp with time zone", "timestamp", "timestamp_with_timezone_text"),
    ("Time", "time", "time", "time_text"),
    ("Date", "date", "date", "date_text"),
    ("Year", "", "year", ""),
    ("Boolean", "bool", "bool", "boolean"),
    ("Json", "json", "json", "json_text"),
    ("JsonBinary", "jsonb", "json", "jsonb_text"),
    ("Uuid", "uuid", "binary(16)", "uuid_text"),
    ("Cidr", "cidr", "", ""),
    ("Inet", "inet", "", ""),
    ("MacAddr", "macaddr", "", ""),
    ("LTree", "ltree", "", ""),
    // These have arguments; without any they are these.
    ("Char", "char", "char", "char"),
    ("Decimal", "decimal", "decimal", "real_decimal"),
    ("Money", "money", "decimal", "real_money"),
];

/// Those that have arguments, for messages.
const WITH_ARGUMENTS: [&str; 10] =
    ["Array", "Binary", "Bit", "Custom", "Interval", "String", "VarBinary", "VarBit", "Vector", "Enum"];

/// Whether a type of this name can count up.
pub(super) fn is_integer(name: &str) -> bool {
    matches!(
        name,
        "TinyInteger"
            | "SmallInteger"
            | "Integer"
            | "BigInteger"
            | "TinyUnsigned"
            | "SmallUnsigned"
            | "Unsigned"
            | "BigUnsigned"
    )
}

/// The type of this name without arguments.
pub(super) fn plain(name: &str) -> Option<PerServer> {
    let (_, postgresql, mysql, sqlite) = PLAIN.into_iter().find(|(known, ..)| *known == name)?;
    Some(per_server(name, postgresql, mysql, sqlite))
}

/// `String(StringLen::None)`, what a Rust string is.
pub(super) fn string() -> PerServer {
    per_server("String", "varchar", "varchar(255)", "varchar")
}

/// `VarBinary(StringLen::None)`, what `Vec<u8>` is.
pub(super) fn bytes() -> PerServer {
    per_server("VarBinary", "bytea", "varbinary(255)", "varbinary_blob")
}

/// `Vector(None)`, what `PgVector` is.
pub(super) fn vector() -> PerServer {
    per_server("Vector", "vector", "", "")
}

fn per_server(name: &str, postgresql: &str, mysql: &str, sqlite: &str) -> PerServer {
    PerServer::new(name, [postgresql, mysql, sqlite])
}

/// Reads `Text`, `ColumnType::String(StringLen::N(20))`, `Decimal(Some((10, 2)))`, `custom("citext")`.
///
/// # Errors
///
/// What is none of the types of SeaORM, and arguments that cannot be read without running them.
pub(super) fn read(expression: &Expr) -> syn::Result<PerServer> {
    let (path, arguments) = match bare(expression) {
        Expr::Call(call) => match bare(&call.func) {
            Expr::Path(path) => (&path.path, call.args.iter().map(bare).collect::<Vec<_>>()),
            other => return Err(no_type(other)),
        },
        Expr::Path(path) => (&path.path, Vec::new()),
        other => return Err(no_type(other)),
    };
    let Some(last) = path.segments.last() else { return Err(no_type(expression)) };
    let name = last.ident.to_string();
    let wrong = || {
        let message = format!("the arguments of `{name}` cannot be read\nhint: write them as plain numbers");
        syn::Error::new(expression.span(), message)
    };
    let sized = |base: [&str; 3], size: Option<u32>| {
        let size = size.map_or_else(String::new, |size| format!("({size})"));
        let text = |base: &str| if base.is_empty() { String::new() } else { format!("{base}{size}") };
        per_server(&name, &text(base[0]), &text(base[1]), &text(base[2]))
    };
    Ok(match (name.as_str(), arguments.as_slice()) {
        (_, []) => {
            let known = PLAIN.map(|(known, ..)| known).into_iter().chain(WITH_ARGUMENTS).collect::<Vec<_>>();
            return plain(&name).ok_or_else(|| {
                syn::Error::new(expression.span(), unknown("column type of SeaORM", &name, &known))
            });
        }
        ("Char", [length]) => sized(["char"; 3], optional(length, number).ok_or_else(wrong)?),
        ("String", [length]) => match string_length(length).ok_or_else(wrong)? {
            Length::None => string(),
            Length::Max => per_server("String", "varchar", "varchar(65535)", "varchar"),
            Length::N(length) => sized(["varchar"; 3], Some(length)),
        },
        ("VarBinary", [length]) => match string_length(length).ok_or_else(wrong)? {
            Length::None => bytes(),
            Length::Max => per_server("VarBinary", "bytea", "varbinary(65535)", "varbinary_blob"),
            Length::N(length) => per_server(
                "VarBinary",
                "bytea",
                &format!("varbinary({length})"),
                &format!("varbinary_blob({length})"),
            ),
        },
        ("Binary", [length]) => {
            let length = number(length).ok_or_else(wrong)?;
            per_server("Binary", "bytea", &format!("binary({length})"), &format!("blob({length})"))
        }
        ("Decimal", [size]) => match optional(size, pair).ok_or_else(wrong)? {
            None => per_server("Decimal", "decimal", "decimal", "real_decimal"),
            Some((precision, scale)) => {
                let decimal = format!("decimal({precision}, {scale})");
                per_server("Decimal", &decimal, &decimal, &format!("real({precision}, {scale})"))
            }
        },
        ("Money", [size]) => match optional(size, pair).ok_or_else(wrong)? {
            None => per_server("Money", "money", "decimal", "real_money"),
            Some((precision, scale)) => per_server(
                "Money",
                "money",
                &format!("decimal({precision}, {scale})"),
                &format!("real_money({precision}, {scale})"),
            ),
        },
        ("Bit", [length]) => sized(["bit", "bit", ""], optional(length, number).ok_or_else(wrong)?),
        ("VarBit", [length]) => {
            let length = number(length).ok_or_else(wrong)?;
            per_server("VarBit", &format!("varbit({length})"), &format!("bit({length})"), "")
        }
        ("Interval", [fields, precision]) => {
            let fields = optional(fields, interval_fields).ok_or_else(wrong)?;
            let precision = optional(precision, number).ok_or_else(wrong)?;
            let mut text = "interval".to_owned();
            text.extend(fields.map(|fields| format!(" {fields}")));
            text.extend(precision.map(|precision| format!("({precision})")));
            per_server("Interval", &text, "", "")
        }
        ("Vector", [size]) => sized(["vector", "", ""], optional(size, number).ok_or_else(wrong)?),
        ("Custom" | "custom", [text]) => {
            let text = string_of(text).ok_or_else(wrong)?;
            per_server(&text, &text, &text, &text)
        }
        ("Array", [item]) => read(inside_pointer(item))?.array(),
        _ => return Err(no_type(expression)),
    })
}

fn no_type(expression: &Expr) -> syn::Error {
    syn::Error::new(
        expression.span(),
        "this is no column type of SeaORM that can be read without running it\n\
         hint: write one of the words of `ColumnType`, or `custom(\"sql\")`",
    )
}

/// The expression without parentheses, references and conversions that change nothing.
pub(super) fn bare(expression: &Expr) -> &Expr {
    match expression {
        Expr::Paren(inner) => bare(&inner.expr),
        Expr::Group(inner) => bare(&inner.expr),
        Expr::Reference(inner) => bare(&inner.expr),
        Expr::Block(block) => match block.block.stmts.as_slice() {
            [Stmt::Expr(inner, None)] => bare(inner),
            _ => expression,
        },
        Expr::MethodCall(call)
            if call.args.is_empty()
                && ["into", "to_owned", "to_string", "into_iden", "clone"]
                    .iter()
                    .any(|name| call.method == name) =>
        {
            bare(&call.receiver)
        }
        other => other,
    }
}

/// `Arc::new(x)`, `Rc::new(x)`, `RcOrArc::new(x)`.
fn inside_pointer(expression: &Expr) -> &Expr {
    match bare(expression) {
        Expr::Call(call) => match (bare(&call.func), call.args.first()) {
            (Expr::Path(path), Some(inner))
                if call.args.len() == 1
                    && path.path.segments.last().is_some_and(|last| last.ident == "new") =>
            {
                bare(inner)
            }
            _ => bare(expression),
        },
        other => other,
    }
}

fn number(expression: &Expr) -> Option<u32> {
    match bare(expression) {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        _ => None,
    }
}

fn pair(expression: &Expr) -> Option<(u32, u32)> {
    match bare(expression) {
        Expr::Tuple(tuple) if tuple.elems.len() == 2 => {
            Some((number(&tuple.elems[0])?, number(&tuple.elems[1])?))
        }
        _ => None,
    }
}

/// `"text"`, `Alias::new("text")`.
fn string_of(expression: &Expr) -> Option<String> {
    match inside_pointer(expression) {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// `None`, `Some(x)`.
fn optional<T>(expression: &Expr, read: impl Fn(&Expr) -> Option<T>) -> Option<Option<T>> {
    match bare(expression) {
        Expr::Path(path) if path.path.segments.last()?.ident == "None" => Some(None),
        Expr::Call(call) => match bare(&call.func) {
            Expr::Path(path) if path.path.segments.last()?.ident == "Some" => {
                Some(Some(read(call.args.first()?)?))
            }
            _ => None,
        },
        _ => None,
    }
}

enum Length {
    None,
    Max,
    N(u32),
}

/// `StringLen::None`, `StringLen::Max`, `StringLen::N(20)`; before SeaORM 1 `None` and `Some(20)`; a plain number.
fn string_length(expression: &Expr) -> Option<Length> {
    match bare(expression) {
        Expr::Path(path) => match path.path.segments.last()?.ident.to_string().as_str() {
            "None" => Some(Length::None),
            "Max" => Some(Length::Max),
            _ => None,
        },
        Expr::Call(call) => match bare(&call.func) {
            Expr::Path(path)
                if ["N", "Some"]
                    .iter()
                    .any(|name| path.path.segments.last().is_some_and(|last| last.ident == name)) =>
            {
                number(call.args.first()?).map(Length::N)
            }
            _ => None,
        },
        other => number(other).map(Length::N),
    }
}

/// `PgInterval::YearToMonth` → `YEAR TO MONTH`.
fn interval_fields(expression: &Expr) -> Option<String> {
    let Expr::Path(path) = bare(expression) else { return None };
    Some(path.path.segments.last()?.ident.to_string().to_shouty_snake_case().replace('_', " "))
}

#[cfg(test)]
mod tests {
    use limbeck_url::DialectName;

    use super::*;

    #[test]
    fn types_are_what_sea_query_writes() {
        for (written, postgresql, mysql, sqlite) in [
            ("Text", "text", "text", "text"),
            ("ColumnType::Unsigned", "bigint", "int unsigned", "integer"),
            ("String(StringLen::N(20))", "varchar(20)", "varchar(20)", "varchar(20)"),
            ("String(StringLen::Max)", "varchar", "varchar(65535)", "varchar"),
            ("String(Some(9))", "varchar(9)", "varchar(9)", "varchar(9)"),
            ("Char(Some(2))", "char(2)", "char(2)", "char(2)"),
            ("Decimal(Some((10, 2)))", "decimal(10, 2)", "decimal(10, 2)", "real(10, 2)"),
            ("Decimal(None)", "decimal", "decimal", "real_decimal"),
            ("Money(Some((19, 4)))", "money", "decimal(19, 4)", "real_money(19, 4)"),
            ("Binary(16)", "bytea", "binary(16)", "blob(16)"),
            ("VarBinary(StringLen::N(8))", "bytea", "varbinary(8)", "varbinary_blob(8)"),
            ("VarBit(3)", "varbit(3)", "bit(3)", ""),
            ("Interval(Some(PgInterval::DayToHour), Some(3))", "interval DAY TO HOUR(3)", "", ""),
            ("Interval(None, None)", "interval", "", ""),
            ("Vector(Some(3))", "vector(3)", "", ""),
            ("custom(\"citext\")", "citext", "citext", "citext"),
            ("Custom(Alias::new(\"citext\").into_iden())", "citext", "citext", "citext"),
            ("Array(RcOrArc::new(ColumnType::Integer))", "integer[]", "", ""),
        ] {
            let one = read(&syn::parse_str(written).unwrap()).unwrap();
            let text = |dialect| one.sql.text(dialect).unwrap_or_default().to_owned();
            assert_eq!(
                [text(DialectName::PostgreSql), text(DialectName::MySql), text(DialectName::Sqlite)],
                [postgresql, mysql, sqlite],
                "{written}"
            );
            assert_eq!(text(DialectName::MariaDb), mysql);
        }
    }
}
