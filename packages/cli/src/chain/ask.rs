//! `milegate status` and `milegate supply`.

use std::process::ExitCode;

use milegate_api::core::ledger::Figures;
use milegate_api::vesting::{
    CirculatingResponse, Phase, QueryMsg, SolvencyResponse, SupplyResponse,
};
use milegate_plan::instant_words;
use serde_json::json;

use super::session::connect;
use super::suite::Suite;
use crate::chain_args::Ask;
use crate::output::{Failure, Output};

/// Where a deployment stands.
pub fn status(args: &Ask, output: Output) -> Result<ExitCode, Failure> {
    let node = connect(&args.on.node)?;
    let suite = Suite::find(&node, &args.place, None)?;
    let block = node.latest().map_err(Failure::failed)?;
    let supply: SupplyResponse = suite.query(&suite.vault, &QueryMsg::Supply {})?;
    let solvency: SolvencyResponse = suite.query(&suite.vault, &QueryMsg::Solvency {})?;
    let milestones = suite.all_milestones()?;

    let phase = match suite.terms.phase {
        Phase::Draft {} => format!(
            "a draft with {} grants; sealing takes {}",
            suite.terms.grants,
            suite.show(suite.terms.funding)
        ),
        Phase::Sealed { at } => format!("sealed on {}", instant_words(at)),
    };
    let mut text = format!(
        "{} on {}, block {}, {}\nvault {}: {phase}\nplan {}\n\n",
        suite.terms.plan.name,
        block.chain_id,
        block.height,
        instant_words(block.time),
        suite.vault,
        suite.terms.plan.digest,
    );
    text += &figures(&suite, &supply);
    text += match solvency.solvent {
        true => "\nthe balance covers every obligation\n\n",
        false => "\nTHE BALANCE DOES NOT COVER THE OBLIGATIONS\n\n",
    };
    let figures = suite.figures(&milestones)?;
    for standing in &milestones {
        let said = |words: &str| suite.named(&figures.worded(standing, words));
        let words = said(&standing.words);
        text += &format!(
            "{} (round {}): {words}\n",
            standing.terms.name, standing.round
        );
        for step in &standing.next {
            text += &format!("  {}\n", said(&step.words));
        }
    }
    let value = json!({
        "block": block,
        "vault": { "address": suite.vault, "terms": suite.terms },
        "supply": supply,
        "solvency": solvency,
        "milestones": milestones,
        "governance": suite.governance,
        "stake": suite.stake,
    });
    output.result(&text, &value)?;
    match solvency.solvent {
        true => Ok(ExitCode::SUCCESS),
        false => Err(Failure::failed("the vault is not solvent")),
    }
}

/// What is locked and what circulates.
pub fn supply(args: &Ask, output: Output) -> Result<ExitCode, Failure> {
    let node = connect(&args.on.node)?;
    let suite = Suite::find(&node, &args.place, None)?;
    let supply: SupplyResponse = suite.query(&suite.vault, &QueryMsg::Supply {})?;
    let circulating: CirculatingResponse = suite.query(&suite.vault, &QueryMsg::Circulating {})?;
    let mut text = format!(
        "circulating {}, at block {}\n  {}\n  supply    {}\n  locked    {}\n  forfeited, still in the vault {}\n",
        suite.show(circulating.circulating),
        circulating.height,
        circulating.formula,
        suite.show(circulating.supply),
        suite.show(circulating.locked),
        suite.show(circulating.dues),
    );
    for part in &circulating.excluded {
        let who = suite.named(part.address.as_str());
        text += &format!("  excluded  {} ({who})\n", suite.show(part.balance));
    }
    text += &format!(
        "vested and not claimed, counted as circulating: {}\n\n",
        suite.show(circulating.unclaimed)
    );
    text += &figures(&suite, &supply);
    let value = json!({ "supply": supply, "circulating": circulating });
    output.result(&text, &value)?;
    Ok(ExitCode::SUCCESS)
}

fn figures(suite: &Suite<'_>, supply: &SupplyResponse) -> String {
    let line = |name: &str, figures: &Figures| {
        format!(
            "{name:16} {}: {} locked, {} claimable, {} claimed, {} forfeited\n",
            suite.show(figures.total),
            suite.show(figures.locked),
            suite.show(figures.claimable),
            suite.show(figures.claimed),
            suite.show(figures.forfeited),
        )
    };
    let mut text = String::new();
    for category in &supply.categories {
        text += &line(&category.category, &category.figures);
    }
    text + &line("total", &supply.total)
}
