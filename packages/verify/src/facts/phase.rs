use milegate_api::milestones::Stage;

use crate::finding::Finding;
use crate::site::Site;

/// A sealed vault; before funding, a draft that can be sealed now.
pub fn phase(site: &Site<'_>, found: &mut Finding) {
    let s = &site.s;
    match (s.sealed_at(), site.options.staged) {
        (Some(at), false) => found.note(format!(
            "sealed {} with {}",
            site.date(at),
            site.amount(s.vault.funding)
        )),
        (Some(at), true) => found.wrong(format!(
            "the vault was sealed {}: there is nothing to fund",
            site.date(at)
        )),
        (None, false) => found.wrong(
            "the vault is a draft and holds nothing; --staged says what must hold before it is funded",
        ),
        (None, true) => draft(site, found),
    }
}

fn draft(site: &Site<'_>, found: &mut Finding) {
    let s = &site.s;
    let (now, vault) = (s.block.time, &s.vault);
    found.note(format!(
        "a draft of {} grants, sealed with {} by {}",
        vault.grants,
        site.amount(vault.funding),
        vault.funder
    ));
    found.check(
        !vault.funding.is_zero(),
        format!("the message carries the digest {}", vault.seal_digest),
        "the vault has neither grants nor reserves",
    );
    let mut until: Option<u64> = None;
    let mut before = |what: String, at: u64, found: &mut Finding| {
        until = Some(until.map_or(at, |until| until.min(at)));
        if now >= at {
            found.wrong(format!(
                "{what} began {}: a vault is sealed before",
                site.date(at)
            ));
        }
    };
    for milestone in s.milestones.iter().filter(|m| s.names(&m.terms.name)) {
        let name = &milestone.terms.name;
        before(format!("milestone {name}"), milestone.terms.start, found);
        let untouched = matches!(milestone.stage, Stage::Open { last_call: None });
        let attested = milestone.leaves.iter().any(|leaf| leaf.attestations > 0);
        if !untouched || attested || milestone.round != 1 {
            found.wrong(format!(
                "milestone {name} is not untouched: {}",
                milestone.words
            ));
        }
    }
    for schedule in &s.schedules {
        if let Some(at) = schedule.schedule.first_time_gate() {
            before(format!("a gate of schedule {}", schedule.name), at, found);
        }
    }
    for category in &vault.categories {
        if let Some(reserve) = &category.reserve {
            let what = format!("the expiry of the reserve of {}", category.name);
            before(what, reserve.expires, found);
        }
    }
    if let Some(until) = until {
        found.note(format!("it can be sealed until {}", site.date(until)));
    }
    for proof in &s.guards {
        let scope = proof.category.as_deref().unwrap_or("the vault");
        found.check(
            proof.guard.holds(proof.bound),
            format!(
                "the guard of {scope} holds: at most {}",
                site.amount(proof.bound)
            ),
            format!(
                "the guard of {scope} fails: {} could vest, the limit is {}",
                site.amount(proof.bound),
                site.amount(proof.guard.limit)
            ),
        );
    }
}
