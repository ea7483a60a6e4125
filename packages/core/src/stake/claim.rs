use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

use super::StakeError;
use super::terms::add;

/// Claims one address may have waiting.
pub const MAX_CLAIMS: usize = 32;

/// Unbonded tokens that wait for their period to run.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Claim {
    /// Base units.
    pub tokens: Uint128,
    /// First instant at which they are paid, Unix seconds.
    pub due: u64,
}

/// The claims of somebody who unbonds once more. What is due at the same instant is one claim.
pub fn add_claim(mut claims: Vec<Claim>, claim: Claim) -> Result<Vec<Claim>, StakeError> {
    if let Some(same) = claims.iter_mut().find(|known| known.due == claim.due) {
        same.tokens = add(same.tokens, claim.tokens)?;
        return Ok(claims);
    }
    if claims.len() >= MAX_CLAIMS {
        return Err(StakeError::TooManyClaims {
            due: first_due(&claims)?,
        });
    }

    claims.push(claim);
    Ok(claims)
}

/// What is due, and the claims that wait on.
pub fn take_due(claims: Vec<Claim>, now: u64) -> Result<(Uint128, Vec<Claim>), StakeError> {
    let first = first_due(&claims)?;
    if now < first {
        return Err(StakeError::NotDue { due: first, now });
    }

    let (due, waiting): (Vec<_>, Vec<_>) = claims.into_iter().partition(|claim| claim.due <= now);
    let tokens = due
        .iter()
        .try_fold(Uint128::zero(), |sum, claim| add(sum, claim.tokens))?;

    Ok((tokens, waiting))
}

fn first_due(claims: &[Claim]) -> Result<u64, StakeError> {
    let dates = claims.iter().map(|claim| claim.due);

    dates.min().ok_or(StakeError::NoClaims {})
}
