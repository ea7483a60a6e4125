//! The one canonical plan. Every test deviates from it.

use cosmwasm_std::{HexBinary, Uint64};
use milegate_api::common::{Denom, PlanRef, Sink};
use milegate_api::milestones;
use milegate_api::vesting::{
    self, AssetTerms, Category, Leavers, MilestonesRef, NewGrant, Reserve, ScheduleTerms,
};
use milegate_core::Span;
use milegate_core::ledger::{Curve, Gate, IfMissed, Schedule, Service, Tranche};
use milegate_core::milestone::{OnSilence, Policy, Terms, Witness, WitnessKind};

use super::address;
pub use super::clock::DAY;

/// First block of every test.
pub const GENESIS: u64 = 1_767_225_600;
/// The milestones' start: two days later.
pub const START: u64 = GENESIS + 2 * DAY;
/// The milestones' deadline.
pub const DEADLINE: u64 = START + 100 * DAY;
/// Challenge window.
pub const WINDOW: Span = Span {
    seconds: 3 * DAY,
    blocks: 1_000,
};
/// Last call.
pub const LAST_CALL: Span = Span {
    seconds: 7 * DAY,
    blocks: 1_000,
};
/// The court's limit.
pub const COURT_LIMIT: Span = Span {
    seconds: 5 * DAY,
    blocks: 1_000,
};
/// How long a committee may take.
pub const FRESHNESS: Span = Span {
    seconds: 10 * DAY,
    blocks: 1_000,
};
/// Price of a challenge.
pub const BOND: u128 = 1_000;
/// The vault's notice.
pub const NOTICE: u64 = 2 * DAY;
/// How long a termination waits in the category `team`.
pub const LEAVING: Span = Span {
    seconds: 14 * DAY,
    blocks: 1_000,
};
/// How long a change of payee waits.
pub const PAYEE_DELAY: Span = Span {
    seconds: 7 * DAY,
    blocks: 1_000,
};
/// How long a recovery waits.
pub const RECOVERY_DELAY: Span = Span {
    seconds: 90 * DAY,
    blocks: 1_000,
};
/// When the reserve of `with_reserve` expires.
pub const EXPIRES: u64 = START + 300 * DAY;
/// Base units per lot.
pub const LOT: u64 = 1_000_000;
/// The vault's asset.
pub const DENOM: &str = "utok";
/// Bonds and bounties.
pub const BOND_DENOM: &str = "ubond";
/// What every actor holds of either when a test begins.
pub const PURSE: u128 = 1_000_000_000_000;
/// The gate by time of the schedule `calendar`.
pub const CALENDAR: u64 = START + 30 * DAY;

/// A linear curve in days.
pub fn linear(days: u64, cliff: u64) -> Curve {
    Curve::Linear {
        duration: days * DAY,
        cliff: cliff * DAY,
    }
}

/// A tranche behind a milestone.
pub fn behind(milestone: &str, weight: u64, curve: Curve, if_missed: IfMissed) -> Tranche {
    let gate = Gate::Milestone {
        milestone: milestone.into(),
        not_before: 0,
        if_missed,
    };
    Tranche {
        weight: weight.into(),
        gate,
        curve,
    }
}

/// A tranche behind an instant.
pub fn at_time(at: u64, weight: u64, curve: Curve) -> Tranche {
    Tranche {
        weight: weight.into(),
        gate: Gate::Time { at },
        curve,
    }
}

/// A named schedule of a category.
pub fn schedule(name: &str, category: &str, tranches: Vec<Tranche>) -> ScheduleTerms {
    let schedule = Schedule {
        tranches,
        service: None,
    };
    ScheduleTerms {
        name: name.into(),
        category: category.into(),
        schedule,
    }
}

/// A grant.
pub fn grant(name: &str, schedule: &str, lots: u64) -> NewGrant {
    NewGrant {
        grant: name.into(),
        schedule: schedule.into(),
        owner: address(name),
        payee: None,
        lots: lots.into(),
        anyone_claims: false,
    }
}

fn schedules() -> Vec<ScheduleTerms> {
    let forfeit = || IfMissed::Forfeit {};
    let mut serving = schedule(
        "serving",
        "team",
        vec![behind("listing", LOT, Curve::Once {}, forfeit())],
    );
    serving.schedule.service = Some(Service {
        start: START,
        length: 200 * DAY,
        cliff: 50 * DAY,
    });
    let slower = IfMissed::Fallback {
        curve: linear(400, 0),
    };
    let roll = IfMissed::Roll {
        milestone: "lending".into(),
    };
    let steps = Curve::Steps {
        every: 10 * DAY,
        count: 10,
    };
    vec![
        schedule(
            "core",
            "team",
            vec![
                behind("listing", 400_000, Curve::Once {}, forfeit()),
                behind("listing", 600_000, linear(100, 0), forfeit()),
            ],
        ),
        serving,
        schedule(
            "seed",
            "investors",
            vec![behind("volume", LOT, linear(100, 0), slower)],
        ),
        schedule(
            "advice",
            "advisors",
            vec![behind("volume", LOT, steps, roll)],
        ),
        schedule(
            "calendar",
            "foundation",
            vec![at_time(CALENDAR, LOT, linear(100, 10))],
        ),
    ]
}

/// The grants, in order: `ana` 10 lots, `ben` 20 (paid to a custodian), `cid` 30 (anyone claims),
/// `dan` 40, `eve` 50.
pub fn grants() -> Vec<NewGrant> {
    let mut ben = grant("ben", "seed", 20);
    ben.payee = Some(address("custodian"));
    let mut cid = grant("cid", "advice", 30);
    cid.anyone_claims = true;
    vec![
        grant("ana", "core", 10),
        ben,
        cid,
        grant("dan", "calendar", 40),
        grant("eve", "serving", 50),
    ]
}

/// `hr` ends service in the category `team`.
pub fn leavers() -> Leavers<String> {
    Leavers {
        by: address("hr"),
        notice: LEAVING,
    }
}

/// The reserve of `with_reserve`: 20 lots for `hirer` to assign.
pub fn reserve() -> Reserve<String> {
    Reserve {
        lots: 20u64.into(),
        assigner: address("hirer"),
        expires: EXPIRES,
    }
}

/// The vault's birth.
pub fn vault(milestones: String, checksum: HexBinary) -> vesting::InstantiateMsg {
    let category = |name: &str| Category {
        name: name.into(),
        cap: Uint64::new(100),
        guard: None,
        reserve: None,
        leavers: (name == "team").then(leavers),
    };
    vesting::InstantiateMsg {
        plan: plan(),
        asset: AssetTerms {
            denom: Denom::Native(DENOM.into()),
            symbol: "TOK".into(),
            decimals: 6,
            lot: LOT.into(),
        },
        issuer: address("issuer"),
        funder: address("funder"),
        milestones: MilestonesRef {
            address: milestones,
            checksum,
        },
        governance: None,
        notice: NOTICE,
        payee_delay: PAYEE_DELAY,
        recovery_delay: RECOVERY_DELAY,
        sink: Sink::Burn {},
        excluded: vec![],
        guard: None,
        categories: ["team", "investors", "advisors", "foundation"]
            .map(category)
            .to_vec(),
        schedules: schedules(),
    }
}

/// A milestone that its witnesses must all attest to.
pub fn milestone(name: &str, witnesses: Vec<Witness<String>>) -> Terms<String> {
    let leaf = |witness: &Witness<String>| Policy::Witness {
        name: witness.name.clone(),
    };
    let mut leaves: Vec<Policy> = witnesses.iter().map(leaf).collect();
    let policy = match leaves.len() {
        1 => leaves.remove(0),
        _ => Policy::All { of: leaves },
    };
    Terms {
        name: name.into(),
        statement: format!("{name} has happened"),
        schema: "milegate/evidence/1".into(),
        witnesses,
        policy,
        start: START,
        deadline: DEADLINE,
        window: WINDOW,
        last_call: LAST_CALL,
        court_limit: COURT_LIMIT,
        freshness: FRESHNESS,
        court: address("court"),
        bond: BOND.into(),
        on_silence: OnSilence::Falls,
    }
}

/// A leaf of one address.
pub fn authority(name: &str, who: &str) -> Witness<String> {
    let kind = WitnessKind::Authority {
        address: address(who),
    };
    Witness {
        name: name.into(),
        kind,
    }
}

/// A leaf of the group.
pub fn committee(name: &str, group: &str, threshold: u64) -> Witness<String> {
    let kind = WitnessKind::Committee {
        group: group.into(),
        threshold: threshold.into(),
        seat_age: 10,
    };
    Witness {
        name: name.into(),
        kind,
    }
}

/// The milestones' birth: `listing` by one authority, `volume` by two of three members, `lending` by
/// an authority and the committee both.
pub fn milestones(vault: String, group: &str) -> milestones::InstantiateMsg {
    let lending = vec![
        authority("lender", "lender"),
        committee("members", group, 2),
    ];
    milestones::InstantiateMsg {
        plan: plan(),
        vaults: vec![vault],
        governance: None,
        bond_denom: BOND_DENOM.into(),
        bond_sink: Sink::Burn {},
        milestones: vec![
            milestone("listing", vec![authority("auditor", "auditor")]),
            milestone("volume", vec![committee("members", group, 2)]),
            milestone("lending", lending),
        ],
    }
}

/// The plan both name.
pub fn plan() -> PlanRef {
    PlanRef {
        name: "canonical".into(),
        digest: HexBinary::from(&[7; 32]),
    }
}
