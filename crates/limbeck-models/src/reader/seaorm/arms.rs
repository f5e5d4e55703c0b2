//! `match self { Self::Id => …, Self::Name | Self::Note => …, _ => … }`: which variants each arm is for.

use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Expr, Ident, ItemImpl, Pat};

use super::column_type::bare;
use super::expanded::{path_of, result_of};
use crate::reader::attribute::Errors;
use crate::reader::context::Context;

/// One arm of a `match` over variants.
pub(super) struct Arm<'i> {
    /// The variants that its pattern names.
    variants: Vec<Ident>,
    /// Whether it is for all that no arm before it is for.
    is_for_the_rest: bool,
    /// What it gives.
    pub(super) body: &'i Expr,
}

impl Arm<'_> {
    /// Whether a value of this variant goes into it, unless an arm before it has taken it.
    pub(super) fn is_for(&self, variant: &Ident) -> bool {
        self.is_for_the_rest || self.variants.contains(&variant.unraw())
    }
}

/// The arms of the `match` that the function of this name is, in their order; none where there is no such function, or it only panics: an
/// entity without relations.
///
/// # Errors
///
/// A body that is no `match`, patterns that say more than which variant it is, conditions: all that would have to be run.
pub(super) fn arms<'i>(
    item: &'i ItemImpl,
    function: &str,
    context: &Context<'_>,
) -> syn::Result<Vec<Arm<'i>>> {
    let Some(body) = result_of(item, function) else { return Ok(Vec::new()) };
    let Expr::Match(body) = body else {
        if matches!(body, Expr::Macro(_)) {
            return Ok(Vec::new());
        }
        let message =
            format!("`{function}` would have to be run to be known\nhint: write `match self {{ … }}`");
        return Err(syn::Error::new(body.span(), message));
    };
    let mut errors = Errors::default();
    let mut arms = Vec::new();
    for arm in &body.arms {
        let what = format!("an arm of `{function}`");
        if errors.take(context.cfg.attributes(&arm.attrs, &what)).flatten().is_none() {
            continue;
        }
        let mut read = Arm { variants: Vec::new(), is_for_the_rest: false, body: bare(&arm.body) };
        errors.take(read_pattern(&arm.pat, &mut read));
        arms.push(read);
    }
    errors.finish(arms)
}

fn read_pattern(pattern: &Pat, arm: &mut Arm<'_>) -> syn::Result<()> {
    let variant = match pattern {
        Pat::Path(path) => path_of(&path.path),
        Pat::TupleStruct(path) => path_of(&path.path),
        Pat::Struct(path) => path_of(&path.path),
        Pat::Or(alternatives) => {
            return alternatives.cases.iter().try_for_each(|case| read_pattern(case, arm));
        }
        Pat::Paren(inner) => return read_pattern(&inner.pat, arm),
        Pat::Reference(inner) => return read_pattern(&inner.pat, arm),
        Pat::Ident(binding) => match &binding.subpat {
            Some((_, inner)) => return read_pattern(inner, arm),
            // `Id`, by way of `use Column::*`; a name in lower case takes whatever comes.
            None if binding.ident.unraw().to_string().starts_with(char::is_uppercase) => Some(&binding.ident),
            None => {
                arm.is_for_the_rest = true;
                return Ok(());
            }
        },
        Pat::Guard(guarded) => {
            return Err(syn::Error::new(
                guarded.guard.span(),
                "this condition would have to be run to be known\n\
                 hint: write an arm for each variant, without `if`",
            ));
        }
        Pat::Wild(_) => {
            arm.is_for_the_rest = true;
            return Ok(());
        }
        _ => None,
    };
    match variant {
        Some(variant) => arm.variants.push(variant.unraw()),
        None => {
            return Err(syn::Error::new(
                pattern.span(),
                "which variants this pattern is for would have to be run to be known\n\
                 hint: name them, `Self::Id | Self::Name`, or write `_` for all others",
            ));
        }
    }
    Ok(())
}
