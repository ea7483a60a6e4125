use milegate_core::milestone::OnSilence;

use super::{Text, who};
use crate::check::ended_by;
use crate::plan::{Member, Milestone, Plan, SinkTo, WitnessKind};
use crate::text::{Amounts, duration_words, instant_words};

/// What must be true, who says so, who may object, and when it ends.
pub(crate) fn milestone(plan: &Plan, milestone: &Milestone) -> Vec<String> {
    let name = &*milestone.name;
    vec![
        format!("{name}: \"{}\"", milestone.statement),
        format!(
            "{name} is shown by: {}. The fact must lie between {} and {}; evidence, of schema {}, \
             may follow for {} after that.",
            *milestone.policy_text,
            instant_words(*plan.start),
            instant_words(*milestone.deadline),
            milestone.schema,
            duration_words(milestone.last_call.seconds)
        ),
        format!(
            "Once shown, anyone may object within {} (and {} blocks), for a bond of {}. {}{} then \
             decides within {}; if it stays silent, {}.",
            duration_words(milestone.window.seconds),
            milestone.window.blocks,
            Amounts::of_bonds(plan).words(*milestone.bond),
            who(&milestone.court),
            match plan.is_governance(&milestone.court) {
                true => ", by a vote from which the interested are barred,",
                false => "",
            },
            duration_words(milestone.court_limit.seconds),
            match milestone.on_silence {
                OnSilence::Falls => "what was attested is struck",
                OnSilence::Stands => "what was attested stands",
            }
        ),
        format!(
            "{name} has ended by {} at the latest, reached or missed, without anybody's key \
             (halts of the chain and the time until somebody sends the message aside).",
            instant_words(ended_by(milestone))
        ),
    ]
}

pub(super) fn bond_sink(plan: &Plan) -> String {
    match &plan.bond_sink.value {
        SinkTo::Burn => "Bonds that are lost are burnt.".to_owned(),
        SinkTo::Account(party) => format!("Bonds that are lost go to {}.", who(party)),
    }
}

pub(super) fn groups(text: &mut Text, plan: &Plan) {
    text.heading("Who they are");
    for witness in &plan.witnesses {
        match &witness.kind {
            WitnessKind::Committee {
                members, threshold, ..
            } => text.say(format!(
                "{} is a committee: weight {} of {} must attest, at least two members: {}. Its \
                 members can never change.",
                *witness.name,
                **threshold,
                total(members),
                names(members)
            )),
            WitnessKind::Authority { address } if plan.is_governance(address) => text.say(format!(
                "{} is governance: it testifies by a vote of class attest, from which whoever is \
                 interested is barred (recused).",
                *witness.name
            )),
            WitnessKind::Authority { address } => text.say(format!(
                "{} is the address {}: one message of it counts. Whoever is interested behind it \
                 is not barred by the contracts (not recused).",
                *witness.name,
                who(address)
            )),
        }
    }
    for multisig in &plan.multisigs {
        text.say(format!(
            "{} is a multisig of this plan: weight {} of {} within {}: {}. Its members can never \
             change.",
            *multisig.name,
            *multisig.threshold,
            total(&multisig.members),
            duration_words(*multisig.voting_period),
            names(&multisig.members)
        ));
    }
    for address in &plan.addresses {
        let keys = match address.keys {
            Some((needed, of)) => format!(", said to need {needed} of {of} keys"),
            None => String::new(),
        };
        text.say(format!(
            "{} is {}{keys}.",
            *address.name,
            who(&address.party)
        ));
    }
}

fn total(members: &[Member]) -> u64 {
    members
        .iter()
        .fold(0, |sum: u64, member| sum.saturating_add(*member.weight))
}

fn names(members: &[Member]) -> String {
    let words: Vec<String> = members
        .iter()
        .map(|member| match *member.weight {
            1 => who(&member.address),
            weight => format!("{} (weight {weight})", who(&member.address)),
        })
        .collect();
    words.join(", ")
}
