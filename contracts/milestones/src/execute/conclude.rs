use cosmwasm_std::{Response, Storage};
use milegate_core::Point;

use crate::state::load;
use crate::{ContractError, outcome};

pub fn conclude(
    storage: &mut dyn Storage,
    now: Point,
    milestone: String,
) -> Result<Response, ContractError> {
    let (terms, state) = load(storage, &milestone)?;

    let transition = state.conclude(&terms, now)?;

    outcome::save(storage, &milestone, transition, None)
}
