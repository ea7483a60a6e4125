//! What can be done about a grant besides claiming, and how it is drawn.

use cosmwasm_std::Uint64;
use milegate_api::vesting::{Change, ChangeKind, LeaveReason, MoveReason, NewGrant};
use milegate_core::Point;
use milegate_core::holder::Readiness;
use milegate_tests::oracle::Fate;
use milegate_tests::rng::Rng;
use milegate_tests::suite::{Answer, DAY, Suite, address};

use super::ghost::Ghost;
use super::plan;

/// A message about a grant or a reserve. Grants and schedules by name, as a stranger would.
#[derive(Clone, Debug)]
pub enum Deal {
    Assign {
        who: String,
        grant: String,
        schedule: String,
        owner: String,
        payee: String,
        lots: u64,
        anyone: bool,
    },
    AddCohort {
        who: String,
        name: String,
        template: String,
        start: u64,
    },
    LapseReserve,
    Announce {
        who: String,
        grant: usize,
        kind: ChangeKind,
        to: String,
    },
    Cancel {
        who: String,
        grant: usize,
        kind: ChangeKind,
    },
    CarryOut {
        who: String,
        grant: usize,
        kind: ChangeKind,
    },
    NameRecovery {
        who: String,
        grant: usize,
        keeper: Option<String>,
    },
    Renounce {
        who: String,
        grant: usize,
    },
    Decline {
        who: String,
        grant: usize,
    },
    RefuseGrants {
        who: String,
        refuse: bool,
    },
}

use Deal::*;

pub const KINDS: [&str; 10] = [
    "assign",
    "add_cohort",
    "lapse_reserve",
    "announce",
    "cancel",
    "carry_out",
    "name_recovery",
    "renounce",
    "decline",
    "refuse_grants",
];

/// The change that a test means by a kind and an account.
fn change(kind: ChangeKind, to: &str) -> Change<String> {
    let (to, reason) = (address(to), MoveReason::Estate);
    match kind {
        ChangeKind::Termination => Change::Termination {
            reason: LeaveReason::Dismissed,
        },
        ChangeKind::Payee => Change::Payee { payee: to, reason },
        ChangeKind::Owner => Change::Owner { owner: to, reason },
        ChangeKind::Recovery => Change::Recovery { owner: to, reason },
    }
}

impl Deal {
    pub fn kind(&self) -> &'static str {
        match self {
            Assign { .. } => "assign",
            AddCohort { .. } => "add_cohort",
            LapseReserve => "lapse_reserve",
            Announce { .. } => "announce",
            Cancel { .. } => "cancel",
            CarryOut { .. } => "carry_out",
            NameRecovery { .. } => "name_recovery",
            Renounce { .. } => "renounce",
            Decline { .. } => "decline",
            RefuseGrants { .. } => "refuse_grants",
        }
    }

    pub fn send(&self, suite: &mut Suite, names: &[String]) -> Answer {
        match self {
            Assign {
                who,
                grant,
                schedule,
                owner,
                payee,
                lots,
                anyone,
            } => {
                let new = NewGrant {
                    grant: grant.clone(),
                    schedule: schedule.clone(),
                    owner: address(owner),
                    payee: (owner != payee).then(|| address(payee)),
                    lots: Uint64::new(*lots),
                    anyone_claims: *anyone,
                };
                suite.assign(who, "team", new)
            }
            AddCohort {
                who,
                name,
                template,
                start,
            } => suite.add_cohort(who, name, template, *start),
            LapseReserve => suite.lapse_reserve("stranger", "team"),
            Announce {
                who,
                grant,
                kind,
                to,
            } => suite.announce(who, &names[*grant], change(*kind, to)),
            Cancel { who, grant, kind } => suite.cancel(who, &names[*grant], *kind),
            CarryOut { who, grant, kind } => suite.carry_out(who, &names[*grant], *kind),
            NameRecovery { who, grant, keeper } => {
                suite.name_recovery(who, &names[*grant], keeper.as_deref())
            }
            Renounce { who, grant } => suite.renounce(who, &names[*grant]),
            Decline { who, grant } => suite.decline(who, &names[*grant]),
            RefuseGrants { who, refuse } => suite.refuse_grants(who, *refuse),
        }
    }
}

/// Who may become owner or payee; attestors now and then, so that holding bars them.
fn holder(rng: &mut Rng) -> String {
    let usual = ["heir", "buyer", "hire", "custodian", "dan", "keeper"];
    let who = match rng.one_in(8) {
        true => rng.pick(&["emil", "carol", "lender"]),
        false => rng.pick(&usual),
    };
    who.to_string()
}

fn kind(rng: &mut Rng) -> ChangeKind {
    use ChangeKind::{Owner, Payee, Recovery, Termination};
    *rng.pick(&[Termination, Payee, Owner, Owner, Recovery])
}

/// A random deal; mostly by somebody who may.
pub fn draw(rng: &mut Rng, now: Point, ghost: &Ghost) -> Deal {
    let grant = rng.within(0, ghost.holders.len() as u64 - 1) as usize;
    let held = &ghost.holders[grant];
    let owner = match rng.one_in(10) {
        true => holder(rng),
        false => held.owner.clone(),
    };
    match rng.within(0, 33) {
        0..=4 => {
            let number = ghost.holders.len();
            let schedules = ghost.names.len() as u64;
            let schedule = match rng.within(0, 2) {
                // the newest cohort has the best chance that nothing has vested
                0 => schedules - 1,
                1 => 5,
                _ => rng.within(0, schedules - 1),
            };
            let owner = holder(rng);
            let payee = if rng.one_in(3) {
                holder(rng)
            } else {
                owner.clone()
            };
            Assign {
                who: rng.pick(&["hirer", "hirer", "hirer", "hr"]).to_string(),
                grant: match rng.one_in(10) {
                    true => "ana".to_string(),
                    false => format!("g{number}"),
                },
                schedule: ghost.names[schedule as usize].clone(),
                owner,
                payee,
                lots: rng.within(0, 6),
                anyone: rng.one_in(3),
            }
        }
        5 | 6 => {
            let serving = ghost.names.iter().zip(&ghost.world.schedules);
            let serving = serving.filter(|(_, terms)| terms.service.is_some());
            let serving: Vec<&String> = serving.map(|(name, _)| name).collect();
            let template = match rng.one_in(6) {
                true => "core".to_string(),
                false => rng.pick(&serving).to_string(),
            };
            AddCohort {
                who: rng.pick(&["hirer", "hirer", "hirer", "hr"]).to_string(),
                name: format!("cohort{}", ghost.names.len()),
                template,
                start: now.time + rng.within(0, 3 * DAY) - u64::from(rng.one_in(9)),
            }
        }
        7 => LapseReserve,
        8..=14 => {
            let kind = kind(rng);
            let who = match kind {
                ChangeKind::Termination => rng.pick(&["hr", "hr", "hr", "governance"]).to_string(),
                ChangeKind::Recovery => held.keeper.clone().unwrap_or(owner),
                _ => owner,
            };
            let to = holder(rng);
            Announce {
                who,
                grant,
                kind,
                to,
            }
        }
        15 | 16 => {
            let (grant, kind, _) = announced(rng, ghost).unwrap_or((grant, kind(rng), owner));
            let who = match kind {
                ChangeKind::Termination => *rng.pick(&["hr", "governance", "governance", "dan"]),
                ChangeKind::Recovery if rng.one_in(2) => "keeper",
                _ => &ghost.holders[grant].owner,
            };
            let who = who.to_string();
            Cancel { who, grant, kind }
        }
        17..=22 => {
            let (grant, kind, to) = announced(rng, ghost).unwrap_or((grant, kind(rng), owner));
            let who = match (kind, rng.one_in(9)) {
                (ChangeKind::Owner | ChangeKind::Recovery, false) => to,
                _ => "stranger".to_string(),
            };
            CarryOut { who, grant, kind }
        }
        23..=25 => {
            let keeper = (!rng.one_in(5)).then(|| "keeper".to_string());
            NameRecovery {
                who: owner,
                grant,
                keeper,
            }
        }
        29 => {
            let who = holder(rng);
            // who refuses for long gets nothing in the rest of a life
            let refuse = !ghost.refusing.contains(&who);
            RefuseGrants { who, refuse }
        }
        // a grant given up is of little use to the rest of a life
        26 if rng.one_in(3) => Renounce { who: owner, grant },
        _ => {
            let tied = ghost.holders.iter().enumerate();
            let tied = tied.flat_map(|(index, held)| {
                let ties = held.ties().into_iter();
                ties.map(move |who| (index, who))
            });
            let tied: Vec<(usize, String)> = tied.collect();
            if !tied.is_empty() && !rng.one_in(4) {
                let (grant, who) = rng.pick(&tied).clone();
                return Decline { who, grant };
            }
            let who = match rng.one_in(3) {
                true => holder(rng),
                false => held.payee.clone(),
            };
            Decline { who, grant }
        }
    }
}

/// A change that somebody has announced, mostly.
fn announced(rng: &mut Rng, ghost: &Ghost) -> Option<(usize, ChangeKind, String)> {
    let holders = ghost.holders.iter().enumerate();
    let all = holders.flat_map(|(grant, held)| {
        let announced = held.announced.iter().flatten();
        announced.map(move |one| (grant, one.kind, one.to.clone()))
    });
    let all: Vec<_> = all.collect();
    (!all.is_empty() && !rng.one_in(5)).then(|| rng.pick(&all).clone())
}

/// A change that is due, and what becomes of it; or a key that was lost at last.
pub fn at_last(rng: &mut Rng, now: Point, ghost: &Ghost, patient: bool) -> Option<Deal> {
    for (grant, held) in ghost.holders.iter().enumerate() {
        for one in held.announced.iter().flatten() {
            if one.when.readiness(now) != Readiness::Due || !rng.one_in(3) {
                continue;
            }
            let kind = one.kind;
            let who = match kind {
                ChangeKind::Owner | ChangeKind::Recovery => one.to.clone(),
                _ => "stranger".to_string(),
            };
            return Some(match rng.one_in(8) {
                true => Cancel {
                    who: match kind {
                        ChangeKind::Termination => "governance".to_string(),
                        _ => held.owner.clone(),
                    },
                    grant,
                    kind,
                },
                false => CarryOut { who, grant, kind },
            });
        }
    }
    let grant = rng.within(0, ghost.holders.len() as u64 - 1) as usize;
    let held = &ghost.holders[grant];
    let renounced = matches!(ghost.world.holdings[grant].fate, Fate::Renounced(_));
    let kind = ChangeKind::Recovery;
    if patient && !renounced && held.announced[kind as usize].is_none() && rng.one_in(4) {
        let to = holder(rng);
        return Some(match &held.keeper {
            Some(keeper) => Announce {
                who: keeper.clone(),
                grant,
                kind,
                to,
            },
            None => NameRecovery {
                who: held.owner.clone(),
                grant,
                keeper: Some("keeper".to_string()),
            },
        });
    }
    let left = ghost.world.reserves[0].lots > 0 && ghost.lapsed == 0;
    (left && now.time >= plan::EXPIRES && rng.one_in(4)).then_some(LapseReserve)
}
