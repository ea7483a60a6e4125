//! The terms of the fake.

use cosmwasm_std::{Addr, Uint64, Uint128};
use milegate_api::common::{Denom, PlanRef, Sink};
use milegate_api::core::Span;
use milegate_api::core::guard::Guard;
use milegate_api::core::milestone::{OnSilence, Policy, Terms, Witness, WitnessKind};
use milegate_api::milestones::Stage;
use milegate_api::vesting::{AssetTerms, Category, Leavers, Phase, Reserve, VaultResponse};
use milegate_report::Block;
use milegate_report::dates::instant;

use super::schedules::schedules;
use super::*;

pub fn span(days: u64) -> Span {
    Span {
        seconds: days * 86_400,
        blocks: days * 11_500,
    }
}

fn milestone(name: &str, statement: &str, deadline: (i64, i64), any: bool) -> Judged {
    let leaf = |n: &str| Policy::Witness { name: n.into() };
    let of = vec![leaf("committee"), leaf("multisig")];
    let committee = WitnessKind::Committee {
        group: Addr::unchecked(GROUP),
        threshold: Uint64::new(3),
        seat_age: 350_000,
    };
    let authority = WitnessKind::Authority {
        address: Addr::unchecked(MULTISIG),
    };
    let standing = |n: &str| LeafStanding {
        witness: n.into(),
        holds: false,
        attestations: 0,
        weight: Uint64::zero(),
        sitting: None,
        pledge: None,
        struck: 0,
        not_recused: true,
    };
    let terms = Terms {
        name: name.into(),
        statement: statement.into(),
        schema: "exchange-listing/1".into(),
        witnesses: vec![
            Witness {
                name: "committee".into(),
                kind: committee,
            },
            Witness {
                name: "multisig".into(),
                kind: authority,
            },
        ],
        policy: if any {
            Policy::Any { of }
        } else {
            Policy::All { of }
        },
        start: instant(2023, 11, 1),
        deadline: instant(deadline.0, deadline.1, 1),
        window: span(7),
        last_call: span(21),
        court_limit: span(30),
        freshness: span(30),
        court: Addr::unchecked(COURT),
        bond: Uint128::new(20_000 * u128::from(LOT)),
        on_silence: OnSilence::Falls,
    };
    let leaves = vec![standing("committee"), standing("multisig")];
    Judged {
        terms,
        stage: Stage::Open { last_call: None },
        round: 1,
        leaves,
    }
}

pub fn plan() -> Fake {
    let grants = [
        ("advisor-1", "advisors", 6_000_000),
        ("advisor-2", "advisors", 4_000_000),
        ("founder-1", "core-contributors", 70_000_000),
        ("founder-2", "core-contributors", 60_000_000),
        ("engineer-3", "core-contributors", 46_000_000),
        ("employee-1", "employees", 10_000_000),
        ("employee-2", "employees", 8_000_000),
        ("employee-3", "employees", 6_000_000),
        ("employee-4", "employees", 4_000_001),
        ("employee-5", "employees", 1_999_999),
        ("fund-a", "seed", 100_000_000),
        ("fund-b", "seed", 59_000_000),
        ("fund-c", "series-ab", 197_000_000),
    ]
    .map(|(name, schedule, lots)| Grant {
        name: name.into(),
        schedule: schedule.into(),
        category: schedule.into(),
        lots,
        ..Grant::new(&format!("milegate1{name}"))
    });
    let reserve = Reserve {
        lots: Uint64::new(10_000_000),
        assigner: Addr::unchecked(FOUNDATION),
        expires: instant(2027, 3, 1),
    };
    let leavers = Leavers {
        by: Addr::unchecked(HR),
        notice: span(30),
    };
    let funding = grants
        .iter()
        .map(|g| u128::from(g.lots * LOT))
        .sum::<u128>()
        + u128::from(reserve.lots.u64() * LOT);
    let category = |(name, cap): (&str, u64)| Category {
        name: name.into(),
        cap: Uint64::new(cap),
        guard: None,
        reserve: (name == "employees").then(|| reserve.clone()),
        leavers: (name == "employees").then(|| leavers.clone()),
    };
    let caps = [
        ("advisors", 10_000_000),
        ("core-contributors", 176_000_000),
        ("employees", 40_000_000),
        ("seed", 159_000_000),
        ("series-ab", 197_000_000),
    ];
    let vault = VaultResponse {
        plan: PlanRef {
            name: "Celestia, behind milestones".into(),
            digest: hex(0x9b),
        },
        asset: AssetTerms {
            denom: Denom::Native(DENOM.into()),
            symbol: "TIA".into(),
            decimals: 6,
            lot: Uint64::new(LOT),
        },
        issuer: Addr::unchecked("milegate1issuer"),
        funder: Addr::unchecked("milegate1foundation"),
        milestones: Addr::unchecked(JUDGE),
        milestones_checksum: hex(0xb2),
        governance: Some(Addr::unchecked(MULTISIG)),
        notice: 14 * 86_400,
        payee_delay: span(7),
        recovery_delay: span(90),
        sink: Sink::Burn {},
        excluded: vec![],
        guard: Some(Guard {
            limit: Uint128::new(240_000_000 * u128::from(LOT)),
            period: 30 * 86_400,
        }),
        categories: caps.map(category).to_vec(),
        phase: Phase::Sealed {
            at: instant(2023, 10, 31),
        },
        seal_digest: hex(0x5e),
        grants: grants.len() as u32,
        funding: Uint128::new(funding),
    };
    Fake {
        now: Block {
            height: 1,
            time: instant(2023, 10, 30),
            chain_id: "milegate-sim-1".into(),
        },
        vault,
        schedules: schedules(),
        grants: grants.to_vec(),
        milestones: vec![
            milestone(
                "lending",
                "TIA is collateral on the named market for 60 days, factor at least 0.40",
                (2026, 6),
                false,
            ),
            milestone(
                "listing",
                "TIA is traded spot on 2 venues of list L for 90 days, median depth within 2 % at least 250,000 USD a side",
                (2025, 4),
                true,
            ),
            milestone(
                "mainnet-2",
                "The second main network has produced blocks for 30 days <without a halt>",
                (2028, 9),
                true,
            ),
            milestone(
                "payments",
                "Mean settled payment volume over 90 days is at least 400,000 USD a day from 5,000 distinct payers",
                (2026, 12),
                false,
            ),
        ],
        latched: Default::default(),
        balance: 0,
        supply: 1_000_000_000 * u128::from(LOT),
        bond_balance: 0,
        dues_paid: 0,
        owed: 0,
        lost: Default::default(),
        credits: 0,
        bond_dues: 0,
        txs: vec![],
    }
}
