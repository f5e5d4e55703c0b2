//! Each file of `tests/invalid` is wrong, and beside it stands what Limbeck says: about the sources, or about a server they do not fit.

#[path = "support/errors.rs"]
mod errors;

use std::path::Path;

use errors::print_errors;
use limbeck_models::{LowerOptions, ReadOptions, lower, read_sources};
use limbeck_url::DialectName;

#[test]
fn what_is_wrong_is_said_with_file_and_line_and_the_way_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    let names = fs_err::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names.filter(|name| name.ends_with(".rs")).collect();
    names.sort();
    assert!(!names.is_empty());
    for name in names {
        let said = match read_sources(std::slice::from_ref(&name), &folder, &ReadOptions::default()) {
            Err(errors) => print_errors(&errors),
            Ok(model) => DialectName::ALL
                .iter()
                .filter_map(|dialect| {
                    let errors = lower(&model, *dialect, &LowerOptions::default()).err()?;
                    Some(format!("-- {dialect}\n{}", print_errors(&errors)))
                })
                .collect(),
        };
        assert!(!said.is_empty(), "nothing is wrong with {name}");
        insta::with_settings!({ snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name.trim_end_matches(".rs"), said);
        });
    }
}
