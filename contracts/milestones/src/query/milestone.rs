use cosmwasm_std::{Addr, Deps, Order, StdError, StdResult, Storage, from_json};
use cw_storage_plus::Bound;
use milegate_api::lean::Lean;
use milegate_api::milestones::{
    ChallengeResponse, LeafStanding, MilestoneResponse, MilestonesResponse, Missing, Stage,
};
use milegate_core::Point;
use milegate_core::milestone::{
    self, COMMITTEE_MEMBERS, State, Terms, Watch, Witness, WitnessKind,
};

use super::{next, words};
use crate::state::{STATES, TERMS, WATCHES, unknown};
use milegate_api::common::page;

pub fn milestone(deps: Deps, now: Point, name: &str) -> StdResult<MilestoneResponse> {
    let (terms, state) = found(deps.storage, name)?;
    let (state, _) = state.refreshed(&terms, now);
    let watches = watches(deps.storage, &terms)?;

    Ok(MilestoneResponse {
        stage: stage(&state),
        round: state.round,
        late_falls: state.late_falls,
        bond: state.bond,
        bounty: state.bounty,
        leaves: leaves(&terms, &state),
        missing: missing(&terms, &state, &watches),
        words: words::words(&terms, &state, &watches, now),
        next: next::next(&terms, &state, &watches, now),
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

/// What has been seen of each leaf: nothing unless it is observed.
fn watches(storage: &dyn Storage, terms: &Terms<Addr>) -> StdResult<Vec<Watch>> {
    let watch = |witness: &Witness<Addr>| match witness.kind.is_observed() {
        true => WATCHES.may_load(storage, (&terms.name, &witness.name)),
        false => Ok(None),
    };

    (terms.witnesses.iter())
        .map(|witness| Ok(watch(witness)?.unwrap_or_default()))
        .collect()
}

fn missing(terms: &Terms<Addr>, state: &State, watches: &[Watch]) -> Vec<Missing> {
    words::lacking(terms, state, watches)
        .into_iter()
        .map(|(witness, leaf, watch)| match &witness.kind {
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
                watch: *watch,
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
                reading: None,
            },
        })
        .collect()
}
