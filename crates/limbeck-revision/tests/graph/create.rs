//! New revisions: parents, names, merges, rebases; and their files.

use std::path::{Path, PathBuf};

use limbeck_revision::{
    AppliedSet, CreateError, Direction, NewRevision, NewSection, Renamed, parse, render, rewrite_parents,
    version_path,
};

use crate::support::{applied, graph, id, line};

const FORK: &str = "t1; t2<t1; x1<t2 lab left; x2<x1; y1<t2 lab right; y2<y1";

fn shown<T>(result: Result<T, CreateError>, text: impl FnOnce(T) -> String) -> String {
    result.map(text).unwrap_or_else(|error| match error.hint() {
        Some(hint) => format!("{error} | {hint}"),
        None => error.to_string(),
    })
}

#[test]
fn the_parent_of_a_new_revision() {
    let (fork, straight) = (graph(FORK), graph("a; b<a"));
    let parent = |graph: &limbeck_revision::Graph, head: Option<&str>, splice| {
        shown(graph.parent_for_new(head, splice, &AppliedSet::new()), line)
    };
    assert_eq!(parent(&graph(""), None, false), "");
    assert_eq!(parent(&straight, None, false), "b");
    assert_eq!(parent(&straight, Some("base"), false), "");
    assert_eq!(parent(&fork, Some("left@head"), false), "x2");
    assert_eq!(parent(&fork, Some("y2"), false), "y2");
    assert_eq!(
        parent(&straight, Some("a"), false),
        "revision a is not a head | `--splice` makes a new branch from it"
    );
    assert_eq!(parent(&straight, Some("a"), true), "a");
    let several =
        "| `limbeck merge heads` makes one of them; or name one (x2), `LABEL@head`, or `heads` for all";
    assert_eq!(parent(&fork, None, false), format!("there are several heads for `head`: x2, y2 {several}"));
    assert_eq!(
        parent(&fork, Some("heads"), false),
        format!("there are several heads for `heads`: x2, y2 {several}")
    );
}

fn new(name: &str, labels: &[&str]) -> NewRevision {
    NewRevision {
        message: "New".to_owned(),
        revision: id(name),
        revises: vec![id("x2")],
        labels: labels.iter().map(|label| (*label).to_owned()).collect(),
        depends_on: Vec::new(),
        created: None,
        renamed: Vec::new(),
        sections: Vec::new(),
        irreversible: None,
    }
}

#[test]
fn a_name_that_is_taken_is_refused_before_a_file_is_written() {
    let graph = graph(FORK);
    let check = |new: &NewRevision| shown(graph.check_new(new), |()| "free".to_owned());
    assert_eq!(check(&new("n1", &["third"])), "free");
    let way_out = "| ids and labels share one name space: take another name";
    assert_eq!(check(&new("x1", &[])), format!("`x1` is already the name of revision x1 (x1.sql) {way_out}"));
    assert_eq!(
        check(&new("n1", &["left"])),
        format!("`left` is already the name of revision x1 (x1.sql) {way_out}")
    );
    assert_eq!(
        check(&new("n1", &["t1"])),
        format!("`t1` is already the name of revision t1 (t1.sql) {way_out}")
    );
    assert_eq!(
        check(&new("n1", &["LEFT"])),
        format!("`LEFT` differs from `left` (x1.sql) in case only {way_out}")
    );
    assert_eq!(check(&new("n1", &["n1"])), "`n1` is given twice");
    assert_eq!(check(&new("n1", &["Head"])), "`Head` is a reserved word (base, head, heads, current, none)");
    let missing = NewRevision { revises: vec![id("gone")], ..new("n1", &[]) };
    assert_eq!(
        check(&missing),
        "there is no revision and no label `gone` | `limbeck history` lists the revisions"
    );
    let missing = NewRevision { depends_on: vec!["leftt".to_owned()], ..new("n1", &[]) };
    assert_eq!(check(&missing), "there is no revision and no label `leftt` | did you mean left?");
}

#[test]
fn dependencies_are_written_as_ids_or_labels() {
    let graph = graph("abcdef; b lab billing");
    let written = |names: &[&str]| {
        shown(
            graph.dependencies_for_new(
                &names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(),
                &AppliedSet::new(),
            ),
            line,
        )
    };
    assert_eq!(written(&["abcd", "billing", "abcdef"]), "abcdef billing");
    assert_eq!(
        written(&["nope"]),
        "there is no revision and no label `nope` | `limbeck history` lists the revisions"
    );
}

#[test]
fn merges() {
    let graph = graph(FORK);
    let merge = |names: &[&str], splice| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        shown(graph.merge(&names, splice, &AppliedSet::new()), |plan| {
            format!("{}: {}", line(plan.parents), plan.message)
        })
    };
    assert_eq!(merge(&["heads"], false), "x2 y2: Merge x2 and y2");
    assert_eq!(merge(&["y2", "left@head"], false), "x2 y2: Merge x2 and y2");
    assert_eq!(
        merge(&["x2"], false),
        "a merge needs two revisions or more, and this is x2 alone | `limbeck heads` lists the heads; name two of them"
    );
    assert_eq!(merge(&["x1", "x2"], true), "x1 is already beneath x2, so there is nothing to merge");
    assert_eq!(
        merge(&["x1", "y2"], false),
        "revision x1 is not a head | `--splice` makes a new branch from it"
    );
    assert_eq!(merge(&["x1", "y2"], true), "x1 y2: Merge x1 and y2");
}

#[test]
fn a_head_that_is_only_a_dependency_is_merged_too() {
    assert_eq!(
        line(graph("a; b dep a").merge(&["heads".to_owned()], false, &AppliedSet::new()).unwrap().parents),
        "a b"
    );
}

#[test]
fn rebases() {
    let graph = graph(&format!("{FORK}; z1<x2,y1"));
    let rebase = |branch: &str, onto: Option<&str>| {
        shown(graph.rebase(branch, onto, &applied(&graph, "x1")), |rebase| {
            let files: Vec<String> = rebase
                .reparent
                .iter()
                .map(|file| format!("{}: {} → {}", file.id, line(&file.old_parents), line(&file.new_parents)))
                .collect();
            format!("moves {}, applied {}; {}", line(&rebase.moved), line(&rebase.applied), files.join("; "))
        })
    };
    assert_eq!(rebase("x2", Some("y2")), "moves x1 x2, applied x1; x1: t2 → y2");
    assert_eq!(rebase("z1", None), "moves x1 x2 z1, applied x1; x1: t2 → y2; z1: x2 y1 → x2");
    assert_eq!(rebase("y2", None), "moves y2, applied ; y2: y1 → z1");
    assert_eq!(rebase("x2", Some("t2")), "x2 stands on t2 already");
    assert_eq!(rebase("t2", Some("x2")), "x2 stands on t2 already");
    assert_eq!(rebase("base", None), "`base` means no revision | `limbeck history` lists the revisions");
    assert_eq!(
        rebase("heads", None),
        "there are several heads for `heads`: y2, z1 | `limbeck merge heads` makes one of them; or name one (y2), `LABEL@head`, or `heads` for all"
    );
}

#[test]
fn a_rebase_never_makes_a_circle() {
    let graph = graph("t; x<t; y<t dep x");
    let error = graph.rebase("x", Some("y"), &AppliedSet::new()).unwrap_err();
    assert_eq!(error.to_string(), "y needs x, which would be moved on top of it");
    let moved = graph.rebase("y", Some("x"), &AppliedSet::new()).unwrap();
    assert_eq!(line(&moved.reparent[0].new_parents), "x");
    let graph = super::support::graph("t; x<t; x2<x; y<t dep x; y2<y");
    let error = graph.rebase("x2", Some("y2"), &AppliedSet::new()).unwrap_err();
    assert_eq!(error.to_string(), "y2 needs x, which would be moved on top of it: y does");
}

#[test]
fn merges_of_what_is_moved_are_merges_no_more() {
    let moved = |text: &str, branch: &str, onto: Option<&str>| {
        let graph = graph(text);
        let rebase = graph.rebase(branch, onto, &AppliedSet::new()).unwrap();
        let files = rebase.reparent.iter().map(|file| format!("{}<{}", file.id, line(&file.new_parents)));
        line(files)
    };
    assert_eq!(moved("a; b<a; c<a; m1<b,c; m2<b,c", "m2", None), "m2<m1");
    assert_eq!(moved("a; b<a; c<a; e<a; m<b,c", "m", Some("b")), "c<b m<c");
    assert_eq!(moved("a; b<a; c<a; m<b,c; d<a", "m", Some("d")), "b<d c<d");
}

#[test]
fn the_folder_of_a_new_file() {
    let folders = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
    let path = |all: &[&str], chosen: Option<&str>, parent: Option<&str>| {
        shown(version_path(&folders(all), chosen.map(Path::new), parent.map(Path::new)), |path| {
            path.display().to_string()
        })
    };
    assert_eq!(path(&["a"], None, None), "a");
    assert_eq!(path(&["a", "b"], None, Some("b/x.sql")), "b");
    assert_eq!(path(&["a", "b"], Some("b"), Some("a/x.sql")), "b");
    assert_eq!(
        path(&["a", "b"], None, None),
        "there are several folders for revisions: a, b | choose one with `--version-path`"
    );
    assert_eq!(path(&["a", "b"], Some("c"), None), "c is none of the folders of `migrations`: a, b");
}

#[test]
fn a_new_file_looks_as_it_should_and_is_read_back() {
    let new = NewRevision {
        message: "Create users\nand more\n\n@all".to_owned(),
        revision: id("ae1027a6acf9"),
        revises: vec![id("1975ea83b712"), id("b2")],
        labels: vec!["accounts".to_owned()],
        depends_on: vec!["billing".to_owned()],
        created: Some("2026-11-23T07:11:01Z".to_owned()),
        renamed: vec![Renamed {
            kind: "table".to_owned(),
            old: "user".to_owned(),
            new: "users".to_owned(),
            line: 0,
        }],
        sections: vec![
            NewSection::new(Direction::Upgrade, "ALTER TABLE \"user\" RENAME TO users;\n"),
            NewSection {
                dialects: vec![limbeck_url::DialectName::Sqlite],
                foreign_keys_off: true,
                ..NewSection::new(Direction::Upgrade, "-- @destructive column a\nDROP TABLE a;")
            },
            NewSection {
                transaction: false,
                dialects: vec![limbeck_url::DialectName::PostgreSql],
                ..NewSection::new(Direction::Upgrade, "VACUUM;")
            },
        ],
        irreversible: Some("column a is\ngone".to_owned()),
    };
    let text = render(&new);
    insta::assert_snapshot!(text, @r#"
    -- Create users
    -- and more
    --
    -- \@all
    --
    -- @revision   ae1027a6acf9
    -- @revises    1975ea83b712, b2
    -- @branch     accounts
    -- @depends-on billing
    -- @created    2026-11-23T07:11:01Z
    -- @renamed    table user=users

    -- @upgrade
    ALTER TABLE "user" RENAME TO users;

    -- @upgrade sqlite foreign_keys=off
    -- @destructive column a
    DROP TABLE a;

    -- @upgrade postgresql transaction=off
    VACUUM;

    -- @irreversible column a is gone
    "#);
    let file = parse(Path::new("a.sql"), &text).unwrap();
    assert_eq!(file.header.message.as_deref(), Some("Create users"));
    assert_eq!((&file.header.revises, &file.header.labels), (&new.revises, &new.labels));
    assert_eq!((&file.header.depends_on, &file.header.created), (&new.depends_on, &new.created));
    assert_eq!(file.sections.len(), 3);
    // A rebase changes the parents and nothing that runs.
    let moved = parse(Path::new("a.sql"), &rewrite_parents(&text, &[id("c3")])).unwrap();
    assert_eq!(moved.header.revises, [id("c3")]);
    assert_eq!(moved.sections, file.sections);
}

#[test]
fn a_message_of_any_kind_is_read_back() {
    for message in ["", "@all", "\\@x", "--", "-- @upgrade", "a: b; c", "é", "  blanks  "] {
        let new = NewRevision {
            message: message.to_owned(),
            sections: vec![NewSection::new(Direction::Upgrade, "")],
            ..new("n1", &[])
        };
        let text = render(&new);
        let header =
            parse(Path::new("a.sql"), &text).unwrap_or_else(|error| panic!("{error}\n{text}")).header;
        let expected = message.trim();
        assert_eq!(header.message.as_deref(), (!expected.is_empty()).then_some(expected), "{text}");
    }
}
