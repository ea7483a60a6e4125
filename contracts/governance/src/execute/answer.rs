use cosmwasm_std::{Addr, DepsMut, Response};
use milegate_core::Point;
use milegate_core::governance::Choice;

use super::vote;
use crate::ContractError;

pub fn answer(
    deps: DepsMut,
    now: Point,
    voter: Addr,
    id: u64,
    option: u8,
) -> Result<Response, ContractError> {
    vote(deps, now, voter, id, Choice::Option { option })
}
