//! What an item derives.

use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Path, Token};

use super::uses::Uses;

/// Whether the attributes derive Limbeck's `name`.
///
/// A path must come from `limbeck` (after the file's own `use` declarations); a bare name that no `use` explains counts (a prelude may bring
/// it), and so does one of another crate on an item that carries `#[helper(…)]`: that crate passes Limbeck on.
pub(crate) fn derives(attributes: &[Attribute], name: &str, helper: &str, uses: &Uses) -> bool {
    let has_helper = attributes.iter().any(|attribute| attribute.path().is_ident(helper));
    derived(attributes).iter().any(|path| {
        let full = uses.resolve(path);
        let last = full.last().is_some_and(|last| last == name);
        let first = full.first().map(String::as_str);
        last && (full.len() == 1 || matches!(first, Some("limbeck" | "limbeck_macros")) || has_helper)
    })
}

/// Whether the attributes derive `name`, a name that one crate alone uses.
pub(crate) fn derives_name(attributes: &[Attribute], name: &str, uses: &Uses) -> bool {
    derived(attributes).iter().any(|path| uses.resolve(path).last().is_some_and(|last| last == name))
}

/// All derived paths, those inside `cfg_attr` included.
fn derived(attributes: &[Attribute]) -> Vec<Path> {
    let mut paths = Vec::new();
    for attribute in attributes {
        collect_derived(&attribute.meta, &mut paths);
    }
    paths
}

fn collect_derived(meta: &Meta, paths: &mut Vec<Path>) {
    let Meta::List(list) = meta else { return };
    if list.path.is_ident("derive") {
        if let Ok(derives) = list.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated) {
            paths.extend(derives);
        }
    } else if list.path.is_ident("cfg_attr")
        && let Ok(metas) = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
    {
        metas.iter().skip(1).for_each(|meta| collect_derived(meta, paths));
    }
}
