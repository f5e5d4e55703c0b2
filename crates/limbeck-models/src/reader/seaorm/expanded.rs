//! The expanded format: `impl EntityName`, `impl ColumnTrait`, `impl PrimaryKeyTrait`, `impl RelationTrait`.

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Ident, ImplItem, ItemEnum, ItemImpl, Lit, Stmt};

use super::arms::arms;
use super::attribute::{text, words};
use super::column_type::{self, bare};
use super::default;
use super::entity::Column;
use crate::model::{ModelColumn, PortableType, RustType};
use crate::reader::attribute::{Errors, unknown};
use crate::reader::context::Context;

/// The last segment of the trait that an `impl` is of.
pub(super) fn trait_of(item: &ItemImpl) -> Option<String> {
    item.trait_.as_ref().and_then(|(path, _)| path_of(path)).map(|last| last.to_string())
}

/// The last segment of the type that an `impl` is for.
pub(super) fn type_of(item: &ItemImpl) -> Option<&Ident> {
    match &*item.self_ty {
        syn::Type::Path(ty) => path_of(&ty.path),
        _ => None,
    }
}

/// The last segment of a path.
pub(super) fn path_of(path: &syn::Path) -> Option<&Ident> {
    path.segments.last().map(|last| &last.ident)
}

/// What the function of this name ends in: `fn table_name(&self) -> &str { "users" }`.
pub(super) fn result_of<'i>(item: &'i ItemImpl, name: &str) -> Option<&'i Expr> {
    item.items.iter().find_map(|member| match member {
        ImplItem::Fn(function) if function.sig.ident == name => match function.block.stmts.last() {
            Some(Stmt::Expr(expression, _)) => Some(match bare(expression) {
                Expr::Return(inner) => inner.expr.as_deref().map_or(expression, bare),
                other => other,
            }),
            _ => None,
        },
        _ => None,
    })
}

/// A string literal, also in `Some(…)`; nothing for `None`.
pub(super) fn string_of(expression: &Expr) -> syn::Result<Option<String>> {
    match bare(expression) {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Ok(Some(text.value())),
        Expr::Path(path) if path_of(&path.path).is_some_and(|last| last == "None") => Ok(None),
        Expr::Call(call) if call.args.len() == 1 => string_of(&call.args[0]),
        other => Err(syn::Error::new(
            other.span(),
            "this name would have to be run to be known\nhint: write it as a string",
        )),
    }
}

/// A variant of `Column`, or of `PrimaryKey`.
pub(super) struct Variant {
    /// What it is called.
    pub(super) ident: Ident,
    /// The column that it stands for.
    pub(super) name: String,
}

/// The variants of `Column`, or of `PrimaryKey`.
pub(super) fn variants(item: &ItemEnum, context: &Context<'_>) -> syn::Result<Vec<Variant>> {
    let mut errors = Errors::default();
    let mut variants = Vec::new();
    for variant in &item.variants {
        let what = format!("the column `{}`", variant.ident);
        let Some(attributes) = errors.take(context.cfg.attributes(&variant.attrs, &what)).flatten() else {
            continue;
        };
        let mut name = variant.ident.unraw().to_string().to_snake_case();
        let read = words(&attributes, &["column_name"], &["table_name", "primary_key"], |_, meta| {
            name = text(meta)?;
            Ok(())
        });
        errors.take(read);
        variants.push(Variant { ident: variant.ident.clone(), name });
    }
    errors.finish(variants)
}

/// Reads the columns: the names from the enum, the rest from `ColumnTrait::def`. A column that has no definition is an error: left out, it
/// would be dropped.
pub(super) fn columns(
    item: &ItemImpl,
    variants: &[Variant],
    context: &Context<'_>,
) -> syn::Result<Vec<Column>> {
    let mut errors = Errors::default();
    let arms = arms(item, "def", context)?;
    let mut columns = Vec::new();
    // An arm that several variants share is complained about once.
    let mut complained = BTreeSet::new();
    for Variant { ident, name } in variants {
        let Some((position, arm)) = arms.iter().enumerate().find(|(_, arm)| arm.is_for(ident)) else {
            let message = format!(
                "the column `{ident}` has no definition\nhint: give it an arm in `def` of `impl ColumnTrait`"
            );
            errors.push(syn::Error::new(ident.span(), message));
            continue;
        };
        match read_definition(&ident.unraw().to_string(), name, arm.body, context) {
            Ok(column) => columns.push(column),
            Err(error) if complained.insert(position) => errors.push(error),
            Err(_) => {}
        }
    }
    errors.finish(columns)
}

/// `ColumnType::Integer.def().nullable().unique()`.
fn read_definition(
    variant: &str,
    name: &str,
    definition: &Expr,
    context: &Context<'_>,
) -> syn::Result<Column> {
    const METHODS: [&str; 11] = [
        "comment",
        "default",
        "default_value",
        "extra",
        "indexed",
        "null",
        "nullable",
        "renamed_from",
        "seaography_ignore",
        "unique",
        "unique_key",
    ];
    let mut read = Column {
        column: ModelColumn {
            name: name.to_owned(),
            place: context.place(definition.span()),
            ..ModelColumn::default()
        },
        variant: variant.to_owned(),
        unique: false,
        indexed: false,
        unique_key: None,
        check: None,
    };
    let mut rest = definition;
    loop {
        match bare(rest) {
            Expr::MethodCall(call) => {
                let argument = || {
                    call.args.first().ok_or_else(|| syn::Error::new(call.span(), "this needs an argument"))
                };
                let text = || {
                    string_of(argument()?)?
                        .ok_or_else(|| syn::Error::new(call.span(), "this must be a string"))
                };
                let Column { column, unique, indexed, unique_key, check, .. } = &mut read;
                match call.method.to_string().as_str() {
                    "def" | "get_column_type" => {}
                    "null" | "nullable" => column.nullable = true,
                    "unique" => *unique = true,
                    "indexed" => *indexed = true,
                    "unique_key" => *unique_key = Some(text()?),
                    "renamed_from" => column.renamed_from = Some(text()?),
                    "comment" => column.comment = Some(text()?),
                    "extra" => match bare(argument()?) {
                        Expr::Lit(extra) => set_extra(column, check, &extra.lit)?,
                        other => return Err(syn::Error::new(other.span(), "this must be a string")),
                    },
                    "default_value" | "default" => default::set_expression(column, argument()?)?,
                    "seaography_ignore" => {}
                    other => {
                        let message = unknown("method of a column", other, &METHODS);
                        return Err(syn::Error::new(call.method.span(), message));
                    }
                }
                rest = &call.receiver;
            }
            base => {
                read.column.data_type = match enum_of(base) {
                    Some(name) => {
                        read.column.rust_type = Some(name.clone());
                        PortableType::Rust(RustType { name, ..RustType::default() })
                    }
                    None => PortableType::PerServer(column_type::read(base)?),
                };
                return Ok(read);
            }
        }
    }
}

/// `Status::db_type()`, `<Status as ActiveEnum>::db_type()`: the Rust type.
fn enum_of(expression: &Expr) -> Option<String> {
    let Expr::Call(call) = expression else { return None };
    let Expr::Path(path) = bare(&call.func) else { return None };
    let mut segments = path.path.segments.iter().rev();
    if !segments.next().is_some_and(|last| last.ident == "db_type" || last.ident == "column_type") {
        return None;
    }
    match &path.qself {
        Some(qself) => match &*qself.ty {
            syn::Type::Path(ty) => path_of(&ty.path).map(ToString::to_string),
            _ => None,
        },
        None => segments.next().map(|segment| segment.ident.to_string()),
    }
}

/// `extra = "COLLATE NOCASE"`, `extra = "CHECK (price > 0)"`: SQL that SeaORM writes behind the column.
pub(super) fn set_extra(
    column: &mut ModelColumn,
    check: &mut Option<String>,
    literal: &Lit,
) -> syn::Result<()> {
    let Lit::Str(text) = literal else {
        return Err(syn::Error::new(literal.span(), "this must be a string"));
    };
    let sql = text.value();
    let sql = sql.trim();
    let (word, rest) = sql.split_once([' ', '(']).unwrap_or((sql, ""));
    let rest = rest.trim();
    if word.eq_ignore_ascii_case("collate") && !rest.is_empty() && !rest.contains(char::is_whitespace) {
        column.collation = Some(crate::model::Sql::All(rest.trim_matches('"').to_owned()));
        return Ok(());
    }
    let condition = sql.get(word.len()..).map(str::trim).filter(|rest| is_one_group(rest));
    match condition {
        Some(condition) if word.eq_ignore_ascii_case("check") => {
            *check = Some(condition[1..condition.len() - 1].trim().to_owned());
            Ok(())
        }
        _ => Err(syn::Error::new(
            text.span(),
            "`extra` is SQL of which Limbeck understands `COLLATE name` and `CHECK (condition)`\n\
             hint: leave the rest to a revision, written by hand",
        )),
    }
}

/// Whether the first parenthesis is closed by the last, quotes apart.
fn is_one_group(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut quote = None;
    for (position, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"' | '`') => quote = Some(letter),
            (None, '(') => depth += 1,
            (None, ')') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return position + 1 == text.len() && text.starts_with('(');
                }
            }
            _ => {}
        }
    }
    false
}
