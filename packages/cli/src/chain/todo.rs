//! `milegate todo`: what an address can or must do, and by when.

use std::process::ExitCode;

use milegate_api::common::NextStep;
use milegate_api::core::governance::Status;
use milegate_api::milestones::{CreditResponse, MilestoneResponse, QueryMsg as OfMilestones};
use milegate_api::vesting::{GrantResponse, Phase};
use milegate_api::{governance, oracle, stake};
use milegate_plan::instant_words;
use serde::Serialize;
use serde_json::{Value, json};

use super::milestones::is_witness;
use super::session::connect;
use super::suite::Suite;
use crate::chain_args::Todo;
use crate::output::{Failure, Output};

/// How many of the latest proposals are looked at.
const PROPOSALS: u64 = 50;

/// One thing to do.
#[derive(Clone, Debug, Serialize)]
struct Item {
    /// What it is about.
    subject: String,
    /// The message.
    action: String,
    /// Whether it is this address's to do, rather than anybody's.
    own: bool,
    /// First instant at which it works; none if it works at once.
    from: Option<u64>,
    /// Last instant; none if it has no end.
    until: Option<u64>,
    /// In one sentence.
    words: String,
}

/// Lists what an address can do.
pub fn todo(args: &Todo, output: Output) -> Result<ExitCode, Failure> {
    let node = connect(&args.on.node)?;
    let suite = Suite::find(&node, &args.place, None)?;
    let who = suite.address(&args.who)?;
    let mut items = Vec::new();
    draft(&suite, &who, &mut items);
    if suite.terms.phase != (Phase::Draft {}) {
        for grant in suite.grants()? {
            of_grant(&grant, &who, &mut items);
        }
    }
    for standing in suite.all_milestones()? {
        of_milestone(&suite, &standing, &who, &mut items)?;
    }
    for (oracle, feed) in suite.feeds()? {
        of_feed(&suite, &oracle, feed, &who, &mut items)?;
    }
    credit(&suite, &who, &mut items)?;
    if let Some(governance) = suite.governance.clone() {
        proposals(&suite, &governance, &who, &mut items)?;
    }
    if let Some(stake) = suite.stake.clone() {
        unbonded(&suite, &stake, &who, &mut items)?;
    }
    items.sort_by_key(|item| {
        (
            !item.own,
            item.from.unwrap_or(0),
            item.until.unwrap_or(u64::MAX),
        )
    });
    output.result(&text(&suite, &args.who, &items), &items)?;
    Ok(ExitCode::SUCCESS)
}

fn text(suite: &Suite<'_>, who: &str, items: &[Item]) -> String {
    let line = |item: &Item| {
        let from = item.from.map(|at| format!(" from {}", instant_words(at)));
        let until = item.until.map(|at| format!(" until {}", instant_words(at)));
        format!(
            "  {} {}{}{}: {}\n",
            item.action,
            item.subject,
            from.unwrap_or_default(),
            until.unwrap_or_default(),
            suite.named(&item.words)
        )
    };
    let part = |own: bool| -> String {
        items
            .iter()
            .filter(|item| item.own == own)
            .map(line)
            .collect()
    };
    let (own, anyone) = (part(true), part(false));
    let own = if own.is_empty() {
        "  nothing\n".to_owned()
    } else {
        own
    };
    let anyone = if anyone.is_empty() {
        "  nothing\n".to_owned()
    } else {
        anyone
    };
    format!("{who} can do:\n{own}\nanyone can do:\n{anyone}")
}

impl Item {
    fn of(subject: &str, step: &NextStep, own: bool) -> Item {
        Item {
            subject: subject.to_owned(),
            action: step.action.clone(),
            own,
            from: step.from,
            until: step.until,
            words: step.words.clone(),
        }
    }

    fn own(subject: &str, action: &str, words: String) -> Item {
        Item {
            subject: subject.to_owned(),
            action: action.to_owned(),
            own: true,
            from: None,
            until: None,
            words,
        }
    }
}

fn draft(suite: &Suite<'_>, who: &str, items: &mut Vec<Item>) {
    let terms = &suite.terms;
    if terms.phase != (Phase::Draft {}) {
        return;
    }
    if terms.issuer.as_str() == who {
        let words = format!("{} grants are in the draft", terms.grants);
        items.push(Item::own("the vault", "deploy", words));
    }
    if terms.funder.as_str() == who {
        let words = format!(
            "the vault takes {} and is sealed",
            suite.show(terms.funding)
        );
        items.push(Item::own("the vault", "fund", words));
    }
}

fn of_grant(grant: &GrantResponse, who: &str, items: &mut Vec<Item>) {
    let subject = format!("grant {}", grant.grant);
    let party = grant.owner.as_str() == who || grant.payee.as_str() == who;
    for step in &grant.next {
        let named = step.who.split(" or ").any(|name| name == who);
        let anybody = step.who == "anyone";
        // Anybody's work on a stranger's grant is no news.
        if step.action != "wait" && (named || (anybody && party)) {
            items.push(Item::of(&subject, step, true));
        }
    }
    for change in &grant.changes {
        let kind = change.change.kind();
        let objects =
            grant.owner.as_str() == who && kind != milegate_api::vesting::ChangeKind::Termination;
        if objects {
            let words = format!("a change of {kind} is announced; its owner can cancel it");
            let mut item = Item::own(&subject, "cancel", words);
            item.until = Some(change.when.lapses.time);
            items.push(item);
        }
    }
}

fn of_milestone(
    suite: &Suite<'_>,
    standing: &MilestoneResponse,
    who: &str,
    items: &mut Vec<Item>,
) -> Result<(), Failure> {
    let terms = &standing.terms;
    let subject = format!("milestone {}", terms.name);
    let mut witness = false;
    for each in &terms.witnesses {
        witness = witness || is_witness(suite, &each.kind, who)?;
    }
    for step in &standing.next {
        let own = match step.action.as_str() {
            "attest" | "retract" if step.who != "anyone" => witness,
            "settle" => terms.court.as_str() == who,
            _ => false,
        };
        if own || step.who == "anyone" {
            items.push(Item::of(&subject, step, own));
        }
    }
    Ok(())
}

/// Reports of a group's member; closing by anyone.
fn of_feed(
    suite: &Suite<'_>,
    oracle: &str,
    feed: String,
    who: &str,
    items: &mut Vec<Item>,
) -> Result<(), Failure> {
    let subject = format!("feed {feed}");
    let asked = oracle::QueryMsg::Feed { feed };
    let standing: oracle::FeedResponse = suite.query(oracle, &asked)?;
    let asked = json!({ "member": { "addr": who, "at_height": null } });
    let member: Value = suite.query(standing.terms.group.as_str(), &asked)?;
    let reports = member["weight"].as_u64().is_some_and(|weight| weight > 0);
    for step in &standing.next {
        let own = step.action == "report" && reports;
        if own || step.who == "anyone" {
            items.push(Item::of(&subject, step, own));
        }
    }
    Ok(())
}

fn credit(suite: &Suite<'_>, who: &str, items: &mut Vec<Item>) -> Result<(), Failure> {
    let asked = OfMilestones::Credit {
        address: who.to_owned(),
    };
    let credit: CreditResponse = suite.query(&suite.milestones, &asked)?;
    if !credit.amount.is_zero() {
        let coins = suite.bond(credit.amount)?;
        let coins = suite.show_coins(&coins);
        let words = format!("{coins} of bonds came back: tell @milestones '{{\"withdraw\":{{}}}}'");
        items.push(Item::own("bonds", "withdraw", words));
    }
    Ok(())
}

fn proposals(
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

fn unbonded(
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
