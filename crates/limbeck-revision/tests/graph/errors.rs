//! What does not fit together is found when the graph is loaded, all at once.

use limbeck_revision::Graph;

use crate::support::{files, load};

fn errors(graph: &str) -> String {
    shown(load(graph))
}

fn shown(result: Result<Graph, Vec<limbeck_revision::GraphError>>) -> String {
    let errors = result.err().unwrap_or_default();
    let lines = errors.iter().map(|error| match error.hint() {
        Some(hint) => format!("{error}\n  hint: {hint}"),
        None => error.to_string(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_missing_parent() {
    insta::assert_snapshot!(errors("abcd1234; b<abcd1243; c<zzzz; d<abcd"), @r"
    b.sql:3: revision b revises abcd1243, which no file has
      hint: did you mean abcd1234 (abcd1234.sql)?
    c.sql:3: revision c revises zzzz, which no file has
      hint: the file may be missing from this checkout; `@revises base` makes a root
    d.sql:3: revision d revises abcd, which no file has
      hint: did you mean abcd1234 (abcd1234.sql)?
    ");
}

#[test]
fn a_label_is_no_parent() {
    insta::assert_snapshot!(errors("a lab billing; b<billing"), @r"
    b.sql:3: revision b revises billing, which no file has
      hint: billing is the label of a revision in a.sql; `@revises` takes the id
    ");
}

#[test]
fn a_dependency_that_is_not_there() {
    insta::assert_snapshot!(errors("a lab billing; b dep biling; c dep nothing"), @r"
    b.sql:3: revision b depends on biling, which is neither a revision nor a label
      hint: did you mean billing (a.sql)?
    c.sql:3: revision c depends on nothing, which is neither a revision nor a label
      hint: the file may be missing from this checkout
    ");
}

#[test]
fn names_that_are_taken() {
    let mut texts = files("a lab one; b lab one,a; c");
    texts.push(("z.sql".to_owned(), files("c")[0].1.clone()));
    insta::assert_snapshot!(shown(Graph::from_texts(texts)), @r"
    z.sql:2: revision c is also in c.sql:2
      hint: give one of them a new id, or delete the copy
    b.sql:3: the label one is already stated in a.sql:3
      hint: ids and labels share one name space: rename the label
    b.sql:3: the label a is also the id of the revision in a.sql:2
      hint: ids and labels share one name space: rename the label
    ");
}

#[test]
fn names_that_differ_in_case_only() {
    insta::assert_snapshot!(errors("ae10; AE10<ae10; c lab Ae10"), @r"
    ae10.sql:2: ae10 and AE10 (AE10.sql:2) differ in case only
      hint: rename one of them: names must differ in more than case
    c.sql:3: Ae10 and AE10 (AE10.sql:2) differ in case only
      hint: rename one of them: names must differ in more than case
    ");
}

#[test]
fn loops_and_circles() {
    insta::assert_snapshot!(errors("a<a; b dep b; r; s<r"), @r"
    a.sql:3: revision a revises itself
      hint: take its own name out of the line
    b.sql:3: revision b depends on itself
      hint: take its own name out of the line
    ");
    insta::assert_snapshot!(errors("c<a; a<b; b<c; above<a; x<y; y<x"), @r"
    revisions revise each other in a circle: a (a.sql:3) → b (b.sql:3) → c (c.sql:3) → a
      hint: one of these lines must go
    revisions revise each other in a circle: x (x.sql:3) → y (y.sql:3) → x
      hint: one of these lines must go
    ");
    insta::assert_snapshot!(errors("a; b<a; c<b dep d; d<c"), @r"
    revisions need each other in a circle of `@revises` and `@depends-on`: c (c.sql:4) → d (d.sql:3) → c
      hint: one of these lines must go
    ");
    insta::assert_snapshot!(errors("a dep top; b<a lab top"), @r"
    revisions need each other in a circle of `@revises` and `@depends-on`: a (a.sql:3) → b (b.sql:3) → a
      hint: one of these lines must go
    ");
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let mut texts =
        files("a<b; b<a; c<d; d dep e; e<c; f<gone; g dep nowhere; h<h; i lab twice; j lab twice; k");
    texts.push(("z.sql".to_owned(), files("k")[0].1.clone()));
    texts.push(("y.sql".to_owned(), "-- no id\n".to_owned()));
    insta::assert_snapshot!(shown(Graph::from_texts(texts)), @r"
    y.sql:1:1: the header has no `@revision`
      hint: every `*.sql` file of a script directory is a revision; write `-- @revision ID` above the first section, or move the file elsewhere
    z.sql:2: revision k is also in k.sql:2
      hint: give one of them a new id, or delete the copy
    j.sql:3: the label twice is already stated in i.sql:3
      hint: ids and labels share one name space: rename the label
    f.sql:3: revision f revises gone, which no file has
      hint: the file may be missing from this checkout; `@revises base` makes a root
    g.sql:3: revision g depends on nowhere, which is neither a revision nor a label
      hint: the file may be missing from this checkout
    h.sql:3: revision h revises itself
      hint: take its own name out of the line
    revisions revise each other in a circle: a (a.sql:3) → b (b.sql:3) → a
      hint: one of these lines must go
    revisions need each other in a circle of `@revises` and `@depends-on`: c (c.sql:3) → d (d.sql:3) → e (e.sql:3) → c
      hint: one of these lines must go
    ");
}

#[test]
fn each_line_that_closes_a_circle_is_told_with_its_circle() {
    // Two circles of parents that share revisions.
    insta::assert_snapshot!(errors("a<b; b<a,c; c<b"), @r"
    revisions revise each other in a circle: a (a.sql:3) → b (b.sql:3) → a
      hint: one of these lines must go
    revisions revise each other in a circle: b (b.sql:3) → c (c.sql:3) → b
      hint: one of these lines must go
    ");
    // The same edge twice: both lines must go.
    insta::assert_snapshot!(errors("a<b; b<a dep a"), @r"
    revisions revise each other in a circle: a (a.sql:3) → b (b.sql:3) → a
      hint: one of these lines must go
    revisions need each other in a circle of `@revises` and `@depends-on`: a (a.sql:3) → b (b.sql:4) → a
      hint: one of these lines must go
    ");
    // One of parents, and one with a dependency.
    insta::assert_snapshot!(errors("a<c; b<a; c<b; d<c dep e; e dep d"), @r"
    revisions revise each other in a circle: a (a.sql:3) → c (c.sql:3) → b (b.sql:3) → a
      hint: one of these lines must go
    revisions need each other in a circle of `@revises` and `@depends-on`: d (d.sql:4) → e (e.sql:3) → d
      hint: one of these lines must go
    ");
}

#[test]
fn a_long_circle_is_told_by_its_ends_and_many_are_not_all_told() {
    let long = (0..1_000).map(|n| format!("r{n:04}<r{:04}", (n + 1) % 1_000)).collect::<Vec<_>>().join("; ");
    let errors = load(&long).unwrap_err();
    assert_eq!(errors.len(), 1);
    assert!(errors[0].to_string().contains("… 987 more …"), "{}", errors[0]);
    let many = (0..200).map(|n| format!("x{n:03}<y{n:03}; y{n:03}<x{n:03}")).collect::<Vec<_>>().join("; ");
    assert_eq!(load(&many).unwrap_err().len(), 50);
}

#[test]
fn a_dependency_on_its_own_parent_is_no_circle() {
    assert_eq!(errors("a1; a2<a1 dep a1"), "");
}

#[test]
fn a_file_that_cannot_be_read_is_not_missing_as_well() {
    let mut texts = files("b<a; c<b dep top");
    texts.push(("a.sql".to_owned(), "-- m\n-- @revision a\n-- @branch top\n-- @upgrad\n".to_owned()));
    insta::assert_snapshot!(shown(Graph::from_texts(texts)), @r"
    a.sql:4:4: `@upgrad` is not a directive
      hint: did you mean `@upgrade`? A comment that begins with `@` is indented by one blank, or written `-- \@upgrad`
    ");
}

#[test]
fn when_all_is_missing_the_first_faults_alone_get_a_suggestion() {
    let name = |n: usize, kind: &str| format!("{kind}{n:04}");
    let texts = (0..500).map(|n| {
        (format!("{n:04}.sql"), crate::support::text(&name(n, "here"), &name(n, "her_"), "", "", None))
    });
    let errors = Graph::from_texts(texts).unwrap_err();
    assert_eq!(errors.len(), 500);
    let suggestions =
        errors.iter().filter(|error| error.hint().is_some_and(|hint| hint.starts_with("did you mean")));
    assert_eq!(suggestions.count(), 20);
}
