//! What others build on is pinned: events, access, raw keys, schema.
//!
//! `MILEGATE_GOLDEN=write` writes the files anew; otherwise they are compared.

mod story;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cosmwasm_schema::generate_api;
use cw_storage_plus::{Item, Map};
use milegate_api::{
    adapter as a, governance as g, milestones as m, oracle as o, payments as p, stake as s,
    vesting as v,
};
use milegate_tests::suite::{ACTORS, Suite, address};
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Writes or compares one file, by its path from the repository's root.
fn pin(path: &str, text: &str) {
    let file = root().join(path);
    let text = format!("{}\n", text.trim_end());
    if std::env::var("MILEGATE_GOLDEN").is_ok_and(|mode| mode == "write") {
        fs::create_dir_all(file.parent().expect("a folder")).expect("a writable tree");
        fs::write(&file, &text).expect("a writable file");
        return;
    }
    let how = "MILEGATE_GOLDEN=write cargo test -p milegate-tests golden";
    let pinned = fs::read_to_string(&file).unwrap_or_else(|e| panic!("{path}: {e}; run {how}"));
    let differs = pinned.lines().zip(text.lines()).find(|(was, is)| was != is);
    assert!(
        pinned == text,
        "{path} differs at {differs:?}; if it should, run {how}"
    );
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("JSON")
}

#[test]
fn events_are_pinned() {
    let mut seen: BTreeMap<String, BTreeSet<Vec<String>>> = BTreeMap::new();
    let suites = story::all()
        .into_iter()
        .chain(crate::governance::story::all());
    let suites = suites.map(|suite| suite.chain);
    let others = [
        crate::stake::story().chain,
        crate::oracle::story().chain,
        crate::oracle::adapter::story(),
        crate::payments::story().chain,
    ];
    for chain in suites.chain(others) {
        for event in chain.log().iter().flat_map(|line| &line.events) {
            let Some(name) = event.ty.strip_prefix("wasm-") else {
                continue;
            };
            let keys = event
                .attributes
                .iter()
                .map(|attribute| attribute.key.clone());
            seen.entry(name.to_string())
                .or_default()
                .insert(keys.collect());
        }
    }
    for (name, shapes) in &seen {
        assert_eq!(shapes.len(), 1, "{name} has several shapes: {shapes:?}");
    }
    let named = v::Event::NAMES.iter().chain(m::Event::NAMES);
    let named = named.chain(g::Event::NAMES).chain(o::Event::NAMES);
    let named = named.chain(a::Event::NAMES).chain(p::Event::NAMES);
    for (name, _) in named {
        assert!(seen.contains_key(*name), "no story tells of {name}");
    }
    let table: BTreeMap<_, _> = seen
        .into_iter()
        .map(|(name, shapes)| (name, shapes.into_iter().next()))
        .collect();
    pin("tests/golden/events.json", &pretty(&json!(table)));
}

#[test]
fn access_is_pinned() {
    let table = |access: &[(&str, &str)]| -> Vec<String> {
        access
            .iter()
            .map(|(message, who)| format!("{message}: {who}"))
            .collect()
    };
    let all = json!({
        "vesting": table(v::ACCESS),
        "milestones": table(m::ACCESS),
        "stake": table(s::ACCESS),
        "governance": table(g::ACCESS),
        "oracle": table(o::ACCESS),
        "oracle-adapter": table(a::ACCESS),
        "payments": table(p::ACCESS),
    });
    pin("tests/golden/access.json", &pretty(&all));
}

/// Keys that other contracts read, and a record of each, with names for addresses.
#[test]
fn raw_keys_are_pinned() {
    let suite = story::all().remove(0);
    let holder = suite.at("ben");
    let vault: [(&str, Vec<u8>); 3] = [
        ("seal", Item::<Value>::new("seal").as_slice().to_vec()),
        (
            "interest / ben",
            Map::<&cosmwasm_std::Addr, Value>::new("interest")
                .key(&holder)
                .to_vec(),
        ),
        (
            "gates / volume",
            Map::<&str, Value>::new("gates").key("volume").to_vec(),
        ),
    ];
    let milestones: [(&str, Vec<u8>); 3] = [
        ("config", Item::<Value>::new("config").as_slice().to_vec()),
        (
            "terms / listing",
            Map::<&str, Value>::new("terms").key("listing").to_vec(),
        ),
        (
            "conclusion / listing",
            Map::<&str, Value>::new("conclusion")
                .key("listing")
                .to_vec(),
        ),
    ];
    let read = |contract: &str, keys: [(&str, Vec<u8>); 3]| -> Value {
        let record = |(name, key): (&str, Vec<u8>)| {
            let bytes = suite.chain.query_raw(&suite.at(contract), &key);
            let text = String::from_utf8(bytes.expect(name)).expect("JSON");
            let text = anonymous(&suite, text);
            (
                name.to_string(),
                serde_json::from_str::<Value>(&text).expect("JSON"),
            )
        };
        keys.into_iter()
            .map(record)
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let all = json!({
        "vesting": read("vault", vault),
        "milestones": read("milestones", milestones),
        "stake": stake_keys(),
        "oracle": oracle_keys(),
    });
    pin("tests/golden/raw_keys.json", &pretty(&all));
}

/// The keys of cw4, by its own helper for a member.
fn stake_keys() -> Value {
    let stakes = crate::stake::story();
    let read = |key: &[u8]| -> Value {
        let record = stakes.chain.query_raw(&stakes.stake, key);
        serde_json::from_slice(&record.expect("a record")).expect("JSON")
    };
    json!({
        "config": read(b"config"),
        "members / ana": read(&cw4::member_key(&address("ana"))),
        "total": read(cw4::TOTAL_KEY.as_bytes()),
    })
}

/// The packed record of a feed's windows, in hex, and what it says.
fn oracle_keys() -> Value {
    let feeds = crate::oracle::story();
    let key = Map::<&str, Value>::new("reading").key("volume").to_vec();
    let record = feeds.chain.query_raw(&feeds.oracle, &key);
    let bytes = cosmwasm_std::HexBinary::from(record.expect("a record"));
    json!({ "reading / volume": { "bytes": bytes, "says": feeds.raw() } })
}

fn anonymous(suite: &Suite, mut text: String) -> String {
    for contract in ["vault", "milestones", "group"] {
        text = text.replace(suite.at(contract).as_str(), &format!("<{contract}>"));
    }
    for who in ACTORS {
        text = text.replace(&address(who), &format!("<{who}>"));
    }
    text
}

#[test]
fn schemas_are_pinned() {
    let vesting = generate_api! {
        name: "milegate-vesting",
        instantiate: v::InstantiateMsg,
        execute: v::ExecuteMsg,
        query: v::QueryMsg,
    };
    let milestones = generate_api! {
        name: "milegate-milestones",
        instantiate: m::InstantiateMsg,
        execute: m::ExecuteMsg,
        query: m::QueryMsg,
    };
    let stake = generate_api! {
        name: "milegate-stake",
        instantiate: s::InstantiateMsg,
        execute: s::ExecuteMsg,
        query: s::QueryMsg,
    };
    let governance = generate_api! {
        name: "milegate-governance",
        instantiate: g::InstantiateMsg,
        execute: g::ExecuteMsg,
        query: g::QueryMsg,
        migrate: g::MigrateMsg,
    };
    let oracle = generate_api! {
        name: "milegate-oracle",
        instantiate: o::InstantiateMsg,
        execute: o::ExecuteMsg,
        query: o::QueryMsg,
        migrate: o::MigrateMsg,
    };
    let adapter = generate_api! {
        name: "milegate-oracle-adapter",
        instantiate: a::InstantiateMsg,
        execute: a::ExecuteMsg,
        query: a::QueryMsg,
        migrate: a::MigrateMsg,
    };
    let payments = generate_api! {
        name: "milegate-payments",
        instantiate: p::InstantiateMsg,
        execute: p::ExecuteMsg,
        query: p::QueryMsg,
    };
    for (contract, api) in [
        ("vesting", vesting.render()),
        ("milestones", milestones.render()),
        ("stake", stake.render()),
        ("governance", governance.render()),
        ("oracle", oracle.render()),
        ("oracle-adapter", adapter.render()),
        ("payments", payments.render()),
    ] {
        let whole = format!("schema/{contract}/milegate-{contract}.json");
        pin(&whole, &api.to_string().expect("JSON"));
        let mut pinned = BTreeSet::new();
        for (file, text) in api.to_schema_files().expect("JSON") {
            pin(&format!("schema/{contract}/raw/{file}"), &text);
            pinned.insert(file);
        }
        let folder = root().join("schema").join(contract).join("raw");
        for entry in fs::read_dir(folder).expect("a folder") {
            let name = entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .to_string();
            assert!(
                pinned.contains(&name),
                "schema/{contract}/raw/{name} is of no message"
            );
        }
    }
}
