//! Script directories on disk and in the program.

use std::path::{Path, PathBuf};

use limbeck_revision::{AppliedSet, Direction, EmbeddedFile, Graph, GraphError, Source};

use crate::support::{files, line, text};

fn write(folder: &Path, graph: &str) {
    fs_err::create_dir_all(folder).unwrap();
    for (name, text) in files(graph) {
        fs_err::write(folder.join(name), text).unwrap();
    }
}

fn ids(folders: &[PathBuf], recursive: bool) -> String {
    line(Graph::load(folders, recursive).unwrap().ids())
}

#[test]
fn every_sql_file_of_the_folders_is_a_revision() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write(root, "a; b<a");
    write(&root.join("deep/er"), "c<b");
    write(&root.join(".git"), "hidden<nothing");
    fs_err::write(root.join("README.md"), "no revision").unwrap();
    fs_err::write(root.join(".#a.sql"), "an editor's lock").unwrap();
    fs_err::write(root.join("lib.rs"), "no revision").unwrap();
    assert_eq!(ids(&[root.to_owned()], false), "a b");
    assert_eq!(ids(&[root.to_owned()], true), "a b c");
    assert_eq!(ids(&[root.to_owned(), root.join("deep/er")], false), "a b c");
    // Folders that lie in each other, or are written in two ways, are no duplicates.
    assert_eq!(ids(&[root.to_owned(), root.join("deep"), root.join("deep/../deep/er")], true), "a b c");
}

#[test]
fn what_cannot_be_read_is_said() {
    let root = tempfile::tempdir().unwrap();
    let missing = Graph::load(&[root.path().join("migrations")], false).unwrap_err();
    assert!(missing[0].to_string().contains("migrations"), "{missing:?}");
    assert_eq!(
        missing[0].hint().unwrap(),
        "`limbeck init` makes the folder; `migrations` in limbeck.toml names it"
    );
    fs_err::write(root.path().join("latin1.sql"), b"-- m\n-- @revision a\n-- caf\xe9\n-- @upgrade\n")
        .unwrap();
    fs_err::write(root.path().join("utf16.sql"), b"\xff\xfe-\0-\0").unwrap();
    let errors = Graph::load(&[root.path().to_owned()], false).unwrap_err();
    let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert!(errors[0].ends_with("latin1.sql: line 3 is not UTF-8"), "{errors:?}");
    assert!(errors[1].ends_with("utf16.sql: line 1 is not UTF-8"), "{errors:?}");
}

#[test]
fn only_the_header_is_read() {
    let root = tempfile::tempdir().unwrap();
    let long = "-- a long story about the café\n".repeat(400);
    let body = "SELECT 'é';\n".repeat(2000);
    fs_err::write(
        root.path().join("a.sql"),
        format!("-- m\n{long}-- @revision a\n-- @upgrade\n{body}-- @unknown\n"),
    )
    .unwrap();
    let graph = Graph::load(&[root.path().to_owned()], false).unwrap();
    let id = graph.heads()[0];
    // The fault below the header is found when the body is needed.
    let error = graph.file(id).unwrap_err();
    assert!(matches!(&error, GraphError::File(error) if error.line == 2404), "{error}");
    fs_err::write(root.path().join("a.sql"), text("b", "", "", "", None)).unwrap();
    let error = graph.file(id).unwrap_err().to_string();
    assert!(error.ends_with("a.sql:2:1: this file was revision a, and is now b"), "{error}");
}

#[test]
fn embedded_files_are_a_script_directory() {
    static FILES: [EmbeddedFile; 2] = [
        EmbeddedFile { name: "b.sql", text: "-- @revision b\n-- @revises a\n-- @upgrade\nSELECT 1;\n" },
        EmbeddedFile { name: "a.sql", text: "\u{feff}-- @revision a\r\n-- @upgrade\r\n" },
    ];
    let graph = Graph::from_source(&Source::Embedded(&FILES)).unwrap();
    assert_eq!(line(graph.ids()), "a b");
    assert_eq!(graph.file(graph.heads()[0]).unwrap().sections[0].body, "SELECT 1;\n");
}

#[test]
fn an_empty_folder_is_an_empty_graph() {
    let root = tempfile::tempdir().unwrap();
    let graph = Graph::load(&[root.path().to_owned()], false).unwrap();
    assert!(graph.is_empty());
    for target in ["head", "heads", "base"] {
        assert!(
            graph.plan(&AppliedSet::new(), target, Direction::Upgrade).unwrap().steps.is_empty(),
            "{target}"
        );
    }
}

#[test]
fn a_deep_history_is_no_obstacle() {
    const DEPTH: usize = 20_000;
    let name = |n: usize| format!("r{n:06}");
    let texts = (0..DEPTH).map(|n| {
        let parent = if n == 0 { String::new() } else { name(n - 1) };
        (format!("{n}.sql"), text(&name(n), &parent, "", "", None))
    });
    let graph = Graph::from_texts(texts).unwrap();
    let up = graph.plan(&AppliedSet::new(), "head", Direction::Upgrade).unwrap();
    assert_eq!((up.steps.len(), up.steps[0].as_str()), (DEPTH, "r000000"));
    let all: AppliedSet = up.steps.iter().map(|id| id.as_str()).collect();
    let down = graph.plan(&all, "base", Direction::Downgrade).unwrap();
    assert_eq!((down.steps.len(), down.steps[0].as_str()), (DEPTH, "r019999"));
    let circle =
        (0..DEPTH).map(|n| (format!("{n}.sql"), text(&name(n), &name((n + 1) % DEPTH), "", "", None)));
    assert_eq!(Graph::from_texts(circle).unwrap_err().len(), 1);
}
