use milegate_core::ledger::{Gate, IfMissed};

use super::{Text, frozen, holder, money, power, title, words};
use crate::check::{granted_under, part_of};
use crate::plan::{Milestone, Plan, Schedule};
use crate::text::{Amounts, instant_words};

/// The part of a plan that concerns one category, in plain sentences; none if there is no such
/// category.
pub fn explain_category(plan: &Plan, name: &str) -> Option<String> {
    let category = plan.category(name)?;
    let own = plan.schedules.iter().filter(|each| *each.category == *name);
    let own: Vec<_> = own.map(|each| (each, granted_under(plan, each))).collect();

    let mut text = title(plan);
    text.heading(&format!("Category {name}"));
    text.say(format!(
        "This is the part of the plan that concerns {name}. The digest is of the whole plan."
    ));
    money::category(&mut text, plan, category, &Amounts::of(plan));
    rules(&mut text, plan, &own);
    text.heading("Who may leave, and who comes later");
    text.say_all(holder::category(plan, category));
    rest(&mut text, plan, &own);
    Some(text.0)
}

/// The part of a plan that concerns one grant, in plain sentences; none if there is no such grant.
pub fn explain_grant(plan: &Plan, reference: &str) -> Option<String> {
    let grant = plan.grant(reference)?;
    let category = plan.category(&grant.category)?;
    let own = [(plan.schedule(&grant.schedule)?, *grant.amount)];

    let mut text = title(plan);
    text.heading(&format!("Grant {reference}"));
    text.say(format!(
        "This is the part of the plan that concerns grant {reference} of category {}; amounts are \
         of this grant. The digest is of the whole plan.",
        grant.category
    ));
    text.say(money::grant(plan, grant));
    rules(&mut text, plan, &own);
    text.heading("Leaving");
    text.say(holder::leaving(plan, category));
    rest(&mut text, plan, &own);
    Some(text.0)
}

/// A schedule, and the base units of it that a text is about.
type Held<'a> = (&'a Schedule, u128);

fn rules(text: &mut Text, plan: &Plan, own: &[Held]) {
    text.heading("What releases it");
    text.say(money::notice(plan));
    for (schedule, granted) in own {
        text.say_all(money::schedule(plan, schedule, *granted));
    }
}

fn rest(text: &mut Text, plan: &Plan, own: &[Held]) {
    text.heading("What must happen, and what it does");
    for milestone in named(plan, own) {
        text.say_all(power::milestone(plan, milestone));
        text.say(stake(plan, own, milestone));
    }
    text.heading("What a holder can change");
    text.say_all(holder::changes(plan));
    text.heading("What nobody can do");
    text.say_all(frozen(plan));
    words(text, plan);
}

/// The milestones that open these schedules, in the order of the plan.
pub(crate) fn named<'a>(plan: &'a Plan, own: &[Held]) -> Vec<&'a Milestone> {
    let gates = own.iter().flat_map(|(schedule, _)| &schedule.tranches);
    let names: Vec<&str> = gates.flat_map(|each| each.gate.milestones()).collect();
    let milestones = plan.milestones.iter();
    milestones
        .filter(|each| names.contains(&each.name.as_str()))
        .collect()
}

/// What a milestone does to these schedules.
fn stake(plan: &Plan, own: &[Held], milestone: &Milestone) -> String {
    let name = &*milestone.name;
    let (mut behind, mut lost, mut back, mut over, mut into) =
        (0_u128, 0_u128, 0_u128, 0_u128, 0_u128);
    let mut earliest = u64::MAX;
    for (schedule, granted) in own {
        for tranche in &schedule.tranches {
            let Gate::Milestone {
                milestone: gate,
                not_before,
                if_missed,
            } = &tranche.gate.value
            else {
                continue;
            };
            let part = part_of(plan, tranche, *granted);
            if gate == name {
                let target = match if_missed {
                    IfMissed::Forfeit {} => &mut lost,
                    IfMissed::Fallback { .. } => &mut back,
                    IfMissed::Roll { .. } => &mut over,
                };
                *target = target.saturating_add(part);
                behind = behind.saturating_add(part);
                earliest = earliest.min(*not_before);
            } else if matches!(if_missed, IfMissed::Roll { milestone } if milestone == name) {
                into = into.saturating_add(part);
            }
        }
    }
    let amount = |amount: u128| Amounts::of(plan).words(amount);
    let rolled = match into {
        0 => String::new(),
        into => format!(" {} may roll over to it.", amount(into)),
    };
    if behind == 0 {
        return format!("Behind {name}: nothing at first.{rolled}");
    }
    let opens = plan
        .start
        .saturating_add(milestone.window.seconds)
        .saturating_add(*plan.vault.notice);
    format!(
        "Behind {name}: {}, not before {}. If it is missed: {} forfeited, {} by the fallback, {} \
         rolled over.{rolled}",
        amount(behind),
        instant_words(opens.max(earliest)),
        amount(lost),
        amount(back),
        amount(over)
    )
}
