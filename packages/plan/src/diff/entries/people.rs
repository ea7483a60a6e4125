use super::Entry;
use crate::plan::{Address, Grant, Member, Multisig, Plan};
use crate::text::{Amounts, duration_words};

pub fn grant(plan: &Plan, grant: &Grant) -> Entry {
    let payee = grant.payee.as_ref().unwrap_or(&grant.owner);
    Entry::new("grant", &grant.reference)
        .say("category", &grant.category)
        .say("schedule", &*grant.schedule)
        .amount("amount", &Amounts::of(plan), *grant.amount)
        .say("owner", &*grant.owner)
        .say("payee", &**payee)
        .say(
            "anyone claims",
            if grant.anyone_claims { "yes" } else { "no" },
        )
}

pub fn multisig(multisig: &Multisig) -> Entry {
    Entry::new("multisig", &multisig.name)
        .say("threshold", *multisig.threshold)
        .say("members", names(&multisig.members))
        .say("voting period", duration_words(*multisig.voting_period))
}

pub fn address(address: &Address) -> Entry {
    let keys = address.keys.map(|(needed, of)| format!("{needed} of {of}"));
    Entry::new("address", &address.name)
        .say("is", &*address.party)
        .maybe("keys", keys)
}

/// Members by name, so that their order says nothing.
pub fn names(members: &[Member]) -> String {
    let mut names: Vec<String> = members
        .iter()
        .map(|member| match *member.weight {
            1 => member.address.to_string(),
            weight => format!("{} (weight {weight})", *member.address),
        })
        .collect();
    names.sort();
    names.join(", ")
}
