//! Random graphs against a model that knows nothing but sets.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::text;
use limbeck_revision::{AppliedSet, Direction, Graph};
use proptest::prelude::*;

/// One revision: parents and dependencies by number (all lower), a creation day.
#[derive(Clone, Debug)]
struct Node {
    parents: BTreeSet<usize>,
    dependencies: BTreeSet<usize>,
    day: Option<u32>,
}

#[derive(Clone, Debug)]
struct Model {
    nodes: Vec<Node>,
    /// The id of each: not in the order of the numbers.
    ids: Vec<String>,
}

type Set = BTreeSet<usize>;

impl Model {
    fn below(&self, node: usize) -> Set {
        self.nodes[node].parents.union(&self.nodes[node].dependencies).copied().collect()
    }

    /// All that is needed, by repeated adding.
    fn closed(&self, seeds: impl IntoIterator<Item = usize>) -> Set {
        let mut set: Set = seeds.into_iter().collect();
        loop {
            let more: Set = set.iter().flat_map(|node| self.below(*node)).collect();
            let before = set.len();
            set.extend(more);
            if set.len() == before {
                return set;
            }
        }
    }

    /// What of `has` stands on any of the seeds, these included.
    fn standing_on(&self, has: &Set, seeds: Set) -> Set {
        let mut set = seeds;
        loop {
            let more: Set = has.iter().copied().filter(|node| !self.below(*node).is_disjoint(&set)).collect();
            let before = set.len();
            set.extend(more);
            if set.len() == before {
                return set;
            }
        }
    }

    fn children(&self, node: usize) -> Set {
        (0..self.nodes.len()).filter(|child| self.nodes[*child].parents.contains(&node)).collect()
    }

    fn names(&self, set: impl IntoIterator<Item = usize>) -> BTreeSet<String> {
        set.into_iter().map(|node| self.ids[node].clone()).collect()
    }

    fn rows(&self, set: &Set) -> AppliedSet {
        self.names(set.iter().copied()).into_iter().collect()
    }

    fn numbers<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Vec<usize> {
        ids.into_iter().map(|id| self.ids.iter().position(|other| other == id).unwrap()).collect()
    }

    fn files(&self) -> Vec<(String, String)> {
        let list = |set: &Set| self.names(set.iter().copied()).into_iter().collect::<Vec<_>>().join(", ");
        self.nodes
            .iter()
            .zip(&self.ids)
            .map(|(node, id)| {
                let created = node.day.map(|day| format!("2026-01-{day:02}"));
                let label = format!("label_of_{id}");
                (
                    format!("{id}.sql"),
                    text(id, &list(&node.parents), &list(&node.dependencies), &label, created.as_deref()),
                )
            })
            .collect()
    }

    fn graph(&self) -> Graph {
        Graph::from_texts(self.files()).unwrap()
    }
}

prop_compose! {
    fn model(with_dependencies: bool)(
        shape in prop::collection::vec(
            (prop::collection::vec(any::<prop::sample::Index>(), 0..3), prop::collection::vec(any::<prop::sample::Index>(), 0..3), prop::option::of(1u32..5), any::<u16>()),
            1..13,
        ),
    ) -> Model {
        let pick = |at: usize, picks: &[prop::sample::Index]| -> Set {
            if at == 0 { Set::new() } else { picks.iter().map(|pick| pick.index(at)).collect() }
        };
        let nodes: Vec<Node> = shape.iter().enumerate().map(|(at, (parents, dependencies, day, _))| Node {
            parents: pick(at, parents),
            dependencies: if with_dependencies { pick(at, dependencies) } else { Set::new() },
            day: *day,
        }).collect();
        let ids = shape.iter().enumerate().map(|(at, (.., salt))| format!("r{salt:04x}_{at}")).collect();
        Model { nodes, ids }
    }
}

fn any_model() -> impl Strategy<Value = Model> {
    prop_oneof![model(false), model(true)]
}

/// Goes through a plan step by step; whatever stands above must not be there before, nor stay behind.
fn run(model: &Model, has: &Set, steps: &[usize], direction: Direction) -> Set {
    let mut has = has.clone();
    for step in steps {
        match direction {
            Direction::Upgrade => {
                assert!(model.below(*step).is_subset(&has), "{step} before what it needs");
                assert!(has.insert(*step), "{step} twice");
            }
            Direction::Downgrade => {
                assert!(has.remove(step), "{step} is not there");
                assert!(
                    has.iter().all(|other| !model.below(*other).contains(step)),
                    "{step} is still needed"
                );
            }
        }
    }
    has
}

fn plan(model: &Model, graph: &Graph, has: &Set, target: &str, direction: Direction) -> Vec<usize> {
    let plan = graph.plan(&model.rows(has), target, direction).unwrap();
    model.numbers(plan.steps.iter().map(|id| id.as_str()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_upgrade_heads_all_is_applied(model in any_model(), start in prop::collection::vec(any::<prop::sample::Index>(), 0..4)) {
        let graph = model.graph();
        let has = model.closed(start.iter().map(|pick| pick.index(model.nodes.len())));
        let steps = plan(&model, &graph, &has, "heads", Direction::Upgrade);
        let all = run(&model, &has, &steps, Direction::Upgrade);
        prop_assert_eq!(all.len(), model.nodes.len());
        let heads: Vec<String> = graph.heads().into_iter().map(ToString::to_string).collect();
        prop_assert_eq!(graph.applied_heads(&model.rows(&all)), heads);
        prop_assert!(graph.pending(&model.rows(&all)).is_empty());
    }

    #[test]
    fn upgrade_applies_what_is_needed_and_no_more(model in any_model(), start in prop::collection::vec(any::<prop::sample::Index>(), 0..4), target in any::<prop::sample::Index>()) {
        let graph = model.graph();
        let target = target.index(model.nodes.len());
        let has = model.closed(start.iter().map(|pick| pick.index(model.nodes.len())));
        let steps = plan(&model, &graph, &has, &format!("label_of_{}", model.ids[target]), Direction::Upgrade);
        let after = run(&model, &has, &steps, Direction::Upgrade);
        prop_assert_eq!(after, has.union(&model.closed([target])).copied().collect::<Set>());
    }

    #[test]
    fn downgrade_removes_what_stands_on_the_removed_and_no_more(model in any_model(), start in prop::collection::vec(any::<prop::sample::Index>(), 1..4), pick in any::<prop::sample::Index>()) {
        let graph = model.graph();
        let has = model.closed(start.iter().map(|pick| pick.index(model.nodes.len())));
        let target = *has.iter().nth(pick.index(has.len())).unwrap();
        let steps = plan(&model, &graph, &has, &model.ids[target], Direction::Downgrade);
        let after = run(&model, &has, &steps, Direction::Downgrade);
        let roots = model.children(target).intersection(&has).copied().collect();
        let gone = model.standing_on(&has, roots);
        prop_assert_eq!(&after, &has.difference(&gone).copied().collect::<Set>());
        prop_assert!(after.contains(&target));
        // And back again.
        let up = plan(&model, &graph, &after, "heads", Direction::Upgrade);
        prop_assert_eq!(run(&model, &after, &up, Direction::Upgrade).len(), model.nodes.len());
    }

    #[test]
    fn downgrade_of_a_lineage_leaves_the_others(model in any_model(), pick in any::<prop::sample::Index>()) {
        let graph = model.graph();
        let has: Set = (0..model.nodes.len()).collect();
        let label = pick.index(has.len());
        let steps = plan(&model, &graph, &has, &format!("label_of_{}@base", model.ids[label]), Direction::Downgrade);
        let after = run(&model, &has, &steps, Direction::Downgrade);
        prop_assert_eq!(model.closed(after.clone()), after.clone());
        let needs_label = model.standing_on(&has, [label].into());
        prop_assert!(needs_label.is_disjoint(&after));
        for other in &has {
            // A head of its own, that stands on nothing of the lineage, stays with all it needs.
            if !needs_label.contains(other) && !model.closed([label]).contains(other) {
                prop_assert!(model.closed([*other]).is_subset(&after));
            }
        }
    }

    #[test]
    fn downgrade_base_removes_all(model in any_model()) {
        let graph = model.graph();
        let all: Set = (0..model.nodes.len()).collect();
        let steps = plan(&model, &graph, &all, "base", Direction::Downgrade);
        prop_assert!(run(&model, &all, &steps, Direction::Downgrade).is_empty());
    }

    #[test]
    fn the_order_does_not_depend_on_the_order_of_files(model in any_model(), seed in any::<u64>()) {
        let mut files = model.files();
        let names: BTreeMap<String, u64> = files.iter().enumerate().map(|(at, (name, _))| (name.clone(), (at as u64 + 1).wrapping_mul(seed | 1).rotate_left(17))).collect();
        files.sort_by_key(|(name, _)| names[name]);
        let renamed = files.into_iter().map(|(name, text)| (format!("{:016x}_{name}", names[&name]), text));
        let other = Graph::from_texts(renamed).unwrap();
        let graph = model.graph();
        prop_assert_eq!(graph.ids().collect::<Vec<_>>(), other.ids().collect::<Vec<_>>());
    }

    #[test]
    fn of_those_that_may_come_next_the_oldest_does(model in any_model()) {
        let graph = model.graph();
        let mut done = Set::new();
        for next in model.numbers(graph.ids().map(|id| id.as_str())) {
            let ready = (0..model.nodes.len()).filter(|node| !done.contains(node) && model.below(*node).is_subset(&done));
            prop_assert_eq!(Some(next), ready.min_by_key(|node| (model.nodes[*node].day, &model.ids[*node])));
            done.insert(next);
        }
        prop_assert_eq!(done.len(), model.nodes.len());
    }

    #[test]
    fn a_stamp_leaves_a_sound_set_and_is_done_once(model in any_model(), start in prop::collection::vec(any::<prop::sample::Index>(), 0..4), targets in prop::collection::vec(any::<prop::sample::Index>(), 1..3), purge in any::<bool>()) {
        let graph = model.graph();
        let at = |pick: &prop::sample::Index| pick.index(model.nodes.len());
        let has = model.closed(start.iter().map(at));
        let targets: Set = targets.iter().map(at).collect();
        let names: Vec<String> = model.names(targets.iter().copied()).into_iter().collect();
        let stamp = graph.stamp(&model.rows(&has), &names, purge).unwrap();
        let mut after = has.clone();
        for gone in model.numbers(stamp.delete.iter().map(String::as_str)) {
            prop_assert!(after.remove(&gone));
        }
        for new in model.numbers(stamp.insert.iter().map(|id| id.as_str())) {
            prop_assert!(after.insert(new));
        }
        prop_assert_eq!(model.closed(after.clone()), after.clone());
        prop_assert!(targets.is_subset(&after));
        if purge {
            prop_assert_eq!(&after, &model.closed(targets.clone()));
        }
        if let (1, Some(target)) = (targets.len(), targets.first()) {
            prop_assert!(model.children(*target).is_disjoint(&after));
        }
        let again = graph.stamp(&model.rows(&after), &names, purge).unwrap();
        prop_assert!(again.insert.is_empty() && again.delete.is_empty());
    }

    #[test]
    fn a_range_is_what_descends_from_its_left_side(model in any_model(), pick in any::<prop::sample::Index>()) {
        let graph = model.graph();
        let from = pick.index(model.nodes.len());
        let range = graph.range(&format!("{}:", model.ids[from]), &AppliedSet::new()).unwrap();
        let mut expected: Set = [from].into();
        for node in from + 1..model.nodes.len() {
            if !model.nodes[node].parents.is_disjoint(&expected) {
                expected.insert(node);
            }
        }
        prop_assert_eq!(range.iter().map(ToString::to_string).collect::<BTreeSet<_>>(), model.names(expected));
    }

    #[test]
    fn no_target_whatever_makes_a_panic(model in any_model(), target in "[a-z0-9_@+:. é-]{0,12}|(head|base|current|label_of_r)[@+-][0-9a-z]{0,3}", range in "[a-z]{0,5}:[+-]?[0-9]{0,3}") {
        let graph = model.graph();
        let rows = model.rows(&model.closed([model.nodes.len() - 1]));
        for direction in [Direction::Upgrade, Direction::Downgrade] {
            if let Ok(plan) = graph.plan(&rows, &target, direction) {
                let has = model.closed([model.nodes.len() - 1]);
                run(&model, &has, &model.numbers(plan.steps.iter().map(|id| id.as_str())), direction);
            }
            let _ = graph.plan_range(&range, direction);
        }
        let _ = (graph.resolve(&target, &rows), graph.range(&range, &rows), graph.stamp(&rows, std::slice::from_ref(&target), false));
        let _ = (graph.parent_for_new(Some(&target), false, &rows), graph.rebase(&target, None, &rows), graph.merge(&[target], true, &rows));
    }
}
