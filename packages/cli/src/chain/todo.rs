//! `milegate todo`: what an address can or must do, and by when.

mod votes;

use std::process::ExitCode;

use milegate_api::common::NextStep;
use milegate_api::milestones::{CreditResponse, MilestoneResponse, QueryMsg as OfMilestones};
use milegate_api::vesting::{GrantResponse, Phase};
use milegate_api::{adapter, oracle};
use milegate_plan::instant_words;
use milegate_report::Figures;
use serde::Serialize;
use serde_json::{Value, json};

use super::milestones::is_witness;
use super::session::connect;
use super::suite::Suite;
use crate::chain_args::Todo;
use crate::output::{Failure, Output};

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
    let milestones = suite.all_milestones()?;
    let figures = suite.figures(&milestones)?;
    for standing in &milestones {
        of_milestone(&suite, &figures, standing, &who, &mut items)?;
    }
    for (oracle, feed) in suite.feeds()? {
        of_feed(&suite, &oracle, feed, &who, &mut items)?;
    }
    credit(&suite, &who, &mut items)?;
    if let Some(governance) = suite.governance.clone() {
        votes::proposals(&suite, &governance, &who, &mut items)?;
    }
    if let Some(stake) = suite.stake.clone() {
        votes::unbonded(&suite, &stake, &who, &mut items)?;
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
    figures: &Figures,
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
            let mut item = Item::of(&subject, step, own);
            item.words = suite.named(&figures.worded(standing, &step.words));
            items.push(item);
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
    let standing: oracle::FeedResponse = match suite.node.query(oracle, &asked) {
        Ok(standing) => standing,
        Err(error) => {
            // An adapter is sampled by anyone, and nobody's duty.
            let adapted: Result<adapter::ConfigResponse, _> =
                suite.node.query(oracle, &adapter::QueryMsg::Config {});
            return adapted.map(|_| ()).map_err(|_| Failure::failed(error));
        }
    };
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
