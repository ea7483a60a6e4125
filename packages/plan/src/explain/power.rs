use milegate_core::milestone::OnSilence;

use super::{Text, who};
use crate::check::{Facts, ended_by};
use crate::plan::{Member, Milestone, Plan, SinkTo, WitnessKind};
use crate::text::{Amounts, duration_words, instant_words, span_words};

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
            "Once shown, anyone may object within {} (and {} blocks), for a bond of {}. {} then \
             decides within {}; if it stays silent, {}.",
            duration_words(milestone.window.seconds),
            milestone.window.blocks,
            Amounts::of_bonds(plan).words(*milestone.bond),
            who(&milestone.court),
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

pub(super) fn alone(text: &mut Text, plan: &Plan, facts: &Facts) {
    text.heading("Who can do what alone");
    let count = |keys: Option<u64>| match keys {
        Some(keys) => keys.to_string(),
        None => "an unknown number of".to_owned(),
    };
    text.say(format!(
        "{} (who lists the grants) and {} (who funds): before the funding, not fund, and the plan \
         does not begin. After it: nothing.",
        who(&plan.vault.issuer),
        who(&plan.vault.funder)
    ));
    text.say(
        "A holder: claim what has vested to the payee on record. Not sooner, not more, not \
         another's."
            .to_owned(),
    );
    text.say(
        "Anyone: conclude a milestone when its time is over, object with a bond, write down what \
         was concluded, send forfeited tokens to the sink. No message of a stranger moves a token \
         anywhere else."
            .to_owned(),
    );
    for reserve in &facts.reserves {
        text.say(format!(
            "{}, {} keys: hand out the reserve of {}, to anybody, until {}.",
            plain(&reserve.assign_by),
            count(reserve.keys),
            reserve.category,
            instant_words(reserve.expires)
        ));
    }
    for leavers in &facts.leavers {
        text.say(format!(
            "{}, {} keys: end a holder's service in {}, after {} in public. It gets nothing of what \
             the holder loses, and cannot touch what was served.",
            plain(&leavers.by),
            count(leavers.keys),
            leavers.category,
            span_words(leavers.notice)
        ));
    }
    if let Some(leavers) = facts.leavers.first()
        && let Some(governance) = &leavers.governance
    {
        text.say(format!(
            "{}, {} keys: cancel a termination while it waits. Nothing else.",
            plain(governance),
            count(leavers.governance_keys)
        ));
    }
    for gate in &facts.gates {
        text.say(format!(
            "{}: {} keys acting together can open it falsely if nobody objects within {}, {} if \
             somebody does; {} can stop it by staying silent, {} of the court by striking what was \
             attested.",
            gate.milestone,
            count(gate.open),
            duration_words(gate.window),
            count(gate.open_against_objection),
            count(gate.stop),
            count(gate.stop_by_court)
        ));
    }
    let except = match facts.leavers.is_empty() {
        true => "",
        false => " The one thing taken from a holder is what he has not served when he leaves.",
    };
    text.say(format!(
        "No single key, and no group below its threshold, can release a token early or hold back \
         one that has vested.{except}"
    ));
}

/// `@name` as a sentence names him.
fn plain(party: &str) -> &str {
    party.strip_prefix('@').unwrap_or(party)
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
