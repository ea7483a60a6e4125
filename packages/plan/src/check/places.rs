//! E079: contracts of the plan stand only where they can act.

use super::Judge;
use crate::party::Party;
use crate::place::{At, Place};
use crate::plan::{Member, Plan, Power, SinkTo, Source, WitnessKind};

/// Somebody, what he is named for, and whether a vote can do it.
struct Use<'a> {
    what: String,
    party: &'a Party,
    place: &'a Place,
    by_vote: bool,
}

impl Judge<'_> {
    pub(super) fn contracts_can_act(&mut self) {
        let plan = self.plan;
        let uses = before_the_start(plan)
            .into_iter()
            .chain(seats(plan))
            .chain(powers(plan))
            .chain(paid(plan));
        for each in uses {
            let Some(Party::Named(name)) = plan.follow(each.party) else {
                continue;
            };
            let (why, remedy) = match name.as_str() {
                "stake" if plan.stake.is_some() => (
                    "sends no message of its own, and gives tokens back only to who bonded them",
                    "Name @governance, or somebody else.",
                ),
                "governance" if plan.governance.is_some() && !each.by_vote => (
                    "acts by votes alone, once the plan has been deployed",
                    "Name somebody with a key, or a [multisig.NAME].",
                ),
                _ => continue,
            };
            let message = format!("{}, {}, {why}", each.what, each.party);
            self.problems.add("E079", each.place, message, remedy);
        }
    }
}

fn keyed(what: impl Into<String>, at: &At<Party>) -> Use<'_> {
    Use {
        what: what.into(),
        party: &at.value,
        place: &at.place,
        by_vote: false,
    }
}

fn voted(what: impl Into<String>, at: &At<Party>) -> Use<'_> {
    Use {
        by_vote: true,
        ..keyed(what, at)
    }
}

fn before_the_start(plan: &Plan) -> Vec<Use<'_>> {
    let mut uses = vec![
        keyed("the issuer", &plan.vault.issuer),
        keyed("the funder", &plan.vault.funder),
    ];
    if let Some(governance) = &plan.governance {
        let guardian = governance.guardian.as_ref();
        uses.extend(guardian.map(|each| keyed("the guardian", &each.address)));
        if let Source::Group(group) = &governance.source {
            uses.push(keyed("the source of power", group));
        }
    }
    uses
}

/// Members of groups attest and vote with keys of their own.
fn seats(plan: &Plan) -> Vec<Use<'_>> {
    let mut uses = Vec::new();
    for multisig in &plan.multisigs {
        let what = format!("a member of multisig {}", *multisig.name);
        uses.extend(members(what, &multisig.members));
    }
    for feed in &plan.feeds {
        let what = format!("a reporter of feed {}", *feed.name);
        uses.extend(members(what, &feed.reporters));
    }
    for witness in &plan.witnesses {
        match &witness.kind {
            WitnessKind::Committee {
                members: sitting, ..
            } => {
                let what = format!("a member of committee {}", *witness.name);
                uses.extend(members(what, sitting));
            }
            WitnessKind::Authority { address } => {
                uses.push(voted(format!("the authority {}", *witness.name), address));
            }
            WitnessKind::Assertion { .. } | WitnessKind::State(_) | WitnessKind::Feed(_) => {}
        }
    }
    uses
}

fn members(what: String, members: &[Member]) -> impl Iterator<Item = Use<'_>> {
    members
        .iter()
        .map(move |member| keyed(what.clone(), &member.address))
}

fn powers(plan: &Plan) -> Vec<Use<'_>> {
    let mut uses = Vec::new();
    for milestone in &plan.milestones {
        let what = format!("the court of {}", *milestone.name);
        uses.push(voted(what, &milestone.court));
    }
    for category in &plan.categories {
        let name = &*category.name;
        if let Some(reserve) = &category.reserve {
            let what = format!("{name}: who assigns the reserve");
            uses.push(voted(what, &reserve.assign_by));
        }
        if let Some(leavers) = &category.leavers {
            uses.push(voted(format!("{name}: who ends service"), &leavers.by));
        }
    }
    uses.extend(
        plan.vault
            .governance
            .as_ref()
            .map(|each| voted("the governance", each)),
    );
    let token = plan.asset.powers.iter();
    let token = token.flat_map(|powers| [("minter", &powers.minter), ("admin", &powers.admin)]);
    for (power, held) in token {
        if let Power::Of(party) = &held.value {
            uses.push(Use {
                what: format!("the token's {power}"),
                party,
                place: &held.place,
                by_vote: true,
            });
        }
    }
    uses
}

fn paid(plan: &Plan) -> Vec<Use<'_>> {
    let mut uses = Vec::new();
    for (what, sink) in [
        ("the sink", &plan.vault.sink),
        ("the bond sink", &plan.bond_sink),
    ] {
        if let SinkTo::Account(party) = &sink.value {
            uses.push(Use {
                what: what.to_owned(),
                party,
                place: &sink.place,
                by_vote: true,
            });
        }
    }
    for grant in &plan.grants {
        let name = &*grant.reference;
        uses.push(voted(format!("the owner of grant {name}"), &grant.owner));
        let payee = grant.payee.as_ref();
        uses.extend(payee.map(|payee| voted(format!("the payee of grant {name}"), payee)));
    }
    uses
}
