//! Which object of one list is which of the other.

/// Two lists, put side by side.
pub(super) struct Pairs<'a, T> {
    pub(super) both: Vec<(&'a T, &'a T)>,
    pub(super) only_actual: Vec<&'a T>,
    pub(super) only_desired: Vec<&'a T>,
}

/// Pairs objects of the same name, in the order of the desired list.
pub(super) fn pair_by_name<'a, T, K: Ord>(
    actual: &'a [T],
    desired: &'a [T],
    key: impl Fn(&T) -> K,
) -> Pairs<'a, T> {
    let mut by_name = std::collections::BTreeMap::new();
    for (position, object) in actual.iter().enumerate() {
        by_name.entry(key(object)).or_insert(position);
    }
    let mut taken = vec![false; actual.len()];
    let mut pairs = Pairs { both: Vec::new(), only_actual: Vec::new(), only_desired: Vec::new() };
    for object in desired {
        match by_name.get(&key(object)) {
            Some(&position) if !taken[position] => {
                taken[position] = true;
                pairs.both.push((&actual[position], object));
            }
            _ => pairs.only_desired.push(object),
        }
    }
    pairs.only_actual =
        actual.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(object, _)| object).collect();
    pairs
}

/// Pairs objects that may have no name: where names count, first those of one name; then those that are the same in all but the name, unless
/// both have names that count; and where names do not count, those of one name at last.
pub(super) fn pair_constraints<'a, T>(
    actual: &'a [T],
    desired: &'a [T],
    names_count: bool,
    same_name: impl Fn(&T, &T) -> Option<bool>,
    same: impl Fn(&T, &T) -> bool,
) -> Pairs<'a, T> {
    let mut left: Vec<Option<&T>> = actual.iter().map(Some).collect();
    let mut right: Vec<Option<&T>> = desired.iter().map(Some).collect();
    let mut both = Vec::new();
    let mut pass = |matches: &dyn Fn(&T, &T) -> bool| {
        for slot in &mut right {
            let Some(wanted) = *slot else { continue };
            let found = left
                .iter_mut()
                .find(|candidate| candidate.is_some_and(|candidate| matches(candidate, wanted)));
            if let Some(found) = found.and_then(Option::take) {
                both.push((found, wanted));
                *slot = None;
            }
        }
    };
    let named = |a: &T, b: &T| same_name(a, b) == Some(true);
    if names_count {
        pass(&named);
        pass(&|a, b| same_name(a, b).is_none() && same(a, b));
    } else {
        pass(&|a, b| named(a, b) && same(a, b));
        pass(&same);
        pass(&named);
    }
    Pairs {
        both,
        only_actual: left.into_iter().flatten().collect(),
        only_desired: right.into_iter().flatten().collect(),
    }
}
