use cosmwasm_std::{coin, to_json_binary};
use milegate_api::stake::ExecuteMsg;
use milegate_tests::stake::{Asset, Stakes, UNBONDING, WEIGHT};
use milegate_tests::suite::{DENOM, Mood, PURSE, address, says};

/// `ana` has unbonded four of ten tokens, `ben` has staked ten.
fn unbonded(asset: Asset) -> Stakes {
    let mut stakes = Stakes::of(asset);
    stakes.bond("ana", 10 * WEIGHT).unwrap();
    stakes.bond("ben", 10 * WEIGHT).unwrap();
    stakes.a_block_passes();
    stakes.unbond("ana", 4 * WEIGHT).unwrap();
    stakes
}

#[test]
fn given_unbonded_tokens_when_the_period_has_run_it_pays_them_once() {
    let mut stakes = unbonded(Asset::Native);
    stakes.the_period_passes();
    let receipt = stakes.claim("ana").unwrap();
    let who = address("ana");
    let wanted = [("staker", who.as_str()), ("tokens", "4000000")];
    says(&receipt, "stake_claimed", &wanted);
    assert_eq!(stakes.balance("ana"), PURSE - 6 * WEIGHT);
    assert_eq!(stakes.balance("stake"), 16 * WEIGHT);
    assert_eq!(stakes.solvency().owed.u128(), 16 * WEIGHT);
    assert_eq!(stakes.claims("ana"), []);
    stakes.refuses("there is nothing to claim", |stakes| stakes.claim("ana"));
}

#[test]
fn given_unbonded_tokens_when_one_second_is_missing_it_refuses() {
    let mut stakes = unbonded(Asset::Native);
    let due = stakes.now() + UNBONDING;
    stakes.chain.advance(UNBONDING - 1);
    let text = format!("nothing is due before {due}; it is {}", due - 1);
    stakes.refuses(&text, |stakes| stakes.claim("ana"));
    stakes.chain.advance(1);
    stakes.claim("ana").unwrap();
}

#[test]
fn given_unbonded_tokens_when_only_the_first_are_due_it_pays_those() {
    let mut stakes = unbonded(Asset::Native);
    stakes.chain.advance(60);
    stakes.unbond("ana", WEIGHT).unwrap();
    let later = stakes.now() + UNBONDING;
    stakes.chain.advance(UNBONDING - 60);
    let receipt = stakes.claim("ana").unwrap();
    says(&receipt, "stake_claimed", &[("tokens", "4000000")]);
    assert_eq!(stakes.claims("ana"), [(later, WEIGHT)]);
}

#[test]
fn given_unbonded_tokens_when_several_are_due_it_pays_all_at_once() {
    let mut stakes = unbonded(Asset::Native);
    stakes.chain.advance(60);
    stakes.unbond("ana", WEIGHT).unwrap();
    stakes.the_period_passes();
    let receipt = stakes.claim("ana").unwrap();
    says(&receipt, "stake_claimed", &[("tokens", "5000000")]);
}

#[test]
fn given_unbonded_tokens_when_a_token_was_staked_it_pays_in_the_token() {
    let mut stakes = unbonded(Asset::Token);
    stakes.the_period_passes();
    stakes.claim("ana").unwrap();
    assert_eq!(stakes.balance("ana"), PURSE - 6 * WEIGHT);
    assert_eq!(stakes.balance("stake"), 16 * WEIGHT);
}

#[test]
fn given_unbonded_tokens_when_the_token_is_paused_it_refuses_and_can_be_sent_again() {
    let mut stakes = unbonded(Asset::Rogue);
    stakes.the_period_passes();
    stakes.mood(Mood {
        paused: true,
        ..Mood::default()
    });
    let text = "Generic error: the token is paused";
    stakes.refuses(text, |stakes| stakes.claim("ana"));
    stakes.mood(Mood::default());
    stakes.claim("ana").unwrap();
    assert_eq!(stakes.balance("ana"), PURSE - 6 * WEIGHT);
}

#[test]
fn given_unbonded_tokens_when_the_token_calls_back_it_pays_once() {
    let mut stakes = unbonded(Asset::Rogue);
    stakes.the_period_passes();
    let again = to_json_binary(&ExecuteMsg::Claim {}).unwrap();
    stakes.mood(Mood {
        then: Some((stakes.stake.to_string(), again)),
        ..Mood::default()
    });
    stakes.claim("ana").unwrap();
    assert_eq!(stakes.balance("ana"), PURSE - 6 * WEIGHT);
    assert_eq!(stakes.solvency().owed.u128(), 16 * WEIGHT);
    assert_eq!(stakes.balance("stake"), 16 * WEIGHT);
}

#[test]
fn given_unbonded_tokens_when_funds_are_attached_it_refuses() {
    let mut stakes = unbonded(Asset::Native);
    stakes.the_period_passes();
    let text = "the message takes no funds, sent 1utok";
    stakes.refuses(text, |stakes| {
        stakes.tell("ana", &ExecuteMsg::Claim {}, &[coin(1, DENOM)])
    });
}

#[test]
fn given_none_it_refuses() {
    let mut stakes = unbonded(Asset::Native);
    stakes.the_period_passes();
    for who in ["ben", "stranger"] {
        stakes.refuses("there is nothing to claim", |stakes| stakes.claim(who));
    }
}
