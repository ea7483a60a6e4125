//! The schedules of the fake.

use cosmwasm_std::Uint64;
use milegate_api::core::ledger::{Curve, Gate, IfMissed, Schedule, Service, Tranche};
use milegate_api::vesting::ScheduleTerms;
use milegate_report::dates::instant;

use super::LOT;

const YEAR: u64 = 31_557_600;

fn tranche(share: u64, milestone: &str, if_missed: IfMissed, curve: Curve) -> Tranche {
    let gate = Gate::Milestone {
        milestone: milestone.into(),
        not_before: instant(2024, 10, 31),
        if_missed,
    };
    Tranche {
        weight: Uint64::new(LOT / 100 * share),
        gate,
        curve,
    }
}

pub fn schedules() -> Vec<ScheduleTerms> {
    let years = |n: u64| Curve::Linear {
        duration: n * YEAR,
        cliff: 0,
    };
    let roll = |to: &str| IfMissed::Roll {
        milestone: to.into(),
    };
    let make = |name: &str, tranches| ScheduleTerms {
        name: name.into(),
        category: name.into(),
        schedule: Schedule {
            tranches,
            service: None,
        },
    };
    vec![
        make(
            "advisors",
            vec![
                tranche(50, "listing", IfMissed::Forfeit {}, Curve::Once {}),
                tranche(
                    50,
                    "mainnet-2",
                    IfMissed::Forfeit {},
                    Curve::Steps {
                        every: YEAR / 4,
                        count: 8,
                    },
                ),
            ],
        ),
        make(
            "core-contributors",
            vec![
                tranche(
                    33,
                    "listing",
                    IfMissed::Fallback { curve: years(4) },
                    Curve::Once {},
                ),
                tranche(42, "payments", IfMissed::Forfeit {}, years(2)),
                tranche(25, "lending", roll("payments"), years(2)),
            ],
        ),
        ScheduleTerms {
            schedule: Schedule {
                service: Some(Service {
                    start: instant(2023, 11, 1),
                    length: 4 * YEAR,
                    cliff: YEAR,
                }),
                ..make(
                    "employees",
                    vec![
                        tranche(40, "listing", IfMissed::Forfeit {}, years(2)),
                        tranche(40, "payments", IfMissed::Forfeit {}, years(2)),
                        tranche(20, "lending", IfMissed::Forfeit {}, years(2)),
                    ],
                )
                .schedule
            },
            name: "employees".into(),
            category: "employees".into(),
        },
        make(
            "seed",
            vec![
                tranche(
                    33,
                    "listing",
                    IfMissed::Fallback { curve: years(3) },
                    Curve::Once {},
                ),
                tranche(
                    67,
                    "payments",
                    IfMissed::Fallback { curve: years(4) },
                    years(1),
                ),
            ],
        ),
        make(
            "series-ab",
            vec![
                tranche(
                    33,
                    "listing",
                    IfMissed::Fallback { curve: years(3) },
                    Curve::Once {},
                ),
                tranche(
                    37,
                    "payments",
                    IfMissed::Fallback { curve: years(4) },
                    years(1),
                ),
                tranche(30, "lending", IfMissed::Forfeit {}, years(1)),
            ],
        ),
    ]
}
