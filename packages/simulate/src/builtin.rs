//! Scenarios any plan can play: hands off, all reached, all missed.

use cosmwasm_std::HexBinary;
use milegate_api::core::ledger::Curve;
use milegate_api::core::milestone::{Evidence, Policy, WitnessKind};
use milegate_api::milestones::{MilestoneResponse, Stage};
use milegate_api::vesting::{GateStanding, ScheduleResponse};
use sha2::{Digest, Sha256};

use crate::cast::PlayError;
use crate::player::Player;

const DAY: u64 = 86_400;
const QUARTER: u64 = 91 * DAY;

/// A scenario that needs no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builtin {
    /// Every privileged key is destroyed on day one.
    HandsOff,
    /// Every milestone is attested as early as the plan allows.
    AllReached,
    /// Nobody attests anything.
    AllMissed,
}

impl Builtin {
    /// The built-in scenario of that name.
    pub fn named(name: &str) -> Option<Builtin> {
        match name {
            "hands-off" => Some(Builtin::HandsOff),
            "all-reached" => Some(Builtin::AllReached),
            "all-missed" => Some(Builtin::AllMissed),
            _ => None,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Builtin::HandsOff => "hands-off",
            Builtin::AllReached => "all-reached",
            Builtin::AllMissed => "all-missed",
        }
    }

    /// What it shows.
    pub fn story(self) -> &'static str {
        match self {
            Builtin::HandsOff => {
                "Every privileged key is destroyed on day one: only claims and messages open to \
                 anyone are sent. Nobody is hired or made to leave; every token still finds its end."
            }
            Builtin::AllReached => {
                "Every milestone is attested as early as the plan allows; nobody is hired."
            }
            Builtin::AllMissed => {
                "Nobody attests anything; every milestone is missed; nobody is hired."
            }
        }
    }
}

/// The first second at which every witness can testify: the start, and the age of its seats.
pub fn earliest(player: &Player, milestone: &MilestoneResponse) -> u64 {
    let seats = milestone.terms.witnesses.iter().map(|w| match w.kind {
        WitnessKind::Committee { seat_age, .. } => seat_age,
        WitnessKind::Authority { .. }
        | WitnessKind::Assertion { .. }
        | WitnessKind::State { .. }
        | WitnessKind::Feed { .. } => 0,
    });
    let blocks = seats
        .max()
        .unwrap_or(0)
        .saturating_sub(player.chain.block().height);
    let seated = player
        .now()
        .saturating_add(blocks.saturating_mul(player.block_seconds));
    milestone.terms.start.max(seated).saturating_add(DAY)
}

/// Evidence that says nothing.
pub fn evidence(milestone: &MilestoneResponse) -> Evidence {
    let document = format!("simulated: {}", milestone.terms.statement);
    Evidence {
        schema: milestone.terms.schema.clone(),
        uri: "simulated:no-document".into(),
        digest: HexBinary::from(&<[u8; 32]>::from(Sha256::digest(document))),
        metric: "simulated".into(),
        value: "as stated".into(),
    }
}

/// Witnesses that satisfy a policy, the first branches first.
pub fn sufficient(policy: &Policy) -> Vec<String> {
    let (of, count) = match policy {
        Policy::Witness { name } => return vec![name.clone()],
        Policy::All { of } => (of, of.len()),
        Policy::Any { of } => (of, 1),
        Policy::AtLeast { count, of } => (of, usize::from(*count)),
    };
    of.iter().take(count).flat_map(sufficient).collect()
}

/// Lets time decide what is undecided, claims every quarter, and stops after the last token, or
/// at `end`.
pub fn run_out(player: &mut Player, end: Option<u64>) -> Result<(), PlayError> {
    loop {
        let claim_at = player.now().saturating_add(QUARTER);
        let undecided = player
            .milestones()?
            .iter()
            .any(|m| !matches!(m.stage, Stage::Ended { .. }));
        let stop = match (end, undecided) {
            (Some(end), _) => end,
            (None, true) => u64::MAX,
            (None, false) => last_token(player)?,
        };
        let until = claim_at.min(stop);
        while let Some((at, decision)) = next_decision(player)?.filter(|(at, _)| *at <= until) {
            player.advance_to(at);
            match decision {
                Decision::Milestone(name) => player.conclude(&name)?,
                Decision::Reserve(category) => player.lapse_reserve(&category)?,
            }
        }
        player.advance_to(until);
        player.claim(None, None)?;
        if until >= stop {
            return player.pay_dues();
        }
    }
}

/// What time decides and anyone may write down.
enum Decision {
    Milestone(String),
    Reserve(String),
}

/// What time decides next, and the first second at which it does.
fn next_decision(player: &Player) -> Result<Option<(u64, Decision)>, PlayError> {
    let mut all = Vec::new();
    for milestone in player.milestones()? {
        let step = milestone.next.iter().find(|step| step.action == "conclude");
        if let Some(step) = step {
            let at = step.from.unwrap_or(0);
            all.push((at, Decision::Milestone(milestone.terms.name)));
        }
    }
    let reserves = player.reserves()?.into_iter();
    all.extend(reserves.map(|(category, expires)| (expires, Decision::Reserve(category))));
    Ok(all.into_iter().min_by_key(|(at, _)| *at))
}

/// When the last unit that can still be released is released, and the last reserve has expired.
pub fn last_token(player: &Player) -> Result<u64, PlayError> {
    let schedules = player.schedules()?;
    let ends = schedules.iter().map(end_of);
    let reserves = player.reserves()?.into_iter().map(|(_, expires)| expires);
    Ok(ends.chain(reserves).fold(player.now(), u64::max))
}

fn end_of(schedule: &ScheduleResponse) -> u64 {
    let open = schedule
        .tranches
        .iter()
        .filter_map(|tranche| match tranche.gate {
            GateStanding::Open { at, curve } => Some(at.saturating_add(length(curve))),
            GateStanding::Waiting { .. } | GateStanding::Dead { .. } => None,
        });
    let served = match (schedule.schedule.service, schedule.serving.is_zero()) {
        (Some(service), false) => service.start.saturating_add(service.length),
        _ => 0,
    };
    match open.max() {
        Some(end) if !(schedule.serving.is_zero() && schedule.kept.is_zero()) => end.max(served),
        _ => 0,
    }
}

fn length(curve: Curve) -> u64 {
    match curve {
        Curve::Once {} => 0,
        Curve::Linear { duration, .. } => duration,
        Curve::Steps { every, count } => every.saturating_mul(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(name: &str) -> Policy {
        Policy::Witness { name: name.into() }
    }

    #[test]
    fn the_first_branches_suffice() {
        let of = vec![leaf("a"), leaf("b"), leaf("c")];
        assert_eq!(
            sufficient(&Policy::AtLeast {
                count: 2,
                of: of.clone()
            }),
            ["a", "b"]
        );
        assert_eq!(sufficient(&Policy::Any { of: of.clone() }), ["a"]);
        let all = Policy::All {
            of: vec![leaf("x"), Policy::Any { of }],
        };
        assert_eq!(sufficient(&all), ["x", "a"]);
    }
}
