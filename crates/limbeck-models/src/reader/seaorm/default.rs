//! `default_value` and `default_expr`: constants, and the few expressions that are SQL without being run.

use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit, UnOp};

use super::column_type::bare;
use crate::model::{ModelColumn, PortableDefault, Sql};

/// `default_value = 7`.
pub(super) fn set_constant(column: &mut ModelColumn, literal: &Lit) -> syn::Result<()> {
    let default = constant(literal)
        .ok_or_else(|| syn::Error::new(literal.span(), "a default is text, a number, `true` or `false`"))?;
    column.default = Some(default);
    Ok(())
}

fn constant(literal: &Lit) -> Option<PortableDefault> {
    Some(match literal {
        Lit::Str(text) => PortableDefault::Text(text.value()),
        Lit::Char(letter) => PortableDefault::Text(letter.value().to_string()),
        Lit::Bool(value) => PortableDefault::Bool(value.value()),
        Lit::Int(number) => PortableDefault::Number(number.base10_digits().to_owned()),
        Lit::Float(number) => PortableDefault::Number(number.base10_digits().to_owned()),
        _ => return None,
    })
}

/// `default_expr = "Expr::current_timestamp()"`, `.default(Expr::cust("now()"))`.
///
/// # Errors
///
/// Rust code that would have to be run to know what it is.
pub(super) fn set_expression(column: &mut ModelColumn, expression: &Expr) -> syn::Result<()> {
    match read(expression) {
        Some(Default::Constant(default)) => column.default = Some(default),
        Some(Default::Sql(sql)) => column.default_sql = Some(Sql::All(sql)),
        None => {
            return Err(syn::Error::new(
                expression.span(),
                "this default is Rust code that would have to be run\n\
                 hint: write SQL, `Expr::cust(\"gen_random_uuid()\")`, or a constant, `default_value = 7`",
            ));
        }
    }
    Ok(())
}

enum Default {
    Constant(PortableDefault),
    Sql(String),
}

fn read(expression: &Expr) -> Option<Default> {
    match bare(expression) {
        Expr::Lit(literal) => constant(&literal.lit).map(Default::Constant),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => match read(&unary.expr)? {
            Default::Constant(PortableDefault::Number(number)) => {
                Some(Default::Constant(PortableDefault::Number(format!("-{number}"))))
            }
            _ => None,
        },
        Expr::Path(path) => keyword(&path.path.segments.last()?.ident.to_string()),
        Expr::Call(call) => {
            let Expr::Path(path) = bare(&call.func) else { return None };
            let name = path.path.segments.last()?.ident.to_string();
            match (name.as_str(), call.args.first()) {
                ("current_timestamp", None) => keyword("CurrentTimestamp"),
                ("current_date", None) => keyword("CurrentDate"),
                ("current_time", None) => keyword("CurrentTime"),
                ("cust" | "Custom", Some(sql)) if call.args.len() == 1 => match bare(sql) {
                    Expr::Lit(ExprLit { lit: Lit::Str(sql), .. }) => Some(Default::Sql(sql.value())),
                    _ => None,
                },
                ("val" | "value" | "Value" | "Keyword", Some(inner)) if call.args.len() == 1 => read(inner),
                _ => None,
            }
        }
        _ => None,
    }
}

fn keyword(name: &str) -> Option<Default> {
    let sql = match name {
        "CurrentTimestamp" => "CURRENT_TIMESTAMP",
        "CurrentDate" => "CURRENT_DATE",
        "CurrentTime" => "CURRENT_TIME",
        _ => return None,
    };
    Some(Default::Sql(sql.to_owned()))
}
