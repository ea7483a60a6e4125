use milegate_core::ledger::{Gate, IfMissed};

use super::{Text, who};
use crate::check::amount_of;
use crate::plan::{Plan, Schedule, SinkTo, Tranche};
use crate::text::{Amounts, curve_words, duration_words, instant_words};

pub(super) fn categories(text: &mut Text, plan: &Plan, amounts: &Amounts) {
    text.heading("Who gets how much");
    for category in &plan.categories {
        let grants = plan
            .grants
            .iter()
            .filter(|grant| grant.category == *category.name)
            .count();
        text.say(format!(
            "{}: {} in {grants} grants; never more than {}.",
            *category.name,
            amounts.words(plan.granted_in(&category.name).unwrap_or(0)),
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
        for grant in plan
            .grants
            .iter()
            .filter(|grant| grant.category == *category.name)
        {
            let payee = match &grant.payee {
                Some(payee) => format!(", paid to {}", who(payee)),
                None => String::new(),
            };
            let anyone = match grant.anyone_claims {
                true => "; anyone may send the claim, the payee is paid",
                false => "",
            };
            text.say(format!(
                "Grant {}: {} for {}{payee}, under schedule {}{anyone}.",
                *grant.reference,
                amounts.words(*grant.amount),
                who(&grant.owner),
                *grant.schedule
            ));
        }
    }
}

pub(super) fn schedules(text: &mut Text, plan: &Plan, amounts: &Amounts) {
    text.heading("What releases it");
    text.say(format!(
        "After a milestone has ended, {} pass before the first token behind it vests.",
        duration_words(*plan.vault.notice)
    ));
    for schedule in &plan.schedules {
        for tranche in &schedule.tranches {
            text.say(sentence(plan, schedule, tranche, amounts));
        }
        if let Some(service) = &schedule.service {
            let cliff = match service.cliff {
                0 => String::new(),
                cliff => format!(", nothing before {}", duration_words(cliff)),
            };
            text.say(format!(
                "Schedule {} is also earned by service: evenly over {} from {}{cliff}. What has \
                 vested is the product of both parts.",
                *schedule.name,
                duration_words(service.length),
                instant_words(service.start)
            ));
        }
    }
}

fn sentence(plan: &Plan, schedule: &Schedule, tranche: &Tranche, amounts: &Amounts) -> String {
    let amount = amounts.words(amount_of(plan, schedule, tranche));
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
        } => {
            let missed = match if_missed {
                IfMissed::Forfeit {} => format!("it is forfeited ({})", sink(plan)),
                IfMissed::Fallback { curve } => {
                    format!("it is released all the same, {}", curve_words(curve))
                }
                IfMissed::Roll { milestone } => format!(
                    "it waits for {milestone}, and is forfeited ({}) if that is missed too",
                    sink(plan)
                ),
            };
            format!(
                "{share} is released {curve} once {milestone} has been reached, not before {}. If \
                 {milestone} is missed, {missed}.",
                instant_words(*not_before)
            )
        }
    }
}

fn sink(plan: &Plan) -> String {
    match &plan.vault.sink.value {
        SinkTo::Burn => "burnt".to_owned(),
        SinkTo::Account(party) => format!("to {}", who(party)),
    }
}
