//! The macros of Limbeck: `#[derive(Table)]`, `#[derive(Enum)]`, `embed!`. Use them through the crate `limbeck`.

mod embed;
mod enums;
mod table;
mod tokens;

use proc_macro::TokenStream;
use syn::parse_macro_input;

/// Makes a struct a table: implements `limbeck::Table`.
///
/// The sources are read by the very code that `limbeck` reads them with, so the program and the tool agree.
///
/// ```ignore
/// #[derive(limbeck::Table)]
/// #[table(name = "users")]
/// #[index(columns(team_id, created_at desc))]
/// pub struct User {
///     #[column(primary_key)]
///     pub id: i64,
///     #[column(length = 255, unique)]
///     pub email: String,
///     pub nickname: Option<String>,
///     #[column(references = "teams.id", on_delete = "cascade")]
///     pub team_id: i64,
///     #[column(default = "now")]
///     pub created_at: chrono::DateTime<chrono::Utc>,
/// }
/// ```
///
/// - `#[table(name, schema, comment, renamed_from, strict, without_rowid, engine, charset, check("…"), check(name, "…"), crate = "…")]`;
///   without `name` the table is called what the struct is, in snake case and not in the plural
/// - `#[index(columns(a, b desc), unique, name, where = "…", using, include(c), expression = "…", dialects(postgresql))]`
/// - `#[unique(columns(a, b), name)]`
/// - `#[foreign_key(columns(a, b), references = "t(x, y)", on_delete, on_update, deferrable, name)]`
/// - `#[column(name, type = "…", type(postgresql = "…"), length, precision, scale, primary_key, auto, unique, index, nullable, default,
///   default_sql, generated = "…", stored, references = "t.c", on_delete, on_update, check = "…", collate, comment, renamed_from, skip)]`
///
/// Columns in lists may be written as strings, too: `columns("team_id")`. Clippy's `duplicated_attributes` takes two indexes over one column
/// for one written twice; with strings it does not.
#[proc_macro_derive(Table, attributes(table, index, unique, foreign_key, column))]
pub fn derive_table(input: TokenStream) -> TokenStream {
    let item = parse_macro_input!(input as syn::Item);
    table::expand(item).unwrap_or_else(|error| tokens::compile_errors(&error)).into()
}

/// Makes an enum without fields an enum of the database: implements `limbeck::Enum`.
///
/// ```ignore
/// #[derive(limbeck::Enum)]
/// #[enumeration(name = "order_status", rename_all = "snake_case")]
/// pub enum OrderStatus {
///     Draft,
///     #[value("sent", renamed_from = "shipped")]
///     Sent,
/// }
/// ```
///
/// Without `name` the type is called what the enum is, in snake case; without `rename_all` and `#[value]` a value is called what the variant
/// is, as written. The attribute cannot be called `enum`: Rust reserves the word (`#[r#enum(…)]` is understood).
#[proc_macro_derive(Enum, attributes(enumeration, value, r#enum))]
pub fn derive_enum(input: TokenStream) -> TokenStream {
    let item = parse_macro_input!(input as syn::Item);
    enums::expand(item).unwrap_or_else(|error| tokens::compile_errors(&error)).into()
}

/// Puts the revisions of a folder into the program: `limbeck::embed!("migrations")`.
///
/// The folder counts from the crate's own. It is read and checked when the program is compiled: a broken graph is a compile error with file
/// and line. `embed!("migrations", recursive)` takes the folders in it as well. The value is a `limbeck::Embedded`.
#[proc_macro]
pub fn embed(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as embed::Input);
    embed::expand(&input).unwrap_or_else(|error| tokens::compile_errors(&error)).into()
}
