use milegate_core::milestone::{Measure, OnSilence};

use super::{Text, who};
use crate::check::ended_by;
use crate::plan::{Feed, FeedLeaf, Member, Milestone, Plan, Power, SinkTo, StateLeaf, WitnessKind};
use crate::text::{Amounts, decimal_words, duration_words, instant_words};

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
            *milestone.schema,
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
            WitnessKind::Assertion { bond } => text.say(format!(
                "{} is anyone who is not interested, with a bond of {}: it counts at once, and \
                 who said what is struck loses the bond.",
                *witness.name,
                Amounts::of_bonds(plan).words(**bond)
            )),
            WitnessKind::State(leaf) => text.say(state(&witness.name, leaf)),
            WitnessKind::Feed(leaf) => text.say_all(feed_leaf(plan, &witness.name, leaf)),
        }
    }
    for feed in &plan.feeds {
        text.say(reporters(plan, feed));
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

/// What another contract must answer, and who can change it.
fn state(name: &str, leaf: &StateLeaf) -> String {
    let checks: Vec<String> = leaf.checks.iter().map(|check| check.to_string()).collect();
    let admin = match &*leaf.admin {
        Power::Unsaid => "The plan does not say who can change that contract.".to_owned(),
        Power::Nobody => "Nobody can change that contract.".to_owned(),
        Power::Of(party) => format!("{} can change that contract.", who(party)),
    };
    format!(
        "{name} is what the contract {} answers: {} for {}, seen {} times at least {} apart, by \
         anyone who looks. {admin} If it runs other code than {} (code {}), this witness is \
         suspended for good.",
        who(&leaf.contract),
        checks.join(" and "),
        duration_words(*leaf.held),
        *leaf.observations,
        duration_words(*leaf.spacing),
        *leaf.checksum,
        *leaf.code_id
    )
}

/// What a feed must come to.
fn feed_leaf(plan: &Plan, name: &str, leaf: &FeedLeaf) -> Vec<String> {
    let Some(feed) = plan.feed(&leaf.feed) else {
        return Vec::new();
    };
    let least = decimal_words(*leaf.target, *feed.decimals);
    let measured = match leaf.measure {
        Measure::Mean => format!(
            "their mean over {} is at least",
            duration_words(*leaf.length)
        ),
        Measure::Sum => format!(
            "their sum over {} is at least",
            duration_words(*leaf.length)
        ),
        Measure::Minimum => format!("for {} none of them is below", duration_words(*leaf.length)),
    };
    vec![format!(
        "{name} is the feed {}, values in {}: {measured} {least}. At least {} of {} periods must \
         have a value, and no more than {} in a row have none.",
        *leaf.feed,
        *feed.unit,
        *leaf.min_reports,
        feed.periods(*leaf.length),
        feed.periods(*leaf.max_gap)
    )]
}

/// Who reports a feed.
fn reporters(plan: &Plan, feed: &Feed) -> String {
    let change = match plan.governance {
        Some(_) => "Governance can change who reports, and the oracle, by a vote of class code.",
        None => "Nobody can change who reports, or the oracle.",
    };
    format!(
        "{} is a feed of {}, reported every {} from {} on by: {}. The median counts if weight {} of \
         {} reports. {change}",
        *feed.name,
        *feed.unit,
        duration_words(*feed.period),
        instant_words(*feed.start),
        names(&feed.reporters),
        feed.quorum_weight(),
        feed.total()
    )
}
