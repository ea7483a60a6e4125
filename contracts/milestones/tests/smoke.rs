//! The happy path, native: a committee attests, one attestation is thrown out, the truth is reached.
#![allow(clippy::arithmetic_side_effects)]

use cosmwasm_std::{Addr, Coin, HexBinary, Uint128, coin, coins};
use cw_multi_test::{App, AppResponse, ContractWrapper, Executor};
use milegate_api::common::{PlanRef, Sink};
use milegate_api::milestones::{
    BondsResponse, ExecuteMsg, InstantiateMsg, MilestoneResponse, QueryMsg, Stage, raw,
};
use milegate_core::milestone::{Evidence, OnSilence, Policy, Terms, Verdict, Witness, WitnessKind};
use milegate_core::{Conclusion, Span};
use milegate_milestones::contract::{execute, instantiate, query};

const DENOM: &str = "utest";
const SECONDS_PER_BLOCK: u64 = 5;

struct Suite {
    app: App,
    milestones: Addr,
    start: u64,
    people: Vec<Addr>,
}

fn span(blocks: u64) -> Span {
    Span {
        seconds: blocks * SECONDS_PER_BLOCK,
        blocks,
    }
}

impl Suite {
    fn new() -> Self {
        let mut app = App::default();
        let people: Vec<_> = ["ann", "bob", "cid", "court", "eve", "sink"]
            .iter()
            .map(|name| app.api().addr_make(name))
            .collect();
        app.init_modules(|router, _, storage| {
            router
                .bank
                .init_balance(storage, &people[4], coins(1_000, DENOM))
        })
        .unwrap();

        let group_code = app.store_code(Box::new(ContractWrapper::new(
            cw4_group::contract::execute,
            cw4_group::contract::instantiate,
            cw4_group::contract::query,
        )));
        let members = people[..3]
            .iter()
            .map(|member| cw4::Member {
                addr: member.to_string(),
                weight: 1,
            })
            .collect();
        let group = app
            .instantiate_contract(
                group_code,
                people[0].clone(),
                &cw4_group::msg::InstantiateMsg {
                    admin: None,
                    members,
                },
                &[],
                "group",
                None,
            )
            .unwrap();
        app.update_block(|block| {
            block.height += 10;
            block.time = block.time.plus_seconds(10 * SECONDS_PER_BLOCK);
        });

        let start = app.block_info().time.seconds() + 10;
        let terms = Terms {
            name: "listing".into(),
            statement: "The token trades on an exchange.".into(),
            schema: "listing/1".into(),
            witnesses: vec![Witness {
                name: "panel".into(),
                kind: WitnessKind::Committee {
                    group: group.to_string(),
                    threshold: 2u64.into(),
                    seat_age: 3,
                },
            }],
            policy: Policy::Witness {
                name: "panel".into(),
            },
            start,
            deadline: start + 1_000,
            window: span(10),
            last_call: span(10),
            court_limit: span(10),
            freshness: span(20),
            court: people[3].to_string(),
            bond: Uint128::new(101),
            on_silence: OnSilence::Falls,
        };
        let code = app.store_code(Box::new(ContractWrapper::new(execute, instantiate, query)));
        let milestones = app
            .instantiate_contract(
                code,
                people[0].clone(),
                &InstantiateMsg {
                    plan: PlanRef {
                        name: "smoke".into(),
                        digest: HexBinary::from(vec![1; 32]),
                    },
                    vaults: vec![],
                    governance: None,
                    bond_denom: DENOM.into(),
                    bond_sink: Sink::Account {
                        address: people[5].to_string(),
                    },
                    milestones: vec![terms],
                },
                &[],
                "milestones",
                None,
            )
            .unwrap();

        Suite {
            app,
            milestones,
            start,
            people,
        }
    }

    fn send(&mut self, who: usize, msg: &ExecuteMsg, funds: &[Coin]) -> AppResponse {
        self.app
            .execute_contract(
                self.people[who].clone(),
                self.milestones.clone(),
                msg,
                funds,
            )
            .unwrap()
    }

    fn wait(&mut self, blocks: u64) {
        self.app.update_block(|block| {
            block.height += blocks;
            block.time = block.time.plus_seconds(blocks * SECONDS_PER_BLOCK);
        });
    }

    fn attest(&mut self, who: usize, round: u32) -> AppResponse {
        let now = self.app.block_info().time.seconds();
        let msg = ExecuteMsg::Attest {
            milestone: "listing".into(),
            round,
            witness: "panel".into(),
            as_of: now,
            valid_until: now,
            evidence: Evidence {
                schema: "listing/1".into(),
                uri: "https://example.org/listing.json".into(),
                digest: HexBinary::from(vec![2; 32]),
                metric: "pairs".into(),
                value: "3".into(),
            },
        };
        self.send(who, &msg, &[])
    }

    fn milestone(&self) -> MilestoneResponse {
        let ask = QueryMsg::Milestone {
            milestone: "listing".into(),
        };
        self.app
            .wrap()
            .query_wasm_smart(&self.milestones, &ask)
            .unwrap()
    }

    fn bonds(&self) -> BondsResponse {
        self.app
            .wrap()
            .query_wasm_smart(&self.milestones, &QueryMsg::Bonds {})
            .unwrap()
    }
}

fn kinds(response: &AppResponse) -> Vec<&str> {
    response
        .events
        .iter()
        .filter_map(|event| event.ty.strip_prefix("wasm-milestones_"))
        .collect()
}

#[test]
fn a_false_attestation_is_thrown_out_and_the_truth_is_reached() {
    let mut suite = Suite::new();
    let name = || "listing".to_string();
    let shown = suite.milestone();
    assert_eq!(shown.missing.len(), 1);
    assert_eq!(shown.next[0].from, Some(suite.start));

    // Round 1: two members, a challenge, the court says false.
    suite.wait(2);
    suite.send(
        4,
        &ExecuteMsg::AddBounty { milestone: name() },
        &[coin(7, DENOM)],
    );
    assert_eq!(kinds(&suite.attest(0, 1)), ["attested"]);
    suite.wait(1);
    assert_eq!(kinds(&suite.attest(1, 1)), ["attested", "pending"]);
    let challenge = ExecuteMsg::Challenge {
        milestone: name(),
        round: 1,
    };
    let response = suite.send(4, &challenge, &[coin(101, DENOM)]);
    assert_eq!(kinds(&response), ["challenged"]);
    let settle = ExecuteMsg::Settle {
        milestone: name(),
        round: 1,
        verdict: Verdict::False,
    };
    assert_eq!(
        kinds(&suite.send(3, &settle, &[])),
        ["settled", "bond_released", "struck", "fell"]
    );
    let response = suite.send(4, &ExecuteMsg::Withdraw {}, &[]);
    assert_eq!(kinds(&response), ["withdrawn"]);
    let balance = |suite: &Suite, who: usize| {
        let address = &suite.people[who];
        suite
            .app
            .wrap()
            .query_balance(address, DENOM)
            .unwrap()
            .amount
    };
    assert_eq!(balance(&suite, 4), Uint128::new(1_000));

    // Round 2: nobody objects.
    suite.wait(1);
    suite.attest(1, 2);
    suite.attest(2, 2);
    assert!(matches!(suite.milestone().stage, Stage::Pending { .. }));
    suite.wait(10);
    suite.send(
        4,
        &ExecuteMsg::AddBounty { milestone: name() },
        &[coin(3, DENOM)],
    );
    let conclude = ExecuteMsg::Conclude { milestone: name() };
    assert_eq!(
        kinds(&suite.send(4, &conclude, &[])),
        ["reached", "bounty_lost"]
    );
    assert_eq!(
        kinds(&suite.send(4, &ExecuteMsg::PayDues {}, &[])),
        ["dues_paid"]
    );
    assert_eq!(balance(&suite, 5), Uint128::new(3));

    let at = suite.app.block_info().time.seconds();
    let conclusion = raw::conclusion(&suite.app.wrap(), &suite.milestones, "listing").unwrap();
    assert_eq!(conclusion, Some(Conclusion::Reached { at }));
    let bonds = suite.bonds();
    assert_eq!((bonds.balance, bonds.surplus), Default::default());
}
