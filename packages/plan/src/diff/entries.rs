//! A plan as a list of things and what it says of each.

mod governance;
mod people;
mod terms;
mod witness;

use crate::party::Party;
use crate::place::At;
use crate::plan::{Limit, Plan, SinkTo};
use crate::text::{Amounts, duration_words};

/// Kinds of things, in the order in which they are shown.
pub const KINDS: [&str; 15] = [
    "plan",
    "document",
    "asset",
    "vault",
    "category",
    "schedule",
    "grant",
    "milestone",
    "witness",
    "feed",
    "multisig",
    "address",
    "stake",
    "governance",
    "votes of class",
];

/// A thing a plan says something of.
#[derive(Clone, Debug)]
pub struct Entry {
    pub kind: &'static str,
    pub name: String,
    pub fields: Vec<(String, Said)>,
}

/// A value in words, and as an amount if it is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub words: String,
    pub amount: Option<(u128, Amounts)>,
}

/// Everything a plan says.
pub fn entries(plan: &Plan) -> Vec<Entry> {
    let mut all = terms::head(plan);
    all.extend(
        plan.categories
            .iter()
            .map(|each| terms::category(plan, each)),
    );
    all.extend(plan.schedules.iter().map(terms::schedule));
    all.extend(plan.grants.iter().map(|each| people::grant(plan, each)));
    all.extend(
        plan.milestones
            .iter()
            .map(|each| terms::milestone(plan, each)),
    );
    all.extend(
        plan.witnesses
            .iter()
            .map(|each| witness::witness(plan, each)),
    );
    all.extend(plan.feeds.iter().map(witness::feed));
    all.extend(plan.multisigs.iter().map(people::multisig));
    all.extend(plan.addresses.iter().map(people::address));
    let stake = plan.stake.as_ref();
    all.extend(stake.map(|each| governance::stake(plan, each)));
    let voted = plan.governance.iter();
    all.extend(voted.flat_map(|each| governance::governance(plan, each)));
    all
}

impl Entry {
    fn new(kind: &'static str, name: &str) -> Entry {
        Entry {
            kind,
            name: name.to_owned(),
            fields: Vec::new(),
        }
    }

    /// A value in words.
    fn say(mut self, field: &str, words: impl ToString) -> Entry {
        let words = words.to_string();
        let said = Said {
            words,
            amount: None,
        };
        self.fields.push((field.to_owned(), said));
        self
    }

    /// A value that need not be there.
    fn maybe(self, field: &str, words: Option<impl ToString>) -> Entry {
        match words {
            Some(words) => self.say(field, words),
            None => self,
        }
    }

    fn amount(mut self, field: &str, amounts: &Amounts, amount: u128) -> Entry {
        let said = Said {
            words: amounts.words(amount),
            amount: Some((amount, amounts.clone())),
        };
        self.fields.push((field.to_owned(), said));
        self
    }

    fn limit(self, amounts: &Amounts, limit: Option<&At<Limit>>) -> Entry {
        let words = |limit: &At<Limit>| {
            let period = duration_words(limit.period);
            format!("{} per {period}", amounts.words(limit.limit))
        };
        self.say("guard", limit.map_or("none".to_owned(), words))
    }
}

fn or_none(party: Option<&At<Party>>) -> String {
    party.map_or("none".to_owned(), |party| party.to_string())
}

fn sink(sink: &SinkTo) -> String {
    match sink {
        SinkTo::Burn => "burn".to_owned(),
        SinkTo::Account(party) => party.to_string(),
    }
}
