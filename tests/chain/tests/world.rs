//! The plan of `plans/world` on a chain, and words for what people do there.

use cosmwasm_std::{Coin, coin};
use milegate_chain::{ChainError, Client, Message, Receipt, Staged, deploy_plan, funding};
use milegate_plan::{Codes, Deployment, Plan, Role};
use milegate_tests_chain::{Home, Localnet, artifacts, holds, verified};
use milegate_verify::Verification;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub const DAY: u64 = 86_400;
/// One symbol, in base units.
pub const WLD: u128 = 1_000_000;
/// The plan's start, 2027-01-01, Unix seconds.
pub const START: u64 = 1_798_761_600;

/// A chain, and the plan that stands on it.
pub struct World {
    pub net: Localnet,
    pub home: Home,
    pub deployment: Deployment,
    /// What brought the money.
    pub sealed: Receipt,
}

pub fn codes() -> Codes {
    Codes::read(&artifacts().join("checksums.txt")).unwrap()
}

/// A chain a day before the plan's start, with everybody's keys and money, and nothing on it.
pub fn empty(name: &str, options: &[&str]) -> (Localnet, Home) {
    empty_for(
        Home::of("tests/chain/plans/world", "plan.toml"),
        name,
        options,
    )
}

/// The same for another plan that begins then.
pub fn empty_for(home: Home, name: &str, options: &[&str]) -> (Localnet, Home) {
    let mut people: Vec<String> = home.people().into_iter().collect();
    people.extend(["voter", "stranger"].map(str::to_owned));
    let accounts = people.join(",");
    let gifts = [
        "--give",
        "foundation=300000000000uwld",
        "--give",
        "voter=500000000000uwld",
        "--give",
        "stranger=200000000000uwld",
    ];
    let common = ["--at", "2026-12-31T00:00Z", "--accounts", &accounts];
    let net = Localnet::start(name, &[&common[..], &gifts[..], options].concat());
    home.settle(&net);
    (net, home)
}

/// A chain of many blocks a second on which gas is free, from an instant on, Unix seconds.
pub fn quick(name: &str, at: u64, accounts: &[&str], gifts: &[String]) -> Localnet {
    let (at, accounts) = (format!("@{at}"), accounts.join(","));
    let mut options = vec!["--at", &at, "--accounts", &accounts];
    options.extend(["--block", "1ms", "--memory", "yes", "--gas-price", "0"]);
    for gift in gifts {
        options.extend(["--give", gift]);
    }
    Localnet::start(name, &options)
}

/// Deploys the plan, telling of each transaction.
pub fn stage(plan: &Plan, deployer: &Client, mut sent: impl FnMut()) -> Staged {
    let mut told = |told: milegate_chain::Told<'_>| {
        if matches!(told, milegate_chain::Told::Sent(_)) {
            sent();
        }
    };
    deploy_plan(plan, &codes(), &artifacts(), deployer, None, &mut told).unwrap()
}

/// Verifies what is deployed, and brings the money.
pub fn seal(net: &Localnet, plan: &Plan, deployment: &Deployment) -> Receipt {
    let funder = deployment.resolve(&plan.vault.funder).unwrap();
    let funder = net.introduced(net.who(&funder).unwrap());
    let vault = &deployment.contracts[&Role::Vault];
    holds(&verified(net.node(), vault, plan, true));
    let deployer = net.address("deployer");
    let seal = funding(plan, &codes(), funder.node(), deployer).unwrap();
    funder.send(&[seal], "").unwrap()
}

impl World {
    /// Deployed and funded.
    pub fn begin(name: &str, options: &[&str]) -> Self {
        World::begin_with(empty(name, options))
    }

    /// Deployed and funded on a chain that is there.
    pub fn begin_with((net, home): (Localnet, Home)) -> Self {
        let staged = stage(&home.plan(), &net.client("deployer"), || {});
        World::fund(net, home, staged.deployment)
    }

    /// Funds what is deployed, verified before and after.
    pub fn fund(net: Localnet, home: Home, deployment: Deployment) -> Self {
        let sealed = seal(&net, &home.plan(), &deployment);
        let world = World {
            net,
            home,
            deployment,
            sealed,
        };
        holds(&world.verified());
        world
    }

    /// What the chain shows beside the plan.
    pub fn verified(&self) -> Verification {
        verified(self.net.node(), self.vault(), &self.home.plan(), false)
    }

    /// The address of a contract.
    pub fn at(&self, role: &Role) -> &str {
        &self.deployment.contracts[role]
    }

    pub fn vault(&self) -> &str {
        self.at(&Role::Vault)
    }

    pub fn milestones(&self) -> &str {
        self.at(&Role::Milestones)
    }

    pub fn governance(&self) -> &str {
        self.at(&Role::Governance)
    }

    pub fn council(&self) -> &str {
        &self.deployment.names["council"]
    }

    pub fn try_send(
        &self,
        who: &str,
        contract: &str,
        msg: Value,
        funds: &[Coin],
    ) -> Result<Receipt, ChainError> {
        let client = self.net.client(who);
        let message = Message::Execute {
            sender: client.address().to_owned(),
            contract: contract.to_owned(),
            msg,
            funds: funds.to_vec(),
        };
        client.send(&[message], "")
    }

    pub fn send(&self, who: &str, contract: &str, msg: Value, funds: &[Coin]) -> Receipt {
        let what = msg.to_string();
        let sent = self.try_send(who, contract, msg, funds);
        sent.unwrap_or_else(|error| panic!("{who}, {what}: {error}"))
    }

    /// Sends what must be refused, and answers the refusal.
    pub fn refused(&self, who: &str, contract: &str, msg: Value, funds: &[Coin]) -> String {
        let what = msg.to_string();
        match self.try_send(who, contract, msg, funds) {
            Err(ChainError::Refused { reason, .. } | ChainError::Failed { reason, .. }) => reason,
            Err(error) => panic!("{what}: {error}"),
            Ok(_) => panic!("{what} went through"),
        }
    }

    pub fn ask<T: DeserializeOwned>(&self, contract: &str, msg: Value) -> T {
        self.net.node().query(contract, &msg).unwrap()
    }

    pub fn balance(&self, address: &str) -> u128 {
        self.net
            .node()
            .bank_balance(address, "uwld", None)
            .unwrap()
            .u128()
    }

    pub fn milestone(&self, milestone: &str) -> Value {
        let question = json!({ "milestone": { "milestone": milestone } });
        self.ask(self.milestones(), question)
    }

    pub fn stage_of(&self, milestone: &str) -> String {
        let stage = &self.milestone(milestone)["stage"];
        let name = stage
            .as_object()
            .and_then(|stage| stage.keys().next().cloned());
        name.unwrap_or_else(|| stage.to_string())
    }

    /// What attests to a milestone that its fact held at the last block.
    pub fn attestation(&self, milestone: &str, witness: &str, schema: &str) -> Value {
        let now = self.net.node().latest().unwrap().time;
        json!({ "attest": {
            "milestone": milestone, "round": 1, "witness": witness, "as_of": now, "valid_until": now + 60 * DAY,
            "evidence": { "schema": schema, "uri": "https://evidence.example/1", "digest": "00".repeat(32),
                "metric": "as stated", "value": "as stated" },
        } })
    }

    /// The chain's own governance testifies to the listing.
    pub fn xgov_attests(&self) {
        let client = self.net.client("stranger");
        let attest = Message::Execute {
            sender: self.net.gov().to_owned(),
            contract: self.milestones().to_owned(),
            msg: self.attestation("listing", "xgov", "exchange-listing/1"),
            funds: vec![],
        };
        let submit = Message::Propose {
            proposer: client.address().to_owned(),
            title: "WLD is listed".into(),
            summary: "Two venues trade it.".into(),
            deposit: vec![coin(1_000_000, self.net.fee_denom())],
            messages: vec![attest],
        };
        let opened = proposal(&client.send(&[submit], "").unwrap());
        self.net.all_vote_yes(opened);
        self.net.pass(25, 2);
    }

    /// Two of three of a cw3-flex-multisig testify to the payments.
    pub fn council_attests(&self) {
        let attest = self.attestation("payments", "council", "payment-volume/1");
        let msgs = [call(self.milestones(), &attest)];
        let propose = json!({ "propose": { "title": "WLD is paid with", "description": "", "msgs": msgs, "latest": null } });
        let id = proposal(&self.send("council-1", self.council(), propose, &[]));
        let vote = json!({ "vote": { "proposal_id": id, "vote": "yes" } });
        self.send("council-2", self.council(), vote, &[]);
        let execute = json!({ "execute": { "proposal_id": id } });
        self.send("stranger", self.council(), execute, &[]);
    }

    /// Proposes that the governance testifies to the lending; answers the proposal.
    pub fn propose_attestation(&self) -> u64 {
        let attest = self.attestation("lending", "vote", "lending-integration/1");
        let msgs = [call(self.milestones(), &attest)];
        let propose =
            json!({ "propose": { "title": "WLD is lent", "description": "", "msgs": msgs } });
        proposal(&self.send("voter", self.governance(), propose, &wld(100)))
    }

    pub fn conclude(&self, milestone: &str) {
        self.send(
            "stranger",
            self.milestones(),
            json!({ "conclude": { "milestone": milestone } }),
            &[],
        );
    }

    pub fn claim(&self, who: &str) {
        self.send(
            who,
            self.vault(),
            json!({ "claim": { "grants": [who] } }),
            &[],
        );
    }
}

/// A call as multisigs and governances carry it.
pub fn call(contract: &str, msg: &Value) -> Value {
    let msg = cosmwasm_std::Binary::from(msg.to_string().into_bytes());
    json!({ "wasm": { "execute": { "contract_addr": contract, "msg": msg, "funds": [] } } })
}

pub fn wld(amount: u128) -> Vec<Coin> {
    vec![coin(amount * WLD, "uwld")]
}

/// The number of the proposal that a transaction opened.
pub fn proposal(receipt: &Receipt) -> u64 {
    let id = receipt
        .events
        .iter()
        .find_map(|event| event.get("proposal_id").or(event.get("proposal")));
    id.and_then(|id| id.parse().ok())
        .unwrap_or_else(|| panic!("no proposal: {receipt:?}"))
}
