//! What the fake contracts answer.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Uint64, Uint128};
use milegate_api::common::NextStep;
use milegate_api::core::holder::Readiness;
use milegate_api::core::ledger::{Gate, Tenure};
use milegate_api::vesting as v;
use milegate_report::ledger::GateState;
use serde_json::{Value, to_value};

use super::*;

pub fn step(action: &str, words: &str) -> NextStep {
    NextStep {
        action: action.into(),
        who: "anyone".into(),
        from: None,
        until: None,
        words: words.into(),
    }
}

pub fn page<T: Clone>(
    all: &[T],
    after: &Option<String>,
    limit: Option<u32>,
    key: impl Fn(&T) -> &str,
) -> Vec<T> {
    let mut sorted = all.to_vec();
    sorted.sort_by(|a, b| key(a).cmp(key(b)));
    let later = |t: &T| after.as_deref().is_none_or(|a| key(t) > a);
    sorted
        .into_iter()
        .filter(later)
        .take(limit.unwrap_or(10).min(30) as usize)
        .collect()
}

/// Total, vested, claimed and forfeited with what follows from them.
fn figures(f: [u128; 4]) -> v::Figures {
    let amount = Uint128::new;
    v::Figures {
        total: amount(f[0]),
        vested: amount(f[1]),
        claimed: amount(f[2]),
        claimable: amount(f[1] - f[2]),
        locked: amount(f[0] - f[1] - f[3]),
        forfeited: amount(f[3]),
    }
}

impl Fake {
    fn figures(&self, grants: &mut dyn Iterator<Item = &Grant>) -> v::Figures {
        let mut f = [0u128; 4];
        for g in grants {
            let parts = self.parts(g, &self.ends(), self.now.time);
            f.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
        }
        figures(f)
    }

    /// A category with its reserve.
    fn category(&self, name: &str) -> v::Figures {
        let grants = self.figures(&mut self.grants.iter().filter(|g| g.category == name));
        let left = u128::from(self.reserve_left(name)) * u128::from(LOT);
        let expired = u128::from(self.now.time >= self.reserve(name).1);
        grants
            .plus(&figures([left, 0, 0, left * expired]))
            .expect("figures")
    }

    fn total(&self) -> v::Figures {
        let categories = self.vault.categories.iter();
        categories.fold(v::Figures::default(), |sum, c| {
            sum.plus(&self.category(&c.name)).expect("figures")
        })
    }

    fn schedule(&self, s: &v::ScheduleTerms) -> v::ScheduleResponse {
        let standing = |i: usize| {
            let gate = match self.gate(&s.name, i) {
                GateState::Waiting(milestone) => v::GateStanding::Waiting { milestone },
                GateState::Open(at, curve) => v::GateStanding::Open { at, curve },
                GateState::Dead(at) => v::GateStanding::Dead { at },
            };
            let latched = self.latched.contains_key(&(s.name.clone(), i as u32));
            v::TrancheStanding {
                tranche: i as u32,
                weight: s.schedule.tranches[i].weight,
                gate,
                latched,
            }
        };
        let grants = || self.grants.iter().filter(|g| g.schedule == s.name);
        v::ScheduleResponse {
            name: s.name.clone(),
            category: s.category.clone(),
            schedule: s.schedule.clone(),
            tranches: (0..s.schedule.tranches.len()).map(standing).collect(),
            serving: Uint64::new(
                grants()
                    .filter(|g| g.tenure == Tenure::Serving {})
                    .map(|g| g.lots)
                    .sum(),
            ),
            kept: Uint64::new(
                grants()
                    .filter(|g| matches!(g.tenure, Tenure::Left { .. }))
                    .map(Grant::alive)
                    .sum(),
            ),
            settled: Uint128::new(
                grants()
                    .filter(|g| g.tenure == Tenure::Renounced {})
                    .map(|g| g.claimed)
                    .sum(),
            ),
            figures: self.figures(&mut grants()),
        }
    }

    fn grant(&self, g: &Grant) -> v::GrantResponse {
        let figures = self.figures(&mut std::iter::once(g));
        let claim = !figures.claimable.is_zero();
        v::GrantResponse {
            grant: g.name.clone(),
            category: g.category.clone(),
            schedule: g.schedule.clone(),
            owner: Addr::unchecked(&g.owner),
            payee: Addr::unchecked(&g.payee),
            lots: Uint64::new(g.lots),
            anyone_claims: false,
            tenure: g.tenure,
            recovery: g.recovery.as_ref().map(Addr::unchecked),
            changes: g
                .changes
                .iter()
                .filter(|c| c.when.readiness(self.point()) != Readiness::Lapsed)
                .cloned()
                .collect(),
            figures,
            reasons: vec![],
            words: vec![],
            next: if claim {
                vec![step("claim", "claim it")]
            } else {
                vec![]
            },
        }
    }

    pub fn dues(&self) -> u128 {
        self.forfeited() - self.dues_paid
    }

    fn stake(&self, name: &str) -> v::MilestoneStake {
        assert_ne!(
            name, "elsewhere",
            "a vault refuses milestones it does not name"
        );
        let mut stake = v::MilestoneStake {
            milestone: name.into(),
            conclusion: self.ends().get(name).copied(),
            amount: Uint128::zero(),
            categories: BTreeMap::new(),
            earliest: Some(self.now.time + 21 * 86_400),
            latest: Some(self.now.time + 4 * 31_557_600),
            forfeited_if_missed: Uint128::zero(),
        };
        for g in &self.grants {
            for t in &self.terms(&g.schedule).tranches {
                if matches!(&t.gate, Gate::Milestone { milestone, .. } if milestone == name) {
                    stake.amount +=
                        Uint128::new(u128::from(t.weight.u64()) * u128::from(g.alive()));
                }
            }
        }
        stake
    }

    fn forecast(&self, conclusions: Vec<v::Assumed>, at: Vec<u64>) -> v::IfReachedResponse {
        let mut ends = self.ends();
        for assumed in conclusions {
            assert_ne!(
                assumed.milestone, "elsewhere",
                "a vault refuses milestones it does not name"
            );
            ends.entry(assumed.milestone).or_insert(assumed.conclusion);
        }
        let point = |at: u64| {
            let (mut vested, mut forfeited) = (BTreeMap::new(), BTreeMap::new());
            for g in &self.grants {
                let parts = self.parts(g, &ends, at);
                *vested.entry(g.category.clone()).or_insert(Uint128::zero()) +=
                    Uint128::new(parts[1]);
                *forfeited
                    .entry(g.category.clone())
                    .or_insert(Uint128::zero()) += Uint128::new(parts[3]);
            }
            let (total_vested, total_forfeited) = (vested.values().sum(), forfeited.values().sum());
            v::ForecastPoint {
                at,
                vested,
                forfeited,
                total_vested,
                total_forfeited,
            }
        };
        assert!(at.len() <= 100, "at most 100 instants");
        v::IfReachedResponse {
            points: at.into_iter().map(point).collect(),
        }
    }

    pub fn ask_vault(&self, msg: v::QueryMsg) -> Value {
        let amount = Uint128::new;
        let total = self.total();
        let owed = total.total - total.forfeited - total.claimed;
        let answer = match msg {
            v::QueryMsg::Vault {} => to_value(&self.vault),
            v::QueryMsg::Schedules { start_after, limit } => {
                let page = page(&self.schedules, &start_after, limit, |s| &s.name);
                to_value(v::SchedulesResponse {
                    schedules: page.iter().map(|s| self.schedule(s)).collect(),
                })
            }
            v::QueryMsg::Grants { start_after, limit } => {
                let page = page(&self.grants, &start_after, limit, |g| &g.name);
                to_value(v::GrantsResponse {
                    grants: page.iter().map(|g| self.grant(g)).collect(),
                })
            }
            v::QueryMsg::Supply {} => to_value(v::SupplyResponse {
                denom: DENOM.into(),
                height: self.now.height,
                time: self.now.time,
                categories: self
                    .vault
                    .categories
                    .iter()
                    .map(|c| v::CategorySupply {
                        category: c.name.clone(),
                        cap: amount(u128::from(c.cap.u64()) * u128::from(LOT)),
                        reserve: amount(u128::from(self.reserve_left(&c.name)) * u128::from(LOT)),
                        figures: self.category(&c.name),
                    })
                    .collect(),
                total,
                dues: amount(self.dues()),
            }),
            v::QueryMsg::Circulating {} => to_value(v::CirculatingResponse {
                denom: DENOM.into(),
                height: self.now.height,
                formula: "supply - locked - dues - excluded".into(),
                supply: amount(self.supply),
                locked: total.locked,
                dues: amount(self.dues()),
                unclaimed: total.claimable,
                excluded: vec![],
                circulating: amount(self.supply - total.locked.u128() - self.dues()),
            }),
            v::QueryMsg::Milestone { milestone } => to_value(self.stake(&milestone)),
            v::QueryMsg::IfReached { conclusions, at } => to_value(self.forecast(conclusions, at)),
            v::QueryMsg::Solvency {} => to_value(v::SolvencyResponse {
                denom: DENOM.into(),
                balance: amount(self.balance),
                owed,
                dues: amount(self.dues()),
                surplus: amount(self.balance - owed.u128() - self.dues()),
                solvent: true,
            }),
            v::QueryMsg::Guards {} => to_value(v::GuardsResponse {
                guards: self
                    .vault
                    .guard
                    .iter()
                    .map(|g| v::GuardProof {
                        category: None,
                        guard: g.clone(),
                        bound: g.limit - Uint128::one(),
                    })
                    .collect(),
            }),
            other => panic!("not asked by a report: {other:?}"),
        };
        answer.expect("an answer")
    }
}
