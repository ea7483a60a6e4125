use super::{Text, who};
use crate::check::{Facts, GateKeys};
use crate::plan::Plan;
use crate::text::{duration_words, instant_words, span_words};

/// What each power comes to, used by whoever has it and by nobody else.
pub(super) fn alone(text: &mut Text, plan: &Plan, facts: &Facts) {
    text.heading("Who can do what alone");
    text.say(format!(
        "{} (who lists the grants) and {} (who funds): before the funding, not fund, and the plan \
         does not begin. After it: nothing.",
        who(&plan.vault.issuer),
        who(&plan.vault.funder)
    ));
    text.say(
        "A holder: claim what has vested to the payee on record. Not sooner, not more, not \
         another's."
            .to_owned(),
    );
    text.say(
        "Anyone: conclude a milestone when its time is over, object with a bond, write down what \
         was concluded, send forfeited tokens to the sink. No message of a stranger moves a token \
         anywhere else."
            .to_owned(),
    );
    for reserve in &facts.reserves {
        text.say(format!(
            "{}, {}: hand out the reserve of {}, to anybody, until {}.",
            plain(&reserve.assign_by),
            by(reserve.keys, reserve.vote),
            reserve.category,
            instant_words(reserve.expires)
        ));
    }
    for leavers in &facts.leavers {
        text.say(format!(
            "{}, {}: end a holder's service in {}, after {} in public. It gets nothing of what \
             the holder loses, and cannot touch what was served.",
            plain(&leavers.by),
            by(leavers.keys, leavers.vote),
            leavers.category,
            span_words(leavers.notice)
        ));
    }
    if let Some(leavers) = facts.leavers.first()
        && let Some(governance) = &leavers.governance
    {
        text.say(format!(
            "{}, {}: cancel a termination while it waits. {}",
            plain(governance),
            by(leavers.governance_keys, leavers.governance_votes),
            match leavers.governance_votes {
                true => "To a grant it can do nothing else.",
                false => "Nothing else.",
            }
        ));
    }
    if let Some(governance) = &facts.governance
        && let Some(guardian) = &governance.guardian
        && let Some(expires) = governance.guardian_expires
    {
        text.say(format!(
            "{}, {}: cancel a proposal until {}, but no dispute.",
            plain(guardian),
            by(governance.guardian_keys, false),
            instant_words(expires)
        ));
    }
    for each in &facts.gates {
        text.say(gate(each));
    }
    let voted = match plan.governance {
        Some(_) => " What is left to a vote, its majority decides.",
        None => "",
    };
    let except = match facts.leavers.is_empty() {
        true => "",
        false => " The one thing taken from a holder is what he has not served when he leaves.",
    };
    text.say(format!(
        "No single key, and no group below its threshold, can release a token early or hold back \
         one that has vested.{voted}{except}"
    ));
}

/// `@name` as a sentence names him.
fn plain(party: &str) -> &str {
    party.strip_prefix('@').unwrap_or(party)
}

fn count(keys: Option<u64>) -> String {
    match keys {
        Some(keys) => keys.to_string(),
        None => "an unknown number of".to_owned(),
    }
}

/// How many keys do it, or a vote.
fn by(keys: Option<u64>, vote: bool) -> String {
    match vote {
        true => "by vote".to_owned(),
        false => format!("{} keys", count(keys)),
    }
}

/// Who can open a gate falsely, and who can stop it.
fn gate(gate: &GateKeys) -> String {
    let plain =
        gate.keys.asserted.is_empty() && !gate.keys.never_opened && !gate.keys.never_stopped;
    if gate.keys.votes.is_some() || !plain {
        return format!(
            "{}: it can be opened falsely by {} if nobody objects within {}, by {} if somebody does; \
             it can be stopped by {}, or by {}.",
            gate.milestone,
            gate.keys.opened_by(),
            duration_words(gate.window),
            gate.keys.overruled_by(),
            gate.keys.stopped_by(),
            gate.keys.struck_by(&gate.bond_words)
        );
    }
    format!(
        "{}: {} keys acting together can open it falsely if nobody objects within {}, {} if \
         somebody does; {} can stop it by staying silent, {} of the court by striking what was \
         attested.",
        gate.milestone,
        count(gate.keys.open),
        duration_words(gate.window),
        count(gate.keys.open_against_objection),
        count(gate.keys.stop),
        count(gate.keys.stop_by_court)
    )
}
