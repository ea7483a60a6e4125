//! Facts about who hires, who dismisses, and who has power over the token.

use milegate_api::common::Denom;

use super::facts::{LeaversFact, ReserveFact, TokenFact};
use super::identity::keys_of;
use crate::party::Party;
use crate::plan::{Plan, Power};

/// The fewest keys that can act for somebody.
pub fn keys(plan: &Plan, party: &Party) -> Option<u64> {
    keys_of(plan, party)?.fewest_keys()
}

pub fn reserves(plan: &Plan) -> Vec<ReserveFact> {
    let each = plan.categories.iter().filter_map(|category| {
        let reserve = category.reserve.as_ref()?;
        Some(ReserveFact {
            category: category.name.value.clone(),
            amount: *reserve.amount,
            assign_by: reserve.assign_by.to_string(),
            keys: keys(plan, &reserve.assign_by),
            vote: plan.is_governance(&reserve.assign_by),
            expires: *reserve.expires,
        })
    });
    each.collect()
}

pub fn leavers(plan: &Plan) -> Vec<LeaversFact> {
    let governance = plan.vault.governance.as_ref();
    let each = plan.categories.iter().filter_map(|category| {
        let leavers = category.leavers.as_ref()?;
        Some(LeaversFact {
            category: category.name.value.clone(),
            by: leavers.by.to_string(),
            keys: keys(plan, &leavers.by),
            vote: plan.is_governance(&leavers.by),
            notice: *leavers.notice,
            governance: governance.map(|party| party.to_string()),
            governance_keys: governance.and_then(|party| keys(plan, party)),
            governance_votes: governance.is_some_and(|party| plan.is_governance(party)),
        })
    });
    each.collect()
}

pub fn token(plan: &Plan) -> Option<TokenFact> {
    let Denom::Cw20(address) = &plan.asset.denom.value else {
        return None;
    };
    let said = |power: &Power| match power {
        Power::Unsaid => None,
        Power::Nobody => Some("none".to_owned()),
        Power::Of(party) => Some(party.to_string()),
    };
    let powers = plan.asset.powers.as_ref();
    Some(TokenFact {
        address: address.to_string(),
        minter: powers.and_then(|powers| said(&powers.minter)),
        admin: powers.and_then(|powers| said(&powers.admin)),
    })
}
