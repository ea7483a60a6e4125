use cosmwasm_std::coin;
use milegate_api::common::Denom;
use milegate_api::stake::ExecuteMsg;
use milegate_tests::stake::{Asset, MIN_BOND, Stakes, WEIGHT};
use milegate_tests::suite::{BOND_DENOM, DENOM, PURSE, address, says};

const BOND: ExecuteMsg = ExecuteMsg::Bond {};

/// A stake of a denom that came into being after it, one unit weighing one.
fn fine_grained() -> Stakes {
    let mut stakes = Stakes::born(Asset::Native, &[], |msg| {
        msg.denom = Denom::Native("uwei".into());
        msg.tokens_per_weight = 1u128.into();
        msg.min_bond = 1u128.into();
    })
    .unwrap();
    for who in ["ana", "ben"] {
        let who = stakes.at(who);
        stakes.chain.mint(&who, &[coin(u128::MAX / 2, "uwei")]);
    }
    stakes
}

#[test]
fn given_a_native_denom_when_somebody_bonds_it_weighs_from_the_next_block_on() {
    let mut stakes = Stakes::native();
    let tokens = 7 * WEIGHT + 5;
    let receipt = stakes.bond("ana", tokens).unwrap();
    says(
        &receipt,
        "stake_bonded",
        &[
            ("staker", &address("ana")),
            ("tokens", "7000005"),
            ("stake", "7000005"),
            ("weight", "7"),
            ("total", "7"),
        ],
    );
    let bonded = stakes.height();
    assert_eq!(stakes.staked("ana"), tokens);
    assert_eq!(stakes.balance("ana"), PURSE - tokens);
    assert_eq!(stakes.balance("stake"), tokens);
    assert_eq!(stakes.solvency().owed.u128(), tokens);
    assert_eq!(stakes.weight("ana", Some(bonded)), None);
    assert_eq!(stakes.total(Some(bonded)), 0);

    stakes.a_block_passes();
    assert_eq!(stakes.weight("ana", Some(bonded)), None);
    assert_eq!(stakes.total(Some(bonded)), 0);
    assert_eq!(stakes.weight("ana", Some(bonded + 1)), Some(7));
    assert_eq!(stakes.total(Some(bonded + 1)), 7);
    assert_eq!(stakes.members(None, None), [(address("ana"), 7)]);
}

#[test]
fn given_a_native_denom_when_somebody_bonds_again_it_adds_to_the_stake() {
    let mut stakes = Stakes::native();
    stakes.bond("ana", MIN_BOND).unwrap();
    let receipt = stakes.bond("ana", 3 * WEIGHT).unwrap();
    let wanted = [("tokens", "3000000"), ("stake", "8000000"), ("weight", "8")];
    says(&receipt, "stake_bonded", &wanted);
    assert_eq!(stakes.staked("ana"), 8 * WEIGHT);
    assert_eq!(
        (stakes.weight("ana", None), stakes.total(None)),
        (Some(8), 8)
    );
}

#[test]
fn given_a_native_denom_when_too_little_comes_for_one_more_weight_it_leaves_the_weight() {
    let mut stakes = Stakes::native();
    stakes.bond("ana", MIN_BOND).unwrap();
    stakes.a_block_passes();
    let receipt = stakes.bond("ana", WEIGHT - 1).unwrap();
    let wanted = [("stake", "5999999"), ("weight", "5"), ("total", "5")];
    says(&receipt, "stake_bonded", &wanted);
    let receipt = stakes.bond("ana", 1).unwrap();
    says(&receipt, "stake_bonded", &[("weight", "6"), ("total", "6")]);
}

#[test]
fn given_a_native_denom_when_two_bond_in_one_block_it_counts_both() {
    let mut stakes = Stakes::native();
    stakes.bond("ana", MIN_BOND).unwrap();
    let receipt = stakes.bond("ben", 6 * WEIGHT).unwrap();
    says(
        &receipt,
        "stake_bonded",
        &[("weight", "6"), ("total", "11")],
    );
    let height = stakes.height();
    assert_eq!(stakes.total(Some(height)), 0);
    assert_eq!(stakes.total(Some(height + 1)), 11);
}

#[test]
fn given_a_native_denom_when_what_was_left_below_the_least_is_topped_up_it_weighs_again() {
    let mut stakes = Stakes::native();
    stakes.bond("ana", MIN_BOND).unwrap();
    stakes.unbond("ana", 2 * WEIGHT).unwrap();
    assert_eq!((stakes.weight("ana", None), stakes.total(None)), (None, 0));
    stakes.bond("ana", 4 * WEIGHT).unwrap();
    assert_eq!(
        (stakes.weight("ana", None), stakes.total(None)),
        (Some(7), 7)
    );
}

#[test]
fn given_a_native_denom_when_the_stake_would_be_below_the_least_it_refuses() {
    let mut stakes = Stakes::native();
    let text = "a stake of 4999999 is below the least, 5000000";
    stakes.refuses(text, |stakes| stakes.bond("ana", MIN_BOND - 1));
}

#[test]
fn given_a_native_denom_when_no_funds_are_attached_it_refuses() {
    let text = "an amount of 0 tokens changes nothing";
    Stakes::native().refuses(text, |stakes| stakes.tell("ana", &BOND, &[]));
}

#[test]
fn given_a_native_denom_when_another_denom_is_attached_it_refuses() {
    let text = "only utok is taken, sent 5000000ubond";
    let funds = [coin(MIN_BOND, BOND_DENOM)];
    Stakes::native().refuses(text, |stakes| stakes.tell("ana", &BOND, &funds));
}

#[test]
fn given_a_native_denom_when_two_denoms_are_attached_it_refuses() {
    let text = "only utok is taken, sent 1ubond,5000000utok";
    let funds = [coin(1, BOND_DENOM), coin(MIN_BOND, DENOM)];
    Stakes::native().refuses(text, |stakes| stakes.tell("ana", &BOND, &funds));
}

#[test]
fn given_a_native_denom_when_the_stake_would_exceed_64_bits_of_weight_it_refuses_with_the_values() {
    let mut stakes = fine_grained();
    let most = u128::from(u64::MAX);
    let bond = |tokens: u128| {
        move |stakes: &mut Stakes| stakes.tell("ana", &BOND, &[coin(tokens, "uwei")])
    };
    let text = "a stake of 18446744073709551616 at 1 tokens per weight weighs more than 2^64-1";
    stakes.refuses(text, bond(most + 1));
    bond(most)(&mut stakes).unwrap();
    stakes.refuses(text, bond(1));
    assert_eq!(stakes.weight("ana", None), Some(u64::MAX));
    assert_eq!(stakes.total(None), u64::MAX);
}

#[test]
fn given_a_native_denom_when_the_total_would_exceed_64_bits_of_weight_it_refuses_with_the_values() {
    let mut stakes = fine_grained();
    let most = u128::from(u64::MAX);
    stakes
        .tell("ana", &BOND, &[coin(most - 5, "uwei")])
        .unwrap();
    let text = "a weight of 6 beside 18446744073709551610 of others comes to more than 2^64-1";
    stakes.refuses(text, |stakes| stakes.tell("ben", &BOND, &[coin(6, "uwei")]));
    stakes.tell("ben", &BOND, &[coin(5, "uwei")]).unwrap();
    assert_eq!(stakes.total(None), u64::MAX);
}

#[test]
fn given_a_token_when_the_message_is_sent_it_refuses() {
    let mut stakes = Stakes::of(Asset::Token);
    let text = format!(
        "the token {} is staked, which is bonded by its `send`",
        stakes.at("token")
    );
    for funds in [vec![], vec![coin(MIN_BOND, DENOM)]] {
        stakes.refuses(&text, |stakes| stakes.tell("ana", &BOND, &funds));
    }
}
