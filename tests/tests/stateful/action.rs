//! What can be done in a life, and how a random one is drawn.

use cosmwasm_std::{Coin, coin};
use milegate_api::milestones::ExecuteMsg;
use milegate_core::Point;
use milegate_core::milestone::Verdict;
use milegate_tests::ghost::{Leaf, Stage};
use milegate_tests::rng::Rng;
use milegate_tests::suite::{Answer, Attest, BOND_DENOM, DENOM, Suite, bond, evidence};

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
    },
    Retract { who: String, milestone: String, leaf: String, round: u32 },
    Recuse { milestone: String, leaf: String, attestor: String },
    Challenge { who: String, milestone: String, round: u32, funds: u128 },
    Settle { who: String, milestone: String, round: u32, stands: bool },
    Conclude { milestone: String },
    AddBounty { who: String, milestone: String, amount: u128 },
    Withdraw { who: String },
    PayBondDues,
    Plant { who: String, milestone: String },
    Sync { schedule: usize },
    Claim { who: String, grants: Vec<usize> },
    PayDues,
    Gift { to_vault: bool, asset: u128, bonds: u128 },
}

/// The names of all kinds.
pub const KINDS: [&str; 16] = [
    "wait", "halt", "attest", "retract", "recuse", "challenge", "settle", "conclude", "add_bounty",
    "withdraw", "pay_bond_dues", "plant", "sync", "claim", "pay_dues", "gift",
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
        }
    }

    /// Does it on the chain; none if it is no message to a contract of ours.
    pub fn send(&self, suite: &mut Suite) -> Option<Answer> {
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
            Action::Gift { to_vault, asset, bonds } => {
                let to = suite.at(if to_vault { "vault" } else { "milestones" });
                let coins = [coin(asset, DENOM), coin(bonds, BOND_DENOM)];
                let coins: Vec<Coin> = coins.into_iter().filter(|c| !c.amount.is_zero()).collect();
                let stranger = suite.at("stranger");
                suite.chain.send(&stranger, &to, &coins).expect("anyone may send");
                return None;
            }
            Action::Attest { who, milestone, leaf, round, as_of, valid_until } => {
                let witness = leaf;
                let evidence = evidence();
                let word = Attest { milestone, round, witness, as_of, valid_until, evidence };
                suite.attest_with(&who, word)
            }
            Action::Retract { who, milestone, leaf: witness, round } => {
                suite.tell_milestones(&who, &ExecuteMsg::Retract { milestone, round, witness })
            }
            Action::Recuse { milestone, leaf, attestor } => {
                suite.recuse("stranger", &milestone, &leaf, &attestor)
            }
            Action::Challenge { who, milestone, round, funds } => {
                let msg = ExecuteMsg::Challenge { milestone, round };
                suite.send(&who, "milestones", &msg, &amount(funds))
            }
            Action::Settle { who, milestone, round, stands } => {
                let verdict = if stands { Verdict::Stands } else { Verdict::False };
                suite.tell_milestones(&who, &ExecuteMsg::Settle { milestone, round, verdict })
            }
            Action::Conclude { milestone } => suite.conclude(&milestone),
            Action::AddBounty { who, milestone, amount: funds } => {
                suite.add_bounty(&who, &milestone, &amount(funds))
            }
            Action::Withdraw { who } => suite.withdraw(&who),
            Action::PayBondDues => suite.tell_milestones("stranger", &ExecuteMsg::PayDues {}),
            Action::Sync { schedule } => suite.sync("stranger", plan::SCHEDULES[schedule]),
            Action::Claim { who, grants } => {
                let names: Vec<&str> = grants.iter().map(|grant| plan::GRANTS[*grant].0).collect();
                suite.claim(&who, &names)
            }
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
}

impl Temper {
    pub fn draw(rng: &mut Rng) -> Temper {
        Temper {
            lazy: *rng.pick(&[1, 1, 1, 2, 6]),
            pace: *rng.pick(&[20_000, 40_000, 40_000, 80_000, 120_000]),
            court: !rng.one_in(4),
            late: rng.one_in(3),
        }
    }
}

const PEOPLE: [&str; 10] = [
    "auditor", "lender", "carol", "dora", "emil", "court", "ana", "custodian", "challenger",
    "stranger",
];

/// A random instant at which something may tip: a second about a limit, or anything.
fn wait(rng: &mut Rng, now: Point, ghost: &Ghost, pace: u64) -> u64 {
    if rng.one_in(3) {
        let mut limits = vec![plan::DEADLINE, milegate_tests::suite::START];
        for milestone in ghost.milestones.values() {
            match milestone.stage {
                Stage::Open(Some(since)) => limits.push(since.time + plan::LAST_CALL.seconds),
                Stage::Pending(since) => limits.push(since.time + plan::WINDOW.seconds),
                Stage::Disputed(since, ..) => {
                    let window = since.time + plan::WINDOW.seconds;
                    limits.extend([window, window + plan::COURT_LIMIT.seconds]);
                }
                _ => {}
            }
            limits.extend(milestone.sittings.values().map(|s| s.time + plan::FRESHNESS.seconds));
        }
        for conclusion in ghost.world.diary.values() {
            use milegate_core::Conclusion::{Missed, Reached};
            let (Reached { at } | Missed { at }) = conclusion;
            limits.push(at + plan::NOTICE);
        }
        let ahead = |limit: &u64| (*limit).checked_sub(now.time).filter(|left| *left > 1);
        let ahead: Vec<u64> = limits.iter().filter_map(ahead).filter(|left| *left < 5 * pace).collect();
        if !ahead.is_empty() {
            return rng.pick(&ahead) - 1 + rng.within(0, 2);
        }
    }
    rng.sized(pace)
}

fn draw_one(rng: &mut Rng, now: Point, ghost: &Ghost, temper: Temper) -> Action {
    let name = rng.pick(&plan::MILESTONES).to_string();
    let milestone = &ghost.milestones[&name];
    let leaves: Vec<&String> = milestone.leaves.keys().collect();
    let leaf = rng.pick(&leaves).to_string();
    let attestors: Vec<String> = match &milestone.leaves[&leaf] {
        Leaf::Authority(who) => vec![who.clone()],
        Leaf::Committee(weights, _) => weights.keys().cloned().collect(),
    };
    let anyone = rng.pick(&PEOPLE).to_string();
    let attestor = rng.pick(&attestors).clone();
    let who = if rng.one_in(12) { anyone.clone() } else { attestor };
    let round = if rng.one_in(15) { rng.within(0, 3) as u32 } else { milestone.round };
    match rng.within(0, 99) {
        0..=24 => Action::Wait(wait(rng, now, ghost, temper.pace)),
        25 => Action::Halt(rng.sized(3 * 86_400)),
        26..=47 => {
            let silent = !rng.one_in(temper.lazy) || (temper.late && now.time <= plan::DEADLINE);
            if silent {
                return Action::Wait(wait(rng, now, ghost, temper.pace));
            }
            let own = milestone.words.get(&(leaf.clone(), who.clone())).map(|word| word.as_of);
            let sound = now.time.min(plan::DEADLINE);
            let as_of = match (rng.within(0, 7), own) {
                (0, Some(before)) => before,
                (1, Some(before)) => before + 1,
                (2, Some(before)) => before - 1,
                (3, _) => rng.within(milegate_tests::suite::START - 1, now.time.max(plan::DEADLINE) + 1),
                // a late round must leave dates for the next one
                (4..=6, _) if temper.late => {
                    let from = own.map_or(plan::DEADLINE - 1_000, |before| before + 1);
                    rng.within(from, from + 9)
                }
                _ => sound,
            };
            let valid_until = (now.time + rng.sized(86_400)) - rng.within(0, 40).min(3);
            Action::Attest { who, milestone: name, leaf, round, as_of, valid_until }
        }
        48..=50 => Action::Retract { who, milestone: name, leaf, round },
        51 => Action::Recuse { milestone: name, leaf, attestor: who },
        52..=57 => {
            let funds = match rng.within(0, 9) {
                0 => 0,
                1 => milestone.bond - 1,
                2 => milestone.bond + 1,
                3 => plan::BOND,
                _ => milestone.bond,
            };
            let who = rng.pick(&["challenger", "stranger", "ana"]).to_string();
            Action::Challenge { who, milestone: name, round, funds }
        }
        58..=61 => {
            let who = if rng.one_in(8) { anyone } else { "court".to_string() };
            if !temper.court {
                return Action::Wait(wait(rng, now, ghost, temper.pace));
            }
            let stands = rng.one_in(3);
            Action::Settle { who, milestone: name, round, stands }
        }
        62..=70 => Action::Conclude { milestone: name },
        71 => {
            let amount = if rng.one_in(6) { 0 } else { rng.within(1, 3 * plan::BOND as u64) };
            Action::AddBounty { who: anyone, milestone: name, amount: amount.into() }
        }
        72..=73 => {
            let who = rng.pick(&["challenger", "stranger", "ana"]).to_string();
            Action::Withdraw { who }
        }
        74 => Action::PayBondDues,
        75 if rng.one_in(3) => {
            let who = rng.pick(&["emil", "dora"]).to_string();
            Action::Plant { who, milestone: name }
        }
        75..=80 => Action::Sync { schedule: rng.within(0, plan::SCHEDULES.len() as u64 - 1) as usize },
        81..=95 => {
            let first = rng.within(0, plan::GRANTS.len() as u64 - 1) as usize;
            let second = rng.within(0, plan::GRANTS.len() as u64 - 1) as usize;
            let grants = if rng.one_in(4) { vec![first, second] } else { vec![first] };
            let (_, _, _, owner, payee, _) = plan::GRANTS[first];
            let who = *rng.pick(&[owner, owner, owner, payee, payee, "stranger"]);
            Action::Claim { who: who.to_string(), grants }
        }
        96..=98 => Action::PayDues,
        _ => {
            let (asset, bonds) = (rng.sized(1_000_000), rng.sized(1_000_000));
            Action::Gift { to_vault: rng.one_in(2), asset: asset.into(), bonds: bonds.into() }
        }
    }
}

/// A random action; of up to three of a kind the first that should go through.
pub fn draw(rng: &mut Rng, now: Point, ghost: &Ghost, temper: Temper) -> Action {
    let first = draw_one(rng, now, ghost, temper);
    let kind = first.kind();
    let mut last = first;
    for _ in 0..60 {
        if ghost.clone().act(now, &last).is_ok() || rng.one_in(16) {
            return last;
        }
        let other = draw_one(rng, now, ghost, temper);
        if other.kind() == kind {
            last = other;
        }
    }
    last
}
