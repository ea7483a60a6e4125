use cosmwasm_std::{Addr, HexBinary, Uint128};
use milegate_api::common::Denom;
use milegate_api::governance::{Guardian, InstantiateMsg, Suite, Token};
use milegate_core::Span;
use milegate_core::governance::{Payment, Rule, Rules, Share};

use super::WEIGHT;
use crate::suite::{BOND_DENOM, DAY, DENOM, GENESIS, START, address, plan};

/// What a proposal costs, in the bond denom.
pub const DEPOSIT: u128 = 500;
/// What a proposal may pay of the vault's denom without citing a signal.
pub const UNCITED: u128 = 1_000;
/// Days of every voting.
pub const VOTING: u64 = 2;
/// When the guardian expires.
pub const GUARD_EXPIRES: u64 = GENESIS + 365 * DAY;

fn days(days: u64) -> Span {
    Span {
        seconds: days * DAY,
        blocks: 1_000,
    }
}

/// Shares in basis points; two days of voting, one of tail, and a week to execute.
pub fn rule(quorum: u16, threshold: u16, floor: u16, delay: u64) -> Rule {
    Rule {
        quorum: Share::new(quorum),
        threshold: Share::new(threshold),
        floor: Share::new(floor),
        voting: days(VOTING),
        tail: days(1),
        delay: days(delay),
        window: days(7),
    }
}

/// The canonical rules.
pub fn rules() -> Rules {
    Rules {
        revision: 1,
        signal: rule(1_000, 5_000, 0, 1),
        dispute: rule(1_000, 5_000, 500, 1),
        attest: rule(2_000, 5_000, 500, 2),
        spend: rule(2_500, 5_000, 1_000, 2),
        rules: rule(3_340, 5_000, 1_500, 3),
        code: rule(4_000, 6_670, 2_500, 7),
        electorate: Share::new(200),
        deposit: DEPOSIT.into(),
        proposals: 3,
        cool_down: 30 * DAY,
        uncited: vec![Payment {
            denom: DENOM.into(),
            amount: UNCITED.into(),
        }],
    }
}

/// The governance's birth.
pub fn terms(
    source: &Addr,
    milestones: &Addr,
    vaults: &[Addr],
    denom: Denom<String>,
) -> InstantiateMsg {
    InstantiateMsg {
        plan: plan(),
        source: source.into(),
        token: Some(Token {
            denom,
            tokens_per_weight: WEIGHT.into(),
        }),
        suites: vec![Suite {
            milestones: milestones.into(),
            vaults: vaults.iter().map(Addr::to_string).collect(),
        }],
        start: START,
        rules: rules(),
        deposit_denom: BOND_DENOM.into(),
        guardian: Some(Guardian {
            address: address("guardian"),
            expires: GUARD_EXPIRES,
        }),
    }
}

/// The stake's birth.
pub(crate) fn stake(denom: Denom<String>) -> milegate_api::stake::InstantiateMsg {
    milegate_api::stake::InstantiateMsg {
        plan: milegate_api::common::PlanRef {
            name: "canonical".into(),
            digest: HexBinary::from([7; 32]),
        },
        denom,
        tokens_per_weight: Uint128::new(WEIGHT),
        min_bond: Uint128::new(WEIGHT),
        unbonding_period: 14 * DAY,
    }
}
