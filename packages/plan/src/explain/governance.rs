//! What is voted on, by whom, and how long it takes.

use milegate_core::governance::Class;

use super::{Text, who};
use crate::check::Insiders;
use crate::plan::{ClassRule, Governance, Plan, Source};
use crate::text::{Amounts, duration_words, instant_words, span_words};

pub(super) fn voted(text: &mut Text, plan: &Plan) {
    let Some(governance) = &plan.governance else {
        return;
    };
    text.heading("What is voted on");
    text.say(voters(plan, governance));
    text.say(costs(plan, governance));
    text.say(barred(plan));
    for class in Class::ALL {
        text.say(self::class(class, governance.of(class)));
    }
    text.say(payments(governance));
    text.say(guardian(governance));
    text.say(
        "The code of governance is changed by a vote of class code, and by nobody else. What has \
         been frozen by the funding no vote can change, and none takes a token out of the vault."
            .to_owned(),
    );
    text.say_all(insiders(plan, governance));
}

fn voters(plan: &Plan, governance: &Governance) -> String {
    let amounts = Amounts::of(plan);
    let votes = match (&governance.source, &plan.stake) {
        (Source::Stake, Some(stake)) => format!(
            "whoever has staked {symbol}: {} weigh 1, and less than {} nothing. What is unstaked \
             weighs nothing from the next block on, and is paid out after {}. While less than {} of \
             all {symbol} is staked, only signals pass",
            amounts.words(*stake.tokens_per_weight),
            amounts.words(*stake.min_bond),
            duration_words(*stake.unbonding),
            *governance.electorate,
            symbol = amounts.symbol,
        ),
        (Source::Group(group), _) => {
            format!(
                "the members of the group {}, each by his weight",
                who(group)
            )
        }
        (Source::Stake, None) => "nobody".to_owned(),
    };
    format!(
        "governance is a contract of this plan and has no key: it does what a vote has passed. The \
         vote is that of {votes}. What somebody weighs is counted as it was before the block in \
         which a proposal opens."
    )
}

fn costs(plan: &Plan, governance: &Governance) -> String {
    let again = match *governance.cool_down {
        0 => "at once".to_owned(),
        seconds => format!("{} after it ended", duration_words(seconds)),
    };
    format!(
        "Anyone may propose, for a deposit of {}. It comes back once the result is known, unless \
         the proposal fails with a quorum and more than half of the ballots call it an abuse. One \
         proposer may have {} in suspense; the same content may be proposed again {again}. Anyone \
         opens the vote on a dispute, free, once a round.",
        Amounts::of_bonds(plan).words(*governance.deposit),
        *governance.proposals,
    )
}

/// Who must not vote, and what the contract cannot see.
fn barred(plan: &Plan) -> String {
    let cancels = plan.vault.governance.as_ref();
    let others = match cancels.is_some_and(|party| plan.is_governance(party)) {
        true => "rules, code or the cancelling of a termination",
        false => "rules or code",
    };
    format!(
        "Who gains does not vote: on a milestone, or a dispute about it, not whoever is or was owner \
         or payee of a grant that waits for it; on {others}, not whoever is or was \
         one of any grant. On signals and payments everybody votes. The \
         ballot of who is known to gain is refused, and anyone can show that somebody else does: \
         his ballot is struck, and if it is shown while ballots are taken his power leaves the \
         quorum. Nobody can see tokens that were paid out and moved on, or wallets \
         that nothing connects."
    )
}

fn class(class: Class, rule: &ClassRule) -> String {
    let does = match class {
        Class::Signal => "asks the community and does nothing",
        Class::Dispute => "settles a dispute of which governance is the court",
        Class::Attest => "testifies that a milestone is reached, or takes that back",
        Class::Spend => "pays, or cancels a termination",
        Class::Rules => "changes rules or the guardian",
        Class::Code => "changes code, or does anything else",
    };
    let floor = match rule.floor.basis_points() {
        0 => String::new(),
        _ => format!(" and at least {} of all power", *rule.floor),
    };
    let passes = match class {
        Class::Signal => format!(
            "the answer is the option with the most ballots, if it has more than {} of them{floor}",
            *rule.threshold
        ),
        Class::Dispute => format!(
            "it is \"false\" if that has more ballots than \"stands\", \"stands\" if that has more{floor}; \
             else the court is silent"
        ),
        _ => format!(
            "more than {} of yes and no{floor} must say yes",
            *rule.threshold
        ),
    };
    let then = match class {
        Class::Signal => String::new(),
        _ => format!(
            "; {} after the voting anyone may carry it out, for {}",
            span_words(*rule.delay),
            span_words(*rule.window)
        ),
    };
    format!(
        "A vote of class {class} {does}. At least {} of the power that is not barred must vote; \
         {passes}. Ballots are taken for {}, and for {} more people can be shown to be barred{then}.",
        *rule.quorum,
        span_words(*rule.voting),
        span_words(*rule.tail),
    )
}

fn payments(governance: &Governance) -> String {
    let words: Vec<String> = governance
        .uncited
        .iter()
        .map(|each| each.amounts.words(each.amount))
        .collect();
    let signal = match words.is_empty() {
        true => "Every payment follows a signal that the community has answered".to_owned(),
        false => format!(
            "A payment of more than {}, or of anything else, follows a signal that the community \
             has answered",
            words.join(" or ")
        ),
    };
    format!(
        "{signal}. It goes only to an address that has said that it takes payments, and never out \
         of the deposits of others."
    )
}

fn guardian(governance: &Governance) -> String {
    match &governance.guardian {
        Some(guardian) => format!(
            "{} may cancel a proposal until {}: any but a dispute and a change of the guardian. It \
             can open, change or carry out none, and nothing after that date.",
            who(&guardian.address),
            instant_words(*guardian.expires)
        ),
        None => "Nobody can cancel a proposal: there is no guardian.".to_owned(),
    }
}

fn insiders(plan: &Plan, governance: &Governance) -> Vec<String> {
    let Some(insiders) = Insiders::of(plan, governance) else {
        return Vec::new();
    };
    let Source::Stake = governance.source else {
        return vec![format!(
            "Holders of grants have {} of the votes.",
            insiders.share()
        )];
    };
    let amounts = Amounts::of(plan);
    let most = match insiders.are_most() {
        true => "more than half even if everybody stakes everything".to_owned(),
        false => format!(
            "more than half of the stake unless others stake more than {}",
            amounts.words(insiders.part)
        ),
    };
    vec![format!(
        "All grants and reserves are {} of the {} that exist ({}). Released and staked, they are \
         {most}; while they are barred, the others need the floor of all power by themselves.",
        amounts.words(insiders.part),
        amounts.words(insiders.whole),
        insiders.share()
    )]
}
