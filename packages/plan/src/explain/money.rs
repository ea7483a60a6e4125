use milegate_core::ledger::{Gate, IfMissed};

use super::{Text, who};
use crate::check::part_of;
use crate::plan::{Category, Grant, Plan, Schedule, SinkTo, Tranche};
use crate::text::{Amounts, curve_words, duration_words, instant_words};

pub(super) fn category(text: &mut Text, plan: &Plan, category: &Category, amounts: &Amounts) {
    let grants = plan.grants.iter();
    let grants: Vec<&Grant> = grants
        .filter(|each| each.category == *category.name)
        .collect();
    let reserve = match plan.reserved_in(&category.name) {
        0 => String::new(),
        reserved => format!(" and {} in reserve", amounts.words(reserved)),
    };
    text.say(format!(
        "{}: {} in {} grants{reserve}; never more than {}.",
        *category.name,
        amounts.words(plan.granted_in(&category.name).unwrap_or(0)),
        grants.len(),
        amounts.words(*category.cap)
    ));
    if let Some(guard) = &category.guard {
        text.say(format!(
            "{}: no more than {} vests within any {}.",
            *category.name,
            amounts.words(guard.limit),
            duration_words(guard.period)
        ));
    }
    for each in grants {
        text.say(grant(plan, each));
    }
}

/// One grant: how much, whose, paid to whom.
pub(crate) fn grant(plan: &Plan, grant: &Grant) -> String {
    let payee = match &grant.payee {
        Some(payee) => format!(", paid to {}", who(payee)),
        None => String::new(),
    };
    let anyone = match grant.anyone_claims {
        true => "; anyone may send the claim, the payee is paid",
        false => "",
    };
    format!(
        "Grant {}: {} for {}{payee}, under schedule {}{anyone}.",
        *grant.reference,
        Amounts::of(plan).words(*grant.amount),
        who(&grant.owner),
        *grant.schedule
    )
}

/// The notice between a milestone's end and the first token behind it.
pub(crate) fn notice(plan: &Plan) -> String {
    format!(
        "After a milestone has ended, {} pass before the first token behind it vests.",
        duration_words(*plan.vault.notice)
    )
}

/// The rules of a schedule, with what each tranche is of `granted` base units under it.
pub(crate) fn schedule(plan: &Plan, schedule: &Schedule, granted: u128) -> Vec<String> {
    let tranches = schedule.tranches.iter();
    let mut sentences: Vec<String> = tranches
        .map(|tranche| sentence(plan, schedule, tranche, granted))
        .collect();
    sentences.extend(service(schedule));
    sentences
}

/// What must be served under a schedule, if anything.
pub(crate) fn service(schedule: &Schedule) -> Option<String> {
    let service = schedule.service.as_ref()?;
    let cliff = match service.cliff {
        0 => String::new(),
        cliff => format!(", nothing before {}", duration_words(cliff)),
    };
    Some(format!(
        "Schedule {} is also earned by service: evenly over {} from {}{cliff}. What has vested is \
         the product of both parts.",
        *schedule.name,
        duration_words(service.length),
        instant_words(service.start)
    ))
}

fn sentence(plan: &Plan, schedule: &Schedule, tranche: &Tranche, granted: u128) -> String {
    let amount = Amounts::of(plan).words(part_of(plan, tranche, granted));
    let share = format!("Schedule {}, {} ({amount})", *schedule.name, *tranche.share);
    let curve = curve_words(&tranche.curve);
    match &tranche.gate.value {
        Gate::Time { at } => {
            format!(
                "{share} is released {curve} from {}, by date alone.",
                instant_words(*at)
            )
        }
        Gate::Milestone {
            milestone,
            not_before,
            if_missed,
        } => format!(
            "{share} is released {curve} once {milestone} has been reached, not before {}. If \
             {milestone} is missed, {}.",
            instant_words(*not_before),
            missed(plan, if_missed)
        ),
    }
}

/// What a miss means, after "if it is missed,".
pub(crate) fn missed(plan: &Plan, if_missed: &IfMissed) -> String {
    match if_missed {
        IfMissed::Forfeit {} => format!("it is forfeited ({})", sink(plan)),
        IfMissed::Fallback { curve } => {
            format!("it is released all the same, {}", curve_words(curve))
        }
        IfMissed::Roll { milestone } => format!(
            "it waits for {milestone}, and is forfeited ({}) if that is missed too",
            sink(plan)
        ),
    }
}

/// Where forfeited tokens go.
pub(crate) fn sink(plan: &Plan) -> String {
    match &plan.vault.sink.value {
        SinkTo::Burn => "burnt".to_owned(),
        SinkTo::Account(party) => format!("to {}", who(party)),
    }
}
