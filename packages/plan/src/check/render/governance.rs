use std::fmt;

use crate::check::{ClassFact, Facts};
use crate::text::{Amounts, duration_words, instant_words, span_words};
use milegate_core::milestone::keys::keys;

pub fn lines(f: &mut fmt::Formatter<'_>, facts: &Facts) -> fmt::Result {
    if let Some(stake) = &facts.stake {
        let amounts = Amounts {
            symbol: facts.symbol.clone(),
            decimals: facts.decimals,
        };
        writeln!(
            f,
            "stake     {} weigh 1, the least is {}; unbonding takes {}",
            amounts.words(stake.tokens_per_weight),
            amounts.words(stake.min_bond),
            duration_words(stake.unbonding)
        )?;
    }
    let Some(governance) = &facts.governance else {
        return Ok(());
    };
    writeln!(
        f,
        "votes     {} votes; a proposal costs {}, {} a proposer, again after {}",
        governance.source,
        governance.deposit,
        governance.proposals,
        duration_words(governance.cool_down)
    )?;
    if let Some(share) = governance.electorate {
        writeln!(
            f,
            "            only signals pass while less than {share} of the supply votes"
        )?;
    }
    for class in &governance.classes {
        class_line(f, class)?;
    }
    match governance.uncited.is_empty() {
        true => writeln!(f, "            nothing is paid without a signal")?,
        false => writeln!(
            f,
            "            paid without a signal: up to {}",
            governance.uncited.join(", ")
        )?,
    }
    match (&governance.guardian, governance.guardian_expires) {
        (Some(guardian), Some(expires)) => writeln!(
            f,
            "            cancelled by {guardian} ({}) until {}, but no dispute",
            keys(governance.guardian_keys),
            instant_words(expires)
        )?,
        _ => writeln!(f, "            no guardian: nobody cancels a proposal")?,
    }
    match governance.insiders {
        Some(share) => writeln!(f, "            insiders could have {share} of all power"),
        None => writeln!(
            f,
            "            the plan does not say what insiders could have"
        ),
    }
}

fn class_line(f: &mut fmt::Formatter<'_>, fact: &ClassFact) -> fmt::Result {
    writeln!(
        f,
        "            {}: quorum {}, more than {}, floor {}; voting {}, tail {}, delay {}, window {}",
        fact.class,
        fact.quorum,
        fact.threshold,
        fact.floor,
        span_words(fact.voting),
        span_words(fact.tail),
        span_words(fact.delay),
        span_words(fact.window)
    )
}
