use cosmwasm_std::{Addr, Deps, Order, StdError, StdResult, Storage, from_json};
use cw_storage_plus::Bound;
use milegate_api::lean::Lean;
use milegate_api::milestones::{
    ChallengeResponse, LeafStanding, MilestoneResponse, MilestonesResponse, Missing, Stage,
};
use milegate_core::Point;
use milegate_core::milestone::{self, COMMITTEE_MEMBERS, State, Terms, Witness, WitnessKind};

use super::words::Sight;
use super::{next, words};
use crate::state::{STATES, TERMS, WATCHES, previous, unknown};
use crate::window;
use milegate_api::common::page;

pub fn milestone(deps: Deps, now: Point, name: &str) -> StdResult<MilestoneResponse> {
    let (terms, state) = found(deps.storage, name)?;
    let (state, _) = state.refreshed(&terms, now);
    let sights = sights(deps, &terms, &state, now)?;

    Ok(MilestoneResponse {
        stage: stage(&state),
        round: state.round,
        late_falls: state.late_falls,
        bond: state.bond,
        bounty: state.bounty,
        leaves: leaves(&terms, &state),
        missing: missing(&terms, &state, &sights),
        words: words::words(&terms, &state, &sights, now),
        next: next::next(&terms, &state, &sights, now),
        terms,
    })
}

pub fn milestones(
    deps: Deps,
    now: Point,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<MilestonesResponse> {
    let after = start_after.as_deref().map(Bound::exclusive);
    let milestones = TERMS
        .keys(deps.storage, after, None, Order::Ascending)
        .take(page(limit))
        .map(|name| milestone(deps, now, &name?))
        .collect::<StdResult<_>>()?;

    Ok(MilestonesResponse { milestones })
}

/// Terms and state of a milestone, or the query's error that there is none. The terms are read as
/// messages are, so that the code that parses them exists once; their addresses were validated at
/// birth.
pub fn found(storage: &dyn Storage, name: &str) -> StdResult<(Terms<Addr>, State)> {
    let terms = storage
        .get(&TERMS.key(name))
        .ok_or_else(|| StdError::generic_err(unknown(name).to_string()))?;
    let Lean(terms): Lean<Terms<String>> = from_json(terms)?;
    let terms = terms.try_map(&mut |valid| StdResult::Ok(Addr::unchecked(valid)))?;

    Ok((terms, STATES.load(storage, name)?))
}

fn stage(state: &State) -> Stage {
    match &state.stage {
        milestone::Stage::Open {} => Stage::Open {
            last_call: state.last_call,
        },
        milestone::Stage::Pending { since } => Stage::Pending { since: *since },
        milestone::Stage::Disputed { since, challenge } => Stage::Disputed {
            since: *since,
            challenge: ChallengeResponse {
                challenger: challenge.challenger.clone(),
                bond: challenge.bond,
                at: challenge.at,
            },
        },
        milestone::Stage::Ended { conclusion } => Stage::Ended {
            conclusion: *conclusion,
        },
    }
}

fn leaves(terms: &Terms<Addr>, state: &State) -> Vec<LeafStanding> {
    terms
        .witnesses
        .iter()
        .zip(&state.leaves)
        .map(|(witness, leaf)| LeafStanding {
            witness: witness.name.clone(),
            holds: leaf.holds(&witness.kind),
            attestations: leaf.standing.members,
            weight: leaf.standing.weight,
            sitting: leaf.sitting,
            pledge: leaf.pledge.clone(),
            struck: leaf.struck,
            // A committee member or an asserter is asked about when he attests; who is behind an
            // authority's address cannot be.
            not_recused: matches!(witness.kind, WitnessKind::Authority { .. }),
        })
        .collect()
}

/// What can be seen of each leaf that is observed.
fn sights(deps: Deps, terms: &Terms<Addr>, state: &State, now: Point) -> StdResult<Vec<Sight>> {
    let sight = |Witness { name, kind }: &Witness<Addr>| {
        let mut sight = Sight::default();
        match kind {
            WitnessKind::State { .. } => {
                let watch = WATCHES.may_load(deps.storage, (&terms.name, name))?;
                sight.watch = watch.unwrap_or_default();
            }
            WitnessKind::Feed { oracle, .. } => {
                // An oracle that answers nonsense makes no query fail.
                let read = window::reading(&deps.querier, kind);
                sight.reading = *read.as_ref().unwrap_or(&None);
                let previous = previous(deps.storage, &terms.name, name, oracle)?;
                sight.refusal = match read {
                    Err(error) => Some(error.to_string()),
                    Ok(reading) => {
                        let observed = state.observe_feed(terms, now, name, reading, previous);
                        observed.err().map(|refusal| refusal.to_string())
                    }
                };
            }
            _ => {}
        }
        Ok(sight)
    };

    terms.witnesses.iter().map(sight).collect()
}

fn missing(terms: &Terms<Addr>, state: &State, sights: &[Sight]) -> Vec<Missing> {
    words::lacking(terms, state, sights)
        .into_iter()
        .map(|(witness, leaf, sight)| match &witness.kind {
            WitnessKind::Committee { threshold, .. } => Missing::Committee {
                witness: witness.name.clone(),
                weight: leaf.standing.weight,
                threshold: *threshold,
                members: leaf.standing.members,
                members_needed: COMMITTEE_MEMBERS,
            },
            WitnessKind::Authority { address } => Missing::Authority {
                witness: witness.name.clone(),
                address: address.clone(),
            },
            WitnessKind::Assertion { bond } => Missing::Assertion {
                witness: witness.name.clone(),
                bond: leaf.assertion_bond(*bond),
                struck: leaf.struck,
            },
            WitnessKind::State {
                contract,
                observations,
                held,
                ..
            } => Missing::State {
                witness: witness.name.clone(),
                contract: contract.clone(),
                watch: sight.watch,
                observations_needed: *observations,
                held: *held,
            },
            WitnessKind::Feed {
                oracle,
                feed,
                window,
                measure,
                target,
                observations,
                ..
            } => Missing::Feed {
                witness: witness.name.clone(),
                oracle: oracle.clone(),
                feed: feed.clone(),
                window: *window,
                measure: *measure,
                target: *target,
                observations_needed: *observations,
                reading: sight.reading,
                refusal: sight.refusal.clone(),
            },
        })
        .collect()
}
