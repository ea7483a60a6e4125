mod sources;

use cosmwasm_std::{HexBinary, Uint128};
use milegate_api::common::Denom;
use milegate_api::governance::{Guardian, InstantiateMsg, Suite as Listed, Token};
use milegate_core::governance::Share;
use milegate_tests::governance::{GUARD_EXPIRES, WEIGHT, rules};
use milegate_tests::suite::{DAY, Suite, address, bond, plan, says, tok};

use super::kit::*;

/// Why a birth is refused; nothing is left behind.
fn refused(change: impl FnOnce(&mut InstantiateMsg)) -> String {
    let mut suite = started();
    let before = suite.chain.state_hash();
    let refused = suite.found(|msg, _| change(msg)).unwrap_err();
    assert_eq!(suite.chain.state_hash(), before);
    refused.reason
}

#[track_caller]
fn no(text: &str, change: impl FnOnce(&mut InstantiateMsg)) {
    assert_eq!(refused(change), text);
}

fn some(count: usize, word: &str) -> Vec<String> {
    (0..count)
        .map(|n| address(&format!("{word} {n}")))
        .collect()
}

#[test]
fn given_sound_terms_when_power_comes_from_a_token_it_freezes_them() {
    let mut suite = started();
    let (receipt, stake) = (suite.found(|_, _| {}).unwrap(), suite.at("stake"));
    let wanted = [
        ("plan", "canonical"),
        ("plan_digest", &plan().digest.to_hex()),
        ("source", stake.as_str()),
        ("tokens_per_weight", "1000000"),
        ("guardian", &address("guardian")),
        ("guardian_expires", &GUARD_EXPIRES.to_string()),
    ];
    says(&receipt, "governance_created", &wanted);
    let config = suite.governance();
    assert_eq!(config.plan, plan());
    assert_eq!(config.source, stake);
    assert_eq!(config.rules, rules());
    assert_eq!(config.deposit_denom, "ubond");
    assert_eq!(config.suites[0].vaults, [suite.vault.clone()]);
    assert_eq!(config.guardian.unwrap().address, suite.at("guardian"));
    assert_eq!(config.token.unwrap().tokens_per_weight.u128(), WEIGHT);
    assert_eq!(config.proposals, 0);
    assert_eq!(held(&suite), [0, 0, 0]);
}

#[test]
fn given_sound_terms_when_it_comes_from_no_token_and_nobody_guards_it_freezes_them() {
    let mut suite = started();
    let born = suite.found(|msg, _| (msg.token, msg.guardian) = (None, None));
    let wanted = [
        ("tokens_per_weight", "0"),
        ("guardian", "none"),
        ("guardian_expires", "0"),
    ];
    says(&born.unwrap(), "governance_created", &wanted);
    let config = suite.governance();
    assert_eq!((config.token, config.guardian), (None, None));
}

#[test]
fn given_sound_terms_when_power_comes_from_a_cw20_it_freezes_them() {
    let suite = begin(Suite::builder().cw20().by_vote().build());
    let token = suite.governance().token.unwrap();
    assert_eq!(token.denom, Denom::Cw20(suite.token()));
    let (suite, id) = with(suite, vec![milegate_tests::governance::burn(1)]);
    assert_eq!(suite.tally(id).terms.least_total.u64(), 560_000);
}

#[test]
fn given_sound_terms_when_no_suite_is_listed_it_serves_without_a_vault() {
    let mut suite = started();
    suite.found(|msg, _| msg.suites.clear()).unwrap();
    let suite = begin_again(suite);
    let (mut suite, id) = executable(carried(voted(suite, &[])));
    suite.carry("stranger", id).unwrap();
    assert!(suite.governance().suites.is_empty());
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let mut suite = started();
    for (funds, sent) in [(bond(1), "1ubond"), (tok(2), "2utok")] {
        let before = suite.chain.state_hash();
        let refused = suite.found_with(&funds, |_, _| {}).unwrap_err();
        let text = format!("the message takes no funds, sent {sent}");
        assert_eq!(refused.reason, text);
        assert_eq!(suite.chain.state_hash(), before);
    }
}

#[test]
fn when_the_plan_has_no_name_it_refuses() {
    no("the plan's name has 0 bytes, not 1 to 128", |msg| {
        msg.plan.name.clear();
    });
    no("the plan's name has 129 bytes, not 1 to 128", |msg| {
        msg.plan.name = "a".repeat(129);
    });
}

#[test]
fn when_the_digest_is_short_it_refuses() {
    no("the plan's digest has 31 bytes, not 32", |msg| {
        msg.plan.digest = HexBinary::from([7; 31]);
    });
}

#[test]
fn when_the_deposits_denom_is_empty_it_refuses() {
    no("the deposit's denom has 0 bytes, not 1 to 128", |msg| {
        msg.deposit_denom.clear();
    });
}

#[test]
fn when_the_first_revision_is_not_1_it_refuses() {
    for revision in [0, 2] {
        let text = format!("the first rules have revision 1, not {revision}");
        no(&text, |msg| msg.rules.revision = revision);
    }
}

#[test]
fn when_the_rules_are_out_of_bounds_it_refuses() {
    let text = "code: floor of 24.99 % is not 25.00 % to 50.00 %";
    no(text, |msg| msg.rules.code.floor = Share::new(2_499));
    let text = "0 proposals in suspense are not 1 to 100";
    no(text, |msg| msg.rules.proposals = 0);
}

fn guardian(address: String, expires: u64) -> impl FnOnce(&mut InstantiateMsg) {
    move |msg| msg.guardian = Some(Guardian { address, expires })
}

#[test]
fn when_the_guardian_has_expired_it_refuses() {
    let now = started().now();
    let most = now + 2 * 365 * DAY;
    for expires in [now, now - 1, most + 1] {
        let text = format!("a guardian until {expires} is not after {now} and at most {most}");
        no(&text, guardian(address("guardian"), expires));
    }
    for expires in [now + 1, most] {
        let change = guardian(address("guardian"), expires);
        started().found(|msg, _| change(msg)).unwrap();
    }
}

#[test]
fn when_an_address_is_malformed_it_refuses() {
    let upper = || address("vera").to_uppercase();
    let changes: [fn(&mut InstantiateMsg, String); 5] = [
        |msg, to| msg.source = to,
        |msg, to| msg.suites[0].milestones = to,
        |msg, to| msg.suites[0].vaults[0] = to,
        |msg, address| {
            let expires = GUARD_EXPIRES;
            msg.guardian = Some(Guardian { address, expires });
        },
        |msg, to| msg.token.as_mut().unwrap().denom = Denom::Cw20(to),
    ];
    for change in changes {
        for to in [upper(), "vera".into()] {
            let text = refused(|msg| change(msg, to));
            assert!(text.starts_with("Generic error: "), "{text}");
        }
    }
}

#[test]
fn when_an_address_is_listed_twice_it_refuses() {
    let (vault, milestones) = (started().vault, started().milestones);
    no(&format!("{vault} is listed twice"), |msg| {
        msg.suites[0].vaults.push(vault.to_string());
    });
    no(&format!("{milestones} is listed twice"), |msg| {
        let again = msg.suites[0].milestones.clone();
        msg.suites.push(Listed {
            milestones: again,
            vaults: vec![],
        });
    });
}

#[test]
fn when_too_many_are_listed_it_refuses() {
    let listed = |count: usize| {
        let suites = some(count, "milestones").into_iter();
        let listed = suites.map(|milestones| Listed {
            milestones,
            vaults: vec![],
        });
        listed.collect()
    };
    no("9 suites are more than 8", |msg| msg.suites = listed(9));
    no("9 vaults are more than 8", |msg| {
        msg.suites[0].vaults = some(9, "vault");
    });
    started()
        .found(|msg, _| {
            msg.suites = listed(8);
            msg.suites[7].vaults = some(8, "vault");
        })
        .unwrap();
}

fn token(change: impl FnOnce(&mut Token<String>)) -> impl FnOnce(&mut InstantiateMsg) {
    |msg| change(msg.token.as_mut().expect("a token"))
}

#[test]
fn when_a_weight_takes_no_tokens_it_refuses() {
    let nothing = token(|token| token.tokens_per_weight = Uint128::zero());
    no("tokens_per_weight is 0", nothing);
}

#[test]
fn when_the_tokens_denom_is_empty_it_refuses() {
    let empty = token(|token| token.denom = Denom::Native(String::new()));
    no("the token's denom has 0 bytes, not 1 to 128", empty);
}

#[test]
fn when_the_token_is_no_contract_it_refuses() {
    let text = refused(token(|token| token.denom = Denom::Cw20(address("vera"))));
    assert!(text.starts_with("Generic error: Querier"), "{text}");
}
