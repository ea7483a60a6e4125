//! The plan in plain sentences, for the annex of a contract.

mod money;
mod power;

use crate::check::facts;
use crate::party::Party;
use crate::plan::{Plan, SinkTo};
use crate::text::{Amounts, instant_words};

/// The plan in plain sentences: what is locked, what releases it, what a miss means, and who can do
/// what alone. Meant for a plan that checks clean.
pub fn explain(plan: &Plan) -> String {
    let mut text = Text::default();
    let amounts = Amounts::of(plan);
    head(&mut text, plan, &amounts);
    money::categories(&mut text, plan, &amounts);
    money::schedules(&mut text, plan, &amounts);
    power::milestones(&mut text, plan, &amounts);
    power::groups(&mut text, plan);
    if let Some(facts) = facts(plan) {
        power::alone(&mut text, plan, &facts);
    }
    text.heading("Words");
    text.say(format!(
        "Dates are in UTC. A year has 365.25 days unless days are given. Amounts are in {}, one of \
         which is ten to the power of {} base units ({}); every amount is a whole number of lots \
         of {}.",
        amounts.symbol,
        amounts.decimals,
        *plan.asset.denom,
        amounts.words(u128::from(*plan.asset.lot))
    ));
    text.0
}

fn head(text: &mut Text, plan: &Plan, amounts: &Amounts) {
    text.0 = format!(
        "{}\n\nDigest of this plan: {}\n",
        *plan.name,
        plan.digest().to_hex()
    );
    text.heading("What is agreed");
    text.say(format!(
        "{} of the {} that exist go into one vault. It is funded once, by {}, before {}, with \
         exactly this amount. {} lists the grants before that, and has no power afterwards; nor \
         has {}.",
        amounts.words(plan.granted().unwrap_or(0)),
        amounts.words(*plan.asset.total_supply),
        who(&plan.vault.funder),
        instant_words(*plan.start),
        who(&plan.vault.issuer),
        who(&plan.vault.funder),
    ));
    text.say(
        "From the funding on nobody can change these terms, pause the vault, or take back what \
         has vested: the contracts have no administrator and no message for it. (The chain they \
         run on can be changed by its own governance.)"
            .to_owned(),
    );
    text.say(match &plan.vault.sink.value {
        SinkTo::Burn => "What is forfeited is burnt.".to_owned(),
        SinkTo::Account(party) => format!("What is forfeited goes to {}.", who(party)),
    });
    if let Some(guard) = &plan.vault.guard {
        text.say(format!(
            "Whatever happens, no more than {} vests within any {}. The limit is on vesting: who \
             claims late may draw several periods at once.",
            amounts.words(guard.limit),
            crate::text::duration_words(guard.period)
        ));
    }
    if !plan.excluded.is_empty() {
        let names: Vec<String> = plan.excluded.iter().map(|party| who(party)).collect();
        text.say(format!(
            "Counted as not circulating, besides what the vault holds locked: {}.",
            names.join(", ")
        ));
    }
    for document in &plan.documents {
        text.say(format!(
            "It rests on: {}, {}, SHA-256 {}.",
            document.title, document.uri, document.sha256
        ));
    }
}

/// Somebody as a sentence names him.
fn who(party: &Party) -> String {
    match party {
        Party::Named(name) => name.clone(),
        Party::Sim(name) => format!("{name} (simulated)"),
        Party::Literal(address) => address.clone(),
    }
}

/// Paragraphs under headings.
#[derive(Default)]
struct Text(String);

impl Text {
    fn heading(&mut self, heading: &str) {
        self.0.push_str(&format!("\n{heading}\n"));
    }

    fn say(&mut self, sentence: String) {
        self.0.push_str(&format!("  - {sentence}\n"));
    }
}
