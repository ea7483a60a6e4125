//! What a voter and a staker can do.

use milegate_api::core::governance::Status;
use milegate_api::{governance, stake};
use serde_json::{Value, json};

use super::super::suite::Suite;
use super::Item;
use crate::output::Failure;

/// How many of the latest proposals are looked at.
const PROPOSALS: u64 = 50;

/// Ballots, and what anybody can do about a proposal.
pub(super) fn proposals(
    suite: &Suite<'_>,
    governance: &str,
    who: &str,
    items: &mut Vec<Item>,
) -> Result<(), Failure> {
    let config: governance::ConfigResponse =
        suite.query(governance, &governance::QueryMsg::Config {})?;
    let first = config.proposals.saturating_sub(PROPOSALS).saturating_add(1);
    for proposal_id in first..=config.proposals {
        let tally: governance::TallyResponse =
            suite.query(governance, &governance::QueryMsg::Tally { proposal_id })?;
        let subject = format!("proposal {proposal_id} ({})", tally.title);
        let voting = tally.status == (Status::Voting {});
        let can_vote = voting && has_a_vote(suite, governance, &config, &tally, who)?;
        for step in &tally.next {
            match step.action.as_str() {
                "vote" | "answer" if can_vote => items.push(Item::of(&subject, step, true)),
                "vote" | "answer" => {}
                _ if step.who == "anyone" => items.push(Item::of(&subject, step, false)),
                _ if step.who.contains(who) => items.push(Item::of(&subject, step, true)),
                _ => {}
            }
        }
    }
    Ok(())
}

/// Whether somebody had power when a proposal opened and has not voted.
fn has_a_vote(
    suite: &Suite<'_>,
    governance: &str,
    config: &governance::ConfigResponse,
    tally: &governance::TallyResponse,
    who: &str,
) -> Result<bool, Failure> {
    let asked = json!({ "member": { "addr": who, "at_height": tally.terms.opened.height } });
    let member: Value = suite.query(config.source.as_str(), &asked)?;
    if member["weight"].as_u64().unwrap_or_default() == 0 {
        return Ok(false);
    }
    let asked = governance::QueryMsg::Vote {
        proposal_id: tally.id,
        voter: who.to_owned(),
    };
    let vote: Value = suite.query(governance, &asked)?;
    Ok(vote["vote"].is_null())
}

/// What was unbonded and waits.
pub(super) fn unbonded(
    suite: &Suite<'_>,
    stake: &str,
    who: &str,
    items: &mut Vec<Item>,
) -> Result<(), Failure> {
    let asked = stake::QueryMsg::Claims {
        address: who.to_owned(),
    };
    let claims: Value = suite.query(stake, &asked)?;
    let waiting = claims["claims"].as_array().map_or(0, Vec::len);
    if waiting > 0 {
        let words = format!(
            "{waiting} unbonded amounts wait, or are due: tell @stake '{{\"claim\":{{}}}}'"
        );
        items.push(Item::own("the stake", "claim", words));
    }
    Ok(())
}
