//! The walls of the house (`ARCHITECTURE.md`): what must not be said in which room.

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "the helpers of tests fail by panicking")]

use std::path::{Path, PathBuf};

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates")
}

/// Every source file of a crate, tests in files of their own left out, with its path from `crates/`.
fn sources(of: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let mut entries: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&crates().join(of).join("src"), &mut files);
    assert!(!files.is_empty(), "{of} has no sources");
    let name = |path: &Path| path.strip_prefix(crates()).unwrap().to_string_lossy().replace('\\', "/");
    files.iter().map(|path| (name(path), code(&std::fs::read_to_string(path).unwrap()))).collect()
}

/// The text without its comments and without what stands under `#[cfg(test)]` at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// All rooms. `limbeck-testing` is what the tests of several of them share, and no part of the house.
fn all_crates() -> Vec<String> {
    let entries = std::fs::read_dir(crates()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name != "limbeck-testing");
    names.sort();
    names
}

/// Whether a line has a word. One that begins with `::` is a path from the root: `limbeck_sql::mysql::` is not `::mysql::`.
fn says(line: &str, word: &str) -> bool {
    let from_the_root = |at: usize| {
        !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == '>')
    };
    line.match_indices(word).any(|(at, _)| !word.starts_with("::") || from_the_root(at))
}

#[track_caller]
fn nobody_says(words: &[&str], crates: impl IntoIterator<Item = String>, excused: &[&str]) {
    let mut faults = Vec::new();
    for name in crates {
        for (file, text) in sources(&name) {
            if excused.iter().any(|excuse| file.starts_with(excuse)) {
                continue;
            }
            for (number, line) in text.lines().enumerate() {
                if let Some(word) = words.iter().find(|word| says(line, word)) {
                    faults.push(format!(
                        "{file}: `{word}` in line {} of its code: {}",
                        number + 1,
                        line.trim()
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_type_of_a_driver_leaves_the_room_of_drivers() {
    // `::mysql` and `::postgres`: modules of our own have those names as well.
    let drivers = ["rusqlite::", "::postgres::", "tokio_postgres", "::mysql::", "rustls::"];
    nobody_says(&drivers, all_crates(), &["limbeck-database/src/driver/"]);
}

#[test]
fn the_catalog_names_no_dialect() {
    let dialects = [
        "PostgreSql",
        "MySql",
        "MariaDb",
        "Sqlite",
        "\"postgresql\"",
        "\"mysql\"",
        "\"mariadb\"",
        "\"sqlite\"",
    ];
    nobody_says(&dialects, ["limbeck-catalog".to_owned()], &[]);
}

#[test]
fn dialects_are_told_apart_in_their_rooms_alone() {
    let told_apart = [
        "DialectName::PostgreSql =>",
        "DialectName::MySql =>",
        "DialectName::MariaDb =>",
        "DialectName::Sqlite =>",
    ];
    let rooms = [
        // The ground floor: a URL is of one dialect.
        "limbeck-url/",
        "limbeck-sql/",
        "limbeck-database/",
        // The place that chooses.
        "limbeck-models/src/lower/mod.rs",
    ];
    nobody_says(&told_apart, all_crates(), &rooms);
}

#[test]
fn only_the_program_and_what_it_shares_with_an_applications_own_print() {
    let printing = ["println!", "print!(", "eprint!(", "dbg!("];
    nobody_says(&printing, all_crates(), &["limbeck-cli/", "limbeck/src/manage"]);
}

/// A crate may use those that stand before it here, and no others.
#[test]
fn every_crate_stands_on_those_below() {
    let floors = [
        "limbeck-url",
        "limbeck-catalog",
        "limbeck-sql",
        "limbeck-revision",
        "limbeck-models",
        "limbeck-database",
        "limbeck-macros",
        "limbeck",
        "limbeck-cli",
    ];
    let mut unknown = all_crates();
    unknown.retain(|name| !floors.contains(&name.as_str()));
    assert!(unknown.is_empty(), "{unknown:?} have no floor in the house");
    for (floor, name) in floors.iter().enumerate() {
        let manifest = std::fs::read_to_string(crates().join(name).join("Cargo.toml")).unwrap();
        let dependencies = manifest.split("[dependencies]").nth(1).unwrap_or_default();
        let dependencies = dependencies.split("[dev-dependencies]").next().unwrap_or_default();
        for above in &floors[floor..] {
            let uses = dependencies.lines().any(|line| {
                line.strip_prefix(above).is_some_and(|rest| rest.starts_with('.') || rest.starts_with(' '))
            });
            assert!(!uses, "{name} uses {above}, which stands above it");
        }
    }
}

#[test]
fn a_module_of_ours_is_not_the_driver_of_its_name() {
    assert!(says("use ::mysql::Conn;", "::mysql::"));
    assert!(!says("use limbeck_sql::mysql::quoted;", "::mysql::"));
    assert!(says("use limbeck_sql::mysql::quoted; type Row = Vec<::mysql::Value>;", "::mysql::"));
}
