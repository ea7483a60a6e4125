//! One life of a vault, natively, with every balance worked out by hand. The suites on compiled
//! Wasm are in `tests/`.

#![allow(clippy::arithmetic_side_effects)]

use cosmwasm_std::{
    Addr, Coin, Empty, HexBinary, Response, StdError, StdResult, Timestamp, Uint64, Uint128, coins,
};
use cw_multi_test::{App, Contract, ContractWrapper, Executor, IntoAddr};
use milegate_api::common::{Denom, PlanRef, Sink};
use milegate_api::core::guard::Guard;
use milegate_api::core::ledger::{Curve, Gate, IfMissed, LedgerError, Schedule, Tranche};
use milegate_api::core::milestone::{OnSilence, Policy, Terms};
use milegate_api::core::{Conclusion, Span};
use milegate_api::milestones::{ConfigResponse, raw};
use milegate_api::vesting::*;
use milegate_vesting::{ContractError, NothingDue, execute, instantiate, query};
use serde::de::DeserializeOwned;

const DAY: u64 = 86_400;
const NOTICE: u64 = 14 * DAY;

/// What the stub of `milestones` is told.
#[cosmwasm_schema::cw_serde]
enum Stub {
    Lists(Addr),
    Ends(String, Conclusion),
}

/// Milestones without a life: whoever asks concludes.
fn milestones() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(
        |deps, _, _, stub: Stub| -> StdResult<Response> {
            match stub {
                Stub::Ends(name, end) => raw::CONCLUSIONS.save(deps.storage, &name, &end)?,
                Stub::Lists(vault) => {
                    let mut config = raw::CONFIG.load(deps.storage)?;
                    config.vaults.push(vault);
                    raw::CONFIG.save(deps.storage, &config)?;
                }
            }
            Ok(Response::new())
        },
        |deps, _, _, (config, all): (ConfigResponse, Vec<Terms<Addr>>)| -> StdResult<Response> {
            raw::CONFIG.save(deps.storage, &config)?;
            for terms in all {
                raw::TERMS.save(deps.storage, &terms.name, &terms)?;
            }
            Ok(Response::new())
        },
        |_, _, _: Empty| Err(StdError::generic_err("asked smartly")),
    ))
}

struct World {
    app: App,
    vault: Addr,
    milestones: Addr,
    digest: HexBinary,
    start: u64,
}

fn terms(name: &str, start: u64, court: &Addr) -> Terms<Addr> {
    let span = Span {
        seconds: DAY,
        blocks: 1,
    };
    Terms {
        name: name.to_owned(),
        statement: "it happened".to_owned(),
        schema: "s/1".to_owned(),
        witnesses: vec![],
        policy: Policy::All { of: vec![] },
        start,
        deadline: start + 365 * DAY,
        window: span,
        last_call: span,
        court_limit: span,
        freshness: span,
        court: court.clone(),
        bond: Uint128::new(1),
        on_silence: OnSilence::Falls,
    }
}

fn wait(days: u64) -> Span {
    Span {
        seconds: days * DAY,
        blocks: 1,
    }
}

fn gate(milestone: &str) -> Gate {
    Gate::Milestone {
        milestone: milestone.to_owned(),
        not_before: 0,
        if_missed: IfMissed::Forfeit {},
    }
}

fn schedule() -> Schedule {
    let tranche = |weight: u64, milestone, curve| Tranche {
        weight: weight.into(),
        gate: gate(milestone),
        curve,
    };
    let linear = Curve::Linear {
        duration: 100 * DAY,
        cliff: 0,
    };
    Schedule {
        tranches: vec![
            tranche(300_000, "listing", linear),
            tranche(700_000, "volume", Curve::Once {}),
        ],
        service: None,
    }
}

/// A draft of one million lots in two grants: one holder, and one who pays a custodian.
fn world(limit: u128) -> World {
    let (issuer, funder) = ("issuer".into_addr(), "funder".into_addr());
    let money = coins(5_000_000_000_000, "umer");
    let mut app = App::new(|router, _, storage| {
        router.bank.init_balance(storage, &funder, money).unwrap();
    });
    let start = app.block_info().time.seconds() + DAY;
    let vault_code = app.store_code(Box::new(ContractWrapper::new(execute, instantiate, query)));
    let milestones_code = app.store_code(milestones());
    let checksum = app
        .wrap()
        .query_wasm_code_info(milestones_code)
        .unwrap()
        .checksum;

    let plan = PlanRef {
        name: "smoke".to_owned(),
        digest: HexBinary::from(&[7; 32]),
    };
    let config = ConfigResponse {
        plan: plan.clone(),
        vaults: vec![],
        governance: None,
        bond_denom: "umer".to_owned(),
        bond_sink: Sink::Burn {},
    };
    let names = ["listing", "volume"];
    let msg = (
        config,
        names.map(|name| terms(name, start, &issuer)).to_vec(),
    );
    let milestones = app
        .instantiate_contract(milestones_code, issuer.clone(), &msg, &[], "m", None)
        .unwrap();
    let terms = InstantiateMsg {
        plan,
        asset: AssetTerms {
            denom: Denom::Native("umer".to_owned()),
            symbol: "MER".to_owned(),
            decimals: 6,
            lot: Uint64::new(1_000_000),
        },
        issuer: issuer.to_string(),
        funder: funder.to_string(),
        milestones: MilestonesRef {
            address: milestones.to_string(),
            checksum: HexBinary::from(checksum.as_slice()),
        },
        governance: None,
        notice: NOTICE,
        payee_delay: wait(7),
        recovery_delay: wait(90),
        sink: Sink::Burn {},
        excluded: vec![],
        guard: Some(Guard {
            limit: limit.into(),
            period: 30 * DAY,
        }),
        categories: vec![Category {
            name: "team".to_owned(),
            cap: Uint64::new(1_000_000),
            guard: None,
            reserve: None,
            leavers: None,
        }],
        schedules: vec![ScheduleTerms {
            name: "team".to_owned(),
            category: "team".to_owned(),
            schedule: schedule(),
        }],
    };
    let vault = app
        .instantiate_contract(vault_code, issuer.clone(), &terms, &[], "vault", None)
        .unwrap();
    let stub = Stub::Lists(vault.clone());
    app.execute_contract(issuer.clone(), milestones.clone(), &stub, &[])
        .unwrap();

    let grant = |grant: &str, owner: &str, payee: Option<&str>, lots: u64| NewGrant {
        grant: grant.to_owned(),
        schedule: "team".to_owned(),
        owner: owner.into_addr().to_string(),
        payee: payee.map(|payee| payee.into_addr().to_string()),
        lots: lots.into(),
        anyone_claims: false,
    };
    let list = vec![
        grant("ada", "ada", None, 600_000),
        grant("bob", "bob", Some("bank"), 400_000),
    ];
    let msg = ExecuteMsg::AddGrants {
        grants: list.clone(),
    };
    app.execute_contract(issuer, vault.clone(), &msg, &[])
        .unwrap();

    World {
        app,
        vault,
        milestones,
        digest: seal::digest(&terms, &list).unwrap(),
        start,
    }
}

impl World {
    fn tell(&mut self, sender: &str, msg: ExecuteMsg, funds: &[Coin]) -> Result<(), ContractError> {
        let vault = self.vault.clone();
        let told = self
            .app
            .execute_contract(sender.into_addr(), vault, &msg, funds);
        told.map(drop).map_err(|error| error.downcast().unwrap())
    }

    fn seal(&mut self, amount: u128) -> Result<(), ContractError> {
        let digest = self.digest.clone();
        self.tell(
            "funder",
            ExecuteMsg::Seal { digest },
            &coins(amount, "umer"),
        )
    }

    fn claim(&mut self, sender: &str, grant: &str) -> Result<(), ContractError> {
        let grants = vec![grant.to_owned()];
        self.tell(sender, ExecuteMsg::Claim { grants }, &[])
    }

    fn ends(&mut self, milestone: &str, end: Conclusion) {
        let stub = Stub::Ends(milestone.to_owned(), end);
        let milestones = self.milestones.clone();
        self.app
            .execute_contract("anyone".into_addr(), milestones, &stub, &[])
            .unwrap();
    }

    fn wait_until(&mut self, seconds: u64) {
        self.app.update_block(|block| {
            block.time = Timestamp::from_seconds(seconds);
            block.height += 1;
        });
    }

    fn ask<T: DeserializeOwned>(&self, msg: QueryMsg) -> T {
        self.app.wrap().query_wasm_smart(&self.vault, &msg).unwrap()
    }

    fn balance(&self, who: &str) -> u128 {
        let balance = self.app.wrap().query_balance(who.into_addr(), "umer");
        balance.unwrap().amount.u128()
    }

    /// Every part of the vault's books, against each other and the bank.
    fn audit(&self) -> Figures {
        let supply: SupplyResponse = self.ask(QueryMsg::Supply {});
        let solvency: SolvencyResponse = self.ask(QueryMsg::Solvency {});
        assert!(solvency.solvent);
        assert_eq!(solvency.surplus, Uint128::zero());
        let grants: GrantsResponse = self.ask(QueryMsg::Grants {
            start_after: None,
            limit: None,
        });
        let figures = grants.grants.iter().map(|grant| &grant.figures);
        let sum = figures.fold(Figures::default(), |sum, grant| sum.plus(grant).unwrap());
        assert_eq!(sum, supply.total);
        sum
    }
}

/// Per lot 300,000 over 100 days behind `listing`, 700,000 at once behind `volume`; 30 days can
/// release 90,000 + 700,000 of a lot.
const BOUND: u128 = 790_000 * 1_000_000;
const FUNDING: u128 = 1_000_000 * 1_000_000;

#[test]
fn sealed_reached_missed_claimed() {
    let mut world = world(BOUND);
    let start = world.start;
    assert_eq!(world.claim("ada", "ada"), Err(ContractError::NotSealed {}));
    world.seal(FUNDING).unwrap();
    assert_eq!(world.audit().locked.u128(), FUNDING);

    // Reached on day 10: streams from day 24. On day 49, 25 of 100 days have run.
    let day = |day: u64| start + day * DAY;
    world.wait_until(day(10));
    world.ends("listing", Conclusion::Reached { at: day(10) });
    assert_eq!(
        world.claim("ada", "ada"),
        Err(ContractError::NothingToClaim {
            grants: vec![NothingDue {
                grant: "ada".to_owned(),
                next: Some(day(24) + 1),
                words: vec![
                    "180000 MER starts on 2019-11-17 02:23:39 UTC".to_owned(),
                    "420000 MER waits for milestone volume".to_owned(),
                ],
            }],
        })
    );
    world.wait_until(day(49));
    world.claim("ada", "ada").unwrap();
    assert_eq!(world.balance("ada"), 600_000 * 75_000);
    world.audit();

    // The custodian is paid, whoever of the two parties asks.
    let refused = ContractError::NotParty {
        sender: "ada".into_addr(),
        grant: "bob".to_owned(),
    };
    assert_eq!(world.claim("ada", "bob"), Err(refused));
    world.claim("bob", "bob").unwrap();
    assert_eq!(world.balance("bank"), 400_000 * 75_000);
    assert_eq!(world.balance("bob"), 0);

    // Missed on day 60: seen at once, written down by whoever comes first.
    world.wait_until(day(60));
    world.ends("volume", Conclusion::Missed { at: day(60) });
    assert_eq!(world.audit().forfeited.u128(), 700_000 * 1_000_000);
    assert_eq!(
        world.tell("x", ExecuteMsg::PayDues {}, &[]),
        Err(ContractError::NoDues {})
    );
    let schedule = "team".to_owned();
    world.tell("x", ExecuteMsg::Sync { schedule }, &[]).unwrap();
    world.tell("x", ExecuteMsg::PayDues {}, &[]).unwrap();
    let history: IfReachedResponse = world.ask(QueryMsg::IfReached {
        conclusions: vec![],
        at: vec![day(59), day(60)],
    });
    let forfeited = history
        .points
        .iter()
        .map(|point| point.total_forfeited.u128());
    assert_eq!(forfeited.collect::<Vec<_>>(), [0, 700_000 * 1_000_000]);

    // Everything left ends with its holders, to the unit.
    world.wait_until(day(124));
    world.claim("ada", "ada").unwrap();
    world.claim("bank", "bob").unwrap();
    assert_eq!(world.balance("ada"), 600_000 * 300_000);
    assert_eq!(world.balance("bank"), 400_000 * 300_000);
    let end = world.audit();
    assert_eq!(end.claimed.u128(), 300_000 * 1_000_000);
    assert_eq!(end.locked, Uint128::zero());
}

#[test]
fn a_guard_one_unit_too_tight() {
    let mut world = world(BOUND - 1);
    let refused = ContractError::GuardFails {
        scope: "the vault".to_owned(),
        period: 30 * DAY,
        limit: Uint128::new(BOUND - 1),
        bound: Uint128::new(BOUND),
    };
    assert_eq!(world.seal(FUNDING), Err(refused));
}

#[test]
fn a_sale_then_a_gift_given_up() {
    let mut world = world(BOUND);
    world.seal(FUNDING).unwrap();
    let grant = || "ada".to_owned();
    let announce = |to: &str| ExecuteMsg::Announce {
        grant: grant(),
        change: Change::Owner {
            owner: to.into_addr().to_string(),
            reason: MoveReason::Sale,
        },
    };
    let accept = || ExecuteMsg::CarryOut {
        grant: grant(),
        change: ChangeKind::Owner,
    };
    world.tell("ada", announce("cyd"), &[]).unwrap();
    assert!(world.tell("ada", accept(), &[]).is_err());
    world.app.update_block(|block| block.height += 1);
    world.tell("cyd", accept(), &[]).unwrap();

    // Ada handed over what was hers: that stays known.
    let interest = |world: &World, who: &str| -> InterestResponse {
        world.ask(QueryMsg::Interest {
            address: who.into_addr().to_string(),
        })
    };
    assert_eq!(interest(&world, "ada").schedules["team"].grants, 1);
    assert_eq!(interest(&world, "cyd").schedules["team"].grants, 1);
    let since = |world: &World, who: &str| {
        let querier = world.app.wrap();
        milegate_api::vesting::raw::holds_since(&querier, &world.vault, &who.into_addr()).unwrap()
    };
    assert_eq!(since(&world, "cyd"), Some(world.app.block_info().height));
    assert!(since(&world, "ada") < since(&world, "cyd"));

    let renounce = || ExecuteMsg::Renounce { grant: grant() };
    world.tell("cyd", renounce(), &[]).unwrap();
    assert!(interest(&world, "cyd").schedules.is_empty());
    assert_eq!(since(&world, "cyd"), None);
    assert_eq!(world.audit().forfeited.u128(), 600_000 * 1_000_000);
    assert_eq!(
        world.tell("cyd", renounce(), &[]),
        Err(LedgerError::Renounced {}.into())
    );
}
