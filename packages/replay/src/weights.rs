//! What members of committees weighed, asked of their groups at the height it was read at.

use cosmwasm_std::Addr;
use cw4::{Cw4QueryMsg, MemberResponse};
use milegate_core::milestone::{Terms, WitnessKind};
use milegate_report::{ChainView, ViewError, query};

use crate::life::Made;

/// What an attestation of a committee's member should weigh; none of any other leaf.
pub fn weight(
    view: &dyn ChainView,
    terms: &Terms<Addr>,
    made: &Made,
) -> Result<Option<u64>, ViewError> {
    let kind = terms.leaf(&made.witness).map(|(_, leaf)| &leaf.kind);
    let Some(WitnessKind::Committee {
        group, seat_age, ..
    }) = kind
    else {
        return Ok(None);
    };
    let at = |height: u64| -> Result<u64, ViewError> {
        let question = Cw4QueryMsg::Member {
            addr: made.attestor.clone(),
            at_height: Some(height),
        };
        let answer: MemberResponse = query(view, group, &question)?;
        Ok(answer.weight.unwrap_or_default())
    };
    let (now, before) = (
        at(made.sitting)?,
        at(made.sitting.saturating_sub(*seat_age))?,
    );

    Ok(Some(now.min(before)))
}
