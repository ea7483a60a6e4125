//! What the audit sees of stakes and votes: a real chain passes, and each figure or event of it
//! that is changed is named by its rule.

mod support;

use std::sync::OnceLock;

use cosmwasm_std::{Addr, Uint64, Uint128};
use milegate_api::core::governance::Share;
use milegate_report::{Event, Snapshot, Voting, audit_snapshot};
use milegate_simulate::Embedded;
use support::{event, events_on, governed};

const EVIDENCE: &str = "metric = \"m\", value = \"v\", document = \"scenario.toml\", uri = \"https://evidence.example/1\"";

/// One proposal that passed, one that failed, one dispute that struck what was attested.
fn lived() -> Snapshot {
    static LIVED: OnceLock<Snapshot> = OnceLock::new();
    LIVED.get_or_init(live).clone()
}

fn live() -> Snapshot {
    let mut text = String::new();
    for (who, amount) in [
        ("ada", 60_000),
        ("vera", 70_000),
        ("vito", 30_000),
        ("fund", 10_000),
    ] {
        let keys = format!("by = \"{who}\"\namount = {amount}");
        text += &event("2027-02-01", "stake", &keys);
    }
    let propose = |date: &str, value: &str| {
        let evidence = EVIDENCE.replace("\"v\"", value);
        let messages = format!("[{{ do = \"attest\", milestone = \"listing\", {evidence} }}]");
        let keys = format!("by = \"vera\"\ntitle = \"listed\"\nmessages = {messages}");
        event(date, "propose", &keys)
    };
    let vote = |date: &str, proposal: u32, by: &str, vote: &str| {
        let keys = format!("proposal = {proposal}\nby = \"{by}\"\nvote = \"{vote}\"");
        event(date, "vote", &keys)
    };
    let keys = "milestone = \"audit\"\nwitness = \"auditors\"\n".to_owned();
    let attest = keys + &EVIDENCE.replace(", ", "\n");
    text += &propose("2027-03-01", "\"1\"");
    text += &event("2027-03-01", "attest", &attest);
    let dispute = "milestone = \"audit\"\nby = \"vito\"\nchallenge = true";
    text += &event("2027-03-01", "dispute", dispute);
    text += &vote("2027-03-02", 1, "vito", "no");
    text += &vote("2027-03-02", 2, "vera", "yes");
    text += &event("2027-03-03", "prove", "proposal = 2\nvoter = \"fund\"");
    text += &event("2027-03-11", "execute", "proposal = 2");
    text += &event("2027-03-11", "close", "proposal = 1");
    text += &propose("2027-04-01", "\"2\"");
    text += &vote("2027-04-02", 3, "vera", "yes");
    text += &vote("2027-04-02", 3, "vito", "abstain");
    text += &event("2027-04-03", "prove", "proposal = 3\nvoter = \"ada\"");
    text += &event("2027-04-12", "execute", "proposal = 3");
    text += &event("2027-04-20", "unbond", "by = \"vito\"\namount = 10_000");
    let player = events_on(&governed(), "2027-05-01", &text).unwrap_or_else(|why| panic!("{why}"));
    Snapshot::read(&Embedded(&player.chain), &player.cast.vault).unwrap()
}

/// Failures after a change, by rule.
fn seen(change: impl FnOnce(&mut Snapshot)) -> Vec<(u8, String)> {
    let mut s = lived();
    change(&mut s);
    let failed = audit_snapshot(&s, Some(1)).rules.into_iter();
    failed
        .flat_map(|rule| {
            let number = rule.rule;
            rule.failures.into_iter().map(move |f| (number, f))
        })
        .collect()
}

#[track_caller]
fn sees(rule: u8, words: &str, change: impl FnOnce(&mut Snapshot)) {
    let seen = seen(change);
    let found = seen.iter().any(|(r, f)| *r == rule && f.contains(words));
    assert!(found, "rule {rule}, {words}: {seen:#?}");
}

fn voting(s: &mut Snapshot) -> &mut Voting {
    s.voting.as_mut().unwrap()
}

/// Every event of that type.
fn events<'a>(s: &'a mut Snapshot, ty: &'a str) -> impl Iterator<Item = &'a mut Event> {
    let all = s.txs.iter_mut().flat_map(|tx| &mut tx.events);
    all.filter(move |event| event.ty == ty)
}

fn set(event: &mut Event, key: &str, value: &str) {
    let found = event.attributes.iter_mut().find(|(k, _)| k == key);
    value.clone_into(&mut found.unwrap().1);
}

#[test]
fn what_happened_breaks_no_rule() {
    let seen = seen(|_| ());
    assert!(seen.is_empty(), "{seen:#?}");
}

#[test]
fn rule_1_sees_weights_that_are_not_the_stakes() {
    sees(1, "sum of weights", |s| voting(s).total += 1);
    sees(1, "stake: weight of", |s| voting(s).members[0].weight += 1);
    sees(1, "stake: members", |s| {
        voting(s).members.pop();
    });
}

#[test]
fn rule_2_sees_stakes_and_deposits_that_are_not_there() {
    let less = |of: &mut Uint128| *of = of.saturating_sub(Uint128::new(200_000_000_000));
    sees(2, "stake: owed", |s| {
        let staking = voting(s).stake.as_mut().unwrap();
        less(&mut staking.solvency.owed);
    });
    sees(2, "the stake holds", |s| {
        let staking = voting(s).stake.as_mut().unwrap();
        less(&mut staking.solvency.balance);
    });
    sees(2, "governance: held", |s| {
        voting(s).deposits.held += Uint128::one()
    });
    sees(2, "the governance holds", |s| {
        voting(s).deposits.balance = Uint128::zero();
    });
}

#[test]
fn rule_6_sees_what_ran_without_having_passed() {
    let voted = "wasm-governance_voted";
    // Proposal 3 had its quorum by vito's abstention.
    sees(6, "proposal 3: ran messages", |s| {
        let last = events(s, voted).last().unwrap();
        last.ty = "nothing".into();
        let first = events(s, voted).last().unwrap();
        set(first, "power", "7000");
    });
    sees(6, "proposal 3: executed at", |s| {
        let terms = &mut voting(s).proposals[2].tally.terms;
        terms.rule.delay.seconds += 30 * 86_400;
    });
    sees(6, "proposal 2: ran false", |s| {
        let terms = &mut voting(s).proposals[1].tally.terms;
        terms.rule.quorum = Share::new(9_900);
        set(events(s, voted).nth(1).unwrap(), "power", "90000");
    });
    sees(6, "voted at", |s| {
        let terms = &mut voting(s).proposals[2].tally.terms;
        terms.rule.voting = milegate_api::core::Span {
            seconds: 1,
            blocks: 1,
        };
    });
    sees(6, "settled without a proposal", |s| {
        for event in events(s, "wasm-governance_executed") {
            set(event, "task", "stands");
        }
    });
    sees(6, "attested without a proposal", |s| {
        events(s, "wasm-governance_executed").last().unwrap().ty = "nothing".into();
    });
}

#[test]
fn rule_6_sees_whose_ballot_should_not_have_counted() {
    let owner = |s: &Snapshot, name: &str| {
        let grant = s.grants.iter().find(|g| g.grant == name);
        grant.unwrap().owner.to_string()
    };
    sees(6, "voted on proposal 3, which pays him", |s| {
        let ada = owner(s, "ada");
        set(
            events(s, "wasm-governance_voted").last().unwrap(),
            "voter",
            &ada,
        );
    });
    sees(6, "holders are known from", |s| {
        voting(s).config.start = u64::MAX;
    });
    sees(
        6,
        "was recused from proposal 3, which does not pay him",
        |s| {
            let event = events(s, "wasm-governance_proven").last().unwrap();
            set(event, "voter", "somebody");
        },
    );
}

#[test]
fn rule_10_sees_tallies_that_are_not_the_ballots() {
    let more = |of: &mut Uint64| *of += Uint64::one();
    sees(10, "proposal 3: yes", |s| {
        more(&mut voting(s).proposals[2].tally.tally.yes)
    });
    sees(10, "proposal 1: no", |s| {
        more(&mut voting(s).proposals[0].tally.tally.no)
    });
    sees(10, "proposal 2: recused", |s| {
        more(&mut voting(s).proposals[1].tally.tally.recused);
    });
    sees(10, "exceed", |s| {
        voting(s).proposals[2].tally.terms.total = Uint64::one()
    });
    sees(10, "ballot of", |s| {
        voting(s).proposals[2].ballots[0].ballot = None
    });
    sees(10, "proof of", |s| {
        let ballots = &mut voting(s).proposals[2].ballots;
        ballots.iter_mut().for_each(|b| b.proven = None);
    });
    sees(10, "power of", |s| {
        set(
            events(s, "wasm-governance_voted").last().unwrap(),
            "power",
            "1",
        );
    });
    sees(10, "all power", |s| {
        set(
            events(s, "wasm-stake_bonded").last().unwrap(),
            "tokens",
            "1000000",
        );
    });
    sees(10, "another stake, weight or total", |s| {
        set(
            events(s, "wasm-stake_bonded").last().unwrap(),
            "weight",
            "1",
        );
    });
    sees(10, "does not follow", |s| {
        let event = events(s, "wasm-governance_executed").last().unwrap();
        event.ty = "wasm-governance_closed".into();
        let closed = event.clone();
        s.txs.last_mut().unwrap().events.push(closed);
    });
}

#[test]
fn rule_11_sees_who_could_change_the_code() {
    sees(11, "the governance has an admin", |s| {
        voting(s).info.admin = None
    });
    sees(11, "the stake has an admin", |s| {
        voting(s).source_info.admin = Some(Addr::unchecked("x").to_string());
    });
}
