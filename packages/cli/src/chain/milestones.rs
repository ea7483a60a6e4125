//! What people say to milestones.

use std::path::Path;
use std::process::ExitCode;

use cosmwasm_std::{Addr, Coin, HexBinary};
use milegate_api::core::milestone::{Evidence, Leaf, Terms, Verdict as Settled, WitnessKind};
use milegate_api::milestones::{ExecuteMsg, MilestoneResponse};
use sha2::{Digest, Sha256};

use super::session::{Call, Session};
use super::suite::Suite;
use crate::chain_args::{Advance, Attest, OfMilestone, OfWitness, Recuse, Settle, Verdict};
use crate::dates::instant;
use crate::output::{Failure, Output};

/// A day in seconds.
pub(super) const DAY: u64 = 86_400;

/// A milestone, and who speaks to it.
struct Hearing<'a> {
    session: &'a Session<'a>,
    suite: Suite<'a>,
    standing: MilestoneResponse,
}

impl<'a> Hearing<'a> {
    fn open(of: &OfMilestone, session: &'a Session<'a>) -> Result<Self, Failure> {
        let suite = Suite::find(session.node(), &of.place, Some(session.address()))?;
        let standing = suite.milestone(&of.milestone)?;
        Ok(Hearing {
            session,
            suite,
            standing,
        })
    }

    fn say(&self, words: &str, msg: &ExecuteMsg, funds: Vec<Coin>) -> Result<ExitCode, Failure> {
        let call = Call::new(&self.suite.milestones, msg)?.with(funds);
        self.session.carry_out(words, vec![call])?;
        Ok(ExitCode::SUCCESS)
    }

    /// The witness named, or the only one that the sender can be.
    fn witness(&self, named: Option<&str>) -> Result<String, Failure> {
        let terms = &self.standing.terms;
        if let Some(name) = named {
            let known = terms.witnesses.iter().any(|witness| witness.name == name);
            let all: Vec<&str> = terms.witnesses.iter().map(|w| w.name.as_str()).collect();
            return match known {
                true => Ok(name.to_owned()),
                false => Err(Failure::asked(format!(
                    "milestone {} has no witness {name}; it has {}",
                    terms.name,
                    all.join(", ")
                ))),
            };
        }
        let actor = self.session.actor()?;
        let mut own = Vec::new();
        for witness in &terms.witnesses {
            if is_witness(&self.suite, &witness.kind, &actor)? {
                own.push(witness.name.clone());
            }
        }
        match own.as_slice() {
            [only] => Ok(only.clone()),
            [] => Err(Failure::asked(format!(
                "{actor} is no witness of milestone {}",
                terms.name
            ))),
            several => Err(Failure::asked(format!(
                "say which witness: --witness {}",
                several.join(" or ")
            ))),
        }
    }
}

/// Whether somebody is behind a witness by name: an authority, or a member of a committee.
pub(super) fn is_witness(
    suite: &Suite<'_>,
    kind: &WitnessKind<Addr>,
    who: &str,
) -> Result<bool, Failure> {
    match kind {
        WitnessKind::Authority { address } => Ok(address.as_str() == who),
        WitnessKind::Committee { group, .. } => {
            let msg = serde_json::json!({ "member": { "addr": who, "at_height": null } });
            let member: serde_json::Value = suite.query(group.as_str(), &msg)?;
            Ok(member["weight"].as_u64().is_some_and(|weight| weight > 0))
        }
        _ => Ok(false),
    }
}

/// When a fact held: as somebody says, or a day before, inside the milestone's time.
pub(super) fn dated(terms: &Terms<Addr>, now: u64, said: Option<&str>) -> Result<u64, Failure> {
    match said {
        Some(date) => instant(date),
        None => Ok(now.saturating_sub(DAY).clamp(terms.start, terms.deadline)),
    }
}

/// What is put forward for a milestone, with the digest of its document.
pub(super) fn evidence(
    terms: &Terms<Addr>,
    [metric, value, uri]: [String; 3],
    document: &Path,
) -> Result<Evidence, Failure> {
    let read = std::fs::read(document);
    let read = read.map_err(|e| Failure::asked(format!("{}: {e}", document.display())))?;
    Ok(Evidence {
        schema: terms.schema.clone(),
        uri,
        digest: HexBinary::from(&<[u8; 32]>::from(Sha256::digest(&read))),
        metric,
        value,
    })
}

/// Testifies.
pub fn attest(args: &Attest, output: Output) -> Result<ExitCode, Failure> {
    let session = Session::open(&args.of.on, &args.of.sign, output)?;
    let hearing = Hearing::open(&args.of, &session)?;
    let (terms, round) = (&hearing.standing.terms, hearing.standing.round);
    let witness = hearing.witness(args.witness.as_deref())?;
    let now = session.node().latest().map_err(Failure::failed)?.time;
    let as_of = dated(terms, now, args.as_of.as_deref())?;
    // A body takes its time to agree.
    let days = if session.is_proposed() { 365 } else { 30 };
    let valid_until = match &args.valid_until {
        Some(date) => instant(date)?,
        None => now.saturating_add(DAY.saturating_mul(days)),
    };
    let said = [args.metric.clone(), args.value.clone(), args.uri.clone()];
    let msg = ExecuteMsg::Attest {
        milestone: terms.name.clone(),
        round,
        witness: witness.clone(),
        as_of,
        valid_until,
        evidence: evidence(terms, said, &args.document)?,
    };
    let funds = hearing.assertion_bond(&witness)?;
    let bond = match funds.as_slice() {
        [] => String::new(),
        funds => format!(" with a bond of {}", hearing.suite.show_coins(funds)),
    };
    let words = format!(
        "attest {} as {witness}, round {round}: {} = {}{bond}",
        terms.name, args.metric, args.value
    );
    hearing.say(&words, &msg, funds)
}

impl Hearing<'_> {
    /// The bond that an assertion costs at present; nothing for another witness.
    fn assertion_bond(&self, witness: &str) -> Result<Vec<Coin>, Failure> {
        let Some((_, terms)) = self.standing.terms.leaf(witness) else {
            return Ok(vec![]);
        };
        let WitnessKind::Assertion { bond } = &terms.kind else {
            return Ok(vec![]);
        };
        let mut leaves = self.standing.leaves.iter();
        let leaf = leaves.find(|leaf| leaf.witness == witness);
        let leaf = Leaf {
            struck: leaf.map_or(0, |leaf| leaf.struck),
            ..Leaf::default()
        };
        match leaf.assertion_bond(*bond) {
            Some(bond) => self.suite.bond(bond),
            None => Err(Failure::asked(format!(
                "{witness} was struck three times and takes no more assertions"
            ))),
        }
    }
}

/// Takes back.
pub fn retract(args: &OfWitness, output: Output) -> Result<ExitCode, Failure> {
    let session = Session::open(&args.of.on, &args.of.sign, output)?;
    let hearing = Hearing::open(&args.of, &session)?;
    let witness = hearing.witness(args.witness.as_deref())?;
    let (milestone, round) = (args.of.milestone.clone(), hearing.standing.round);
    let words = format!("retract what {witness} attested to {milestone}");
    let msg = ExecuteMsg::Retract {
        milestone,
        round,
        witness,
    };
    hearing.say(&words, &msg, vec![])
}

/// Looks at another contract.
pub fn observe(args: &OfWitness, output: Output) -> Result<ExitCode, Failure> {
    let session = Session::open(&args.of.on, &args.of.sign, output)?;
    let hearing = Hearing::open(&args.of, &session)?;
    let observed = |kind: &WitnessKind<Addr>| kind.is_observed();
    let mut witnesses = hearing.standing.terms.witnesses.iter();
    let witness = match &args.witness {
        Some(name) => hearing.witness(Some(name))?,
        None => {
            let found = witnesses.find(|witness| observed(&witness.kind));
            let none = || Failure::asked("no witness of this milestone is observed");
            found.ok_or_else(none)?.name.clone()
        }
    };
    let milestone = args.of.milestone.clone();
    let words = format!("observe {witness} of {milestone}");
    let msg = ExecuteMsg::Observe { milestone, witness };
    hearing.say(&words, &msg, vec![])
}

/// Removes an interested attestor.
pub fn recuse(args: &Recuse, output: Output) -> Result<ExitCode, Failure> {
    let session = Session::open(&args.of.on, &args.of.sign, output)?;
    let hearing = Hearing::open(&args.of, &session)?;
    let witness = hearing.witness(Some(&args.witness))?;
    let attestor = hearing.suite.address(&args.attestor)?;
    let milestone = args.of.milestone.clone();
    let words = format!("recuse {attestor} from {witness} of {milestone}");
    let msg = ExecuteMsg::Recuse {
        milestone,
        witness,
        attestor,
    };
    hearing.say(&words, &msg, vec![])
}

/// Disputes, with the bond it costs at present.
pub fn challenge(args: &OfMilestone, output: Output) -> Result<ExitCode, Failure> {
    let session = Session::open(&args.on, &args.sign, output)?;
    let hearing = Hearing::open(args, &session)?;
    let (milestone, round) = (args.milestone.clone(), hearing.standing.round);
    let funds = hearing.suite.bond(hearing.standing.bond)?;
    let words = format!(
        "challenge {milestone}, round {round}, with a bond of {}",
        hearing.suite.show_coins(&funds)
    );
    hearing.say(&words, &ExecuteMsg::Challenge { milestone, round }, funds)
}

/// Settles, as the court.
pub fn settle(args: &Settle, output: Output) -> Result<ExitCode, Failure> {
    let session = Session::open(&args.of.on, &args.of.sign, output)?;
    let hearing = Hearing::open(&args.of, &session)?;
    let (milestone, round) = (args.of.milestone.clone(), hearing.standing.round);
    let (verdict, said) = match args.verdict {
        Verdict::Stands => (Settled::Stands, "stands"),
        Verdict::False => (Settled::False, "false"),
    };
    let words = format!("settle {milestone}, round {round}: {said}");
    let msg = ExecuteMsg::Settle {
        milestone,
        round,
        verdict,
    };
    hearing.say(&words, &msg, vec![])
}

/// Writes down what time has decided.
pub fn conclude(args: &OfMilestone, output: Output) -> Result<ExitCode, Failure> {
    let session = Session::open(&args.on, &args.sign, output)?;
    let hearing = Hearing::open(args, &session)?;
    let milestone = args.milestone.clone();
    let words = format!("conclude {milestone}");
    hearing.say(&words, &ExecuteMsg::Conclude { milestone }, vec![])
}

/// Closes what is over of a feed that milestones ask.
pub fn advance(args: &Advance, output: Output) -> Result<ExitCode, Failure> {
    let session = Session::open(&args.on, &args.sign, output)?;
    let suite = Suite::find(session.node(), &args.place, Some(session.address()))?;
    let known = suite.feeds()?;
    let found = known.iter().find(|(_, feed)| *feed == args.feed);
    let names: Vec<&str> = known.iter().map(|(_, feed)| feed.as_str()).collect();
    let (oracle, feed) = found.ok_or_else(|| {
        let what = format!(
            "no milestone asks feed {}; known are {}",
            args.feed,
            names.join(", ")
        );
        Failure::asked(what)
    })?;
    let msg = milegate_api::oracle::ExecuteMsg::Advance { feed: feed.clone() };
    let call = Call::new(oracle, &msg)?;
    session.carry_out(&format!("close what is over of feed {feed}"), vec![call])?;
    Ok(ExitCode::SUCCESS)
}
