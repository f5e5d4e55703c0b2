//! Edges by number.

/// For each revision those that it has to do with in one way: its parents, say. The lists of all stand one behind the other in one piece of
/// memory, so that a graph of a hundred thousand revisions is not made of as many small ones.
#[derive(Clone, Debug, Default)]
pub(super) struct EdgeLists {
    /// Where the list of each ends; it begins where the one before ends.
    ends: Vec<u32>,
    others: Vec<u32>,
}

impl EdgeLists {
    pub(super) fn with_capacity(count: usize) -> Self {
        Self { ends: Vec::with_capacity(count), others: Vec::with_capacity(count) }
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The list of a revision.
    pub(super) fn of(&self, index: usize) -> &[u32] {
        let begin = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.others[begin..self.ends[index] as usize]
    }

    /// Adds the list of the next revision.
    pub(super) fn push(&mut self, others: impl IntoIterator<Item = u32>) {
        self.others.extend(others);
        // More than four thousand million edges fit in no memory.
        self.ends.push(u32::try_from(self.others.len()).unwrap_or(u32::MAX));
    }

    /// The same edges from their other ends, each list ascending.
    pub(super) fn reversed(&self) -> Self {
        let mut counts = vec![0u32; self.len()];
        self.others.iter().for_each(|other| counts[*other as usize] += 1);
        // Where the next edge of each list goes.
        let mut next = Vec::with_capacity(self.len());
        let mut end = 0;
        for count in &counts {
            next.push(end);
            end += count;
        }
        let mut others = vec![0; self.others.len()];
        for (index, number) in (0..self.len()).zip(0u32..) {
            for other in self.of(index) {
                let at = &mut next[*other as usize];
                others[*at as usize] = number;
                *at += 1;
            }
        }
        // Each has been filled up to its end.
        Self { ends: next, others }
    }

    /// The lists of revisions that have got other numbers: `order` are the old ones in the new order, `new_number` the reverse.
    pub(super) fn renumbered(&self, order: &[u32], new_number: &[u32]) -> Self {
        let mut renumbered = Self::with_capacity(self.len());
        for old in order {
            renumbered.push(self.of(*old as usize).iter().map(|other| new_number[*other as usize]));
        }
        renumbered
    }
}

/// `0..count` as the numbers that edges use: more than four thousand million revisions fit in no memory.
pub(super) fn indices(count: usize) -> std::ops::Range<u32> {
    0..u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::EdgeLists;

    fn lists(edges: &EdgeLists) -> Vec<&[u32]> {
        (0..edges.len()).map(|index| edges.of(index)).collect()
    }

    #[test]
    fn lists_are_reversed_and_renumbered() {
        let mut edges = EdgeLists::default();
        [vec![], vec![0], vec![1, 0], vec![]].into_iter().for_each(|list| edges.push(list));
        assert_eq!(lists(&edges), [&[][..], &[0], &[1, 0], &[]]);
        assert_eq!(lists(&edges.reversed()), [&[1, 2][..], &[2], &[], &[]]);
        assert_eq!(lists(&edges.renumbered(&[3, 0, 1, 2], &[1, 2, 3, 0])), [&[][..], &[], &[1], &[2, 1]]);
        assert_eq!(lists(&EdgeLists::default().reversed()).len(), 0);
    }
}
