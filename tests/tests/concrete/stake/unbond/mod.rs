use cosmwasm_std::coin;
use milegate_api::stake::ExecuteMsg;
use milegate_tests::stake::{MIN_BOND, Stakes, UNBONDING, WEIGHT};
use milegate_tests::suite::{DENOM, address, says};

/// `ana` and `ben` have staked ten tokens each, in an earlier block.
fn staked() -> Stakes {
    let mut stakes = Stakes::native();
    stakes.bond("ana", 10 * WEIGHT).unwrap();
    stakes.bond("ben", 10 * WEIGHT).unwrap();
    stakes.a_block_passes();
    stakes
}

#[test]
fn given_a_stake_when_part_of_it_is_unbonded_it_weighs_less_from_the_next_block_on() {
    let mut stakes = staked();
    let receipt = stakes.unbond("ana", 4 * WEIGHT).unwrap();
    let due = stakes.now() + UNBONDING;
    says(
        &receipt,
        "stake_unbonded",
        &[
            ("staker", &address("ana")),
            ("tokens", "4000000"),
            ("stake", "6000000"),
            ("weight", "6"),
            ("total", "16"),
            ("due", &due.to_string()),
        ],
    );
    let height = stakes.height();
    assert_eq!(stakes.staked("ana"), 6 * WEIGHT);
    assert_eq!(stakes.claims("ana"), [(due, 4 * WEIGHT)]);
    assert_eq!(stakes.solvency().owed.u128(), 20 * WEIGHT);
    let weighs = |at| (stakes.weight("ana", Some(at)), stakes.total(Some(at)));
    assert_eq!(weighs(height), (Some(10), 20));
    assert_eq!(weighs(height + 1), (Some(6), 16));
}

#[test]
fn given_a_stake_when_all_of_it_is_unbonded_it_is_a_member_no_more() {
    let mut stakes = staked();
    stakes.unbond("ana", 10 * WEIGHT).unwrap();
    let height = stakes.height();
    assert_eq!(stakes.staked("ana"), 0);
    assert_eq!(stakes.weight("ana", None), None);
    assert_eq!(stakes.weight("ana", Some(height)), Some(10));
    assert_eq!(stakes.members(None, None), [(address("ben"), 10)]);
    assert_eq!(stakes.total(None), 10);
}

#[test]
fn given_a_stake_when_what_is_left_is_below_the_least_it_weighs_nothing_and_can_be_unbonded() {
    let mut stakes = staked();
    let receipt = stakes.unbond("ana", 10 * WEIGHT - MIN_BOND + 1).unwrap();
    let wanted = [("stake", "4999999"), ("weight", "0"), ("total", "10")];
    says(&receipt, "stake_unbonded", &wanted);
    assert_eq!(stakes.weight("ana", None), None);
    stakes.unbond("ana", MIN_BOND - 1).unwrap();
    stakes.the_period_passes();
    stakes.claim("ana").unwrap();
    assert_eq!(stakes.solvency().owed.u128(), 10 * WEIGHT);
}

#[test]
fn given_a_stake_when_too_little_leaves_for_one_weight_it_leaves_the_weight() {
    let mut stakes = Stakes::native();
    stakes.bond("ana", 10 * WEIGHT + 5).unwrap();
    let receipt = stakes.unbond("ana", 5).unwrap();
    says(
        &receipt,
        "stake_unbonded",
        &[("weight", "10"), ("total", "10")],
    );
}

#[test]
fn given_a_stake_when_it_was_bonded_in_the_same_block_it_never_weighs() {
    let mut stakes = Stakes::native();
    stakes.bond("ana", MIN_BOND).unwrap();
    stakes.unbond("ana", MIN_BOND).unwrap();
    let height = stakes.height();
    stakes.a_block_passes();
    for at in [Some(height - 1), Some(height), Some(height + 1), None] {
        assert_eq!((stakes.weight("ana", at), stakes.total(at)), (None, 0));
    }
}

#[test]
fn given_a_stake_when_twice_in_one_block_it_makes_one_claim() {
    let mut stakes = staked();
    stakes.unbond("ana", 1).unwrap();
    stakes.unbond("ana", 2).unwrap();
    let due = stakes.now() + UNBONDING;
    assert_eq!(stakes.claims("ana"), [(due, 3)]);
    stakes.a_block_passes();
    stakes.unbond("ana", 4).unwrap();
    assert_eq!(stakes.claims("ana"), [(due, 3), (due + 6, 4)]);
}

#[test]
fn given_a_stake_when_32_claims_wait_it_refuses_until_one_is_claimed() {
    let mut stakes = staked();
    let first = stakes.now() + UNBONDING;
    for _ in 0..32 {
        stakes.unbond("ana", 1).unwrap();
        stakes.a_block_passes();
    }
    let text = format!("32 claims wait already, the most at a time; the first is due at {first}");
    stakes.refuses(&text, |stakes| stakes.unbond("ana", 1));
    stakes.unbond("ben", 1).unwrap();
    let left = first - stakes.now();
    stakes.chain.advance(left);
    stakes.refuses(&text, |stakes| stakes.unbond("ana", 1));
    stakes.claim("ana").unwrap();
    stakes.unbond("ana", 1).unwrap();
    assert_eq!(stakes.claims("ana").len(), 32);
}

#[test]
fn given_a_stake_when_no_tokens_are_asked_for_it_refuses() {
    let text = "an amount of 0 tokens changes nothing";
    staked().refuses(text, |stakes| stakes.unbond("ana", 0));
}

#[test]
fn given_a_stake_when_one_token_too_many_is_asked_for_it_refuses() {
    let text = "10000001 tokens are more than the stake of 10000000";
    staked().refuses(text, |stakes| stakes.unbond("ana", 10 * WEIGHT + 1));
}

#[test]
fn given_a_stake_when_funds_are_attached_it_refuses() {
    let tokens = WEIGHT.into();
    let text = "the message takes no funds, sent 1utok";
    staked().refuses(text, |stakes| {
        stakes.tell("ana", &ExecuteMsg::Unbond { tokens }, &[coin(1, DENOM)])
    });
}

#[test]
fn given_no_stake_it_refuses() {
    let text = "1 tokens are more than the stake of 0";
    staked().refuses(text, |stakes| stakes.unbond("cid", 1));
}
