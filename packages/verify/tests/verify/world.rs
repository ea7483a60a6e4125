//! A plan's steps played on a chain, as they are or altered.

use std::path::{Path, PathBuf};

use cosmwasm_std::{Addr, Binary, Checksum, Coin, HexBinary, Timestamp};
use embedded_chain::Chain;
use milegate_api::common::{Denom, PlanRef};
use milegate_api::core::governance::Share;
use milegate_api::core::oracle::{Calendar, Feed, Window};
use milegate_api::oracle;
use milegate_plan::{
    CheckOptions, Codes, Deployment, Genesis, Plan, Role, Step, check, deploy, sim_address, steps,
};
use milegate_report::ChainView;
use milegate_simulate::{Embedded, Embedding};
use milegate_verify::{Options, Outcome, Verification, verify};
use serde_json::{Value, json};
use tempfile::TempDir;

const LEAD: u64 = 86_400;

/// What the oracle measures.
pub const WINDOW: Window = Window {
    periods: 90,
    least: None,
    max_gap: 2,
};

/// A committee, multisigs, a governance by vote that judges one milestone: everything there is to
/// look at.
pub const PLAN: &str = r#"
plan  = { name = "Verified", start = 2027-01-01 }
asset = { denom = "umer", symbol = "MER", decimals = 6, total_supply = "1_000_000 MER" }
vault = { sink = "burn", guard = { limit = "100_000 MER", per = "30d" } }

[category.team]
cap     = "100_000 MER"
grants  = [
  { ref = "ada", owner = "sim:ada", amount = "40_000 MER" },
  { ref = "bob", owner = "sim:bob", payee = "sim:bank", amount = "40_000 MER" },
]
reserve = { amount = "20_000 MER", assign_by = "@hr", expires = 2028-06-01 }
leavers = { by = "@hr", notice = "30d" }

[category.seed]
grants = [{ ref = "fund", owner = "sim:fund", amount = "10_000 MER" }]

[schedule.team]
service  = { start = 2027-01-01, length = "2y", cliff = "90d" }
tranches = [
  { share = "50%", gate = "listing", curve = "once", missed = "forfeit" },
  { share = "50%", gate = 2027-07-01, curve = "linear 1y" },
]

[schedule.seed]
tranches = [{ gate = "audit", curve = "linear 1y", missed = "forfeit" }]

[milestone.listing]
statement = "MER trades on a public exchange"
policy    = "auditors and board"
deadline  = 2028-01-01

[milestone.audit]
statement = "The books were audited"
policy    = "auditors"
court     = "@governance"
deadline  = 2028-01-01

[witness]
auditors = { members = ["sim:auditor-1", "sim:auditor-2", "sim:auditor-3"], threshold = "2 of 3" }
board    = { address = "@board" }

[multisig]
board = { members = ["sim:board-1", "sim:board-2", "sim:board-3"], threshold = "2 of 3" }
court = { members = ["sim:judge-1", "sim:judge-2", "sim:judge-3"], threshold = "2 of 3" }
hr    = { members = ["sim:hr-1", "sim:hr-2", "sim:hr-3"], threshold = "2 of 3" }

[stake]
[governance]
guardian = { address = "sim:guardian", expires = 2028-01-01 }
"#;

/// How a deployment is made.
pub struct World {
    text: String,
    artifacts: PathBuf,
    funded: bool,
    minter: Option<&'static str>,
    seal: bool,
    oracle: bool,
    folder: TempDir,
}

/// The plan of this file.
pub fn world() -> World {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../artifacts");
    World {
        text: PLAN.to_owned(),
        artifacts: std::env::var_os("MILEGATE_ARTIFACTS").map_or_else(own, PathBuf::from),
        funded: true,
        minter: None,
        seal: true,
        oracle: false,
        folder: TempDir::new().unwrap(),
    }
}

impl World {
    /// Left as a draft, before the funding message.
    pub fn staged(mut self) -> Self {
        self.seal = false;
        self
    }

    /// The funder has nothing.
    pub fn without_funds(mut self) -> Self {
        self.funded = false;
        self
    }

    /// With a cw20 token that somebody can mint.
    pub fn token(mut self, minter: Option<&'static str>) -> Self {
        let cw20 = r#"cw20 = { address = "sim:token", minter = "none", admin = "none" }"#;
        self.text = self.text.replace(r#"denom = "umer""#, cw20);
        self.text += r#"
[disputes]
bond_denom = { denom = "ucoin", symbol = "COIN", decimals = 6 }
bond       = "20 COIN"
"#;
        self.text = self
            .text
            .replace("[governance]\n", "[governance]\ndeposit = \"1 COIN\"\n");
        self.minter = minter;
        self
    }

    /// With another build of a contract than the released one.
    pub fn other_build(mut self, code: &str) -> Self {
        let copy = self.folder.path().join("artifacts");
        std::fs::create_dir(&copy).unwrap();
        for entry in std::fs::read_dir(&self.artifacts).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, copy.join(path.file_name().unwrap())).unwrap();
        }
        let file = copy.join(format!("{code}.wasm"));
        let mut wasm = std::fs::read(&file).unwrap();
        // An empty custom section named `x`: other bytes, the same behaviour.
        wasm.extend([0, 2, 1, b'x']);
        std::fs::write(&file, wasm).unwrap();
        self.artifacts = copy;
        self
    }

    /// With an oracle beside it, that nobody administers.
    pub fn oracle(mut self) -> Self {
        self.oracle = true;
        self
    }

    /// Plays the plan's steps as they are.
    pub fn deploy(self) -> Deployed {
        self.deploy_altered(|_| ())
    }

    /// Plays the plan's steps after somebody changed them.
    pub fn deploy_altered(self, alter: impl FnOnce(&mut Vec<Step>)) -> Deployed {
        std::fs::write(self.folder.path().join("plan.toml"), &self.text).unwrap();
        let plan = Plan::load(self.folder.path()).unwrap_or_else(|problems| panic!("{problems}"));
        let checked = check(&plan, CheckOptions { deploying: None });
        assert_eq!(checked.problems.errors(), 0, "{checked}");
        let released = Codes::read(&world().artifacts.join("checksums.txt")).unwrap();
        let codes = built(&self.artifacts, &released);
        let creator = sim_address(&plan.prefix, "deployer");
        let deployment = Deployment::predict(&plan, &codes, &creator).unwrap();
        let mut steps = steps(&plan, &codes, &creator).unwrap();
        if !self.seal {
            let adds = |step: &Step| matches!(step, Step::Execute { msg, .. } if msg.get("add_grants").is_some());
            let last = steps.iter().rposition(adds).unwrap();
            steps.truncate(last.saturating_add(1));
        }
        alter(&mut steps);
        let mut chain = self.genesis(&plan, &codes, &deployment);
        if self.oracle {
            self.place_oracle(&mut chain, &deployment);
        }
        let mut driver = Embedding {
            chain: &mut chain,
            artifacts: &self.artifacts,
            told: &mut |_| (),
        };
        deploy(&steps, &mut driver).unwrap_or_else(|why| panic!("{why}"));
        Deployed {
            chain,
            plan,
            released,
            before: Vec::new(),
            deployment,
            staged: !self.seal,
            with_plan: true,
        }
    }

    fn place_oracle(&self, chain: &mut Chain, deployment: &Deployment) {
        let mut place = |name: &str, code: &str, msg: Value| {
            let wasm = std::fs::read(self.artifacts.join(format!("{code}.wasm"))).unwrap();
            let code = chain.store_code(&wasm).unwrap();
            let (at, creator) = (Addr::unchecked(sim(name)), Addr::unchecked(sim("market")));
            chain.place(&at, &creator, code, &msg, name, None).unwrap();
        };
        let seats = ["rita", "rolf", "rosa"].map(|name| json!({ "addr": sim(name), "weight": 1 }));
        place(
            "reporters",
            "cw4_group",
            json!({ "admin": null, "members": seats }),
        );
        let msg = oracle::InstantiateMsg {
            plan: PlanRef {
                name: "Verified".into(),
                digest: deployment.digest.clone(),
            },
            governance: None,
            feeds: vec![measured(&sim("reporters"))],
        };
        place(
            "oracle",
            "milegate_oracle",
            serde_json::to_value(msg).unwrap(),
        );
    }

    fn genesis(&self, plan: &Plan, codes: &Codes, deployment: &Deployment) -> Chain {
        let mut chain = Chain::builder()
            .prefix(plan.prefix.value.clone())
            .genesis(Timestamp::from_seconds(plan.start.saturating_sub(LEAD)))
            .block_seconds(6)
            .build();
        let genesis = Genesis::of(plan, deployment).unwrap();
        let market = Addr::unchecked(&genesis.market);
        if !self.funded {
            let coins = [Coin::new(*plan.asset.total_supply, "umer")];
            chain.mint(&market, &coins);
            return chain;
        }
        match &genesis.denom {
            Denom::Native(denom) => {
                for (address, amount) in &genesis.balances {
                    let coins = [Coin::new(*amount, denom)];
                    chain.mint(&Addr::unchecked(address), &coins);
                }
            }
            Denom::Cw20(token) => {
                let wasm = std::fs::read(self.artifacts.join("cw20_base.wasm")).unwrap();
                let code = chain.store_code(&wasm).unwrap();
                assert_eq!(
                    code.checksum.to_hex(),
                    codes.get("cw20_base").unwrap().to_hex()
                );
                let held = genesis.balances.iter().filter(|(_, amount)| **amount > 0);
                let held = held
                    .map(|(who, amount)| json!({ "address": who, "amount": amount.to_string() }));
                let minter = self
                    .minter
                    .map(|name| json!({ "minter": sim_address(&plan.prefix, name) }));
                let msg = json!({
                    "name": "MER", "symbol": "MER", "decimals": 6,
                    "initial_balances": held.collect::<Vec<_>>(), "mint": minter,
                });
                let token = Addr::unchecked(token);
                chain
                    .place(&token, &market, code, &msg, "MER", None)
                    .unwrap();
            }
        }
        chain
    }
}

/// What an oracle measures, told by a group, or by what an adapter samples.
fn measured(group: &str) -> Feed<String> {
    Feed {
        name: "volume".into(),
        unit: "USD a day".into(),
        decimals: 6,
        group: group.to_owned(),
        quorum: Share::new(6_000),
        min: 10u128.into(),
        max: 1_000_000_000u128.into(),
        calendar: Calendar {
            start: 1_798_761_600,
            period: 86_400,
        },
        windows: vec![WINDOW],
    }
}

/// The governance of a later release: other bytes, the same behaviour.
fn next(artifacts: &Path) -> Vec<u8> {
    let mut wasm = std::fs::read(artifacts.join("milegate_governance.wasm")).unwrap();
    wasm.extend([0, 2, 1, b'x']);
    wasm
}

/// Checksums of what lies in a folder.
fn built(artifacts: &Path, released: &Codes) -> Codes {
    let mut codes = released.clone();
    let mut chain = Chain::default();
    let code = "cw4_group";
    let wasm = std::fs::read(artifacts.join(format!("{code}.wasm"))).unwrap();
    let stored = chain.store_code(&wasm).unwrap();
    codes.insert(code, stored.checksum.to_hex().parse::<Hex>().unwrap().0);
    codes
}

struct Hex(cosmwasm_std::HexBinary);

impl std::str::FromStr for Hex {
    type Err = cosmwasm_std::StdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        cosmwasm_std::HexBinary::from_hex(text).map(Hex)
    }
}

/// A deployment, with what it is held against.
pub struct Deployed {
    pub chain: Chain,
    pub plan: Plan,
    pub released: Codes,
    pub before: Vec<Codes>,
    pub deployment: Deployment,
    pub staged: bool,
    pub with_plan: bool,
}

impl Deployed {
    /// Held against nothing but the release.
    pub fn without_plan(mut self) -> Self {
        self.with_plan = false;
        self
    }

    /// Places an adapter and what it samples, with who may replace the code of each.
    pub fn adapter(mut self, admin: &str, keeper: &str) -> Self {
        self.place("source", "milegate_stand_in", &json!({}), Some(keeper));
        let now = self.chain.block().time.seconds().to_string();
        let rate = format!("5{}", "0".repeat(20));
        let answer = json!({ "rate": rate, "last_updated_base": now, "last_updated_quote": now });
        let answer = Binary::from(answer.to_string().into_bytes());
        let (source, anyone) = (sim("source"), Addr::unchecked(sim("market")));
        let say = json!({ "say": { "answer": answer } });
        let source = Addr::unchecked(source);
        self.chain.execute(&anyone, &source, &say, &[]).unwrap();
        let msg = json!({
            "plan": { "name": "Verified", "digest": self.deployment.digest },
            "feed": measured(source.as_str()), "base": "BTC", "quote": "USD", "max_age": 600, "slots": 6,
        });
        self.place("adapter", "milegate_oracle_adapter", &msg, Some(admin));
        self
    }

    /// Places a contract that counts payments, with who may replace its code.
    pub fn payments(mut self, admin: Option<&str>) -> Self {
        let calendar = json!({ "start": 1_798_761_600, "period": 86_400 });
        let msg = json!({
            "plan": { "name": "Verified", "digest": self.deployment.digest }, "denom": "umer",
            "terms": { "fee": 25, "least": "1000000", "calendar": calendar }, "excluded": [],
        });
        self.place("payments", "milegate_payments", &msg, admin);
        self
    }

    fn place(&mut self, name: &str, code: &str, msg: &Value, admin: Option<&str>) {
        let wasm = std::fs::read(world().artifacts.join(format!("{code}.wasm"))).unwrap();
        let code = self.chain.store_code(&wasm).unwrap();
        let admin = admin.map(|name| match name {
            "governance" => self.at(&Role::Governance),
            name => Addr::unchecked(sim(name)),
        });
        let (at, creator) = (Addr::unchecked(sim(name)), Addr::unchecked(sim("market")));
        let placed = self
            .chain
            .place(&at, &creator, code, msg, name, admin.as_ref());
        placed.unwrap();
    }

    /// Replaces the governance's code, as it does itself after a vote.
    pub fn upgrade_governance(&mut self) {
        let code = self.chain.store_code(&next(&world().artifacts)).unwrap();
        let itself = self.at(&Role::Governance);
        let migrated = self.chain.migrate(&itself, &itself, code, &json!({}));
        migrated.unwrap_or_else(|refused| panic!("{}", refused.reason));
    }

    /// The release at hand has that code; what was at hand is an earlier one.
    pub fn releases_governance(&mut self) {
        let checksum = Checksum::generate(&next(&world().artifacts));
        self.before = vec![self.released.clone()];
        let checksum = HexBinary::from(checksum.as_slice());
        self.released.insert("milegate_governance", checksum);
    }

    /// Looked at as if it were funded.
    pub fn looked_at_as_sealed(mut self) -> Self {
        self.staged = false;
        self
    }

    /// Some seconds later.
    pub fn later(mut self, seconds: u64) -> Self {
        self.chain.advance(seconds);
        self
    }

    /// The address of a contract of the plan.
    pub fn at(&self, role: &Role) -> Addr {
        Addr::unchecked(self.deployment.contract(role).unwrap())
    }

    /// What `verify` says of it.
    pub fn verified(&self) -> Verification {
        self.seen_through(&Embedded(&self.chain))
    }

    /// The same through somebody else's eyes.
    pub fn seen_through(&self, view: &dyn ChainView) -> Verification {
        let options = Options {
            plan: self.with_plan.then_some(&self.plan),
            codes: Some(&self.released),
            before: &self.before,
            staged: self.staged,
        };
        verify(view, &self.at(&Role::Vault), options).unwrap_or_else(|why| panic!("{why}"))
    }
}

/// Facts that do not hold, with their values.
pub fn failed(verified: &Verification) -> Vec<(&'static str, Vec<String>)> {
    let failed = verified
        .facts
        .iter()
        .filter(|fact| fact.outcome == Outcome::Fail);
    failed
        .map(|fact| (fact.fact, fact.values.clone()))
        .collect()
}

/// The message that makes a contract.
pub fn birth(steps: &mut [Step], of: Role) -> &mut Value {
    let found = steps.iter_mut().find_map(|step| match step {
        Step::Instantiate { role, msg, .. } if *role == of => Some(msg),
        _ => None,
    });
    found.unwrap()
}

/// Who may replace the code of a contract.
pub fn admin(steps: &mut [Step], of: Role) -> &mut Option<String> {
    let found = steps.iter_mut().find_map(|step| match step {
        Step::Instantiate { role, admin, .. } if *role == of => Some(admin),
        _ => None,
    });
    found.unwrap()
}

/// The grants of the first batch.
pub fn grants(steps: &mut [Step]) -> &mut Vec<Value> {
    let found = steps.iter_mut().find_map(|step| match step {
        Step::Execute { msg, .. } => msg.get_mut("add_grants")?.get_mut("grants")?.as_array_mut(),
        _ => None,
    });
    found.unwrap()
}

/// A simulated address.
pub fn sim(name: &str) -> String {
    sim_address("mile", name)
}
