use cosmwasm_std::Uint128;
use milegate_api::common::Sink;
use milegate_api::milestones::{InstantiateMsg, MilestonesResponse, QueryMsg};
use milegate_core::milestone::{OnSilence, Policy, WitnessKind};
use milegate_tests::suite::{
    BOND, DEADLINE, START, Suite, address, assertion, authority, bond, milestone, of,
};
use serde_json::json;

/// The reason for which the changed plan is refused.
fn refused(change: impl FnOnce(&mut InstantiateMsg) + 'static) -> String {
    Suite::builder().milestones(change).refused()
}

/// The same with a change to the milestone `listing`, which one authority attests to.
fn terms(change: impl FnOnce(&mut milegate_core::milestone::Terms<String>) + 'static) -> String {
    refused(|msg| change(&mut msg.milestones[0]))
}

fn leaf(name: &str) -> Policy {
    Policy::Witness { name: name.into() }
}

#[test]
fn given_sound_terms_it_freezes_the_milestones() {
    let suite = Suite::builder().born().expect("sound terms");
    let all = QueryMsg::Milestones {
        start_after: None,
        limit: None,
    };
    let all: MilestonesResponse = suite.ask_milestones(&all);
    let names: Vec<&str> = all
        .milestones
        .iter()
        .map(|one| one.terms.name.as_str())
        .collect();
    assert_eq!(names, ["lending", "listing", "volume"]);
    let (listing, at) = (&all.milestones[1], (START, DEADLINE));
    assert_eq!((listing.terms.start, listing.terms.deadline), at);
    assert_eq!((listing.round, listing.bond), (1, Uint128::new(BOND)));
    assert_eq!(suite.bonds("milestones"), 0);
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let reason = Suite::builder().milestones_funds(bond(1)).refused();
    assert_eq!(reason, "the message takes no funds, sent 1ubond");
}

#[test]
fn when_an_address_is_malformed_it_refuses() {
    let spelled = address("court").to_uppercase();
    let reason = terms(|terms| terms.court = address("court").to_uppercase());
    assert!(
        reason.contains(&format!(
            "invalid address \"{spelled}\": address not normalized"
        )),
        "{reason}"
    );
}

#[test]
fn when_there_are_no_milestones_it_refuses() {
    assert_eq!(
        refused(|msg| msg.milestones.clear()),
        "0 milestones, not 1 to 16"
    );
}

#[test]
fn when_there_are_17_milestones_it_refuses() {
    let many = |msg: &mut InstantiateMsg| {
        let one = |number| milestone(&format!("m{number}"), vec![authority("auditor", "auditor")]);
        msg.milestones = (0..17).map(one).collect();
    };
    assert_eq!(refused(many), "17 milestones, not 1 to 16");
}

#[test]
fn when_two_milestones_share_a_name_it_refuses() {
    let reason = refused(|msg| msg.milestones[1].name = "listing".into());
    assert_eq!(reason, "`listing` is named twice");
}

#[test]
fn when_there_are_nine_vaults_it_refuses() {
    let nine = |number: usize| address(&format!("vault {number}"));
    let reason = refused(move |msg| msg.vaults = (0..9).map(nine).collect());
    assert_eq!(reason, "9 vaults, not 0 to 8");
}

#[test]
fn when_the_deadline_is_not_after_the_start_it_refuses() {
    let reason = terms(|terms| terms.deadline = START - 1);
    let dates = format!("start {START}, deadline {}", START - 1);
    assert_eq!(
        reason,
        format!("milestone `listing`: {dates}: not in order, or not before the year 2200")
    );
}

#[test]
fn when_a_span_has_no_seconds_it_refuses() {
    let reason = terms(|terms| terms.window.seconds = 0);
    assert_eq!(
        reason,
        "milestone `listing`: the window of 0 s and 1000 blocks is not 1 s and 1 block to 100 years"
    );
}

#[test]
fn when_a_span_has_no_blocks_it_refuses() {
    let reason = terms(|terms| terms.court_limit.blocks = 0);
    assert_eq!(
        reason,
        "milestone `listing`: the court's limit of 432000 s and 0 blocks is not 1 s and 1 block to 100 years"
    );
}

#[test]
fn when_a_challenge_costs_nothing_it_refuses() {
    let reason = terms(|terms| terms.bond = Uint128::zero());
    assert!(
        reason.starts_with("milestone `listing`: a bond of 0 is not 1 to "),
        "{reason}"
    );
}

#[test]
fn when_two_witnesses_share_a_name_it_refuses() {
    let reason = terms(|terms| terms.witnesses.push(authority("auditor", "lender")));
    assert_eq!(reason, "milestone `listing`: `auditor` is named twice");
}

#[test]
fn when_two_witnesses_are_one_authority_it_refuses() {
    let reason = terms(|terms| {
        terms.witnesses.push(authority("other", "auditor"));
        terms.policy = Policy::All {
            of: vec![leaf("auditor"), leaf("other")],
        };
    });
    assert_eq!(
        reason,
        "milestone `listing`: witnesses `auditor` and `other` are the same authority"
    );
}

#[test]
fn when_the_policy_names_an_unknown_witness_it_refuses() {
    let reason = terms(|terms| terms.policy = leaf("nobody"));
    assert_eq!(
        reason,
        "milestone `listing`: the policy names `nobody`, which is no witness"
    );
}

#[test]
fn when_the_policy_leaves_a_witness_out_it_refuses() {
    let reason = terms(|terms| terms.witnesses.push(authority("idle", "lender")));
    assert_eq!(
        reason,
        "milestone `listing`: the policy does not name witness `idle`"
    );
}

#[test]
fn when_a_branch_asks_for_none_it_refuses() {
    let reason = terms(|terms| {
        terms.policy = Policy::AtLeast {
            count: 0,
            of: vec![leaf("auditor")],
        }
    });
    assert_eq!(
        reason,
        "milestone `listing`: a policy counts 0 of 1 branches"
    );
}

#[test]
fn when_a_branch_asks_for_more_than_it_has_it_refuses() {
    let reason = terms(|terms| {
        terms.policy = Policy::AtLeast {
            count: 2,
            of: vec![leaf("auditor")],
        }
    });
    assert_eq!(
        reason,
        "milestone `listing`: a policy counts 2 of 1 branches"
    );
}

#[test]
fn when_a_policy_is_five_levels_deep_it_refuses() {
    let reason = terms(|terms| {
        let deeper = |policy, _| Policy::Any { of: vec![policy] };
        terms.policy = (0..4).fold(leaf("auditor"), deeper);
    });
    assert_eq!(
        reason,
        "milestone `listing`: the policy has 5 levels, more than 4"
    );
}

/// Changes the committee of the milestone `volume`.
fn committee(threshold: u64) -> String {
    refused(move |msg| {
        let group = match &msg.milestones[1].witnesses[0].kind {
            milegate_core::milestone::WitnessKind::Committee { group, .. } => group.clone(),
            _ => panic!("volume has a committee"),
        };
        msg.milestones[1].witnesses[0] =
            milegate_tests::suite::committee("members", &group, threshold);
    })
}

#[test]
fn when_a_threshold_is_above_the_groups_weight_it_refuses() {
    assert_eq!(
        committee(4),
        "committee `members` needs weight 4 of a total of 3"
    );
}

#[test]
fn when_a_threshold_is_zero_it_refuses() {
    assert_eq!(
        committee(0),
        "milestone `volume`: committee `members` has threshold 0"
    );
}

#[test]
fn when_a_group_has_one_member_it_refuses() {
    let one = json!({ "admin": null, "members": [{ "addr": address("carol"), "weight": 5 }] });
    let reason = Suite::builder().group(one).refused();
    assert_eq!(
        reason,
        "committee `members` has 1 members with weight, fewer than 2"
    );
}

/// The reason for an administered group, without its address, which depends on the chain.
#[track_caller]
fn administered(reason: String, admin: &str) {
    let who = address(admin);
    let end = format!(" of committee `members` has admin {who}, who is not governance");
    assert!(
        reason.starts_with("the group ") && reason.ends_with(&end),
        "{reason}"
    );
}

#[test]
fn when_a_group_has_an_admin_it_refuses() {
    let members = ["carol", "dora"].map(|name| json!({ "addr": address(name), "weight": 1 }));
    let group = json!({ "admin": address("issuer"), "members": members });
    administered(Suite::builder().group(group).refused(), "issuer");
}

#[test]
fn when_a_groups_contract_has_an_admin_it_refuses() {
    administered(Suite::builder().group_admin("issuer").refused(), "issuer");
}

#[test]
fn when_a_group_is_no_group_it_refuses() {
    let stranger = address("stranger");
    let reason = refused(|msg| {
        msg.milestones[1].witnesses[0] =
            milegate_tests::suite::committee("members", &address("stranger"), 2);
    });
    assert!(reason.contains(&stranger), "{reason}");
}

#[test]
fn when_the_courts_own_word_would_satisfy_the_policy_it_refuses() {
    let reason = terms(|terms| terms.court = address("auditor"));
    let court = address("auditor");
    assert_eq!(
        reason,
        format!("milestone `listing`: the court {court} alone satisfies the policy")
    );
}

/// The milestone `listing` with an assertion, changed.
fn asserted(change: impl FnOnce(&mut milegate_core::milestone::Terms<String>) + 'static) -> String {
    let builder = Suite::builder().asserted();
    let changed = builder.milestones(|msg| change(&mut msg.milestones[0]));
    changed.refused()
}

#[test]
fn when_assertions_alone_would_satisfy_the_policy_and_silence_stands_it_refuses() {
    let reason = asserted(|terms| terms.on_silence = OnSilence::Stands);
    let rule = "assertions alone satisfy the policy, so a silent court must not mean `stands`";
    assert_eq!(reason, format!("milestone `listing`: {rule}"));
    Suite::builder().asserted().born().expect("silence falls");
}

#[test]
fn when_the_courts_own_word_and_assertions_would_satisfy_the_policy_it_refuses() {
    let reason = asserted(|terms| {
        terms.court = address("auditor");
        terms.policy = of(2, &["auditor", "anyone"]);
    });
    let rule = format!(
        "the court {} and assertions alone satisfy the policy",
        address("auditor")
    );
    assert_eq!(reason, format!("milestone `listing`: {rule}"));
}

#[test]
fn when_an_assertion_costs_nothing_it_refuses() {
    let reason = asserted(|terms| terms.witnesses[1] = assertion("anyone", 0));
    assert!(
        reason.starts_with("milestone `listing`: a bond of 0 is not 1 to"),
        "{reason}"
    );
}

/// The milestone `listing` with a state leaf, changed.
fn observed(change: impl Fn(&mut WitnessKind<String>) + 'static) -> String {
    let builder = Suite::builder().observed();
    let change = move |msg: &mut InstantiateMsg| change(&mut msg.milestones[0].witnesses[1].kind);
    builder.milestones(change).refused()
}

#[test]
fn when_a_state_leafs_contract_runs_other_code_it_refuses() {
    let reason = observed(|kind| {
        if let WitnessKind::State { code_id, .. } = kind {
            *code_id += 1;
        }
    });
    assert!(
        reason.starts_with("state `market`: ") && reason.contains(" runs code "),
        "{reason}"
    );
    let reason = observed(|kind| {
        if let WitnessKind::State { checksum, .. } = kind {
            *checksum = cosmwasm_std::HexBinary::from(&[1; 32]);
        }
    });
    assert!(reason.contains(" with checksum "), "{reason}");
    Suite::builder()
        .observed()
        .born()
        .expect("the code it runs");
}

#[test]
fn when_a_state_leafs_query_is_no_json_it_refuses() {
    let reason = observed(|kind| {
        if let WitnessKind::State { query, .. } = kind {
            *query = "market".into();
        }
    });
    assert!(reason.contains("Error parsing"), "{reason}");
}

#[test]
fn when_a_state_leafs_observations_are_not_spread_it_refuses() {
    let reason = observed(|kind| {
        if let WitnessKind::State { spacing, .. } = kind {
            *spacing = 1;
        }
    });
    let rule = "3 observations, 1 s apart, do not fill half of 864000 s, or do not fit into it";
    assert_eq!(
        reason,
        format!("milestone `listing`: state `market`: {rule}")
    );
}

#[test]
fn when_the_court_is_the_bond_sink_it_refuses() {
    let reason = refused(|msg| {
        msg.bond_sink = Sink::Account {
            address: address("court"),
        }
    });
    let court = address("court");
    assert_eq!(
        reason,
        format!("the bond sink {court} is the court of milestone `listing`")
    );
}

#[test]
fn when_the_contract_is_its_own_bond_sink_it_refuses() {
    let own = Suite::draft().milestones.into_string();
    let reason = refused(move |msg| msg.bond_sink = Sink::Account { address: own });
    assert_eq!(reason, "the bond sink is the contract itself");
}
