use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

/// Rows in one line, newest first: `d<b,c; c<a; b<a; a`; `*d` has the filled mark.
fn rows(text: &str) -> Vec<Row<'_>> {
    text.split(';').map(str::trim).map(one).collect()
}

fn one(part: &str) -> Row<'_> {
    let (id, parents) = part.split_once('<').unwrap_or((part, ""));
    let (id, filled) = id.strip_prefix('*').map_or((id, false), |id| (id, true));
    let parents = parents.split(',').filter(|parent| !parent.is_empty()).collect();
    Row { id, parents, filled, text: id.to_owned() }
}

fn drawn(text: &str) -> String {
    draw(&rows(text), &UNICODE)
}

#[test]
fn one_line_of_descent() {
    insta::assert_snapshot!(drawn("c<b; *b<a; *a"), @r"
    ○  c
    ●  b
    ●  a
    ");
}

#[test]
fn a_merge_of_two() {
    insta::assert_snapshot!(drawn("e<d; d<b,c; c<a; b<a; a"), @r"
    ○  e
    ○  d
    ├─╮
    │ ○  c
    ○ │  b
    ├─╯
    ○  a
    ");
    insta::assert_snapshot!(draw(&rows("e<d; d<b,c; *c<a; b<a; *a"), &ASCII), @r"
    o  e
    o  d
    +-.
    | *  c
    o |  b
    +-'
    *  a
    ");
}

#[test]
fn a_merge_of_many() {
    insta::assert_snapshot!(drawn("x<a,b,c,d; d<r; c<r; b<r; a<r; r"), @r"
    ○  x
    ├─┬─┬─╮
    │ │ │ ○  d
    │ │ ○ │  c
    │ │ ├─╯
    │ ○ │  b
    │ ├─╯
    ○ │  a
    ├─╯
    ○  r
    ");
    insta::assert_snapshot!(draw(&rows("x<a,b,c,d; d<r; c<r; b<r; a<r; r"), &ASCII), @r"
    o  x
    +-.-.-.
    | | | o  d
    | | o |  c
    | | +-'
    | o |  b
    | +-'
    o |  a
    +-'
    o  r
    ");
}

#[test]
fn lines_that_cross() {
    insta::assert_snapshot!(drawn("f<d,e; e<b,c; d<b,c; c<a; b<a; a"), @r"
    ○  f
    ├─╮
    │ ○  e
    │ ├─╮
    ○ │ │  d
    ╰─┼─┤
      │ ○  c
      ○ │  b
      ├─╯
      ○  a
    ");
    insta::assert_snapshot!(drawn("z<x; y<w; x<w,v; w<u; v<u; u"), @r"
    ○  z
    │ ○  y
    ○ │  x
    ├─┤
    │ ○  w
    ○ │  v
    ├─╯
    ○  u
    ");
    insta::assert_snapshot!(draw(&rows("z<x; y<w; k<v; x<v,u; w<u; v<u; u"), &ASCII), @r"
    o  z
    | o  y
    | | o  k
    o | |  x
    +-|-+
    | o |  w
    +-' |
    |   o  v
    +---'
    o  u
    ");
}

#[test]
fn branches_with_roots_of_their_own() {
    insta::assert_snapshot!(drawn("b2<b1; a2<a1; b1; a1"), @r"
    ○  b2
    │ ○  a2
    ○ │  b1
      ○  a1
    ");
    insta::assert_snapshot!(drawn("b2<b1; b1; a2<a1; a1; c"), @r"
    ○  b2
    ○  b1

    ○  a2
    ○  a1

    ○  c
    ");
}

#[test]
fn what_lies_further_down_than_the_drawing_goes() {
    insta::assert_snapshot!(drawn("d<b,c; c<a; b<x"), @r"
    ○  d
    ├─╮
    │ ○  c
    │ ~
    ○  b
    ~
    ");
    insta::assert_snapshot!(drawn("e<x,y; d<b,z; b"), @r"
    ○  e
    ~
    ○  d
    ├─╮
    │ ~
    ○  b
    ");
}

#[test]
fn texts_of_several_lines_stand_beside_the_lines() {
    let mut rows = rows("d<b,c; c<a; b<a; a");
    for row in &mut rows {
        row.text = format!("Revision: {}\nFile: {}.sql\n\n    A message\n", row.id, row.id);
    }
    insta::assert_snapshot!(draw(&rows, &UNICODE), @r"
    ○    Revision: d
    ├─╮  File: d.sql
    │ │
    │ │      A message
    │ │
    │ ○  Revision: c
    │ │  File: c.sql
    │ │
    │ │      A message
    │ │
    ○ │  Revision: b
    ├─╯  File: b.sql
    │
    │        A message
    │
    ○  Revision: a
       File: a.sql

           A message
    ");
}

/// Reads a drawing back: the parents of each row. It knows nothing of how it was drawn but what the characters say.
fn read(drawing: &str, marks: &BTreeSet<char>) -> BTreeMap<String, BTreeSet<String>> {
    let mut parents: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    // The children that come down each column, and the row above.
    let mut lanes: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut above: Option<(usize, String)> = None;
    for line in drawing.lines() {
        let cells: Vec<char> = line.chars().collect();
        let mark = cells.iter().position(|cell| marks.contains(cell));
        if let Some(at) = mark {
            let id: String = line.rsplit(' ').next().unwrap_or_default().to_owned();
            for child in lanes.remove(&at).unwrap_or_default() {
                parents.entry(child).or_default().insert(id.clone());
            }
            parents.entry(id.clone()).or_default();
            lanes.insert(at, BTreeSet::from([id.clone()]));
            above = Some((at, id));
        } else if let (true, Some((at, id))) = (line.contains('─'), &above) {
            // What was in the row's column goes where the line leads, and what ends beside it comes into it.
            lanes.remove(at);
            for (from, cell) in cells.iter().enumerate() {
                if from > *at && *cell == '╯' {
                    let joins = lanes.remove(&from).unwrap_or_default();
                    lanes.entry(*at).or_default().extend(joins);
                }
            }
            for (to, cell) in cells.iter().enumerate() {
                if "├┤┼╮╭┬".contains(*cell) {
                    lanes.entry(to).or_default().insert(id.clone());
                }
            }
            above = None;
        }
        // A column that is empty, or ends, leads nowhere.
        lanes.retain(|at, _| {
            cells.get(*at).is_some_and(|cell| marks.contains(cell) || "│├┤┼╮╭┬".contains(*cell))
        });
    }
    parents
}

fn history() -> impl Strategy<Value = Vec<BTreeSet<usize>>> {
    let parents = prop::collection::vec(any::<prop::sample::Index>(), 0..4);
    prop::collection::vec(parents, 1..40).prop_map(|shape| {
        let pick = |(at, picks): (usize, Vec<prop::sample::Index>)| {
            picks.iter().filter(|_| at > 0).map(|pick| pick.index(at)).collect()
        };
        shape.into_iter().enumerate().map(pick).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_drawn_can_be_read_back(history in history()) {
        let names: Vec<String> = (0..history.len()).map(|number| format!("r{number}")).collect();
        let rows: Vec<Row<'_>> = history.iter().enumerate().rev().map(|(number, parents)| Row {
            id: &names[number],
            parents: parents.iter().map(|parent| names[*parent].as_str()).collect(),
            filled: number % 3 == 0,
            text: names[number].clone(),
        }).collect();
        let drawing = draw(&rows, &UNICODE);
        let expected: BTreeMap<String, BTreeSet<String>> = rows.iter().map(|row| {
            (row.id.to_owned(), row.parents.iter().map(|parent| (*parent).to_owned()).collect())
        }).collect();
        prop_assert_eq!(read(&drawing, &BTreeSet::from(['○', '●'])), expected, "{}", drawing);
        // The other characters say the same.
        let ascii = draw(&rows, &ASCII);
        prop_assert_eq!(ascii.lines().count(), drawing.lines().count());
        prop_assert!(ascii.is_ascii());
    }
}
