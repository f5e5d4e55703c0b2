//! The `use` declarations of a file: what a name stands for.

use std::collections::BTreeMap;

use syn::ext::IdentExt;
use syn::{ItemUse, Path, UseTree};

/// What the names of a file or module stand for, as far as its own `use` declarations say.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    names: BTreeMap<String, Vec<String>>,
}

impl Uses {
    /// Adds a declaration.
    pub(crate) fn add(&mut self, item: &ItemUse) {
        self.add_tree(&item.tree, &mut Vec::new());
    }

    /// The path with its first segment replaced by what it stands for.
    pub(crate) fn resolve(&self, path: &Path) -> Vec<String> {
        let segments: Vec<_> =
            path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect();
        let known = segments.first().and_then(|first| self.names.get(first));
        match known {
            Some(full) if path.leading_colon.is_none() => {
                full.iter().chain(&segments[1..]).cloned().collect()
            }
            _ => segments,
        }
    }

    fn add_tree(&mut self, tree: &UseTree, prefix: &mut Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                prefix.push(path.ident.unraw().to_string());
                self.add_tree(&path.tree, prefix);
                prefix.pop();
            }
            UseTree::Name(name) => self.insert(&name.ident.unraw().to_string(), None, prefix),
            UseTree::Rename(rename) => {
                self.insert(
                    &rename.ident.unraw().to_string(),
                    Some(rename.rename.unraw().to_string()),
                    prefix,
                );
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.add_tree(tree, prefix)),
            // What a glob brings is not written here.
            _ => {}
        }
    }

    fn insert(&mut self, name: &str, renamed: Option<String>, prefix: &[String]) {
        let mut path = prefix.to_vec();
        if name != "self" {
            path.push(name.to_owned());
        }
        if let Some(local) = renamed.or_else(|| path.last().cloned()) {
            self.names.insert(local, path);
        }
    }
}
