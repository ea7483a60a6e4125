//! What can be done in a life, and how a random one is drawn.

use milegate_api::milestones::ExecuteMsg;
use milegate_api::vesting::ChangeKind;
use milegate_core::Point;
use milegate_core::milestone::Verdict;
use milegate_tests::ghost::{Leaf, Milestone, Refused, Stage};
use milegate_tests::rng::Rng;
use milegate_tests::suite::{Answer, Attest, Suite, bond, evidence};

use super::deal::{self, Deal};
use super::ghost::Ghost;
use super::plan;

#[derive(Clone, Debug)]
pub enum Action {
    Wait(u64),
    Halt(u64),
    Attest {
        who: String,
        milestone: String,
        leaf: String,
        round: u32,
        as_of: u64,
        valid_until: u64,
        funds: u128,
    },
    Retract {
        who: String,
        milestone: String,
        leaf: String,
        round: u32,
    },
    Recuse {
        milestone: String,
        leaf: String,
        attestor: String,
    },
    Challenge {
        who: String,
        milestone: String,
        round: u32,
        funds: u128,
    },
    Settle {
        who: String,
        milestone: String,
        round: u32,
        stands: bool,
    },
    Conclude {
        milestone: String,
    },
    AddBounty {
        who: String,
        milestone: String,
        amount: u128,
    },
    Withdraw {
        who: String,
    },
    PayBondDues,
    Plant {
        who: String,
        milestone: String,
    },
    Sync {
        schedule: usize,
    },
    Claim {
        who: String,
        grants: Vec<usize>,
    },
    PayDues,
    Gift {
        to_vault: bool,
        asset: u128,
        bonds: u128,
    },
    Deal(Deal),
}

/// The names of all kinds but those of deals.
pub const KINDS: [&str; 16] = [
    "wait",
    "halt",
    "attest",
    "retract",
    "recuse",
    "challenge",
    "settle",
    "conclude",
    "add_bounty",
    "withdraw",
    "pay_bond_dues",
    "plant",
    "sync",
    "claim",
    "pay_dues",
    "gift",
];

impl Action {
    pub fn kind(&self) -> &'static str {
        match self {
            Action::Wait(_) => "wait",
            Action::Halt(_) => "halt",
            Action::Attest { .. } => "attest",
            Action::Retract { .. } => "retract",
            Action::Recuse { .. } => "recuse",
            Action::Challenge { .. } => "challenge",
            Action::Settle { .. } => "settle",
            Action::Conclude { .. } => "conclude",
            Action::AddBounty { .. } => "add_bounty",
            Action::Withdraw { .. } => "withdraw",
            Action::PayBondDues => "pay_bond_dues",
            Action::Plant { .. } => "plant",
            Action::Sync { .. } => "sync",
            Action::Claim { .. } => "claim",
            Action::PayDues => "pay_dues",
            Action::Gift { .. } => "gift",
            Action::Deal(deal) => deal.kind(),
        }
    }

    /// Does it on the chain; none if it is no message to a contract of ours.
    pub fn send(&self, suite: &mut Suite, ghost: &Ghost) -> Option<Answer> {
        let names: Vec<String> = ghost.holders.iter().map(|held| held.name.clone()).collect();
        let amount = |amount: u128| if amount == 0 { vec![] } else { bond(amount) };
        Some(match self.clone() {
            Action::Wait(seconds) => {
                suite.chain.advance(seconds);
                return None;
            }
            Action::Halt(seconds) => {
                suite.the_chain_halts_for(seconds);
                return None;
            }
            Action::Plant { who, milestone } => {
                suite.plant(&who, &milestone);
                return None;
            }
            Action::Gift {
                to_vault,
                asset,
                bonds,
            } => {
                let to = if to_vault { "vault" } else { "milestones" };
                suite.gift(to, asset, bonds);
                return None;
            }
            Action::Attest {
                who,
                milestone,
                leaf,
                round,
                as_of,
                valid_until,
                funds,
            } => {
                let witness = leaf;
                let evidence = evidence();
                let word = Attest {
                    milestone,
                    round,
                    witness,
                    as_of,
                    valid_until,
                    evidence,
                };
                suite.attest_paying(&who, word, &amount(funds))
            }
            Action::Retract {
                who,
                milestone,
                leaf: witness,
                round,
            } => suite.tell_milestones(
                &who,
                &ExecuteMsg::Retract {
                    milestone,
                    round,
                    witness,
                },
            ),
            Action::Recuse {
                milestone,
                leaf,
                attestor,
            } => suite.recuse("stranger", &milestone, &leaf, &attestor),
            Action::Challenge {
                who,
                milestone,
                round,
                funds,
            } => {
                let msg = ExecuteMsg::Challenge { milestone, round };
                suite.send(&who, "milestones", &msg, &amount(funds))
            }
            Action::Settle {
                who,
                milestone,
                round,
                stands,
            } => {
                let verdict = if stands {
                    Verdict::Stands
                } else {
                    Verdict::False
                };
                suite.tell_milestones(
                    &who,
                    &ExecuteMsg::Settle {
                        milestone,
                        round,
                        verdict,
                    },
                )
            }
            Action::Conclude { milestone } => suite.conclude(&milestone),
            Action::AddBounty {
                who,
                milestone,
                amount: funds,
            } => suite.add_bounty(&who, &milestone, &amount(funds)),
            Action::Withdraw { who } => suite.withdraw(&who),
            Action::PayBondDues => suite.tell_milestones("stranger", &ExecuteMsg::PayDues {}),
            Action::Sync { schedule } => suite.sync("stranger", &ghost.names[schedule]),
            Action::Claim { who, grants } => {
                let names: Vec<&str> = grants.iter().map(|grant| names[*grant].as_str()).collect();
                suite.claim(&who, &names)
            }
            Action::Deal(deal) => deal.send(suite, &names),
            Action::PayDues => suite.pay_dues("stranger"),
        })
    }
}

/// How the people of one life behave.
#[derive(Clone, Copy, Debug)]
pub struct Temper {
    /// One attestation in so many draws of one is really tried.
    pub lazy: u64,
    /// Seconds that pass at most in one step.
    pub pace: u64,
    /// Whether the court speaks.
    pub court: bool,
    /// Whether nobody says a word before the deadline.
    pub late: bool,
    /// Whether attestors turn out to be holders.
    pub planted: bool,
    /// Whether years pass between its steps, so that keys are recovered and changes lapse.
    pub patient: bool,
    /// A milestone nobody cares for.
    pub shunned: Option<&'static str>,
}

impl Temper {
    pub fn draw(rng: &mut Rng) -> Temper {
        let late = rng.within(0, 99) < 40;
        Temper {
            lazy: if late { 1 } else { *rng.pick(&[1, 1, 1, 2, 6]) },
            pace: *rng.pick(&[40_000, 60_000, 80_000, 120_000]),
            court: late || rng.within(0, 99) < 52,
            late,
            planted: !late && rng.within(0, 99) < 27,
            patient: !late && rng.within(0, 99) < 30,
            shunned: rng
                .pick(&[None, None, None, Some("volume"), Some("listing")])
                .to_owned(),
        }
    }
}

pub const PEOPLE: [&str; 10] = [
    "auditor",
    "lender",
    "carol",
    "dora",
    "emil",
    "court",
    "ana",
    "custodian",
    "challenger",
    "stranger",
];

/// A random instant at which something may tip: a second about a limit, or anything.
fn wait(rng: &mut Rng, now: Point, ghost: &Ghost, temper: Temper) -> u64 {
    let pace = temper.pace;
    let over = |one: &Milestone| matches!(one.stage, Stage::Ended(_));
    let over = ghost.milestones.values().all(over);
    let kind = ChangeKind::Recovery as usize;
    let lost = ghost
        .holders
        .iter()
        .filter_map(|held| held.announced[kind].as_ref());
    let lost = lost
        .map(|one| one.when.due.time)
        .filter(|due| *due > now.time);
    let lost: Vec<u64> = lost.collect();
    if temper.patient && over && !lost.is_empty() && rng.one_in(6) {
        return rng.pick(&lost) - now.time + rng.within(0, 1);
    }
    if rng.one_in(2) {
        let mut limits = vec![plan::DEADLINE, milegate_tests::suite::START];
        for milestone in ghost.milestones.values() {
            match milestone.stage {
                Stage::Open(Some(since)) => limits.push(since.time + plan::LAST_CALL.seconds),
                Stage::Pending(since) => limits.push(since.time + plan::WINDOW.seconds),
                Stage::Disputed(since, ..) => {
                    let window = since.time + plan::WINDOW.seconds;
                    limits.extend([window, window + 2, window + 3_600]);
                    limits.push(window + plan::COURT_LIMIT.seconds);
                }
                _ => {}
            }
            limits.extend(
                milestone
                    .sittings
                    .values()
                    .map(|s| s.time + plan::FRESHNESS.seconds),
            );
        }
        for conclusion in ghost.world.diary.values() {
            use milegate_core::Conclusion::{Missed, Reached};
            let (Reached { at } | Missed { at }) = conclusion;
            limits.push(at + plan::NOTICE);
        }
        let mut far = 5 * pace;
        let quarrel = temper.late && !over;
        if !quarrel && rng.one_in(if over { 1 } else { 4 }) {
            limits = vec![plan::EXPIRES];
            let held = ghost.holders.iter();
            for one in held.flat_map(|held| held.announced.iter().flatten()) {
                limits.extend([one.when.due.time, one.when.lapses.time]);
            }
            if temper.patient && over && rng.one_in(3) {
                far = 200 * 86_400;
            }
        }
        let ahead = |limit: &u64| (*limit).checked_sub(now.time).filter(|left| *left > 1);
        let ahead: Vec<u64> = limits
            .iter()
            .filter_map(ahead)
            .filter(|left| *left < far)
            .collect();
        if !ahead.is_empty() {
            return rng.pick(&ahead) - 1 + rng.within(0, 2);
        }
    }
    if rng.one_in(5) {
        rng.within(0, 2)
    } else {
        rng.within(1, pace)
    }
}

fn draw_one(rng: &mut Rng, now: Point, ghost: &Ghost, temper: Temper) -> Action {
    let name = rng.pick(&plan::MILESTONES).to_string();
    let milestone = &ghost.milestones[&name];
    let leaves: Vec<&String> = milestone.leaves.keys().collect();
    let leaf = rng.pick(&leaves).to_string();
    let attestors: Vec<String> = match &milestone.leaves[&leaf] {
        Leaf::Authority(who) => vec![who.clone()],
        Leaf::Committee(weights, _) => weights.keys().cloned().collect(),
        Leaf::Observed(who) => vec![who.clone()],
        Leaf::Assertion(_) => ["stranger", "lender", "challenger"]
            .map(String::from)
            .into(),
    };
    let anyone = rng.pick(&PEOPLE).to_string();
    let attestor = rng.pick(&attestors).clone();
    let who = if rng.one_in(12) {
        anyone.clone()
    } else {
        attestor
    };
    let round = if rng.one_in(15) {
        rng.within(0, 3) as u32
    } else {
        milestone.round
    };
    match rng.within(0, 99) {
        0 => Action::Halt(rng.sized(3 * 86_400)),
        1..=36 => {
            let silent = !rng.one_in(temper.lazy)
                || (temper.late && now.time <= plan::DEADLINE)
                || temper.shunned.is_some_and(|shunned| shunned == name);
            if silent {
                return Action::Wait(wait(rng, now, ghost, temper));
            }
            let own = milestone
                .words
                .get(&(leaf.clone(), who.clone()))
                .map(|word| word.as_of);
            let sound = now.time.min(plan::DEADLINE);
            let as_of = match (rng.within(0, 7), own) {
                (0, Some(before)) => before,
                (1, Some(before)) => before + 1,
                (2, Some(before)) => before - 1,
                (3, _) => rng.within(
                    milegate_tests::suite::START - 1,
                    now.time.max(plan::DEADLINE) + 1,
                ),
                // a late round must leave dates for the next one
                (4..=6, _) if temper.late => {
                    let from = own.map_or(plan::DEADLINE - 1_000, |before| before + 1);
                    rng.within(from, from + 9)
                }
                _ => sound,
            };
            let valid_until = (now.time + rng.sized(86_400)) - rng.within(0, 40).min(3);
            let price = milestone.price(&leaf).unwrap_or_default();
            let funds = if rng.one_in(12) { price + 1 } else { price };
            Action::Attest {
                who,
                milestone: name,
                leaf,
                round,
                as_of,
                valid_until,
                funds,
            }
        }
        37 => Action::Retract {
            who,
            milestone: name,
            leaf,
            round,
        },
        38..=45 if temper.planted || rng.one_in(4) => {
            let standing = |(_, of): &&(String, String)| milestone.interested.contains(of);
            let words = milestone.words.iter().filter(|(_, word)| word.standing);
            let barred = words
                .map(|(key, _)| key)
                .filter(standing)
                .collect::<Vec<_>>();
            let (leaf, attestor) = match barred.is_empty() || rng.one_in(8) {
                true => (leaf, who),
                false => (*rng.pick(&barred)).clone(),
            };
            Action::Recuse {
                milestone: name,
                leaf,
                attestor,
            }
        }
        46..=57 => {
            let funds = match rng.within(0, 9) {
                0 => 0,
                1 => milestone.bond - 1,
                2 => milestone.bond + 1,
                3 => plan::BOND,
                _ => milestone.bond,
            };
            let who = rng.pick(&["challenger", "stranger", "ana"]).to_string();
            Action::Challenge {
                who,
                milestone: name,
                round,
                funds,
            }
        }
        58..=69 => {
            let who = if rng.one_in(8) {
                anyone
            } else {
                "court".to_string()
            };
            if !temper.court {
                return Action::Wait(wait(rng, now, ghost, temper));
            }
            let stands = !temper.late && !rng.one_in(14);
            Action::Settle {
                who,
                milestone: name,
                round,
                stands,
            }
        }
        38..=45 | 70..=74 => Action::Conclude { milestone: name },
        75 => {
            let amount = if rng.one_in(6) {
                0
            } else {
                rng.within(1, 3 * plan::BOND as u64)
            };
            Action::AddBounty {
                who: anyone,
                milestone: name,
                amount: amount.into(),
            }
        }
        76 => {
            let mut who = rng.pick(&["challenger", "stranger", "ana"]).to_string();
            let owed: Vec<&String> = ghost.money.credits.keys().collect();
            if !owed.is_empty() && rng.one_in(2) {
                who = rng.pick(&owed).to_string();
            }
            Action::Withdraw { who }
        }
        77 => Action::PayBondDues,
        78..=81 => {
            let standing = milestone.words.iter().filter(|(_, word)| word.standing);
            let standing: Vec<_> = standing.map(|((_, who), _)| who).collect();
            let open = matches!(milestone.stage, Stage::Open(_));
            if standing.is_empty() || !temper.planted || (open && !rng.one_in(8)) {
                return Action::Conclude { milestone: name };
            }
            let who = rng.pick(&standing);
            Action::Plant {
                who: who.to_string(),
                milestone: name,
            }
        }
        82..=84 => Action::Sync {
            schedule: rng.within(0, ghost.names.len() as u64 - 1) as usize,
        },
        // the patient leave their tokens where they are
        85..=95 if temper.patient && !rng.one_in(4) => Action::PayDues,
        85..=95 => {
            let first = rng.within(0, ghost.holders.len() as u64 - 1) as usize;
            let second = rng.within(0, ghost.holders.len() as u64 - 1) as usize;
            let grants = if rng.one_in(4) {
                vec![first, second]
            } else {
                vec![first]
            };
            let held = &ghost.holders[first];
            let (owner, payee) = (held.owner.as_str(), held.payee.as_str());
            let who = *rng.pick(&[owner, owner, owner, payee, payee, "stranger"]);
            Action::Claim {
                who: who.to_string(),
                grants,
            }
        }
        96..=98 => Action::PayDues,
        _ => {
            let (asset, bonds) = (rng.sized(1_000_000), rng.sized(1_000_000));
            Action::Gift {
                to_vault: rng.one_in(2),
                asset: asset.into(),
                bonds: bonds.into(),
            }
        }
    }
}

/// What somebody in this life has been waiting for, now that it can be done.
fn at_last(rng: &mut Rng, now: Point, ghost: &Ghost, temper: Temper) -> Option<Action> {
    for (name, milestone) in &ghost.milestones {
        let (milestone_name, round) = (name.clone(), milestone.round);
        let running = matches!(milestone.stage, Stage::Pending(_) | Stage::Disputed(..));
        for ((leaf, who), word) in &milestone.words {
            let (leaf, attestor) = (leaf.clone(), who.clone());
            if running && word.standing && temper.planted && rng.one_in(3) {
                return Some(match milestone.interested.contains(who) {
                    true => Action::Recuse {
                        milestone: milestone_name,
                        leaf,
                        attestor,
                    },
                    false => Action::Plant {
                        who: attestor,
                        milestone: milestone_name,
                    },
                });
            }
        }
        if let Stage::Disputed(since, ..) = milestone.stage
            && since.past(plan::WINDOW, now)
            && temper.court
        {
            let (who, stands) = ("court".to_string(), !temper.late);
            return Some(Action::Settle {
                who,
                milestone: milestone_name,
                round,
                stands,
            });
        }
    }
    None
}

/// A random action: a wait, anything at all, or one that should go through.
pub fn draw(rng: &mut Rng, now: Point, ghost: &Ghost, temper: Temper) -> Action {
    // after the deadline the quarrelsome lose no time
    let hurry = temper.late && now.time > plan::DEADLINE;
    let temper = Temper {
        pace: if hurry { temper.pace / 4 } else { temper.pace },
        ..temper
    };
    if rng.one_in(4) {
        return Action::Wait(wait(rng, now, ghost, temper));
    }
    if rng.one_in(2)
        && let Some(action) = at_last(rng, now, ghost, temper)
    {
        return action;
    }
    // the quarrelsome have little time for deals
    let dealing = rng.one_in(match (hurry, temper.late || temper.patient) {
        (true, _) => 20,
        (false, true) => 2,
        (false, false) => 5,
    });
    if dealing
        && rng.one_in(2)
        && let Some(deal) = deal::at_last(rng, now, ghost, temper.patient)
    {
        return Action::Deal(deal);
    }
    let blind = rng.one_in(6);
    // now and then people have one thing in mind
    let focus: &[&str] = match rng.within(0, 3) {
        0 | 1 if temper.late && now.time > plan::DEADLINE => &["attest", "challenge", "settle"],
        _ => &[],
    };
    for _ in 0..30 {
        let action = match dealing {
            true => Action::Deal(deal::draw(rng, now, ghost)),
            false => draw_one(rng, now, ghost, temper),
        };
        let idle = match action {
            Action::Halt(_) => !rng.one_in(4),
            Action::Gift { .. } => !rng.one_in(10),
            _ => false,
        };
        if !matches!(action, Action::Wait(_))
            && !idle
            && (focus.is_empty() || focus.contains(&action.kind()))
            && (blind
                || match ghost.clone().act(now, &action) {
                    Ok(()) => true,
                    // who holds tries to attest all the same
                    Err(refused) => refused == Refused::Interested && rng.one_in(4),
                })
        {
            return action;
        }
    }
    Action::Wait(wait(rng, now, ghost, temper))
}
