//! What messages and queries cost does not grow with proposals, voters or grants.

use cosmwasm_std::{Addr, Uint128, coin};
use cw3::Vote;
use milegate_api::governance::{ExecuteMsg, QueryMsg, Suite as NewSuite};
use milegate_api::stake;
use milegate_core::governance::Rules;
use milegate_tests::governance::{WEIGHT, attest_listing, opened, pay, to_itself};
use milegate_tests::suite::{ACTORS, DENOM, START, Suite, address, grant, is_native};

/// Proposals that run, voters on the one that is measured, grants in the vault.
#[derive(Clone, Copy)]
struct Size {
    proposals: u64,
    voters: u64,
    grants: u64,
}

const SMALL: Size = Size {
    proposals: 1,
    voters: 3,
    grants: 5,
};

/// A plan of a size, and the proposal that is measured.
fn world(size: Size) -> (Suite, u64) {
    let others = size.grants - 5;
    let builder = Suite::builder()
        .rules(|msg| (msg.rules.deposit, msg.rules.proposals) = (Uint128::zero(), 100))
        .vault(|msg| {
            msg.categories
                .iter_mut()
                .for_each(|of| of.cap = 10_000u64.into())
        })
        .grants(move |all| all.extend((0..others).map(|n| grant(&format!("g{n:04}"), "core", 1))));
    let mut suite = builder.born().unwrap();
    for batch in suite.grants.clone().chunks(100) {
        suite.add_grants("issuer", batch.to_vec()).unwrap();
    }
    suite.seal().unwrap();
    let crowd: Vec<String> = (0..size.voters).map(|n| format!("voter {n}")).collect();
    for who in &crowd {
        stakes(&mut suite, who);
    }
    suite.until(START + 1);
    suite.accepts_payments("buyer").unwrap();
    suite.satisfy("volume");
    suite.challenge("volume").unwrap();
    for number in 1..size.proposals {
        let who = ACTORS[number as usize % 15];
        let msgs = vec![pay(&suite, "buyer", number.into())];
        suite.propose(who, msgs).unwrap();
    }
    let msgs = vec![attest_listing(&suite)];
    let id = opened(&suite.propose("vera", msgs).unwrap());
    for who in &crowd {
        suite.vote(who, id, Vote::Yes).unwrap();
    }
    (suite, id)
}

fn stakes(suite: &mut Suite, who: &str) {
    let (who, stake) = (Addr::unchecked(address(who)), suite.at("stake"));
    let purse = [coin(1_000 * WEIGHT, DENOM)];
    suite.chain.mint(&who, &purse);
    let bond = stake::ExecuteMsg::Bond {};
    suite.chain.execute(&who, &stake, &bond, &purse).unwrap();
}

type Costs = Vec<(&'static str, u64)>;

/// Everything that is sent and asked while votes are taken.
fn while_voting(suite: &mut Suite, id: u64) -> Costs {
    let mut costs = vec![];
    let mut pays = |name, receipt: milegate_tests::suite::Answer| {
        let receipt = receipt.expect(name);
        costs.push((name, receipt.gas_used));
        receipt
    };
    pays("vote", suite.vote("vera", id, Vote::No));
    pays("prove", suite.prove("stranger", id, "ana"));
    suite.renounce("ana", "ana").unwrap();
    pays("readmit", suite.readmit("stranger", id, "ana"));
    let signal = pays("ask", suite.ask_community("vera", "what?", &["a", "b"]));
    pays("answer", suite.answer("vera", opened(&signal), 1));
    pays("dispute", suite.dispute("stranger", "volume"));
    pays("accept_payments", suite.accepts_payments("heir"));
    let msgs = vec![pay(suite, "buyer", 999)];
    let stopped = pays("propose", suite.propose("vito", msgs));
    pays("cancel", suite.stop("guardian", opened(&stopped)));
    costs.extend(asks(suite, id));
    costs
}

fn asks(suite: &Suite, proposal_id: u64) -> Costs {
    let (start_after, limit, start_before) = (None, Some(3), Some(proposal_id + 1));
    let questions = [
        ("tally", QueryMsg::Tally { proposal_id }),
        ("proposal", QueryMsg::Proposal { proposal_id }),
        (
            "vote?",
            QueryMsg::Vote {
                proposal_id,
                voter: address("vera"),
            },
        ),
        (
            "list_votes",
            QueryMsg::ListVotes {
                proposal_id,
                start_after: None,
                limit,
            },
        ),
        (
            "ballots",
            QueryMsg::Ballots {
                proposal_id,
                start_after,
                limit,
            },
        ),
        (
            "reverse_proposals",
            QueryMsg::ReverseProposals {
                start_before,
                limit: Some(1),
            },
        ),
        ("config", QueryMsg::Config {}),
        ("deposits", QueryMsg::Deposits {}),
    ];
    let cost = |question: &QueryMsg| {
        let _: serde_json::Value = suite.ask_governance(question);
        suite.chain.last_query_gas()
    };
    questions
        .map(|(name, question)| (name, cost(&question)))
        .to_vec()
}

fn changes(suite: &mut Suite) -> [(&'static str, ExecuteMsg); 3] {
    let config: milegate_api::governance::ConfigResponse =
        suite.ask_governance(&QueryMsg::Config {});
    let revision = config.rules.revision + 1;
    let rules = Rules {
        revision,
        cool_down: 1,
        ..config.rules
    };
    let added = NewSuite {
        milestones: suite.other_milestones(&[]).into_string(),
        vaults: vec![],
    };
    [
        ("set_rules", ExecuteMsg::SetRules { rules }),
        ("add_suite", ExecuteMsg::AddSuite { suite: added }),
        ("set_guardian", ExecuteMsg::SetGuardian { guardian: None }),
    ]
}

/// Execute, with what it runs, and close.
fn afterwards(suite: &mut Suite) -> Costs {
    let governance = suite.at("governance");
    suite.chain.mint(&governance, &[coin(2_000, DENOM)]);
    let mut ids = vec![];
    let paid = ("execute", pay(suite, "buyer", 1_000));
    let own = changes(suite).map(|(name, msg)| (name, to_itself(suite, &msg)));
    for (name, msg) in [paid].into_iter().chain(own) {
        let id = opened(&suite.propose("vlad", vec![msg]).unwrap());
        for who in ["vera", "vito", "vlad"] {
            suite.vote(who, id, Vote::Yes).unwrap();
        }
        ids.push((name, id));
    }
    suite.voting_passes();
    let code = ids[2].1;
    suite.delay_passes(code);
    let mut costs = vec![];
    for (name, id) in &ids {
        costs.push((*name, suite.carry("stranger", *id).unwrap().gas_used));
    }
    costs.push(("close", suite.close("stranger", ids[0].1).unwrap().gas_used));
    costs
}

fn costs(size: Size) -> Costs {
    let (mut suite, id) = world(size);
    let mut costs = while_voting(&mut suite, id);
    costs.extend(afterwards(&mut suite));
    costs
}

/// What one unit more costs, by least squares.
fn slope(points: &[(f64, f64)]) -> f64 {
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let rise: f64 = points
        .iter()
        .map(|point| (point.0 - x) * (point.1 - y))
        .sum();
    rise / points
        .iter()
        .map(|point| (point.0 - x).powi(2))
        .sum::<f64>()
}

/// A number that is longer by a digit is 30 gas a byte; a unit more must cost next to nothing.
#[track_caller]
fn flat(unit: &str, units: [u64; 3], most: f64, size: impl Fn(u64) -> Size) {
    if is_native() {
        return;
    }
    let all = units.map(|units| costs(size(units)));
    for (at, (name, _)) in all[0].iter().enumerate() {
        let gas = [0, 1, 2].map(|of: usize| all[of][at].1);
        let points: Vec<_> = units
            .iter()
            .zip(gas)
            .map(|(x, y)| (*x as f64, y as f64))
            .collect();
        let slope = slope(&points);
        println!("{unit} {units:?}: {name} {gas:?}, {slope:.2} each");
        assert!(slope.abs() <= most, "{name} grows with {unit}: {gas:?}");
    }
}

#[test]
fn nothing_grows_with_the_number_of_proposals() {
    flat("proposals", [1, 50, 200], 3.0, |proposals| Size {
        proposals,
        ..SMALL
    });
}

#[test]
fn nothing_grows_with_the_number_of_voters() {
    flat("voters", [3, 30, 120], 3.0, |voters| Size {
        voters,
        ..SMALL
    });
}

#[test]
fn nothing_grows_with_the_number_of_grants() {
    flat("grants", [5, 100, 300], 1.5, |grants| Size {
        grants,
        ..SMALL
    });
}
