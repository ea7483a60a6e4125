//! Proposals of a multisig that speaks cw3.

use std::process::ExitCode;

use cosmwasm_std::Empty;
use cw3::{Cw3QueryMsg, ProposalListResponse, ProposalResponse, Status, Vote, VoteListResponse};
use serde::Serialize;
use serde_json::{Value, json};

use super::suite::Suite;
use crate::output::{Failure, Output};

/// How many of the latest proposals are shown.
const LATEST: u32 = 10;

/// A proposal, and what was said to it.
#[derive(Serialize)]
struct Standing {
    #[serde(flatten)]
    proposal: ProposalResponse<Empty>,
    votes: VoteListResponse,
    yes: u64,
}

/// Where the latest proposals stand, or one of them.
pub fn tally(
    suite: &Suite<'_>,
    multisig: &str,
    proposal: Option<u64>,
    output: Output,
) -> Result<ExitCode, Failure> {
    let proposals = match proposal {
        Some(proposal_id) => vec![suite.query(multisig, &Cw3QueryMsg::Proposal { proposal_id })?],
        None => {
            let asked = Cw3QueryMsg::ReverseProposals {
                start_before: None,
                limit: Some(LATEST),
            };
            let listed: ProposalListResponse<Empty> = suite.query(multisig, &asked)?;
            listed.proposals
        }
    };
    let mut all = Vec::new();
    for proposal in proposals {
        all.push(standing(suite, multisig, proposal)?);
    }
    let text: String = all.iter().map(|one| words(suite, one)).collect();
    let text = match all.is_empty() {
        true => "nothing was proposed".to_owned(),
        false => text,
    };
    output.result(&text, &json!({ "proposals": all }))?;
    Ok(ExitCode::SUCCESS)
}

fn standing(
    suite: &Suite<'_>,
    multisig: &str,
    proposal: ProposalResponse<Empty>,
) -> Result<Standing, Failure> {
    let asked = Cw3QueryMsg::ListVotes {
        proposal_id: proposal.id,
        start_after: None,
        limit: Some(30),
    };
    let votes: VoteListResponse = suite.query(multisig, &asked)?;
    let yes = votes.votes.iter().filter(|vote| vote.vote == Vote::Yes);
    Ok(Standing {
        yes: yes.map(|vote| vote.weight).fold(0, u64::saturating_add),
        proposal,
        votes,
    })
}

fn words(suite: &Suite<'_>, standing: &Standing) -> String {
    let Standing {
        proposal, votes, ..
    } = standing;
    let id = proposal.id;
    let next = match proposal.status {
        Status::Open => format!("\n  next: vote {id} yes"),
        Status::Passed => format!("\n  next: execute {id}, by anybody it lets"),
        _ => String::new(),
    };
    let voters = votes.votes.iter().map(|vote| {
        let said = format!("{:?}", vote.vote).to_lowercase();
        format!("{} {said}", suite.named(&vote.voter))
    });
    format!(
        "{id}: {}\n  {:?}, yes {}{}: {}{next}\n",
        proposal.title,
        proposal.status,
        standing.yes,
        needed(proposal),
        voters.collect::<Vec<_>>().join(", "),
    )
}

/// What passes it, where that is a number.
fn needed(proposal: &ProposalResponse<Empty>) -> String {
    let threshold = serde_json::to_value(&proposal.threshold).unwrap_or_default();
    match &threshold["absolute_count"] {
        Value::Object(count) => format!(" of {}", count["weight"]),
        _ => String::new(),
    }
}
