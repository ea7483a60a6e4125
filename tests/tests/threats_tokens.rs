//! Hostile tokens: what a cw20 contract can do to a vault that holds it, and what it cannot.

use cosmwasm_std::{Binary, to_json_binary};
use milegate_api::common::Sink;
use milegate_api::vesting::{ChangeKind, ExecuteMsg, QueryMsg, SolvencyResponse};
use milegate_tests::suite::{DAY, Mood, PURSE, Suite, address, count};
use serde_json::json;

const FUNDING: u128 = 150_000_000;

/// Everything `listing` and `volume` open has begun to flow, in a token that can turn rogue.
fn flowing() -> Suite {
    let mut suite = Suite::builder().rogue().build();
    for milestone in ["listing", "volume"] {
        suite.satisfy(milestone);
    }
    suite.window_passes();
    for milestone in ["listing", "volume"] {
        suite.conclude(milestone).unwrap();
    }
    suite.chain.advance(12 * DAY);
    suite
}

fn solvency(suite: &Suite) -> SolvencyResponse {
    suite.ask_vault(&QueryMsg::Solvency {})
}

fn blocked(who: &str) -> Mood {
    Mood {
        blocked: vec![address(who)],
        ..Mood::default()
    }
}

/// The message is refused by the token, nothing has changed, and a day later it pays what is due.
#[track_caller]
fn pays_once_it_can(mut suite: Suite, mood: Mood, text: &str) {
    suite.mood(mood);
    suite.refuses(text, |suite| suite.claim("ana", &["ana"]));
    suite.mood(Mood::default());
    suite.a_day_passes();
    let claim = |suite: &mut Suite| suite.claim("ana", &["ana"]);
    // 400,000 at once and eleven days of a hundred of 600,000, of 10 lots
    assert_eq!(suite.gain("ana", claim), 4_660_000);
}

#[test]
fn a_token_that_keeps_a_fee_cannot_seal() {
    let mut suite = Suite::builder().rogue().draft();
    suite.mood(Mood {
        fee: 1u128.into(),
        ..Mood::default()
    });
    let text = format!(
        "{FUNDING} tokens were sent, the vault holds {}: {} keeps some back",
        FUNDING - 1,
        suite.token()
    );
    suite.refuses(&text, |suite| suite.seal());
    assert_eq!(suite.balance("funder"), PURSE);
}

#[test]
fn a_fee_that_begins_later_takes_from_who_is_paid_and_from_nobody_else() {
    let mut suite = flowing();
    suite.mood(Mood {
        fee: 1_000u128.into(),
        ..Mood::default()
    });
    let claim = |suite: &mut Suite| suite.claim("ana", &["ana"]);
    assert_eq!(suite.gain("ana", claim), 4_600_000 - 1_000);
    assert_eq!(suite.grant("ana").figures.claimed.u128(), 4_600_000);
    assert_eq!(suite.balance("vault"), FUNDING - 4_600_000);
    let claim = |suite: &mut Suite| suite.claim("ben", &["ben"]);
    assert_eq!(suite.gain("custodian", claim), 2_000_000 - 1_000);
    assert!(solvency(&suite).solvent);
}

#[test]
fn a_token_that_pauses_delays_and_takes_nothing() {
    let mood = Mood {
        paused: true,
        ..Mood::default()
    };
    pays_once_it_can(flowing(), mood, "Generic error: the token is paused");
}

#[test]
fn a_payee_who_is_blocked_blocks_nobody_else() {
    pays_once_it_can(
        flowing(),
        blocked("ana"),
        "Generic error: the recipient is blocked",
    );
    let mut suite = flowing();
    suite.mood(blocked("custodian"));
    let text = "Generic error: the recipient is blocked";
    suite.refuses(text, |suite| suite.claim("ben", &["ben"]));
    let claim = |suite: &mut Suite| suite.claim("ana", &["ana"]);
    assert_eq!(suite.gain("ana", claim), 4_600_000);
    // the owner names another payee, and gets out what waited
    suite.pays("ben", "ben", "heir").unwrap();
    let claim = |suite: &mut Suite| suite.claim("ben", &["ben"]);
    assert_eq!(suite.gain("heir", claim), 3_400_000);
}

#[test]
fn a_sink_that_is_blocked_blocks_no_payee_and_no_leaver() {
    let sink = || Sink::Account {
        address: address("court"),
    };
    let mut suite = Suite::builder()
        .rogue()
        .vault(move |msg| msg.sink = sink())
        .build();
    suite.mood(blocked("court"));
    suite.leaves("eve").unwrap();
    suite.renounce("dan", "dan").unwrap();
    let text = "Generic error: the recipient is blocked";
    suite.refuses(text, |suite| suite.pay_dues("stranger"));
    suite.reach("listing");
    suite.notice_passes();
    let claim = |suite: &mut Suite| suite.claim("ana", &["ana"]);
    assert_eq!(suite.gain("ana", claim), 4_000_000);
    suite.mood(Mood::default());
    let pay = |suite: &mut Suite| suite.pay_dues("stranger");
    assert_eq!(suite.gain("court", pay), 90_000_000);
}

#[test]
fn a_key_that_was_lost_is_recovered_though_the_named_payee_is_blocked() {
    let mut suite = flowing();
    suite.name_recovery("ben", "ben", Some("keeper")).unwrap();
    suite.mood(blocked("custodian"));
    suite.recovers("ben", "heir").unwrap();
    assert_eq!(suite.grant("ben").owner, suite.at("heir"));
    suite.pays("heir", "ben", "heir").unwrap();
    let claim = |suite: &mut Suite| suite.claim("heir", &["ben"]);
    assert_eq!(suite.gain("heir", claim), 20_000_000);
}

#[test]
fn a_token_that_lies_about_the_balance_cannot_seal_with_less() {
    for says in [0, FUNDING - 1] {
        let mut suite = Suite::builder().rogue().draft();
        suite.mood(Mood {
            says: Some(says.into()),
            ..Mood::default()
        });
        let token = suite.token();
        let text =
            format!("{FUNDING} tokens were sent, the vault holds {says}: {token} keeps some back");
        suite.refuses(&text, |suite| suite.seal());
    }
    let mut suite = Suite::builder().rogue().draft();
    let mute = true;
    suite.mood(Mood {
        mute,
        ..Mood::default()
    });
    let before = suite.chain.state_hash();
    suite.seal().expect_err("a token that does not answer");
    assert_eq!(suite.chain.state_hash(), before);
}

#[test]
fn what_a_token_says_later_changes_no_payment() {
    for mood in [
        Mood {
            says: Some(0u128.into()),
            ..Mood::default()
        },
        Mood {
            says: Some(u128::MAX.into()),
            ..Mood::default()
        },
        Mood {
            mute: true,
            ..Mood::default()
        },
    ] {
        let mut suite = flowing();
        suite.mood(mood);
        let claim = |suite: &mut Suite| suite.claim("ana", &["ana"]);
        assert_eq!(suite.gain("ana", claim), 4_600_000);
        suite.renounce("dan", "dan").unwrap();
        suite.pay_dues("stranger").unwrap();
        assert_eq!(suite.balance("vault"), FUNDING - 44_600_000);
    }
}

/// While it pays one, the token calls the vault again.
#[track_caller]
fn re_enters(again: &ExecuteMsg, paid: &[(&str, u128)]) {
    let mut suite = flowing();
    suite.renounce("dan", "dan").unwrap();
    let msg: Binary = to_json_binary(again).unwrap();
    suite.mood(Mood {
        then: Some((suite.vault.to_string(), msg)),
        ..Mood::default()
    });
    let before: Vec<u128> = paid.iter().map(|(who, _)| suite.balance(who)).collect();
    suite.claim("stranger", &["cid"]).unwrap();
    for ((who, paid), before) in paid.iter().zip(before) {
        assert_eq!(suite.balance(who) - before, *paid, "{again:?}");
    }
    let left: u128 = paid.iter().map(|(_, paid)| paid).sum();
    let burnt = u128::from(matches!(again, ExecuteMsg::PayDues {})) * 40_000_000;
    assert_eq!(suite.balance("vault"), FUNDING - left - burnt);
    suite.mood(Mood::default());
    assert!(solvency(&suite).solvent);
    assert_eq!(solvency(&suite).surplus.u128(), 0);
}

#[test]
fn a_token_that_calls_back_is_paid_nothing_twice() {
    let claim = |grants: &[&str]| ExecuteMsg::Claim {
        grants: grants.iter().map(ToString::to_string).collect(),
    };
    re_enters(&claim(&["cid"]), &[("cid", 3_000_000)]);
    re_enters(&claim(&["ana"]), &[("cid", 3_000_000), ("ana", 0)]);
    re_enters(&ExecuteMsg::PayDues {}, &[("cid", 3_000_000)]);
    let (grant, change) = ("ben".to_string(), ChangeKind::Owner);
    let carry_out = ExecuteMsg::CarryOut { grant, change };
    re_enters(&carry_out, &[("cid", 3_000_000)]);
}

#[test]
fn a_token_that_calls_back_while_it_seals_cannot_seal_twice() {
    let mut suite = Suite::builder().rogue().draft();
    let digest = suite.digest.clone();
    let again = to_json_binary(&ExecuteMsg::Seal { digest }).unwrap();
    suite.mood(Mood {
        then: Some((suite.vault.to_string(), again)),
        ..Mood::default()
    });
    let receipt = suite.seal().unwrap();
    assert_eq!(count(&receipt, "vesting_sealed"), 1);
    assert_eq!(suite.balance("vault"), FUNDING);
}

#[test]
fn an_admin_who_takes_from_the_vault_is_seen_and_stops_only_the_last_to_claim() {
    let mut suite = flowing();
    let take = json!({ "take": { "from": suite.vault, "amount": "147000000" } });
    suite.tell_token("stranger", &take).unwrap();
    let answer = solvency(&suite);
    assert!(!answer.solvent, "{answer:?}");
    let claim = |suite: &mut Suite| suite.claim("ben", &["ben"]);
    assert_eq!(suite.gain("custodian", claim), 2_000_000);
    let before = suite.chain.state_hash();
    suite.claim("ana", &["ana"]).expect_err("a million is left");
    assert_eq!(suite.chain.state_hash(), before);
    assert_eq!(suite.grant("ana").figures.claimable.u128(), 4_600_000);
}

#[test]
fn an_admin_who_mints_to_the_vault_gives_a_gift() {
    let mut suite = flowing();
    let mint = json!({ "mint": { "recipient": suite.vault, "amount": "777" } });
    suite.tell_token("stranger", &mint).unwrap();
    let claim = |suite: &mut Suite| suite.claim("ana", &["ana"]);
    assert_eq!(suite.gain("ana", claim), 4_600_000);
    let answer = solvency(&suite);
    assert_eq!((answer.surplus.u128(), answer.solvent), (777, true));
}

/// `cw20-base` itself: what its minter does to the supply is nobody's entitlement.
#[test]
fn a_minter_changes_the_supply_and_no_entitlement() {
    let mut suite = Suite::builder().cw20().build();
    let before = suite.grant("ana").figures;
    let mint = json!({ "mint": { "recipient": address("stranger"), "amount": "5000000" } });
    suite.tell_token("deployer", &mint).unwrap();
    assert_eq!(suite.grant("ana").figures, before);
    assert!(solvency(&suite).solvent);
    let circulating: milegate_api::vesting::CirculatingResponse =
        suite.ask_vault(&QueryMsg::Circulating {});
    assert_eq!(circulating.supply.u128(), suite.supply());
    assert_eq!(circulating.locked.u128(), FUNDING);
}
