//! `embed!`.

use std::path::{Path, PathBuf};

use limbeck_revision::{Graph, GraphError};
use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Token};

use crate::tokens::crate_path;

/// `"migrations"`, `"migrations", recursive`, `"migrations", crate = "path"`.
pub(crate) struct Input {
    folder: LitStr,
    recursive: bool,
    crate_path: Option<syn::Path>,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut read = Self { folder: input.parse()?, recursive: false, crate_path: None };
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let word = input.call(Ident::parse_any)?;
            match word.to_string().as_str() {
                "recursive" => read.recursive = true,
                "crate" => {
                    input.parse::<Token![=]>()?;
                    read.crate_path = Some(input.parse::<LitStr>()?.parse()?);
                }
                other => {
                    let message =
                        format!("unknown word in `embed!`: `{other}`\nhint: known are `recursive`, `crate`");
                    return Err(syn::Error::new(word.span(), message));
                }
            }
        }
        Ok(read)
    }
}

pub(crate) fn expand(input: &Input) -> syn::Result<TokenStream> {
    let at = input.folder.span();
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").ok_or_else(|| {
        syn::Error::new(at, "`CARGO_MANIFEST_DIR` is not set, so nobody knows where the folder is")
    })?;
    let folder = PathBuf::from(manifest).join(input.folder.value());
    if !folder.is_dir() {
        let message = format!(
            "`{}` is no folder\nhint: it counts from the folder of `Cargo.toml`; `limbeck init` makes one",
            folder.display()
        );
        return Err(syn::Error::new(at, message));
    }
    let directories = [folder.clone()];
    let graph = Graph::load(&directories, input.recursive).map_err(|errors| compile_errors(at, &errors))?;
    // Loading reads headers alone; what is embedded is checked as a whole.
    let mut errors = Vec::new();
    let mut paths = Vec::new();
    for revision in graph.iter() {
        errors.extend(graph.file(revision.id).err());
        paths.push(revision.path.to_owned());
    }
    if !errors.is_empty() {
        return Err(compile_errors(at, &errors));
    }
    paths.sort();

    let limbeck = crate_path(input.crate_path.clone());
    let mut files = Vec::new();
    for path in &paths {
        let name = name_in(&folder, path);
        let Some(path) = path.to_str() else {
            return Err(syn::Error::new(at, format!("the name of `{}` is not UTF-8", path.display())));
        };
        files.push(quote!(#limbeck::EmbeddedFile { name: #name, text: ::core::include_str!(#path) }));
    }
    // A release build says nothing of the machine that made it.
    let shown = folder.to_string_lossy();
    Ok(quote! {
        #limbeck::Embedded {
            folder: if ::core::cfg!(debug_assertions) { #shown } else { "" },
            files: &[#(#files),*],
        }
    })
}

/// The file as it is named inside the program: from the folder, with forward slashes.
fn name_in(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    relative.to_string_lossy().replace('\\', "/")
}

/// One compile error for each fault.
fn compile_errors(at: proc_macro2::Span, errors: &[GraphError]) -> syn::Error {
    let mut all: Option<syn::Error> = None;
    for error in errors {
        let hint = error.hint().map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
        let error = syn::Error::new(at, format!("{error}{hint}"));
        match &mut all {
            Some(all) => all.combine(error),
            none => *none = Some(error),
        }
    }
    all.unwrap_or_else(|| syn::Error::new(at, "the revisions cannot be read"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the compiler would say, the path of this crate left out.
    fn errors(input: &str) -> Vec<String> {
        let said = syn::parse_str::<Input>(input).and_then(|input| expand(&input)).unwrap_err();
        said.into_iter()
            .map(|error| error.to_string().replace(concat!(env!("CARGO_MANIFEST_DIR"), "/"), ""))
            .collect()
    }

    #[test]
    fn a_broken_graph_is_said_with_file_and_line() {
        insta::assert_snapshot!(errors("\"tests/broken\"").join("\n\n"), @r"
        tests/broken/2_teams.sql:4:4: `@revise` is not a directive
        hint: did you mean `@revises`? A comment that begins with `@` is indented by one blank, or written `-- \@revise`

        tests/broken/1_users.sql:4: revision 1975ea83b712 revises 000000000000, which no file has
        hint: the file may be missing from this checkout; `@revises base` makes a root
        ");
    }

    #[test]
    fn a_body_that_breaks_the_format_is_found_as_well() {
        insta::assert_snapshot!(errors("\"tests/broken_body\"").join("\n\n"), @r"
        tests/broken_body/1_users.sql:7:4: `@param` is not a directive
        hint: A comment that begins with `@` is indented by one blank, or written `-- \@param`
        ");
    }

    #[test]
    fn what_is_no_folder_and_no_option_is_said() {
        insta::assert_snapshot!(errors("\"tests/no_such_folder\"").join("\n"), @r"
        `tests/no_such_folder` is no folder
        hint: it counts from the folder of `Cargo.toml`; `limbeck init` makes one
        ");
        insta::assert_snapshot!(errors("\"tests/migrations\", recursiv").join("\n"), @r"
        unknown word in `embed!`: `recursiv`
        hint: known are `recursive`, `crate`
        ");
    }
}
