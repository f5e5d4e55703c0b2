//! Revisions drawn as a graph: a column for each line of descent, newest first.

use std::collections::HashMap;

/// One revision of a drawing.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    /// Its id.
    pub(super) id: &'a str,
    /// What it stands on. Those that are no row of the drawing lie further down than it goes.
    pub(super) parents: Vec<&'a str>,
    /// Whether its mark is the filled one.
    pub(super) filled: bool,
    /// What stands beside it; of several lines the first is beside its mark.
    pub(super) text: String,
}

/// The characters of a drawing.
#[derive(Debug)]
pub(super) struct Glyphs {
    empty: char,
    filled: char,
    /// The way goes on to revisions that are not drawn.
    elsewhere: char,
    /// By where lines leave: [`UP`], [`DOWN`], [`LEFT`], [`RIGHT`].
    joints: [char; 16],
}

const UP: usize = 1;
const DOWN: usize = 2;
const LEFT: usize = 4;
const RIGHT: usize = 8;

/// For terminals that show Unicode.
pub(super) const UNICODE: Glyphs = Glyphs {
    empty: '○',
    filled: '●',
    elsewhere: '~',
    joints: [' ', '│', '│', '│', '─', '╯', '╮', '┤', '─', '╰', '╭', '├', '─', '┴', '┬', '┼'],
};

/// For everything else.
pub(super) const ASCII: Glyphs = Glyphs {
    empty: 'o',
    filled: '*',
    elsewhere: '~',
    joints: [' ', '|', '|', '|', '-', '\'', '.', '+', '-', '\'', '.', '+', '-', '\'', '.', '+'],
};

/// Draws the rows, children before their parents.
///
/// Each parent has one column, however many children lead to it: they join it on the line below themselves, or it joins theirs. The time it
/// takes is that of writing the drawing: for each row the columns that are open there.
pub(super) fn draw(rows: &[Row<'_>], glyphs: &Glyphs) -> String {
    let numbers: HashMap<&str, usize> =
        rows.iter().enumerate().map(|(number, row)| (row.id, number)).collect();
    let mut drawing = Drawing {
        glyphs,
        lanes: Vec::new(),
        lane_to: vec![None; rows.len()],
        ended: None,
        text: String::new(),
    };
    for (number, row) in rows.iter().enumerate() {
        let mut parents = Vec::with_capacity(row.parents.len());
        let mut elsewhere = false;
        for parent in &row.parents {
            match numbers.get(parent) {
                Some(parent) => parents.push(*parent),
                None => elsewhere = true,
            }
        }
        drawing.row(number, row, &parents, elsewhere, number + 1 == rows.len());
    }
    drawing.text
}

/// Where a column leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lane {
    Free,
    To(usize),
    Elsewhere,
}

struct Drawing<'g> {
    glyphs: &'g Glyphs,
    lanes: Vec<Lane>,
    /// The column that leads to each row, once one does.
    lane_to: Vec<Option<usize>>,
    /// The column in which a line of descent ended on the line above. A mark right below would look like a parent.
    ended: Option<usize>,
    text: String,
}

impl Drawing<'_> {
    fn row(&mut self, number: usize, row: &Row<'_>, parents: &[usize], elsewhere: bool, last: bool) {
        let led_to = self.lane_to[number];
        let column = led_to.unwrap_or_else(|| self.free_lane(0));
        if led_to.is_none() && self.ended == Some(column) {
            self.write(&[self.lines()], "");
        }
        self.lanes[column] = Lane::To(number);
        let mark = if row.filled { self.glyphs.filled } else { self.glyphs.empty };
        let mut margins = vec![self.lines_with(column, mark)];

        let open_before: Vec<bool> = self.lanes.iter().map(|lane| *lane != Lane::Free).collect();
        self.lanes[column] = Lane::Free;
        let targets = self.lead_to(column, parents, elsewhere);
        if targets.iter().any(|target| *target != column) {
            margins.push(self.link(column, &targets, &open_before));
        }
        if let Some(end) = self.lanes.iter().position(|lane| *lane == Lane::Elsewhere) {
            margins.push(self.lines_with(end, self.glyphs.elsewhere));
            self.lanes[end] = Lane::Free;
        }
        while self.lanes.last() == Some(&Lane::Free) {
            self.lanes.pop();
        }
        self.ended = (targets.is_empty() && row.text.lines().nth(1).is_none()).then_some(column);
        if row.text.lines().nth(1).is_some() && !last {
            // Blocks are set apart.
            self.write(&margins, &format!("{}\n", row.text.trim_end()));
        } else {
            self.write(&margins, row.text.trim_end());
        }
    }

    /// Opens columns to the parents that none leads to yet, the first of them in the row's own; returns the columns that the row is to be
    /// linked with.
    fn lead_to(&mut self, column: usize, parents: &[usize], elsewhere: bool) -> Vec<usize> {
        let mut targets = Vec::with_capacity(parents.len() + usize::from(elsewhere));
        let all = parents.iter().map(|parent| Lane::To(*parent)).chain(elsewhere.then_some(Lane::Elsewhere));
        for lane in all {
            let there = match lane {
                Lane::To(parent) => self.lane_to[parent],
                _ => None,
            };
            // The drawing stays to the left: an only parent's column that lies further to the right joins this one.
            if let (Some(right), [_], false) = (there.filter(|lane| *lane > column), parents, elsewhere) {
                self.lanes[right] = Lane::Free;
                self.lanes[column] = lane;
                self.lane_to[parents[0]] = Some(column);
                return vec![column, right];
            }
            let target = there.unwrap_or_else(|| {
                if self.lanes[column] == Lane::Free { column } else { self.free_lane(column) }
            });
            self.lanes[target] = lane;
            if let Lane::To(parent) = lane {
                self.lane_to[parent] = Some(target);
            }
            targets.push(target);
        }
        targets
    }

    /// The first column from `from` on that leads nowhere.
    fn free_lane(&mut self, from: usize) -> usize {
        match self.lanes.iter().skip(from).position(|lane| *lane == Lane::Free) {
            Some(found) => from + found,
            None => {
                self.lanes.push(Lane::Free);
                self.lanes.len() - 1
            }
        }
    }

    /// The line on which a row's column parts, or joins others: what it leads to is connected, columns in between are crossed.
    fn link(&self, column: usize, targets: &[usize], open_before: &[bool]) -> String {
        let mut leads_to = vec![false; self.lanes.len()];
        targets.iter().for_each(|target| leads_to[*target] = true);
        let goes_on = |at: usize| self.lanes[at] != Lane::Free;
        let low = targets.iter().copied().fold(column, usize::min);
        let high = targets.iter().copied().fold(column, usize::max);
        let bit = |holds: bool, bit: usize| if holds { bit } else { 0 };
        let mut line = String::new();
        for (at, lane) in self.lanes.iter().enumerate() {
            let (left, right) = (low < at && at <= high, low <= at && at < high);
            let sides = bit(left, LEFT) | bit(right, RIGHT);
            let was_open = open_before.get(at).is_some_and(|open| *open);
            let joint = if at == column || leads_to[at] {
                bit(was_open, UP) | bit(leads_to[at] && goes_on(at), DOWN) | sides
            } else if *lane == Lane::Free {
                sides
            } else {
                UP | DOWN
            };
            line.push(self.glyphs.joints[joint]);
            line.push(self.glyphs.joints[bit(right, LEFT | RIGHT)]);
        }
        line
    }

    /// The open columns.
    fn lines(&self) -> String {
        self.lanes.iter().fold(String::new(), |mut line, lane| {
            line.push(self.glyphs.joints[if *lane == Lane::Free { 0 } else { UP | DOWN }]);
            line.push(' ');
            line
        })
    }

    /// The open columns, with a mark in one of them.
    fn lines_with(&self, column: usize, mark: char) -> String {
        let line = self.lines();
        line.chars().enumerate().map(|(at, glyph)| if at == column * 2 { mark } else { glyph }).collect()
    }

    /// Writes margins with a text beside them. Below them the columns go on.
    fn write(&mut self, margins: &[String], text: &str) {
        let below = self.lines();
        let several = text.lines().nth(1).is_some();
        let width = |margin: &String| margin.chars().count();
        let widest = if several { margins.iter().chain([&below]).map(width).max() } else { None };
        let mut beside = text.split('\n');
        for at in 0.. {
            let line = beside.next();
            let Some(margin) = margins.get(at).or(line.map(|_| &below)) else { break };
            self.text.push_str(margin);
            let gap = widest.map_or(0, |widest| widest - width(margin)) + 1;
            self.text.extend(std::iter::repeat_n(' ', gap));
            self.text.push_str(line.unwrap_or_default());
            self.text.truncate(self.text.trim_end_matches(' ').len());
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests;
