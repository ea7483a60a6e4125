//! How each event looks on the chain: a type, and keys in a fixed order.

use super::Event;
use crate::common::Sink;

impl From<Event> for cosmwasm_std::Event {
    fn from(event: Event) -> Self {
        let new = |name: &str| cosmwasm_std::Event::new(format!("milestones_{name}"));
        let about = |name: &str, milestone: String| new(name).add_attribute("milestone", milestone);

        match event {
            Event::Created { plan, milestones } => new("created")
                .add_attribute("plan", plan.name)
                .add_attribute("plan_digest", plan.digest.to_hex())
                .add_attribute("milestones", milestones.join(",")),
            Event::Attested {
                milestone,
                round,
                witness,
                attestor,
                sequence,
                as_of,
                weight,
                sitting,
                evidence,
            } => about("attested", milestone)
                .add_attribute("round", round.to_string())
                .add_attribute("witness", witness)
                .add_attribute("attestor", attestor)
                .add_attribute("sequence", sequence.to_string())
                .add_attribute("as_of", as_of.to_string())
                .add_attribute("weight", weight)
                .add_attribute("sitting", sitting.to_string())
                .add_attribute("schema", evidence.schema)
                .add_attribute("uri", evidence.uri)
                .add_attribute("digest", evidence.digest.to_hex())
                .add_attribute("metric", evidence.metric)
                .add_attribute("value", evidence.value),
            Event::Retracted {
                milestone,
                round,
                witness,
                attestor,
                sequence,
            } => about("retracted", milestone)
                .add_attribute("round", round.to_string())
                .add_attribute("witness", witness)
                .add_attribute("attestor", attestor)
                .add_attribute("sequence", sequence.to_string()),
            Event::Recused {
                milestone,
                round,
                witness,
                attestor,
                sequence,
                vault,
            } => about("recused", milestone)
                .add_attribute("round", round.to_string())
                .add_attribute("witness", witness)
                .add_attribute("attestor", attestor)
                .add_attribute("sequence", sequence.to_string())
                .add_attribute("vault", vault),
            Event::SittingDropped {
                milestone,
                witness,
                sitting,
            } => about("sitting_dropped", milestone)
                .add_attribute("witness", witness)
                .add_attribute("sitting", sitting.to_string()),
            Event::Pending { milestone, round } => {
                about("pending", milestone).add_attribute("round", round.to_string())
            }
            Event::Challenged {
                milestone,
                round,
                challenger,
                bond,
            } => about("challenged", milestone)
                .add_attribute("round", round.to_string())
                .add_attribute("challenger", challenger)
                .add_attribute("bond", bond),
            Event::Settled {
                milestone,
                round,
                verdict,
            } => about("settled", milestone)
                .add_attribute("round", round.to_string())
                .add_attribute("verdict", verdict.word()),
            Event::BondReleased { milestone, release } => about("bond_released", milestone)
                .add_attribute("challenger", release.challenger)
                .add_attribute("bond", release.bond)
                .add_attribute("bounty", release.bounty)
                .add_attribute("credited", release.credited)
                .add_attribute("lost", release.lost),
            Event::BondRaised { milestone, bond } => {
                about("bond_raised", milestone).add_attribute("bond", bond)
            }
            Event::Struck {
                milestone,
                witness,
                strike,
            } => about("struck", milestone)
                .add_attribute("witness", witness)
                .add_attribute("from", strike.from.to_string())
                .add_attribute("to", strike.to.to_string()),
            Event::Fell {
                milestone,
                round,
                late_falls,
            } => about("fell", milestone)
                .add_attribute("round", round.to_string())
                .add_attribute("late_falls", late_falls.to_string()),
            Event::LastCall { milestone } => about("last_call", milestone),
            Event::Reached { milestone, at } => {
                about("reached", milestone).add_attribute("at", at.to_string())
            }
            Event::Missed { milestone, at } => {
                about("missed", milestone).add_attribute("at", at.to_string())
            }
            Event::BountyAdded {
                milestone,
                sender,
                amount,
                bounty,
            } => about("bounty_added", milestone)
                .add_attribute("sender", sender)
                .add_attribute("amount", amount)
                .add_attribute("bounty", bounty),
            Event::BountyLost { milestone, amount } => {
                about("bounty_lost", milestone).add_attribute("amount", amount)
            }
            Event::Withdrawn { recipient, amount } => new("withdrawn")
                .add_attribute("recipient", recipient)
                .add_attribute("amount", amount),
            Event::DuesPaid { sink, amount } => new("dues_paid")
                .add_attribute(
                    "sink",
                    match sink {
                        Sink::Burn {} => "burn".to_string(),
                        Sink::Account { address } => address.into_string(),
                    },
                )
                .add_attribute("amount", amount),
        }
    }
}
