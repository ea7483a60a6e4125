use milegate_api::governance::{Asked, ExecuteMsg};
use milegate_core::governance::{Class, Recusal};
use milegate_tests::governance::DEPOSIT;
use milegate_tests::suite::{Answer, DAY, Suite, address, bond, says, tok};

use super::kit::*;

fn ask(options: &'static [&'static str]) -> impl Fn(&mut Suite) -> Answer {
    move |suite| suite.ask_community("vera", "whither?", options)
}

fn texts(title: &str, description: &str) -> ExecuteMsg {
    ExecuteMsg::Ask {
        title: title.into(),
        description: description.into(),
        options: vec!["left".into(), "right".into()],
    }
}

#[test]
fn given_the_deposit_when_two_answers_are_offered_it_opens_a_signal() {
    let mut suite = started();
    let receipt = ask(&["left", "right"])(&mut suite).unwrap();
    let tally = suite.tally(1);
    let Asked::Signal { options } = &tally.asked else {
        panic!("{tally:?}")
    };
    assert_eq!(options, &["left", "right"]);
    let ends = [tally.voting_ends, tally.executable, tally.expires];
    let ends = ends.map(|end| end.time.to_string());
    let wanted = [
        ("proposal", "1"),
        ("class", "signal"),
        ("proposer", &address("vera")),
        ("title", "whither?"),
        ("milestones", ""),
        ("round", "0"),
        ("recusal", "nobody"),
        ("total", "1000000"),
        ("least_total", "560000"),
        ("voting_ends", &ends[0]),
        ("executable", &ends[1]),
        ("expires", &ends[2]),
        ("deposit", "500"),
    ];
    says(&receipt, "governance_opened", &wanted);
    assert_eq!(tally.terms.class, Class::Signal);
    assert_eq!(tally.terms.recusal, Recusal::Nobody);
    assert_eq!(tally.options.len(), 2);
}

#[test]
fn given_the_deposit_when_eight_answers_are_offered_it_opens_a_signal() {
    let mut suite = started();
    ask(&["1", "2", "3", "4", "5", "6", "7", "8"])(&mut suite).unwrap();
    suite.answer("vera", 1, 7).unwrap();
}

#[test]
fn given_the_deposit_when_it_is_taken_it_is_held() {
    let mut suite = started();
    let before = suite.bonds("vera");
    ask(&["left", "right"])(&mut suite).unwrap();
    assert_eq!(before - suite.bonds("vera"), DEPOSIT);
    assert_eq!(suite.bonds("governance"), DEPOSIT);
    assert_eq!(held(&suite), [DEPOSIT, DEPOSIT, 0]);
}

#[test]
fn given_the_deposit_when_one_answer_is_offered_it_refuses() {
    started().refuses("1 options are not 2 to 8", ask(&["left"]));
    started().refuses("0 options are not 2 to 8", ask(&[]));
}

#[test]
fn given_the_deposit_when_nine_answers_are_offered_it_refuses() {
    let nine = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    started().refuses("9 options are not 2 to 8", |suite| {
        suite.ask_community("vera", "whither?", &nine)
    });
    let many = [""; 300];
    started().refuses("255 options are not 2 to 8", |suite| {
        suite.ask_community("vera", "whither?", &many)
    });
}

#[test]
fn given_the_deposit_when_an_answer_is_empty_it_refuses() {
    let text = "option 1 is empty, too long or given twice";
    started().refuses(text, ask(&["left", ""]));
}

#[test]
fn given_the_deposit_when_an_answer_is_given_twice_it_refuses() {
    let text = "option 2 is empty, too long or given twice";
    started().refuses(text, ask(&["left", "right", "left"]));
}

#[test]
fn given_the_deposit_when_an_answer_is_too_long_it_refuses() {
    let mut suite = started();
    let (fits, long) = ("a".repeat(128), "a".repeat(129));
    let text = "option 0 is empty, too long or given twice";
    suite.refuses(text, |suite| {
        suite.ask_community("vera", "whither?", &[&long, "right"])
    });
    suite
        .ask_community("vera", "whither?", &[&fits, "right"])
        .unwrap();
}

#[test]
fn given_the_deposit_when_the_question_is_empty_or_too_long_it_refuses() {
    let mut suite = started();
    for bytes in [0, 129] {
        let text = format!("the title has {bytes} bytes, not 1 to 128");
        let msg = texts(&"a".repeat(bytes), "");
        suite.refuses(&text, |suite| {
            suite.send("vera", "governance", &msg, &bond(DEPOSIT))
        });
    }
    let msg = texts(&"a".repeat(128), "");
    suite
        .send("vera", "governance", &msg, &bond(DEPOSIT))
        .unwrap();
}

#[test]
fn given_the_deposit_when_the_description_is_too_long_it_refuses() {
    let mut suite = started();
    let text = "the description of 4097 bytes is longer than 4096";
    let msg = texts("whither?", &"a".repeat(4_097));
    suite.refuses(text, |suite| {
        suite.send("vera", "governance", &msg, &bond(DEPOSIT))
    });
    let msg = texts("whither?", &"a".repeat(4_096));
    suite
        .send("vera", "governance", &msg, &bond(DEPOSIT))
        .unwrap();
}

#[test]
fn given_the_deposit_when_the_same_question_is_running_it_refuses() {
    let (mut suite, _) = asking();
    let text = "a proposal of the same content is running";
    suite.refuses(text, ask(&["left", "right"]));
    ask(&["right", "left"])(&mut suite).unwrap();
}

#[test]
fn given_the_deposit_when_the_same_question_cools_down_it_refuses() {
    let (mut suite, id) = decided(asking());
    let until = suite.tally(id).tail_ends.time + 30 * DAY;
    suite.until(until - 1);
    let text = format!(
        "the same content is refused until {until}; it is {}",
        until - 1
    );
    suite.refuses(&text, ask(&["left", "right"]));
    suite.a_second_passes();
    ask(&["left", "right"])(&mut suite).unwrap();
}

#[test]
fn given_the_deposit_when_too_many_are_in_suspense_it_refuses() {
    let mut suite = started();
    for title in ["one?", "two?", "three?"] {
        suite.ask_community("vera", title, &["yes", "no"]).unwrap();
    }
    let text = "the proposer has 3 proposals in suspense, the most are 3";
    suite.refuses(text, ask(&["left", "right"]));
    suite.ask_community("ana", "four?", &["yes", "no"]).unwrap();
}

#[test]
fn when_the_deposit_is_not_exact_it_refuses() {
    let mut suite = started();
    for (funds, sent) in [(vec![], 0), (bond(499), 499), (bond(501), 501)] {
        let text = format!("the deposit is 500, sent {sent}");
        suite.refuses(&text, |suite| {
            suite.send("vera", "governance", &texts("whither?", ""), &funds)
        });
    }
}

#[test]
fn when_another_denom_is_attached_it_refuses() {
    let mut suite = started();
    let both = [bond(500), tok(1)].concat();
    for (funds, sent) in [(tok(500), "500utok"), (both, "500ubond,1utok")] {
        let text = format!("only ubond is taken, sent {sent}");
        suite.refuses(&text, |suite| {
            suite.send("vera", "governance", &texts("whither?", ""), &funds)
        });
    }
}
