//! A plan from its check to its last claim by nothing but the command line, everybody at a desk of his own.

mod before;
mod feed;
mod holders;
mod outside;
mod votes;
mod witnesses;

use milegate_tests_chain::{Desk, Home, Localnet};
use serde_json::Value;

use crate::world::{DAY, START};

/// A plan on a chain, and who works with it.
struct Life<'a> {
    net: &'a Localnet,
    desk: Desk<'a>,
    /// Addresses by role, as `deploy` printed them.
    contracts: Value,
}

impl Life<'_> {
    /// The address of a contract, by its role.
    fn at(&self, role: &str) -> &str {
        let address = self.contracts[role].as_str();
        address.unwrap_or_else(|| panic!("no {role} in {}", self.contracts))
    }

    fn vault(&self) -> &str {
        self.at("vault")
    }

    /// What `status` says of a milestone's stage.
    #[track_caller]
    fn stage_is(&self, milestone: &str, stage: &str) {
        let status = self
            .desk
            .does("stranger", &format!("status {}", self.vault()));
        let mut all = status["milestones"].as_array().unwrap().iter();
        let own = all.find(|standing| standing["terms"]["name"] == milestone);
        let now = &own.unwrap()["stage"];
        assert!(now.get(stage).is_some(), "{milestone}: {now}");
    }

    fn balance(&self, who: &str) -> u128 {
        let node = self.net.node();
        node.bank_balance(self.net.address(who), "uwld", None)
            .unwrap()
            .u128()
    }
}

/// A chain a day before the plan's start, on which nothing is.
fn begun() -> (Localnet, Home) {
    let home = Home::of("tests/chain/plans/commands", "plan.toml");
    let mut people: Vec<String> = home.people().into_iter().collect();
    people.extend(["voter", "stranger", "heir"].map(str::to_owned));
    let accounts = people.join(",");
    let gifts = [
        "foundation=300000000000uwld",
        "voter=500000000000uwld",
        "stranger=150000000000uwld",
        "cleo=50000000000uwld",
    ];
    let mut options = vec![
        "--at",
        "2026-12-31T00:00Z",
        "--block",
        "1ms",
        "--voting-period",
        "10",
        "--accounts",
        &accounts,
    ];
    options.extend(gifts.iter().flat_map(|gift| ["--give", gift]));
    let net = Localnet::start("commands", &options);
    home.settle(&net);
    (net, home)
}

#[test]
fn a_plan_lives_by_the_command_line_alone() {
    let (net, home) = begun();
    let life = before::sealed(&net, &home);
    before::looked_at(&life);
    votes::staked(&life);

    net.until(START + 60);
    before::counted(&life);
    feed::reports(&life, 0);
    votes::opened(&life);
    witnesses::by_the_chain(&life);
    witnesses::by_a_multisig(&life);
    witnesses::by_a_committee(&life);
    witnesses::by_a_bond(&life);
    witnesses::challenged(&life);
    holders::announce(&life);
    holders::leaves(&life);
    outside::news(&life);

    net.until(START + DAY + 60);
    feed::reports(&life, 1);
    net.until(START + 2 * DAY + 60);
    feed::observed(&life);

    net.pass(8 * DAY, 140);
    holders::carry_out(&life);
    witnesses::judged(&life);
    net.pass(2 * DAY, 2_010);
    votes::carried_out(&life);
    votes::asked(&life);
    witnesses::again(&life);

    net.pass(8 * DAY, 140);
    holders::claim(&life);
    net.pass(12 * DAY, 5);
    holders::gone(&life);
    outside::verified(&life);
    outside::published(&life);
}
