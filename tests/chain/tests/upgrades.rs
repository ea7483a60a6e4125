//! What may be upgraded is, by a vote on a checksum; what may not, is not by anybody.

use cosmwasm_std::{Checksum, HexBinary};
use milegate_plan::Role;
use milegate_report::ContractInfo;
use milegate_tests_chain::{Desk, Home, artifacts};
use serde_json::{Value, json};

use crate::code::{self, born, born_of, released};
use crate::world::{DAY, START, World, codes, empty_for, proposal, wld};

const FEED: &str = "paid";
/// Ten to the eighteenth, the unit of Band's rates.
const RATE: u128 = 1_000_000_000_000_000_000;

#[test]
fn a_vote_on_a_checksum_changes_code_and_no_record_and_what_has_no_admin_stays() {
    let home = Home::of("tests/chain/plans/upgrades", "plan.toml");
    let world = World::begin_with(empty_for(
        home,
        "upgrades",
        &["--block", "1ms", "--memory", "yes"],
    ));
    let adapter = Adapter::born(&world);
    world.net.until(START);
    let stake = world.at(&Role::Stake).to_owned();
    world.send("voter", &stake, json!({ "bond": {} }), &wld(450_000));
    for _ in 0..3 {
        a_day_is_told(&world, &adapter);
    }
    let oracle = world.at(&Role::Oracle).to_owned();
    world.send(
        "stranger",
        &oracle,
        json!({ "advance": { "feed": FEED } }),
        &[],
    );
    world.send("stranger", &adapter.address, json!({ "advance": {} }), &[]);

    let upgradable = [
        (world.governance().to_owned(), "milegate_governance"),
        (oracle.clone(), "milegate_oracle"),
        (adapter.address.clone(), "milegate_oracle_adapter"),
    ];
    let frozen = [Role::Vault, Role::Milestones, Role::Stake];
    let frozen = frozen.map(|role| (world.at(&role).to_owned(), role.code()));
    nobody_has_a_key(&world, &upgradable, &frozen);

    let upgrades = upgradable.map(|(contract, name)| Upgrade::stored(&world, contract, name));
    no_pin_but_the_right_one(&world, &upgrades);
    let together = propose(&world, &upgrades.iter().collect::<Vec<_>>()).unwrap();
    let never = frozen.map(|(contract, name)| {
        let upgrade = Upgrade::stored(&world, contract, name);
        (propose(&world, &[&upgrade]).unwrap(), upgrade)
    });
    for id in never.iter().map(|(id, _)| *id).chain([together]) {
        let ballot = json!({ "vote": { "proposal_id": id, "vote": "yes" } });
        world.send("voter", world.governance(), ballot, &[]);
    }
    world.net.pass(28 * DAY, 2_010);

    let before = (kept(&world, &oracle), kept(&world, &adapter.address));
    let execute = |id: u64| json!({ "execute": { "proposal_id": id } });
    for (id, upgrade) in &never {
        let was = info(&world, &upgrade.contract);
        let said = world.refused("stranger", world.governance(), execute(*id), &[]);
        assert!(said.contains("can not migrate: unauthorized"), "{said}");
        assert_eq!(info(&world, &upgrade.contract), was);
    }
    world.send("stranger", world.governance(), execute(together), &[]);
    for upgrade in &upgrades {
        let runs = info(&world, &upgrade.contract);
        assert_eq!(runs.checksum, upgrade.checksum.to_hex());
        assert_eq!(runs.admin.as_deref(), Some(world.governance()));
    }
    assert_eq!(
        (kept(&world, &oracle), kept(&world, &adapter.address)),
        before
    );

    for _ in 0..3 {
        a_day_is_told(&world, &adapter);
    }
    goes_on(&world, &oracle, &adapter.address);
    audited(&world, &upgrades);
}

/// An adapter that governance administers, beside the plan, and what it samples.
struct Adapter {
    address: String,
    source: String,
}

impl Adapter {
    fn born(world: &World) -> Self {
        let deployer = world.net.client("deployer");
        let source = released("milegate_stand_in");
        let source = born(&world.net, &deployer, &source, "source");
        let adapter = Adapter {
            address: String::new(),
            source,
        };
        adapter.priced(world);
        let window = json!({ "periods": 3, "least": null, "max_gap": 1 });
        let feed = json!({
            "name": FEED, "unit": "cents a WLD", "decimals": 2, "group": adapter.source, "quorum": 6_000,
            "min": "1", "max": "1000000", "calendar": { "start": START, "period": DAY }, "windows": [window],
        });
        let msg = json!({
            "plan": { "name": "Upgrades", "digest": "00".repeat(32) }, "feed": feed,
            "base": "WLD", "quote": "USD", "max_age": DAY, "slots": 3,
        });
        let admin = Some(world.governance());
        let wasm = released("milegate_oracle_adapter");
        let address = born_of(&world.net, &deployer, &wasm, "adapter", msg, admin);
        Adapter { address, ..adapter }
    }

    /// The source has a price of this instant.
    fn priced(&self, world: &World) {
        let now = world.net.node().latest().unwrap().time.to_string();
        let answer = json!({ "rate": (7 * RATE).to_string(), "last_updated_base": now, "last_updated_quote": now });
        let answer = cosmwasm_std::Binary::from(answer.to_string().into_bytes());
        let say = json!({ "say": { "answer": answer } });
        world.send("stranger", &self.source, say, &[]);
    }
}

/// Three reporters say what was paid, the adapter samples in two slots of three, and the day is over.
fn a_day_is_told(world: &World, adapter: &Adapter) {
    let now = world.net.node().latest().unwrap().time;
    let period = (now - START) / DAY;
    adapter.priced(world);
    std::thread::scope(|scope| {
        for (who, value) in [
            ("reporter-1", 900),
            ("reporter-2", 1_100),
            ("reporter-3", 5_000),
        ] {
            let report = json!({ "report": {
                "feed": FEED, "period": period, "value": value.to_string(),
                "evidence": { "uri": "https://evidence.example/day", "digest": "00".repeat(32) },
            } });
            scope.spawn(move || world.send(who, world.at(&Role::Oracle), report, &[]));
        }
        let sample = || world.send("stranger", &adapter.address, json!({ "sample": {} }), &[]);
        sample();
    });
    world.net.until(START + period * DAY + DAY / 2);
    world.send("stranger", &adapter.address, json!({ "sample": {} }), &[]);
    world.net.until(START + (period + 1) * DAY);
}

/// Neither who made the contracts nor who governs nothing can replace a code or name who may.
fn nobody_has_a_key(world: &World, upgradable: &[(String, &str)], frozen: &[(String, &str)]) {
    for (contract, name) in upgradable.iter().chain(frozen) {
        let was = info(world, contract);
        let may = upgradable.iter().any(|(other, _)| other == contract);
        let admin = may.then_some(world.governance());
        assert_eq!(was.admin.as_deref(), admin, "{name}");
        let code = was.code_id.to_string();
        let migrate = ["wasm", "migrate", contract, &code, "{}"];
        let take = [
            "wasm",
            "set-contract-admin",
            contract,
            world.net.address("stranger"),
        ];
        for attempt in [&migrate[..], &take[..]] {
            let said = world.net.wasmd_tx("deployer", attempt).unwrap_err();
            assert!(said.contains("unauthorized"), "{name}, {attempt:?}: {said}");
        }
        assert_eq!(info(world, contract), was);
    }
}

/// Other code for a contract: a release's with a note in it, other bytes that do the same.
struct Upgrade {
    contract: String,
    name: &'static str,
    code_id: u64,
    checksum: HexBinary,
}

impl Upgrade {
    fn stored(world: &World, contract: String, name: &'static str) -> Self {
        let wasm = code::noted(name);
        Upgrade {
            contract,
            name,
            code_id: code::store(&world.net.client("deployer"), &wasm),
            checksum: HexBinary::from(Checksum::generate(&wasm).as_slice()),
        }
    }

    fn pinned(&self, checksum: &HexBinary) -> Value {
        json!({ "code_id": self.code_id, "checksum": checksum })
    }
}

fn proposed(upgrades: &[&Upgrade], pins: &[Value]) -> Value {
    let migrate = |upgrade: &&Upgrade| json!({ "wasm": { "migrate": { "contract_addr": upgrade.contract, "new_code_id": upgrade.code_id, "msg": "e30=" } } });
    let msgs: Vec<Value> = upgrades.iter().map(migrate).collect();
    json!({ "propose": { "title": "Other code", "description": "", "msgs": msgs, "pins": pins } })
}

fn propose(world: &World, upgrades: &[&Upgrade]) -> Result<u64, String> {
    let pins = upgrades
        .iter()
        .map(|upgrade| upgrade.pinned(&upgrade.checksum));
    let msg = proposed(upgrades, &pins.collect::<Vec<_>>());
    let sent = world.try_send("voter", world.governance(), msg, &wld(100));
    sent.map(|receipt| proposal(&receipt))
        .map_err(|error| error.to_string())
}

/// Voters see the checksum of what would run, or there is no vote.
fn no_pin_but_the_right_one(world: &World, upgrades: &[Upgrade]) {
    for upgrade in upgrades {
        let released = codes().get(upgrade.name).unwrap().clone();
        for pins in [vec![], vec![upgrade.pinned(&released)]] {
            let msg = proposed(&[upgrade], &pins);
            let said = world.refused("voter", world.governance(), msg, &wld(100));
            assert!(said.contains("pinned"), "{said}");
        }
    }
}

fn info(world: &World, contract: &str) -> ContractInfo {
    world.net.node().contract(contract, None).unwrap().unwrap()
}

/// What an oracle, or what answers like one, has written down: the window at the end of the third day,
/// read both ways; and who reported what.
fn kept(world: &World, oracle: &str) -> Value {
    let window: Value = world.ask(
        oracle,
        json!({ "window": { "feed": FEED, "window": 0, "at": 2 } }),
    );
    let raw = [&[0, 7], &b"reading"[..], FEED.as_bytes()].concat();
    let raw = world.net.node().raw(oracle, &raw, None).unwrap();
    assert!(!raw.is_empty());
    let config: Value = world.ask(oracle, json!({ "config": {} }));
    let mut kept = json!({ "window": window, "raw": raw, "config": config });
    if oracle == world.at(&Role::Oracle) {
        let reports: Value = world.ask(oracle, json!({ "reports": { "feed": FEED, "period": 2 } }));
        assert_eq!(reports["reports"].as_array().map(Vec::len), Some(3));
        kept["reports"] = reports;
        kept["periods"] = periods(world, oracle);
    }
    kept
}

fn periods(world: &World, oracle: &str) -> Value {
    let answer: Value = world.ask(oracle, json!({ "periods": { "feed": FEED } }));
    answer["periods"].clone()
}

/// Three more days are added to the three before, and the milestone is proved by the upgraded oracle.
fn goes_on(world: &World, oracle: &str, adapter: &str) {
    world.send(
        "stranger",
        oracle,
        json!({ "advance": { "feed": FEED } }),
        &[],
    );
    let periods = periods(world, oracle);
    let last = periods.as_array().and_then(|all| all.last()).unwrap();
    assert_eq!(
        (&last["count"], &last["sum"]),
        (&json!(6), &json!("6600")),
        "{last}"
    );
    world.send("stranger", adapter, json!({ "advance": {} }), &[]);
    let window: Value = world.ask(adapter, json!({ "window": { "feed": FEED, "window": 0 } }));
    assert_eq!(window["mean"], "700", "{window}");
    let observe = json!({ "observe": { "milestone": "payments", "witness": "volume" } });
    world.send("stranger", world.milestones(), observe, &[]);
    assert_eq!(world.stage_of("payments"), "pending");
}

/// `verify` finds other code, and nothing else changed: with the checksums of both releases, nothing.
fn audited(world: &World, upgrades: &[Upgrade]) {
    let desk = Desk::new(&world.net, &world.home);
    let release = std::fs::read_to_string(artifacts().join("checksums.txt")).unwrap();
    let next = upgrades.iter().fold(release.clone(), |text, upgrade| {
        let was = codes().get(upgrade.name).unwrap().to_hex();
        text.replace(&was, &upgrade.checksum.to_hex())
    });
    desk.write("release.txt", &release);
    desk.write("next.txt", &next);
    let failed = |releases: &str| {
        let line = format!("verify {} --plan plan {releases} --json", world.vault());
        let said = desk.says("stranger", &line);
        let verified: Value =
            serde_json::from_str(&said.out).unwrap_or_else(|_| panic!("{}", said.err));
        let facts = verified["facts"].as_array().unwrap().iter();
        let failed = facts.filter(|fact| fact["outcome"] == "fail");
        failed
            .map(|fact| fact["fact"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let (next, both) = (
        "--checksums next.txt",
        "--checksums next.txt --checksums release.txt",
    );
    assert_eq!(failed("--checksums release.txt"), ["code"], "what they run");
    assert_eq!(failed(next), ["code"], "what they were created with");
    assert_eq!(failed(both), [""; 0]);
}
