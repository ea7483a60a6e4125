//! What the fake milestones answer.

use cosmwasm_std::{Addr, Uint128};
use milegate_api::common::{PlanRef, Sink};
use milegate_api::milestones as ms;
use serde_json::{Value, to_value};

use super::answers::{page, step};
use super::*;

impl Fake {
    pub fn ask_judge(&self, msg: ms::QueryMsg) -> Value {
        let answer = match msg {
            ms::QueryMsg::Config {} => to_value(ms::ConfigResponse {
                plan: PlanRef {
                    ..self.vault.plan.clone()
                },
                vaults: vec![Addr::unchecked(VAULT)],
                governance: None,
                bond_denom: DENOM.into(),
                bond_sink: Sink::Burn {},
            }),
            ms::QueryMsg::Milestones { start_after, limit } => {
                let page = page(&self.milestones, &start_after, limit, |m| &m.terms.name);
                to_value(ms::MilestonesResponse {
                    milestones: page
                        .iter()
                        .map(|m| ms::MilestoneResponse {
                            terms: m.terms.clone(),
                            stage: m.stage.clone(),
                            round: m.round,
                            late_falls: 0,
                            bond: m.terms.bond,
                            bounty: Uint128::zero(),
                            leaves: m.leaves.clone(),
                            missing: vec![],
                            words: format!("{} waits for its witnesses", m.terms.name),
                            next: vec![step(
                                "wait",
                                "Wait for the deadline; then anyone can conclude.",
                            )],
                        })
                        .collect(),
                })
            }
            ms::QueryMsg::Bonds {} => to_value(ms::BondsResponse {
                denom: DENOM.into(),
                balance: Uint128::new(self.bond_balance),
                bonds: Uint128::zero(),
                bounties: Uint128::zero(),
                credits: Uint128::new(self.credits),
                dues: Uint128::new(self.bond_dues),
                surplus: Uint128::zero(),
            }),
            other => panic!("not asked by a report: {other:?}"),
        };
        answer.expect("an answer")
    }
}
