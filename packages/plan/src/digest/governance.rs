//! `[stake]` and `[governance]` in canonical JSON; shares in basis points.

use milegate_api::common::Denom;
use milegate_core::governance::Class;
use serde_json::{Map, Value, json};

use super::{list, span, text};
use crate::plan::{ClassRule, Governance, Source, Stake};

pub fn stake(stake: &Stake) -> Value {
    json!({
        "tokens_per_weight": text(&*stake.tokens_per_weight),
        "min_bond": text(&*stake.min_bond),
        "unbonding": *stake.unbonding,
    })
}

pub fn governance(governance: &Governance) -> Value {
    let rules: Map<String, Value> = Class::ALL
        .into_iter()
        .map(|class| (class.word().to_owned(), rule(governance.of(class))))
        .collect();
    json!({
        "source": match &governance.source {
            Source::Stake => json!("@stake"),
            Source::Group(group) => text(&**group),
        },
        "deposit": text(&*governance.deposit),
        "proposals": *governance.proposals,
        "cool_down": *governance.cool_down,
        "electorate": governance.electorate.basis_points(),
        "guardian": governance.guardian.as_ref().map(|guardian| json!({
            "address": text(&*guardian.address),
            "expires": *guardian.expires,
        })),
        "uncited": list(&governance.uncited, |uncited| json!({
            "denom": match &uncited.denom {
                Denom::Native(denom) => json!(denom),
                Denom::Cw20(token) => json!({ "cw20": text(token) }),
            },
            "symbol": uncited.amounts.symbol,
            "decimals": uncited.amounts.decimals,
            "amount": text(&uncited.amount),
        })),
        "rules": rules,
    })
}

fn rule(rule: &ClassRule) -> Value {
    json!({
        "quorum": rule.quorum.basis_points(),
        "threshold": rule.threshold.basis_points(),
        "floor": rule.floor.basis_points(),
        "voting": span(&rule.voting),
        "tail": span(&rule.tail),
        "delay": span(&rule.delay),
        "window": span(&rule.window),
    })
}
