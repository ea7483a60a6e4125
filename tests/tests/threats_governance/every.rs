//! One of every message of every contract. A new message must be added here.

use cosmwasm_std::Coin;
use milegate_api::{governance as g, milestones as m, stake as s, vesting as v};
use milegate_core::milestone::Verdict;
use milegate_tests::governance::{DEPOSIT, WEIGHT, attest_listing, pay, rules};
use milegate_tests::suite::{BOND, DEADLINE, START, Suite, address, bond, evidence, grant, tok};
use serde_json::{Value, json};

/// Where it goes, what it says, and the coins that come with it.
pub struct One {
    pub contract: &'static str,
    pub name: String,
    pub msg: Value,
    pub coins: Vec<Coin>,
}

fn own(contract: &'static str, msgs: Vec<(Value, Vec<Coin>)>) -> impl Iterator<Item = One> {
    msgs.into_iter().map(move |(msg, coins)| {
        let name = msg.as_object().and_then(|msg| msg.keys().next().cloned());
        let name = name.expect("a message");
        One {
            contract,
            name,
            msg,
            coins,
        }
    })
}

fn free(msg: Value) -> (Value, Vec<Coin>) {
    (msg, vec![])
}

/// Every message, as `who` would send it to open the gate behind `listing`, or for money.
pub fn messages(suite: &Suite, who: &str) -> Vec<One> {
    let mut all = vault(suite, who);
    all.extend(milestones(who));
    all.extend(stake(suite, who));
    all.extend(governance(suite, who));
    let tables = [
        ("vault", v::ACCESS),
        ("milestones", m::ACCESS),
        ("stake", s::ACCESS),
        ("governance", g::ACCESS),
    ];
    for (contract, table) in tables {
        let named = all.iter().filter(|one| one.contract == contract);
        let mut named: Vec<&str> = named.map(|one| one.name.as_str()).collect();
        let mut listed: Vec<&str> = table.iter().map(|(name, _)| *name).collect();
        named.sort_unstable();
        listed.sort_unstable();
        assert_eq!(named, listed, "messages of the {contract}");
    }
    all
}

fn vault(suite: &Suite, who: &str) -> Vec<One> {
    let mut new = grant("more", "core", 1);
    new.owner = address(who);
    let cohort = json!({ "name": "later", "template": "serving", "service_start": START + 9 });
    let hook = json!({ "sender": address(who), "amount": "1", "msg": "" });
    let payee = json!({ "payee": { "payee": address("heir"), "reason": "custody" } });
    let digest = &suite.digest;
    let msgs = vec![
        free(json!({ "add_grants": { "grants": [new] } })),
        (json!({ "seal": { "digest": digest } }), tok(suite.funding)),
        free(json!({ "receive": hook })),
        free(json!({ "sync": { "schedule": "core" } })),
        free(json!({ "claim": { "grants": [who] } })),
        free(json!({ "pay_dues": {} })),
        free(json!({ "assign": { "grant": new, "category": "team" } })),
        free(json!({ "add_cohort": cohort })),
        free(json!({ "lapse_reserve": { "category": "team" } })),
        free(json!({ "announce": { "grant": who, "change": payee } })),
        free(json!({ "cancel": { "grant": "eve", "change": "termination" } })),
        free(json!({ "carry_out": { "grant": who, "change": "payee" } })),
        free(json!({ "name_recovery": { "grant": who, "address": address("heir") } })),
        free(json!({ "renounce": { "grant": "eve" } })),
        free(json!({ "decline": { "grant": who } })),
        free(json!({ "refuse_grants": { "refuse": true } })),
    ];
    own("vault", msgs).collect()
}

fn milestones(who: &str) -> impl Iterator<Item = One> {
    let (milestone, round, witness) = ("listing", 1, "vote");
    let attest = json!({ "milestone": milestone, "round": round, "witness": witness,
        "as_of": START, "valid_until": DEADLINE, "evidence": evidence() });
    let retract = json!({ "milestone": milestone, "round": round, "witness": witness });
    let recuse = json!({ "milestone": "volume", "witness": "members", "attestor": address(who) });
    let settle = json!({ "milestone": milestone, "round": round, "verdict": Verdict::Stands });
    let msgs = vec![
        free(json!({ "attest": attest })),
        free(json!({ "retract": retract })),
        free(json!({ "recuse": recuse })),
        (
            json!({ "challenge": { "milestone": milestone, "round": round } }),
            bond(BOND),
        ),
        free(json!({ "settle": settle })),
        free(json!({ "conclude": { "milestone": milestone } })),
        free(json!({ "observe": { "milestone": milestone, "witness": witness } })),
        (json!({ "add_bounty": { "milestone": milestone } }), bond(1)),
        free(json!({ "withdraw": {} })),
        free(json!({ "pay_dues": {} })),
    ];
    own("milestones", msgs)
}

fn stake(suite: &Suite, who: &str) -> impl Iterator<Item = One> {
    let hook = json!({ "sender": suite.at(who), "amount": "1", "msg": "" });
    let msgs = vec![
        (json!({ "bond": {} }), tok(WEIGHT)),
        free(json!({ "receive": hook })),
        free(json!({ "unbond": { "tokens": WEIGHT.to_string() } })),
        free(json!({ "claim": {} })),
    ];
    own("stake", msgs)
}

fn governance(suite: &Suite, who: &str) -> impl Iterator<Item = One> {
    let (proposal_id, voter) = (1, address(who));
    let mut new = rules();
    new.revision = 2;
    let msgs = [attest_listing(suite), pay(suite, "buyer", 1_000)];
    let propose = json!({ "title": "t", "description": "", "msgs": msgs });
    let ask = json!({ "title": "t", "description": "", "options": ["a", "b"] });
    let dispute = json!({ "milestones": suite.milestones, "milestone": "listing" });
    let guardian = json!({ "address": address(who), "expires": START + 9_999_999 });
    let added = json!({ "milestones": address(who), "vaults": [] });
    let vote = json!({ "proposal_id": proposal_id, "vote": "yes" });
    let msgs = vec![
        (json!({ "propose": propose }), bond(DEPOSIT)),
        (json!({ "ask": ask }), bond(DEPOSIT)),
        free(json!({ "dispute": dispute })),
        free(json!({ "vote": vote })),
        free(json!({ "answer": { "proposal_id": proposal_id, "option": 0 } })),
        free(json!({ "prove": { "proposal_id": proposal_id, "voter": voter } })),
        free(json!({ "readmit": { "proposal_id": proposal_id, "voter": voter } })),
        free(json!({ "execute": { "proposal_id": proposal_id } })),
        free(json!({ "close": { "proposal_id": proposal_id } })),
        free(json!({ "cancel": { "proposal_id": proposal_id } })),
        free(json!({ "accept_payments": {} })),
        free(json!({ "set_rules": { "rules": new } })),
        free(json!({ "set_guardian": { "guardian": guardian } })),
        free(json!({ "add_suite": { "suite": added } })),
    ];
    own("governance", msgs)
}
