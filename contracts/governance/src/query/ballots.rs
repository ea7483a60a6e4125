use cosmwasm_std::{Deps, StdResult};
use milegate_api::governance::{BallotResponse, BallotsResponse};
use milegate_core::governance::Voter;

use super::plain;
use crate::state::{load, voters};
use milegate_api::common::page;

pub fn ballots(
    deps: Deps,
    id: u64,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<BallotsResponse> {
    plain(load(deps.storage, id))?;
    let after = start_after
        .map(|voter| deps.api.addr_validate(&voter))
        .transpose()?;
    let ballots = voters(deps.storage, id, after.as_ref(), page(limit))?;
    let ballots = ballots.into_iter().map(|(voter, record)| {
        let Voter {
            power,
            ballot,
            proven,
        } = record;
        BallotResponse {
            voter,
            power,
            ballot,
            proven,
        }
    });

    Ok(BallotsResponse {
        ballots: ballots.collect(),
    })
}
