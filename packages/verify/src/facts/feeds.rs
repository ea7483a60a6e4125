use milegate_api::core::milestone::WitnessKind;

use crate::finding::Finding;
use crate::site::Site;

/// The window that a feed leaf registered is the one its oracle measures.
pub fn feeds(site: &Site<'_>, found: &mut Finding) {
    let mut leaves = 0_usize;
    for milestone in &site.s.milestones {
        for witness in &milestone.terms.witnesses {
            let WitnessKind::Feed {
                oracle,
                feed,
                window,
                registered,
                ..
            } = &witness.kind
            else {
                continue;
            };
            leaves = leaves.saturating_add(1);
            let what = format!("{}: {}", milestone.terms.name, witness.name);
            let known = site.oracles.get(oracle);
            let told = known.and_then(|known| known.feeds.get(feed)?.as_ref());
            let told = told.map(|told| &told.terms);
            let sampled = known.and_then(|known| known.adapter.as_ref());
            let sampled = sampled.map(|adapter| &adapter.feed);
            let Some(terms) = told.or(sampled.filter(|terms| terms.name == *feed)) else {
                found.unseen(format!("{what}: {oracle} does not tell its feed {feed}"));
                continue;
            };
            let words = |window| serde_json::to_string(window).unwrap_or_default();
            match terms.windows.get(usize::from(*window)) {
                None => found.wrong(format!("{what}: feed {feed} has no window {window}")),
                Some(measured) => found.check(
                    measured == registered,
                    format!("{what}: window {window} of {feed} is {}", words(registered)),
                    format!(
                        "{what}: window {window} of {feed} is {}, the milestone asks for {}",
                        words(measured),
                        words(registered)
                    ),
                ),
            }
        }
    }
    if leaves == 0 {
        found.note("no milestone rests on a feed");
    }
}
