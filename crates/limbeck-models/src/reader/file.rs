//! One source file: its items, and those of the modules inside it.

use syn::punctuated::Punctuated;
use syn::{Attribute, Item, Meta, Path, Token};

use super::cfg::{Cfg, undecided};
use super::kinds::{Found, READERS};
use super::table::Context;
use super::uses::Uses;
use crate::error::ModelError;
use crate::model::{Model, Place};

/// What one file declares. Enums that no table uses are in it still.
///
/// # Errors
///
/// Everything that is wrong in it.
pub(crate) fn read_text(text: &str, file: &str, cfg: &Cfg) -> Result<Vec<Model>, Vec<ModelError>> {
    let parsed = syn::parse_file(text).map_err(|error| to_model_errors(error, file))?;
    let mut reading = FileReading {
        file,
        cfg,
        found: READERS.iter().map(|_| Found::default()).collect(),
        errors: Vec::new(),
    };
    reading.items(&parsed.items, &Uses::default(), None);
    if !reading.errors.is_empty() {
        return Err(reading.errors);
    }
    let models = READERS.iter().zip(reading.found).map(|(reader, found)| Model {
        speaks_about: reader.speaks_about(),
        enums: found.enums,
        tables: found.tables,
    });
    Ok(models.filter(|model| !model.is_empty()).collect())
}

struct FileReading<'a> {
    file: &'a str,
    cfg: &'a Cfg,
    /// One for each reader.
    found: Vec<Found>,
    errors: Vec<ModelError>,
}

impl FileReading<'_> {
    /// Reads the items of a file or module. `condition` is that of a module around them that nobody has decided: a model in it is an error.
    fn items(&mut self, items: &[Item], outer: &Uses, condition: Option<&Attribute>) {
        let mut uses = outer.clone();
        for item in items {
            if let Item::Use(item) = item {
                uses.add(item);
            }
        }
        for item in items {
            match item {
                Item::Mod(module) => {
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
                        self.items(inner, &uses, condition);
                    }
                }
                item => self.item(item, &uses, condition),
            }
        }
    }

    fn item(&mut self, item: &Item, uses: &Uses, condition: Option<&Attribute>) {
        let context = Context { file: self.file, uses, cfg: self.cfg };
        for (reader, found) in READERS.iter().zip(&mut self.found) {
            match (reader.read(item, &context), condition) {
                (Ok(None), _) => {}
                (Ok(Some(_)), Some(attribute)) => {
                    let error = undecided(attribute, "a module that holds models");
                    self.errors.extend(to_model_errors(error, self.file));
                }
                (Ok(Some(one)), None) => {
                    found.tables.extend(one.tables);
                    found.enums.extend(one.enums);
                }
                (Err(error), _) => self.errors.extend(to_model_errors(error, self.file)),
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The tables that a text declares.
    fn tables(text: &str) -> Vec<String> {
        let models = read_text(text, "models.rs", &Cfg::default()).unwrap();
        models.iter().flat_map(|model| &model.tables).map(|table| table.name.to_string()).collect()
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
