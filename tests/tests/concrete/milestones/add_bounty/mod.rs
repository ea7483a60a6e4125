use milegate_tests::suite::{Suite, address, bond, says, tok};

#[test]
fn given_an_open_milestone_when_funds_are_sent_it_adds_them() {
    let mut suite = Suite::sealed();
    suite.add_bounty("stranger", "listing", &bond(70)).unwrap();
    let receipt = suite.add_bounty("ana", "listing", &bond(30)).unwrap();
    says(
        &receipt,
        "milestones_bounty_added",
        &[
            ("milestone", "listing"),
            ("sender", &address("ana")),
            ("amount", "30"),
            ("bounty", "100"),
        ],
    );
    assert_eq!(suite.milestone("listing").bounty.u128(), 100);
    assert_eq!(suite.bonds("milestones"), 100);
}

#[test]
fn given_an_open_milestone_when_no_funds_are_sent_it_refuses() {
    let text = "a bounty of nothing";
    Suite::sealed().refuses(text, |suite| suite.add_bounty("ana", "listing", &[]));
}

#[test]
fn given_an_open_milestone_when_another_denom_is_sent_it_refuses() {
    let text = "only ubond is taken, sent 70utok";
    Suite::sealed().refuses(text, |suite| suite.add_bounty("ana", "listing", &tok(70)));
}

#[test]
fn given_an_ended_milestone_it_refuses() {
    let mut suite = Suite::sealed();
    let at = suite.reach("listing");
    let text = format!("the milestone has ended: reached at {at}");
    suite.refuses(&text, |suite| suite.add_bounty("ana", "listing", &bond(70)));
}
