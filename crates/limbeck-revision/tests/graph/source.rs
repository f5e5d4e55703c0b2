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
fn every_folder_that_cannot_be_read_is_said_beside_what_is_wrong_in_others() {
    let root = tempfile::tempdir().unwrap();
    write(&root.path().join("here"), "b<a; c<c");
    let folder = |name: &str| root.path().join(name);
    let errors = Graph::load(&[folder("gone"), folder("here"), folder("also_gone")], false).unwrap_err();
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    let expected = ["also_gone: ", "gone: ", "here/b.sql:3: ", "here/c.sql:3: "];
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.contains(&format!("/{expected}")), "{told}");
    }
}

#[test]
fn texts_that_are_kept_are_not_read_again() {
    let root = tempfile::tempdir().unwrap();
    let path = |name: &str| root.path().join(name);
    let long = format!("{}{}", text("long", "a", "", "", None), "-- a comment\n".repeat(10_000));
    fs_err::write(path("a.sql"), text("a", "", "", "", None)).unwrap();
    fs_err::write(path("long.sql"), &long).unwrap();
    // The header is fine: what is below is told of when it is needed.
    fs_err::write(path("latin1.sql"), b"-- @revision latin1\n-- @revises long\n-- @upgrade\n-- caf\xe9\n")
        .unwrap();
    let beside = (PathBuf::from("<beside>"), text("beside", "latin1", "", "", None));
    let graph = Graph::load_with_texts(&[root.path().to_owned()], false, [beside]).unwrap();
    assert_eq!(line(graph.ids()), "a long latin1 beside");
    fs_err::remove_file(path("a.sql")).unwrap();
    let file = |id: &str| graph.file(graph.get(id).unwrap().id);
    assert_eq!(file("a").unwrap().path, path("a.sql"));
    assert_eq!(file("long").unwrap().sections[1].body.lines().count(), 10_000);
    assert!(file("latin1").unwrap_err().to_string().contains("latin1.sql: "));
    assert_eq!(file("beside").unwrap().sections.len(), 2);
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
