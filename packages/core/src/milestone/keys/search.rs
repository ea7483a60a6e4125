//! The fewest distinct keys that can do something, when one key may sit in several groups.

use std::collections::BTreeMap;

use super::KeyGroup;

/// Combinations that are tried before giving up.
const MOST: u64 = 400_000;

/// The fewest keys that make `works` true, told for each group whether the chosen keys reach its
/// threshold. None if no number does, or if the groups are too tangled to tell.
pub fn fewest(groups: &[KeyGroup], works: &dyn Fn(&[bool]) -> bool) -> Option<u64> {
    search(groups, &|chosen| {
        let reached: Vec<bool> = groups
            .iter()
            .zip(chosen)
            .map(|(group, (weight, keys))| *weight >= group.threshold && *keys >= group.fewest)
            .collect();
        works(&reached)
    })
}

/// The fewest keys that make `works` false: by doing nothing, or by changing what is asked.
pub fn fewest_to_stop(groups: &[KeyGroup], works: &dyn Fn(&[bool]) -> bool) -> Option<u64> {
    search(groups, &|withheld| {
        let reached: Vec<bool> = groups
            .iter()
            .zip(withheld)
            .map(|(group, (weight, keys))| {
                let seats = u64::try_from(group.keys.len()).unwrap_or(u64::MAX);
                group.total().saturating_sub(*weight) >= group.needed
                    && seats.saturating_sub(*keys) >= group.seats
            })
            .collect();
        !works(&reached)
    })
}

/// The same rule where every vote among the groups goes one way: it attests, or does not.
pub fn voting<'a>(
    groups: &'a [KeyGroup],
    attests: bool,
    works: &'a dyn Fn(&[bool]) -> bool,
) -> impl Fn(&[bool]) -> bool + 'a {
    move |reached| {
        let reached: Vec<bool> = groups
            .iter()
            .zip(reached)
            .map(|(group, reached)| if group.vote { attests } else { *reached })
            .collect();
        works(&reached)
    }
}

/// Keys with the same weights in the same groups are interchangeable: only their number counts.
struct Class {
    weights: Vec<u64>,
    count: u64,
}

fn classes(groups: &[KeyGroup]) -> Vec<Class> {
    let mut keys: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for (index, group) in groups.iter().enumerate() {
        for (key, weight) in &group.keys {
            let weights = keys.entry(key).or_insert_with(|| vec![0; groups.len()]);
            if let Some(slot) = weights.get_mut(index) {
                *slot = slot.saturating_add(*weight);
            }
        }
    }
    let mut counts: BTreeMap<Vec<u64>, u64> = BTreeMap::new();
    for weights in keys.into_values() {
        let count = counts.entry(weights).or_default();
        *count = count.saturating_add(1);
    }
    counts
        .into_iter()
        .map(|(weights, count)| Class { weights, count })
        .collect()
}

/// What the chosen keys come to in each group: weight, and number.
type Chosen = [(u64, u64)];

fn search(groups: &[KeyGroup], done: &dyn Fn(&Chosen) -> bool) -> Option<u64> {
    let classes = classes(groups);
    let none = vec![(0, 0); groups.len()];
    let combinations = classes.iter().try_fold(1_u64, |product, class| {
        product.checked_mul(class.count.saturating_add(1))
    });
    if combinations.is_none_or(|combinations| combinations > MOST) {
        // Too many to try them all; a single key that suffices must be found all the same.
        let alone = |class: &Class| done(&one_more(&none, class));
        return classes.iter().any(alone).then_some(1);
    }
    let mut best = None;
    descend(&classes, none, 0, done, &mut best);
    best
}

fn descend(
    classes: &[Class],
    chosen: Vec<(u64, u64)>,
    used: u64,
    done: &dyn Fn(&Chosen) -> bool,
    best: &mut Option<u64>,
) {
    if best.is_some_and(|best| used >= best) {
        return;
    }
    if done(&chosen) {
        *best = Some(used);
        return;
    }
    let Some((class, rest)) = classes.split_first() else {
        return;
    };
    let mut chosen = chosen;
    for more in 0..=class.count {
        descend(rest, chosen.clone(), used.saturating_add(more), done, best);
        chosen = one_more(&chosen, class);
    }
}

/// What is reached with one more key of a class.
fn one_more(chosen: &Chosen, class: &Class) -> Vec<(u64, u64)> {
    let reached = chosen.iter().zip(&class.weights);
    reached
        .map(|((weight, keys), more)| {
            let member = u64::from(*more > 0);
            (weight.saturating_add(*more), keys.saturating_add(member))
        })
        .collect()
}
