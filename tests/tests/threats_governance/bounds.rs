//! Bounds of rules, and electorates that are too small: D10, D11, D17.

use cosmwasm_std::WasmMsg;
use milegate_api::governance::{ConfigResponse, ExecuteMsg, QueryMsg, Suite as NewSuite};
use milegate_core::governance::limits as bounds;
use milegate_core::governance::{Class, Refusal, Rule, RuleError, Share, Shortfall, Status};
use milegate_tests::governance::{attest_listing, opened, pay, rules, to_itself};
use milegate_tests::suite::{BOND_DENOM, DAY, Suite, address};

use super::*;

type Field = (&'static str, fn(&mut Rule) -> &mut Share, [Share; 2]);

fn fields(class: Class) -> [Field; 3] {
    let least = match class {
        Class::Signal => Share::ZERO,
        _ => bounds::LEAST_THRESHOLD,
    };
    [
        (
            "quorum",
            |rule| &mut rule.quorum,
            [bounds::LEAST_QUORUM, bounds::MOST_QUORUM],
        ),
        (
            "threshold",
            |rule| &mut rule.threshold,
            [least, bounds::MOST_THRESHOLD],
        ),
        (
            "floor",
            |rule| &mut rule.floor,
            [bounds::least_floor(class), bounds::MOST_FLOOR],
        ),
    ]
}

#[test]
fn d10_a_quorum_threshold_or_floor_that_nobody_or_everybody_meets_is_refused() {
    let mut suite = started(Suite::builder());
    for class in Class::ALL {
        for (field, part, [least, most]) in fields(class) {
            let edges = [
                least.basis_points().saturating_sub(1),
                most.basis_points() + 1,
            ];
            for points in [0, 1, 9_999, 10_000, 10_001, u16::MAX]
                .into_iter()
                .chain(edges)
            {
                let share = Share::new(points);
                if (least..=most).contains(&share) {
                    continue;
                }
                let mut new = rules();
                new.revision = 2;
                *part(rule_of(&mut new, class)) = share;
                let text = RuleError::Share {
                    class,
                    field,
                    share,
                    least,
                    most,
                }
                .to_string();
                let msgs = vec![to_itself(&suite, &ExecuteMsg::SetRules { rules: new })];
                suite.refuses(&text, |suite| suite.propose("vera", msgs));
            }
        }
    }
}

#[test]
fn d10_nor_can_a_governance_be_born_with_one() {
    for points in [0, 10_000, 10_001] {
        for (field, part, [least, most]) in fields(Class::Spend) {
            let (class, share) = (Class::Spend, Share::new(points));
            let born = Suite::builder().rules(move |msg| *part(&mut msg.rules.spend) = share);
            let text = RuleError::Share {
                class,
                field,
                share,
                least,
                most,
            }
            .to_string();
            assert_eq!(born.refused(), text);
        }
    }
}

#[test]
fn d10_an_empty_electorate_passes_nothing() {
    let mut suite = rich(Suite::builder().staked(&[]));
    let msgs = [pay(&suite, "buyer", 1), attest_listing(&suite)];
    let mut ids = msgs
        .map(|msg| opened(&suite.propose("vera", vec![msg]).unwrap()))
        .to_vec();
    ids.push(opened(
        &suite.ask_community("vera", "who?", &["a", "b"]).unwrap(),
    ));
    bonds(&mut suite, "vera", 900).unwrap();
    suite.chain.advance_blocks(1);
    for id in ids.clone() {
        let vote = |suite: &mut Suite| suite.vote("vera", id, cw3::Vote::Abstain);
        suite.refuses(&no_power(), vote);
    }
    ripens(&mut suite, ids[0]);
    let why = Shortfall::NoElectorate {};
    for id in ids {
        assert_eq!(suite.status(id), Status::Rejected { why });
        let text = Refusal::NotPassed { why }.to_string();
        suite.refuses(&text, |suite| suite.carry("stranger", id));
    }
}

/// A change of code by a whale who is a quorum once the insiders are proven, and nobody else.
#[test]
fn d11_a_whale_who_is_a_quorum_alone_fails_at_the_floor() {
    let staked = [("ana", 500), ("vera", 240), ("vito", 260)];
    let mut suite = started(Suite::builder().staked(&staked));
    let clear = WasmMsg::ClearAdmin {
        contract_addr: suite.at("governance").into(),
    };
    let id = backed(&mut suite, "vera", vec![clear.into()], &["vera"]);
    suite.prove("vera", id, "ana").unwrap();
    ripens(&mut suite, id);
    let (power, least) = (240_000u64.into(), 250_000u64.into());
    let why = Shortfall::Floor { power, least };
    assert_eq!(suite.status(id), Status::Rejected { why });
}

#[test]
fn d11_in_a_thin_electorate_the_whole_of_it_passes_only_signals() {
    let mut suite = rich(Suite::builder().staked(&[("vera", 300), ("vito", 200)]));
    let clear = WasmMsg::ClearAdmin {
        contract_addr: suite.at("governance").into(),
    };
    let mut new = rules();
    (new.revision, new.proposals) = (2, 1);
    let change = to_itself(&suite, &ExecuteMsg::SetRules { rules: new });
    let msgs = [
        pay(&suite, "buyer", 1),
        attest_listing(&suite),
        clear.into(),
        change,
    ];
    let proposers = ["vera", "vera", "vera", "vito"];
    let ids: Vec<u64> = msgs
        .into_iter()
        .zip(proposers)
        .map(|(msg, who)| backed(&mut suite, who, vec![msg], &["vera", "vito"]))
        .collect();
    let signal = opened(&suite.ask_community("vito", "who?", &["a", "b"]).unwrap());
    suite.answer("vera", signal, 1).unwrap();
    ripens(&mut suite, ids[2]);
    let total = 500_000u64.into();
    for id in ids {
        let least = suite.tally(id).terms.least_total;
        let why = Shortfall::ThinElectorate { total, least };
        assert_eq!(suite.status(id), Status::Rejected { why });
    }
    assert_eq!(suite.status(signal), Status::Answered { option: 1 });
}

#[test]
fn d11_what_failed_is_not_proposed_again_until_it_has_cooled_down() {
    let mut suite = rich(Suite::builder());
    let msgs = vec![pay(&suite, "buyer", 10)];
    let id = backed(&mut suite, "vera", msgs.clone(), &["vlad"]);
    suite.voting_passes();
    suite.tail_passes();
    let until = suite.tally(id).tail_ends.time + 30 * DAY;
    for now in [suite.now(), suite.now() + DAY, until - 1] {
        suite.until(now);
        let text = Refusal::CoolsDown { until, now }.to_string();
        for who in ["vera", "stranger"] {
            let again = msgs.clone();
            suite.refuses(&text, |suite| suite.propose(who, again));
        }
    }
    suite.until(until);
    suite.propose("vera", msgs).unwrap();
}

#[test]
fn d17_rules_that_nobody_can_meet_are_refused() {
    let mut suite = started(Suite::builder());
    let most = bounds::MOST_ELECTORATE.basis_points() + 1;
    for share in [Share::new(most), Share::WHOLE, Share::ZERO] {
        let mut new = rules();
        (new.revision, new.electorate) = (2, share);
        let text = RuleError::Electorate { share }.to_string();
        let msgs = vec![to_itself(&suite, &ExecuteMsg::SetRules { rules: new })];
        suite.refuses(&text, |suite| suite.propose("vera", msgs));
    }
    for (count, cool_down) in [(0, 0), (101, 0), (1, bounds::LONGEST_COOL_DOWN + 1)] {
        let mut new = rules();
        (new.revision, new.proposals, new.cool_down) = (2, count, cool_down);
        let text = match cool_down {
            0 => RuleError::Proposals { count },
            seconds => RuleError::CoolDown { seconds },
        };
        let msgs = vec![to_itself(&suite, &ExecuteMsg::SetRules { rules: new })];
        suite.refuses(&text.to_string(), |suite| suite.propose("vera", msgs));
    }
}

/// Also the proposal to lower it would cost it.
#[test]
fn d17_a_deposit_that_nobody_has_is_refused() {
    let mut suite = started(Suite::builder());
    let most = suite.chain.supply(BOND_DENOM) / 100;
    let mut set = |who: &str, deposit: u128, revision| {
        let mut new = rules();
        (new.revision, new.deposit) = (revision, deposit.into());
        let msgs = vec![to_itself(&suite, &ExecuteMsg::SetRules { rules: new })];
        suite.passes(who, msgs, &OTHERS)
    };
    for deposit in [most + 1, u128::MAX] {
        let text =
            format!("a deposit of {deposit} is more than {most}, a hundredth of what exists");
        assert_eq!(set("vera", deposit, 2).unwrap_err().reason, text);
    }
    set("vito", most, 2).unwrap();
    set("vito", 1, 3).unwrap();
}

#[test]
fn d17_when_the_last_staker_has_left_those_who_stake_later_govern() {
    let mut suite = rich(Suite::builder().staked(&[("vera", 900)]));
    unbonds(&mut suite, "vera", 900).unwrap();
    suite.chain.advance_blocks(1);
    let msgs = vec![pay(&suite, "buyer", 1)];
    let id = opened(&suite.propose("vera", msgs).unwrap());
    bonds(&mut suite, "vito", 900).unwrap();
    ripens(&mut suite, id);
    let why = Shortfall::NoElectorate {};
    assert_eq!(suite.status(id), Status::Rejected { why });
    let msgs = vec![pay(&suite, "buyer", 2)];
    suite.passes("vito", msgs, &["vito"]).unwrap();
}

/// No message changes the source or takes a suite away: those that only proposals may send add.
#[test]
fn d17_what_a_governance_says_to_itself_leaves_its_electorate_as_it_is() {
    let mut suite = started(Suite::builder());
    let itself = milegate_api::governance::ACCESS.iter();
    let itself = itself.filter(|(_, who)| *who == "governance itself");
    let names: Vec<_> = itself.map(|(name, _)| *name).collect();
    assert_eq!(names, ["set_rules", "set_guardian", "add_suite"]);
    let ask = |suite: &Suite| -> ConfigResponse { suite.ask_governance(&QueryMsg::Config {}) };
    let before = ask(&suite);
    let added = |milestones: String, vaults| ExecuteMsg::AddSuite {
        suite: NewSuite { milestones, vaults },
    };
    let later = suite.other_milestones(&[]).into_string();
    let msgs = vec![to_itself(&suite, &added(later.clone(), vec![]))];
    suite.passes("vera", msgs, &OTHERS).unwrap();
    for (milestones, vaults) in [
        (suite.milestones.to_string(), vec![]),
        (address("keeper"), vec![suite.vault.to_string()]),
        (later, vec![address("hire")]),
    ] {
        let msgs = vec![to_itself(&suite, &added(milestones, vaults))];
        let before = suite.chain.dump(&suite.at("governance"));
        let mut twice = suite.clone();
        let refused = twice.passes("vera", msgs, &OTHERS).unwrap_err();
        assert!(refused.reason.ends_with("is listed twice"), "{refused}");
        assert_eq!(suite.chain.dump(&suite.at("governance")), before);
    }
    let after = ask(&suite);
    assert_eq!(
        (after.source, &after.suites[..1]),
        (before.source, &before.suites[..])
    );
    assert_eq!(after.suites.len(), 2);
}
