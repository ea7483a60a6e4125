//! The canonical plan with shorter spans, so that 250 steps see a whole life.

use cosmwasm_std::Uint64;
use milegate_api::common::Sink;
use milegate_api::vesting::{Leavers, Reserve};
use milegate_core::Span;
use milegate_core::ledger::{Curve, Gate, IfMissed, Service};
use milegate_core::milestone::OnSilence;
use milegate_tests::suite::{
    Builder, DAY, START, Suite, address, assertion, at_time, behind, grant, linear, of, schedule,
};

pub const DEADLINE: u64 = START + 12 * DAY;
pub const WINDOW: Span = Span {
    seconds: 2 * DAY,
    blocks: 500,
};
pub const LAST_CALL: Span = Span {
    seconds: 2 * DAY,
    blocks: 500,
};
pub const COURT_LIMIT: Span = Span {
    seconds: 3 * DAY / 2,
    blocks: 500,
};
pub const FRESHNESS: Span = Span {
    seconds: 2 * DAY,
    blocks: 500,
};
pub const NOTICE: u64 = DAY;
pub const LEAVING: Span = Span {
    seconds: 3 * DAY,
    blocks: 500,
};
pub const PAYEE_DELAY: Span = Span {
    seconds: 3 * DAY,
    blocks: 500,
};
pub const RECOVERY_DELAY: Span = Span {
    seconds: 90 * DAY,
    blocks: 500,
};
/// The reserve of `team`, and when it expires.
pub const RESERVE: u64 = 25;
pub const EXPIRES: u64 = START + 35 * DAY;
/// A lot that divides into nothing evenly.
pub const LOT: u64 = 999_983;
pub const BOND: u128 = 1_003;
pub const ASSERTION: u128 = 77;

pub const MILESTONES: [&str; 3] = ["listing", "volume", "lending"];

/// Schedules, in the order of the plan.
pub const SCHEDULES: [&str; 6] = ["core", "serving", "seed", "advice", "calendar", "late"];

/// The category of each.
pub const CATEGORIES: [&str; 6] = [
    "team",
    "team",
    "investors",
    "advisors",
    "foundation",
    "team",
];

/// Grant, schedule, lots, owner, payee, whether anyone claims.
pub const GRANTS: [(&str, usize, u64, &str, &str, bool); 7] = [
    ("ana", 0, 10, "ana", "ana", false),
    ("ben", 2, 20, "ben", "custodian", false),
    ("cid", 3, 30, "cid", "cid", true),
    ("dan", 4, 7, "dan", "dan", false),
    ("eve", 1, 50, "eve", "eve", false),
    ("ana-2", 3, 3, "ana", "ana", false),
    ("gus", 1, 7, "heir", "custodian", false),
];

pub fn builder(on_silence: OnSilence, to_account: bool, cw20: bool) -> Builder {
    let sink = move || match to_account {
        true => Sink::Account {
            address: address("treasury"),
        },
        false => Sink::Burn {},
    };
    let builder = match cw20 {
        true => Suite::builder().cw20(),
        false => Suite::builder(),
    };
    builder
        .governed()
        .puppet()
        .milestones(move |msg| {
            msg.bond_sink = sink();
            let lending = &mut msg.milestones[2];
            lending.witnesses.push(assertion("anyone", ASSERTION));
            lending.policy = of(2, &["lender", "members", "anyone"]);
            for terms in &mut msg.milestones {
                terms.deadline = DEADLINE;
                terms.window = WINDOW;
                terms.last_call = LAST_CALL;
                terms.court_limit = COURT_LIMIT;
                terms.freshness = FRESHNESS;
                terms.bond = BOND.into();
                terms.on_silence = on_silence;
            }
        })
        .vault(move |msg| {
            msg.sink = sink();
            msg.notice = NOTICE;
            msg.asset.lot = LOT.into();
            let forfeit = || IfMissed::Forfeit {};
            let roll = || IfMissed::Roll {
                milestone: "lending".into(),
            };
            let slower = || IfMissed::Fallback {
                curve: linear(17, 3),
            };
            let steps = Curve::Steps {
                every: 2 * DAY,
                count: 7,
            };
            let first = behind("listing", 333_333, Curve::Once {}, forfeit());
            let mut rest = behind("listing", LOT - 333_333, linear(11, 1), forfeit());
            if let Gate::Milestone { not_before, .. } = &mut rest.gate {
                *not_before = START + 9 * DAY;
            }
            let mut serving = schedule(
                "serving",
                "team",
                vec![
                    behind("listing", 500_000, Curve::Once {}, roll()),
                    at_time(START + 3 * DAY, LOT - 500_000, linear(7, 0)),
                ],
            );
            let (start, length, cliff) = (START + DAY, 13 * DAY, 2 * DAY);
            serving.schedule.service = Some(Service {
                start,
                length,
                cliff,
            });
            msg.schedules = vec![
                schedule("core", "team", vec![first, rest]),
                serving,
                schedule(
                    "seed",
                    "investors",
                    vec![behind("volume", LOT, linear(9, 0), slower())],
                ),
                schedule(
                    "advice",
                    "advisors",
                    vec![behind("volume", LOT, steps, roll())],
                ),
                schedule(
                    "calendar",
                    "foundation",
                    vec![at_time(START + DAY, LOT, linear(5, 1))],
                ),
                schedule(
                    "late",
                    "team",
                    vec![
                        behind("volume", 300_000, Curve::Once {}, forfeit()),
                        at_time(START + 30 * DAY, LOT - 300_000, linear(7, 0)),
                    ],
                ),
            ];
            msg.payee_delay = PAYEE_DELAY;
            msg.recovery_delay = RECOVERY_DELAY;
            msg.categories
                .iter_mut()
                .for_each(|category| category.cap = Uint64::new(92));
            msg.categories[0].leavers = Some(Leavers {
                by: address("hr"),
                notice: LEAVING,
            });
            msg.categories[0].reserve = Some(Reserve {
                lots: RESERVE.into(),
                assigner: address("hirer"),
                expires: EXPIRES,
            });
        })
        .grants(|grants| {
            *grants = GRANTS
                .iter()
                .map(|(name, of, lots, owner, payee, anyone_claims)| {
                    let mut grant = grant(name, SCHEDULES[*of], *lots);
                    grant.owner = address(owner);
                    grant.payee = (owner != payee).then(|| address(payee));
                    grant.anyone_claims = *anyone_claims;
                    grant
                })
                .collect();
        })
}
