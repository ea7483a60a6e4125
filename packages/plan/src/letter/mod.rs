//! A grant as an annex to a contract of employment or investment.

mod leaving;

use std::fmt::Write;

use milegate_core::ledger::Gate;

use crate::check::part_of;
use crate::explain::{
    changes, frozen, leaving_words, milestone_words, missed, named, notice, service, sink, who,
};
use crate::plan::{Grant, Plan, Schedule, Tranche};
use crate::text::{Amounts, curve_words, instant_words};

/// The annex for one grant, in Markdown that also reads as plain text; none if there is no such
/// grant. Meant for a plan that checks clean.
pub fn letter(plan: &Plan, reference: &str) -> Option<String> {
    let grant = plan.grant(reference)?;
    let category = plan.category(&grant.category)?;
    let schedule = plan.schedule(&grant.schedule)?;
    let digest = plan.digest().to_hex();
    let mut page = Page(format!("# Annex: grant {reference}\n"));

    page.say(&format!(
        "This annex says what grant {reference} under the plan \"{}\" is. The plan is one file, and \
         its digest (SHA-256) is\n\n    {digest}\n\nThe same digest stands in the contracts that hold \
         the tokens. Where this annex and the plan differ, the plan of this digest holds.",
        *plan.name
    ));

    page.heading("The grant");
    page.list(&terms(plan, grant));

    page.heading("When it is released");
    page.say(&notice(plan));
    page.table(
        ["part", "amount", "opens", "is then released", "if missed"],
        &tranches(plan, schedule, *grant.amount),
    );

    if let Some(service) = service(schedule) {
        page.say(&service);
    }

    let milestones = named(plan, &[(schedule, *grant.amount)]);
    let by_date_alone = milestones.is_empty();
    if !by_date_alone {
        page.heading("What must happen");
        for milestone in milestones {
            page.list(&milestone_words(plan, milestone));
        }
    }

    page.heading("What leaving means");
    page.say(&leaving_words(plan, category));
    if category.leavers.is_some()
        && let Some(service) = &schedule.service
    {
        leaving::examples(&mut page, plan, grant, schedule, service);
    }

    page.heading("What the holder can change");
    page.list(&changes(plan));

    page.heading("What nobody can do");
    let mut nobody = frozen(plan);
    nobody.push(
        "Nobody can release a part before its milestone has been reached or its date has come, pay \
         it to anybody but the payee on record, or stop one that has vested from being claimed."
            .to_owned(),
    );
    if !by_date_alone {
        nobody.push(
            "The addresses that own this grant or are paid by it, or were, cannot attest to the \
             milestones it waits for."
                .to_owned(),
        );
        if plan.governance.is_some() {
            nobody.push(
                "Nor can they vote on those milestones, on rules or code of governance, or on the \
                 cancelling of a termination."
                    .to_owned(),
            );
        }
    }
    page.list(&nobody);

    page.heading("To verify");
    page.list(&[
        format!("`milegate plan check PLAN` prints the digest of the plan: {digest}."),
        format!("`milegate letter --grant {reference} PLAN` prints this annex again."),
        "Dates are in UTC. A year has 365.25 days unless days are given.".to_owned(),
    ]);
    Some(page.0)
}

fn terms(plan: &Plan, grant: &Grant) -> Vec<String> {
    let payee = grant.payee.as_ref().unwrap_or(&grant.owner);
    let claims = match grant.anyone_claims {
        true => "Anyone may send the claim; the payee is paid.",
        false => "The owner or the payee claims; nobody else can.",
    };
    let mut terms = vec![
        format!("Size: {}.", Amounts::of(plan).words(*grant.amount)),
        format!("Category {}, schedule {}.", grant.category, *grant.schedule),
        format!("Owner, who controls it: {}.", who(&grant.owner)),
        format!("Payee, who receives what it pays: {}.", who(payee)),
        claims.to_owned(),
        format!("What is forfeited: {}.", sink(plan)),
    ];
    for document in &plan.documents {
        terms.push(format!(
            "The plan rests on: {}, {}, SHA-256 {}.",
            document.title, document.uri, document.sha256
        ));
    }
    terms
}

fn tranches(plan: &Plan, schedule: &Schedule, granted: u128) -> Vec<[String; 5]> {
    let row = |tranche: &Tranche| {
        let (opens, missed) = match &tranche.gate.value {
            Gate::Time { at } => (instant_words(*at), "cannot be missed".to_owned()),
            Gate::Milestone {
                milestone,
                not_before,
                if_missed,
            } => (
                format!(
                    "{milestone} reached, not before {}",
                    instant_words(*not_before)
                ),
                missed(plan, if_missed),
            ),
        };
        [
            tranche.share.value.clone(),
            Amounts::of(plan).words(part_of(plan, tranche, granted)),
            opens,
            curve_words(&tranche.curve),
            missed,
        ]
    };
    schedule.tranches.iter().map(row).collect()
}

/// Markdown that is still legible as it is.
struct Page(String);

impl Page {
    fn heading(&mut self, heading: &str) {
        let _ = writeln!(self.0, "\n## {heading}");
    }

    fn say(&mut self, paragraph: &str) {
        let _ = writeln!(self.0, "\n{paragraph}");
    }

    fn list(&mut self, items: &[String]) {
        self.0.push('\n');
        for item in items {
            let _ = writeln!(self.0, "- {item}");
        }
    }

    fn table<const N: usize>(&mut self, head: [&str; N], rows: &[[String; N]]) {
        let _ = writeln!(self.0, "\n| {} |", head.join(" | "));
        let _ = writeln!(self.0, "|{}", "---|".repeat(N));
        for row in rows {
            let _ = writeln!(self.0, "| {} |", row.join(" | "));
        }
    }
}
