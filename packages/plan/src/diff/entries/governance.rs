use milegate_core::governance::Class;

use super::{Entry, or_none};
use crate::plan::{ClassRule, Governance, Plan, Source, Stake};
use crate::text::{Amounts, duration_words, instant_words, span_words};

pub fn stake(plan: &Plan, stake: &Stake) -> Entry {
    let amounts = Amounts::of(plan);
    Entry::new("stake", "")
        .amount("weighs 1", &amounts, *stake.tokens_per_weight)
        .amount("the least", &amounts, *stake.min_bond)
        .say("unbonding", duration_words(*stake.unbonding))
}

/// Governance, and its classes.
pub fn governance(plan: &Plan, governance: &Governance) -> Vec<Entry> {
    let guardian = governance.guardian.as_ref();
    let expires = guardian.map(|each| instant_words(*each.expires));
    let uncited: Vec<String> = governance
        .uncited
        .iter()
        .map(|each| format!("{} ({})", each.amounts.words(each.amount), each.denom))
        .collect();
    let source = match &governance.source {
        Source::Stake => "@stake".to_owned(),
        Source::Group(group) => group.to_string(),
    };
    let terms = Entry::new("governance", "")
        .say("source of power", source)
        .amount("deposit", &Amounts::of_bonds(plan), *governance.deposit)
        .say("proposals in suspense", *governance.proposals)
        .say("cool-down", duration_words(*governance.cool_down))
        .say("least electorate", *governance.electorate)
        .say("guardian", or_none(guardian.map(|each| &each.address)))
        .maybe("guardian expires", expires)
        .say(
            "paid without a signal",
            match uncited.is_empty() {
                true => "nothing".to_owned(),
                false => uncited.join(", "),
            },
        );
    let classes = Class::ALL.into_iter();
    let classes = classes.map(|class| rule(class, governance.of(class)));
    std::iter::once(terms).chain(classes).collect()
}

fn rule(class: Class, rule: &ClassRule) -> Entry {
    Entry::new("votes of class", class.word())
        .say("quorum", *rule.quorum)
        .say("threshold", *rule.threshold)
        .say("floor", *rule.floor)
        .say("voting", span_words(*rule.voting))
        .say("tail", span_words(*rule.tail))
        .say("delay", span_words(*rule.delay))
        .say("window", span_words(*rule.window))
}
