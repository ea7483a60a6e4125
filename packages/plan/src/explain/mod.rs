//! The plan in plain sentences, for the annex of a contract.

mod alone;
mod governance;
mod holder;
mod money;
mod part;
mod power;
mod told;

use milegate_api::common::Denom;

use crate::check::{facts, granted_under};
use crate::party::Party;
use crate::plan::{Plan, Power, SinkTo};
use crate::text::{Amounts, instant_words};

pub(crate) use holder::{changes, leaving as leaving_words};
pub(crate) use money::{missed, notice, service, sink};
pub(crate) use part::named;
pub use part::{explain_category, explain_grant};
pub(crate) use power::milestone as milestone_words;
pub use told::explain_milestone;

/// The plan in plain sentences: what is locked, what releases it, what a miss means, and who can do
/// what alone. Meant for a plan that checks clean.
pub fn explain(plan: &Plan) -> String {
    let mut text = title(plan);
    let amounts = Amounts::of(plan);
    head(&mut text, plan, &amounts);
    text.heading("Who gets how much");
    for category in &plan.categories {
        money::category(&mut text, plan, category, &amounts);
    }
    text.heading("What releases it");
    text.say(money::notice(plan));
    for schedule in &plan.schedules {
        let granted = granted_under(plan, schedule);
        text.say_all(money::schedule(plan, schedule, granted));
    }
    text.heading("Who may leave, and who comes later");
    for category in &plan.categories {
        text.say_all(holder::category(plan, category));
    }
    text.heading("What a holder can change");
    text.say_all(holder::changes(plan));
    text.heading("What must happen, and who says that it did");
    for milestone in &plan.milestones {
        text.say_all(power::milestone(plan, milestone));
    }
    text.say(power::bond_sink(plan));
    power::groups(&mut text, plan);
    governance::voted(&mut text, plan);
    if let Some(facts) = facts(plan) {
        alone::alone(&mut text, plan, &facts);
    }
    words(&mut text, plan);
    text.0
}

/// How the text is to be read.
fn words(text: &mut Text, plan: &Plan) {
    let amounts = Amounts::of(plan);
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
}

/// Name and digest: every text begins with them.
fn title(plan: &Plan) -> Text {
    let digest = plan.digest().to_hex();
    Text(format!("{}\n\nDigest of this plan: {digest}\n", *plan.name))
}

fn head(text: &mut Text, plan: &Plan, amounts: &Amounts) {
    text.heading("What is agreed");
    text.say(format!(
        "{} of the {} that exist go into one vault. It is funded once, by {}, before {}, with \
         exactly this amount. {} lists the grants before that, and has no power afterwards; nor \
         has {}.",
        amounts.words(plan.funds().unwrap_or(0)),
        amounts.words(*plan.asset.total_supply),
        who(&plan.vault.funder),
        instant_words(*plan.start),
        who(&plan.vault.issuer),
        who(&plan.vault.funder),
    ));
    text.say_all(frozen(plan));
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

/// What nobody can do, and what the plan says of a token that is a contract.
pub(crate) fn frozen(plan: &Plan) -> Vec<String> {
    let contracts = match plan.governance {
        None => "the contracts have",
        Some(_) => "vault and milestones have",
    };
    let mut sentences = vec![format!(
        "From the funding on nobody can change these terms, pause the vault, or take back what \
         has vested: {contracts} no administrator and no message for it. (The chain they run on \
         can be changed by its own governance.)"
    )];
    if let Denom::Cw20(token) = &plan.asset.denom.value {
        let powers = plan.asset.powers.as_ref();
        let said = |power: Option<&Power>| match power {
            Some(Power::Nobody) => "nobody".to_owned(),
            Some(Power::Of(party)) => who(party),
            Some(Power::Unsaid) | None => "the plan does not say who".to_owned(),
        };
        sentences.push(format!(
            "The tokens are those of the cw20 contract {}, whose own rules the vault cannot change. \
             More of them can be created by: {}. Its code, and every balance, can be replaced by: \
             {}.",
            who(token),
            said(powers.map(|powers| &powers.minter.value)),
            said(powers.map(|powers| &powers.admin.value)),
        ));
    }
    sentences
}

/// Somebody as a sentence names him.
pub(crate) fn who(party: &Party) -> String {
    match party {
        Party::Named(name) => name.clone(),
        Party::Sim(name) => format!("{name} (simulated)"),
        Party::Literal(address) => address.clone(),
    }
}

/// Paragraphs under headings.
struct Text(String);

impl Text {
    fn heading(&mut self, heading: &str) {
        self.0.push_str(&format!("\n{heading}\n"));
    }

    fn say_all(&mut self, sentences: Vec<String>) {
        for sentence in sentences {
            self.say(sentence);
        }
    }

    fn say(&mut self, sentence: String) {
        self.0.push_str(&format!("  - {sentence}\n"));
    }
}
