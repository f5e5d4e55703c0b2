//! One source file: its items, and those of the modules inside it.

use syn::ext::IdentExt;
use syn::{Attribute, Item, Meta};

use super::cfg::{Cfg, undecided};
use super::context::Context;
use super::kinds::READERS;
use super::model_reader::{Found, Module};
use super::uses::Uses;
use crate::error::ModelError;
use crate::model::Place;

/// What each of the [`READERS`] found in one file, and what the names in its modules stand for.
#[derive(Debug, Default)]
pub(crate) struct FileFound {
    /// One for each reader.
    pub(crate) found: Vec<Found>,
    /// The `use` declarations of each module, by its path.
    pub(crate) modules: Vec<(Vec<String>, Uses)>,
}

/// What one file declares.
///
/// # Errors
///
/// Everything that is wrong in it.
pub(crate) fn read_text(text: &str, file: &str, cfg: &Cfg) -> Result<FileFound, Vec<ModelError>> {
    let parsed = syn::parse_file(text).map_err(|error| {
        let what = match error.to_string() {
            // What the lexer says of a text that it cannot split into words.
            text if text.contains("token stream") => {
                "a quote or bracket has no end, or a character means nothing".to_owned()
            }
            text => text,
        };
        to_model_errors(syn::Error::new(error.span(), format!("this file is not Rust: {what}")), file)
    })?;
    let found = READERS.iter().map(|_| Found::default()).collect();
    let mut reading =
        FileReading { file, cfg, all: FileFound { found, modules: Vec::new() }, errors: Vec::new() };
    reading.module(&parsed.items, &Uses::default(), &module_path(file), None);
    if reading.errors.is_empty() { Ok(reading.all) } else { Err(reading.errors) }
}

/// `src/entity/user.rs` and `src/entity/user/mod.rs` are both the module `src`, `entity`, `user`; the root of a crate is its folder.
fn module_path(file: &str) -> Vec<String> {
    let mut path: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if path.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib" | "main")) {
        path.pop();
    }
    path
}

struct FileReading<'a> {
    file: &'a str,
    cfg: &'a Cfg,
    all: FileFound,
    errors: Vec<ModelError>,
}

impl FileReading<'_> {
    /// Reads the items of a file or module. `condition` is that of a module around them that nobody has decided: a model in it is an error.
    fn module(&mut self, items: &[Item], outer: &Uses, path: &[String], condition: Option<&Attribute>) {
        let mut uses = outer.clone();
        for item in items {
            if let Item::Use(item) = item {
                uses.add(item);
            }
        }
        for item in items {
            let Item::Mod(module) = item else { continue };
            let Some((_, inner)) = &module.content else { continue };
            let conditions = module.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg"));
            let mut condition = condition;
            let mut off = false;
            for attribute in conditions {
                match attribute.parse_args::<Meta>().ok().and_then(|meta| self.cfg.decide(&meta)) {
                    Some(holds) => off |= !holds,
                    None => condition = Some(attribute),
                }
            }
            if !off {
                let inner_path = [path, &[module.ident.unraw().to_string()]].concat();
                self.module(inner, &uses, &inner_path, condition);
            }
        }
        let items: Vec<_> = items.iter().filter(|item| !matches!(item, Item::Mod(_))).collect();
        let context = Context { file: self.file, uses: &uses, cfg: self.cfg };
        let module = Module { path, items: &items, context };
        for (reader, found) in READERS.iter().zip(&mut self.all.found) {
            match (reader.read(&module), condition) {
                (Ok(here), Some(attribute)) if !here.is_empty() => {
                    let error = undecided(attribute, "a module that holds models");
                    self.errors.extend(to_model_errors(error, self.file));
                }
                (Ok(here), _) => found.add(here),
                (Err(error), _) => self.errors.extend(to_model_errors(error, self.file)),
            }
        }
        self.all.modules.push((path.to_vec(), uses));
    }
}

/// Each error with its place; a line `hint: …` of the message becomes the hint.
fn to_model_errors(errors: syn::Error, file: &str) -> Vec<ModelError> {
    let to_model_error = |error: syn::Error| {
        let start = error.span().start();
        let message = error.to_string();
        let (message, hint) = match message.split_once("\nhint: ") {
            Some((message, hint)) => (message.to_owned(), Some(hint.to_owned())),
            None => (message, None),
        };
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        ModelError::Declaration {
            place: Place::new(file, number(start.line)),
            column: number(start.column + 1),
            message,
            hint,
        }
    };
    errors.into_iter().map(to_model_error).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tables that a text declares.
    fn tables(text: &str) -> Vec<String> {
        let all = read_text(text, "models.rs", &Cfg::default()).unwrap();
        all.found.iter().flat_map(|found| &found.tables).map(|table| table.name.to_string()).collect()
    }

    #[test]
    fn only_what_derives_limbeck_s_own_table_is_a_model() {
        for (used, derived, is_model) in [
            ("", "limbeck::Table", true),
            ("", "::limbeck::Table", true),
            ("", "Table", true),
            ("use limbeck::{Enum, Table};", "Debug, Table", true),
            ("use limbeck::Table as T;", "T", true),
            ("use limbeck as l;", "l::Table", true),
            ("use limbeck::{self as l};", "l::Table", true),
            ("use limbeck::*;", "Table", true),
            ("use tabled::Table;", "Table", false),
            ("", "tabled::Table", false),
            ("", "Debug, Clone", false),
            ("use tabled::Thing as Table;", "Table", false),
        ] {
            let found = tables(&format!("{used}\n#[derive({derived})] struct Thing {{ id: i64 }}"));
            assert_eq!(found == ["thing"], is_model, "{used} #[derive({derived})]");
        }
        // A crate that passes Limbeck on.
        assert_eq!(
            tables("#[derive(prelude::Table)] #[table(name = \"a\")] struct Thing { id: i64 }"),
            ["a"]
        );
    }

    #[test]
    fn models_are_found_in_modules_and_what_tests_have_is_left_out() {
        let text = "mod a { mod b { #[derive(limbeck::Table)] struct Inner { id: i64 } } } mod c; \
                    #[cfg(test)] mod tests { #[derive(limbeck::Table)] struct Never { id: i64 } }";
        assert_eq!(tables(text), ["inner"]);
    }
}
