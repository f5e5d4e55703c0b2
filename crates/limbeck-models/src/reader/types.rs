//! Rust types as they stand in the source.

use syn::spanned::Spanned;
use syn::{GenericArgument, PathArguments, Type};

use super::uses::Uses;
use crate::model::TypePath;

/// The type without parentheses, references and macro groups.
pub(crate) fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Paren(inner) => bare(&inner.elem),
        Type::Group(inner) => bare(&inner.elem),
        Type::Reference(inner) => bare(&inner.elem),
        other => other,
    }
}

/// The type as a path with its names resolved; `None` for what is no path.
pub(crate) fn type_path(ty: &Type, uses: &Uses) -> Option<TypePath> {
    let Type::Path(path) = bare(ty) else { return None };
    if path.qself.is_some() {
        return None;
    }
    let name = uses.resolve(&path.path).pop()?;
    let arguments = type_arguments(ty).map(|ty| type_path(ty, uses).unwrap_or_default()).collect();
    Some(TypePath { name, arguments })
}

/// The only type argument, as it stands in the source.
pub(crate) fn only_argument(ty: &Type) -> Option<&Type> {
    let mut arguments = type_arguments(ty);
    arguments.next().filter(|_| arguments.next().is_none())
}

fn type_arguments(ty: &Type) -> impl Iterator<Item = &Type> {
    let arguments = match bare(ty) {
        Type::Path(path) => path.path.segments.last().map(|segment| &segment.arguments),
        _ => None,
    };
    let arguments = match arguments {
        Some(PathArguments::AngleBracketed(arguments)) => Some(&arguments.args),
        _ => None,
    };
    arguments.into_iter().flatten().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// The type as it is written, for messages.
pub(crate) fn written(ty: &Type) -> String {
    ty.span().source_text().unwrap_or_else(|| "this type".to_owned())
}
