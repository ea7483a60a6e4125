//! What the vault's messages cost beside the floor, and that nothing grows with others. Gas is a
//! property of the compiled contracts, so a native run measures nothing.

use cosmwasm_std::coin;
use milegate_api::vesting::{ChangeKind, InstantiateMsg};
use milegate_core::ledger::IfMissed;
use milegate_core::milestone::Verdict;
use milegate_tests::suite::{
    ASSERTION, Answer, CALENDAR, DENOM, LOT, START, Suite, address, at_time, authority, behind,
    grant, is_native, leaving, linear, milestone, paying, recovering, schedule, selling, wasm,
};
use serde_json::json;

/// One read, one write, one event, one bank send.
fn floor() -> u64 {
    let mut suite = Suite::sealed();
    let code = suite
        .chain
        .store_code(&wasm("milegate_floor"))
        .expect("the floor contract");
    let (deployer, ana) = (suite.at("deployer"), suite.at("ana"));
    let (floor, _) = suite
        .chain
        .instantiate(&deployer, code, &json!({}), &[], "floor", None)
        .unwrap();
    suite.chain.mint(&floor, &[coin(1_000_000, DENOM)]);
    let touch = json!({ "touch_and_send": {
        "to": ana, "amount": { "denom": DENOM, "amount": "1000" } } });
    suite.chain.execute(&ana, &floor, &touch, &[]).unwrap();
    suite
        .chain
        .execute(&ana, &floor, &touch, &[])
        .unwrap()
        .gas_used
}

fn claim(suite: &mut Suite, who: &str, grant: &str) -> u64 {
    suite
        .claim(who, &[grant])
        .expect("something to claim")
        .gas_used
}

/// `core` with its two gates written down, and something paid before.
fn latched(suite: &mut Suite) {
    suite.reach("listing");
    suite.notice_passes();
    suite.claim("ana", &["ana"]).unwrap();
    suite.days_pass(5);
}

#[test]
fn a_claim_costs_at_most_eight_percent_more_than_the_floor() {
    if is_native() {
        return;
    }
    let mut suite = Suite::sealed();
    latched(&mut suite);
    let (claim, floor) = (claim(&mut suite, "ana", "ana"), floor());
    println!("claim, gates latched: {claim}; the floor: {floor}");
    assert!(
        claim * 100 <= floor * 108,
        "a claim takes {claim}, the floor {floor}"
    );
}

#[test]
fn a_claim_costs_at_most_eleven_percent_more_while_three_gates_wait() {
    if is_native() {
        return;
    }
    let change = |msg: &mut InstantiateMsg| {
        let part = |name| behind(name, LOT / 4, linear(100, 0), IfMissed::Forfeit {});
        let open = at_time(CALENDAR, LOT / 4, linear(100, 0));
        let tranches = vec![open, part("listing"), part("volume"), part("lending")];
        msg.schedules.push(schedule("waiting", "team", tranches));
    };
    let mut suite = Suite::builder()
        .vault(change)
        .grants(|grants| grants.push(grant("fay", "waiting", 10)))
        .build();
    suite.until(CALENDAR + 86_400);
    suite.claim("fay", &["fay"]).unwrap();
    suite.days_pass(5);
    let (claim, floor) = (claim(&mut suite, "fay", "fay"), floor());
    println!("claim, three gates waiting: {claim}; the floor: {floor}");
    assert!(
        claim * 100 <= floor * 111,
        "a claim takes {claim}, the floor {floor}"
    );
}

/// The largest and the smallest of what three sizes cost; a slope would part them.
#[track_caller]
fn flat(what: &str, costs: [u64; 3], per_unit: u64, units: u64) {
    println!("{what}: {costs:?}");
    let (most, least) = (costs.iter().max().unwrap(), costs.iter().min().unwrap());
    assert!(most - least <= per_unit * units, "{what}: {costs:?}");
}

fn crowd(count: usize) -> Suite {
    let mut suite = Suite::builder()
        .with_reserve()
        .vault(|msg| {
            msg.categories
                .iter_mut()
                .for_each(|category| category.cap = 10_000u64.into())
        })
        .grants(move |grants| {
            grants.extend((0..count).map(|number| grant(&format!("g{number:04}"), "core", 1)));
        })
        .born()
        .unwrap();
    for batch in suite.grants.clone().chunks(100) {
        suite.add_grants("issuer", batch.to_vec()).unwrap();
    }
    suite.seal().unwrap();
    suite
}

#[test]
fn a_claim_does_not_grow_with_the_number_of_other_grants() {
    if is_native() {
        return;
    }
    let costs = [10, 200, 1_000].map(|count| {
        let mut suite = crowd(count);
        latched(&mut suite);
        claim(&mut suite, "ana", "ana")
    });
    // a total that needs one digit more is 30 gas a byte, not a slope
    flat("other grants", costs, 1, 400);
}

#[test]
fn ten_grants_of_one_payee_cost_at_most_sixteen_tenths_of_one() {
    if is_native() {
        return;
    }
    let names: Vec<String> = (0..10).map(|number| format!("ana-{number}")).collect();
    let grants = names.clone().into_iter().map(|name| {
        let mut one = grant(&name, "core", 1);
        one.owner = address("ana");
        one
    });
    let grants: Vec<_> = grants.collect();
    let mut suite = Suite::builder().grants(|all| all.extend(grants)).build();
    latched(&mut suite);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    suite.claim("ana", &names).unwrap();
    suite.days_pass(5);
    let mut alone = suite.clone();
    let one = claim(&mut alone, "ana", "ana-0");
    let ten = suite.claim("ana", &names).unwrap().gas_used;
    println!("claim of one grant: {one}, of ten of one payee: {ten}");
    assert!(ten * 10 <= one * 16, "one takes {one}, ten take {ten}");
}

/// What a message costs in vaults of three sizes, each in a state of its own.
#[track_caller]
fn flat_in_grants(what: &str, prepare: fn(&mut Suite), act: fn(&mut Suite) -> Answer) {
    let costs = [10, 200, 1_000].map(|count| {
        let mut suite = crowd(count);
        prepare(&mut suite);
        act(&mut suite).expect(what).gas_used
    });
    // a total or a height that needs one digit more is 30 gas a byte
    flat(what, costs, 1, 400);
}

#[test]
fn hiring_does_not_grow_with_the_number_of_other_grants() {
    if is_native() {
        return;
    }
    let hire = |suite: &mut Suite, name: &str| {
        let mut new = grant(name, "serving", 1);
        new.owner = address("hire");
        suite.assign("hirer", "team", new)
    };
    flat_in_grants(
        "assign",
        |_| {},
        move |suite| suite.assign("hirer", "team", grant("new", "serving", 1)),
    );
    flat_in_grants(
        "add_cohort",
        |_| {},
        |suite| suite.add_cohort("hirer", "later", "serving", START),
    );
    // nor with those that were hired before
    let mut suite = crowd(1);
    let costs: Vec<u64> = (0..20)
        .map(|number| hire(&mut suite, &format!("n{number:02}")).unwrap().gas_used)
        .collect();
    flat("hired before", [costs[1], costs[8], costs[18]], 1, 400);
}

#[test]
fn leaving_does_not_grow_with_the_number_of_other_grants() {
    if is_native() {
        return;
    }
    flat_in_grants(
        "announce",
        |_| {},
        |suite| suite.announce("hr", "eve", leaving()),
    );
    flat_in_grants(
        "carry_out",
        |suite| {
            suite.announce("hr", "eve", leaving()).unwrap();
            suite.days_pass(14);
        },
        |suite| suite.carry_out("stranger", "eve", ChangeKind::Termination),
    );
    flat_in_grants("renounce", |_| {}, |suite| suite.renounce("eve", "eve"));
}

#[test]
fn changing_hands_does_not_grow_with_the_number_of_other_grants() {
    if is_native() {
        return;
    }
    flat_in_grants(
        "owner",
        |suite| drop(suite.announce("eve", "eve", selling("buyer")).unwrap()),
        |suite| suite.carry_out("buyer", "eve", ChangeKind::Owner),
    );
    flat_in_grants(
        "payee",
        |suite| {
            suite.announce("eve", "eve", paying("buyer")).unwrap();
            suite.days_pass(7);
        },
        |suite| suite.carry_out("stranger", "eve", ChangeKind::Payee),
    );
    flat_in_grants(
        "recovery",
        |suite| {
            suite.name_recovery("ana", "ana", Some("keeper")).unwrap();
            suite.announce("keeper", "ana", recovering("heir")).unwrap();
            latched(suite);
            suite.days_pass(90);
        },
        |suite| suite.carry_out("heir", "ana", ChangeKind::Recovery),
    );
    flat_in_grants("decline", |_| {}, |suite| suite.decline("custodian", "ben"));
}

#[test]
fn one_more_grant_in_a_list_takes_at_most_20_000() {
    if is_native() {
        return;
    }
    let costs = [1, 11, 61].map(|count: usize| {
        let mut suite = Suite::builder().born().unwrap();
        let list = (0..count)
            .map(|number| grant(&format!("g{number:04}"), "core", 1))
            .collect();
        suite.add_grants("issuer", list).unwrap().gas_used
    });
    let slopes = [(costs[1] - costs[0]) / 10, (costs[2] - costs[1]) / 50];
    println!("one more grant in a list: {slopes:?}");
    assert!(
        slopes.iter().all(|slope| *slope <= 20_000),
        "one more grant takes {slopes:?}"
    );
}

#[test]
fn a_claim_does_not_grow_with_dust_denoms() {
    if is_native() {
        return;
    }
    let costs = [0, 100, 1_000].map(|count: usize| {
        let mut suite = Suite::sealed();
        latched(&mut suite);
        let vault = suite.vault.clone();
        for number in 0..count {
            suite
                .chain
                .mint(&vault, &[coin(1, format!("dust{number:04}"))]);
        }
        claim(&mut suite, "ana", "ana")
    });
    flat("dust denoms", costs, 1, 5);
}

#[test]
fn an_attestation_does_not_grow_with_those_to_other_milestones() {
    if is_native() {
        return;
    }
    let costs = [0, 4, 12].map(|count: usize| {
        let mut suite = Suite::builder()
            .milestones(move |msg| {
                let one = |n| milestone(&format!("m{n}"), vec![authority("auditor", "auditor")]);
                msg.milestones.extend((0..count).map(one));
            })
            .build();
        suite.start();
        for number in 0..count {
            suite
                .attest("auditor", &format!("m{number}"), "auditor")
                .unwrap();
        }
        assert_eq!(suite.now(), START);
        suite
            .attest("auditor", "listing", "auditor")
            .unwrap()
            .gas_used
    });
    // VM gas is divided by 140,000: the remainder may tip by one
    flat("other attestations", costs, 1, 5);
}

#[test]
fn what_becomes_of_a_milestone_costs_no_more_than_it_did() {
    if is_native() {
        return;
    }
    let mut suite = Suite::builder().asserted().build();
    suite.start();
    let attest = suite
        .attest("lender", "lending", "lender")
        .unwrap()
        .gas_used;
    let assert = suite.assert_with("keeper", ASSERTION).unwrap().gas_used;
    let challenge = suite.challenge("listing").unwrap().gas_used;
    suite.satisfy("volume");
    suite.window_passes();
    let conclude = suite.conclude("volume").unwrap().gas_used;
    println!("attest {attest}, assert {assert}, challenge {challenge}, conclude {conclude}");
    assert!(attest <= 132_000 && assert <= 158_000, "{attest}, {assert}");
    assert!(
        challenge <= 137_000 && conclude <= 116_000,
        "{challenge}, {conclude}"
    );
}

#[test]
fn a_committee_members_attestation_does_not_grow_with_the_members_before() {
    if is_native() {
        return;
    }
    let names: Vec<String> = (0..20).map(|number| format!("member {number}")).collect();
    let member = |name: &String| json!({ "addr": address(name), "weight": 1 });
    let group = json!({ "admin": null, "members": names.iter().map(member).collect::<Vec<_>>() });
    let mut suite = Suite::builder()
        .group(group)
        .milestones(|msg| {
            use milegate_core::milestone::WitnessKind::Committee;
            if let Committee { threshold, .. } = &mut msg.milestones[1].witnesses[0].kind {
                *threshold = 20u64.into();
            }
        })
        .build();
    suite.start();
    let costs: Vec<u64> = names
        .iter()
        .map(|name| suite.attest(name, "volume", "members").unwrap().gas_used)
        .collect();
    // the first opens the sitting, the last starts the window
    flat("members before", [costs[1], costs[9], costs[18]], 1, 400);
}

/// What a message costs after three amounts of history, as the slope of the line between the ends.
#[track_caller]
fn slope(what: &str, sizes: [u64; 3], costs: [u64; 3], bound: f64) {
    let slope = (costs[2] as f64 - costs[0] as f64) / (sizes[2] - sizes[0]) as f64;
    println!("{what}: {costs:?} after {sizes:?}, slope {slope:.3}");
    assert!(slope.abs() <= bound, "{what} grows by {slope} each");
    assert!(costs[1].abs_diff(costs[2]) <= 600, "{what}: {costs:?}");
}

#[test]
fn observing_a_feed_does_not_grow_with_the_periods_before() {
    if is_native() {
        return;
    }
    let sizes = [10, 100, 1_000];
    let costs = sizes.map(|days| {
        let mut suite = Suite::builder()
            .fed()
            .milestones(|msg| msg.milestones[0].deadline = START + 2_000 * 86_400)
            .build();
        suite.start();
        suite.days_of(&vec![900; days as usize]);
        suite.observe_feed("stranger").unwrap().gas_used
    });
    slope("observe a feed", sizes, costs, 1.0);
}

#[test]
fn observing_a_state_does_not_grow_with_the_observations_before() {
    if is_native() {
        return;
    }
    let sizes = [2, 20, 200];
    let costs = sizes.map(|times| {
        let mut suite = Suite::builder().observed().build();
        suite.start();
        for _ in 0..times {
            suite.market_has(0, "0");
            suite.observe("stranger").unwrap();
            suite.a_second_passes();
            suite.market_has(5_000_000, "0.4");
            suite.observe("stranger").unwrap();
        }
        suite.days_pass(5);
        suite.observe("stranger").unwrap();
        suite.days_pass(5);
        suite.observe("stranger").unwrap().gas_used
    });
    slope("observe a state", sizes, costs, 2.0);
}

#[test]
fn concluding_does_not_grow_with_the_rounds_before() {
    if is_native() {
        return;
    }
    let sizes = [1, 10, 60];
    let costs = sizes.map(|rounds| {
        let mut suite = Suite::sealed();
        suite.start();
        for _ in 0..rounds {
            suite.a_second_passes();
            suite.satisfy("listing");
            suite.challenge("listing").unwrap();
            suite.settle("court", "listing", Verdict::False).unwrap();
        }
        suite.a_second_passes();
        suite.satisfy("listing");
        suite.window_passes();
        suite.conclude("listing").unwrap().gas_used
    });
    slope("conclude", sizes, costs, 10.0);
}
