//! Each folder of `tests/models` is a case: `models.rs`, and beside it what it becomes on each server.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[path = "support/catalog.rs"]
mod catalog;
#[path = "support/errors.rs"]
mod errors;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use catalog::print_catalog;
use errors::print_errors;
use limbeck_models::{
    JsonCatalog, LowerOptions, Model, ReadOptions, Sql, TypeMap, dump_json, lower, read_json, read_sources,
};
use limbeck_url::DialectName;

/// The `[types]` of all cases.
fn types() -> TypeMap {
    let team_id = [(DialectName::PostgreSql, "uuid".to_owned()), (DialectName::Sqlite, "TEXT".to_owned())];
    BTreeMap::from([
        ("UserId".to_owned(), Sql::from("integer")),
        ("TeamId".to_owned(), Sql::PerDialect(team_id.into_iter().collect())),
    ])
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models");
    let mut cases: Vec<_> = fs_err::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn read(case: &Path) -> Model {
    let options = ReadOptions { types: types(), ..ReadOptions::default() };
    read_sources(&["*.rs".to_owned()], case, &options)
        .unwrap_or_else(|errors| panic!("{}", print_errors(&errors)))
}

#[test]
fn models_become_what_the_snapshots_say() {
    for case in cases() {
        let model = read(&case);
        for dialect in DialectName::ALL {
            let text = match lower(&model, dialect, &LowerOptions::default()) {
                Ok(catalog) => print_catalog(&catalog),
                Err(errors) => print_errors(&errors),
            };
            insta::with_settings!({ snapshot_path => &case, prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(dialect.as_str(), text);
            });
        }
    }
}

#[test]
fn json_brings_every_model_back() {
    for case in cases() {
        let model = read(&case);
        let text = dump_json(&model).unwrap();
        assert_eq!(read_json(&text).unwrap(), JsonCatalog::Portable(model), "{}", case.display());
    }
}

#[test]
fn the_order_of_files_changes_nothing() {
    for case in cases() {
        let model = read(&case);
        let mut turned = model.clone();
        turned.tables.reverse();
        turned.enums.reverse();
        assert_eq!(turned.sorted(), model);
    }
}
