use cosmwasm_std::coin;
use milegate_api::oracle::{ExecuteMsg, FeedResponse, FeedsResponse, QueryMsg};
use milegate_tests::feeds::{BEGINS, FEED, Feeds, feed, window};
use milegate_tests::suite::{DAY, DENOM, address, says};

#[test]
fn given_that_governance_is_named_when_governance_adds_a_feed_it_is_there_beside_the_others() {
    let mut feeds = Feeds::new();
    let mut depth = feed("depth", &feeds.group);
    depth.calendar.start = BEGINS + 5 * DAY;
    depth.windows.push(window(30, Some(70), 0));
    let receipt = feeds.add_feed("governance", depth).unwrap();
    let start = (BEGINS + 5 * DAY).to_string();
    says(
        &receipt,
        "oracle_feed_added",
        &[
            ("feed", "depth"),
            ("unit", "USD a day"),
            ("decimals", "6"),
            ("group", feeds.group.as_str()),
            ("quorum", "6000"),
            ("min", "10"),
            ("max", "1000000"),
            ("start", &start),
            ("period", "86400"),
            ("windows", "3/100/1,7/-/2,30/70/0"),
        ],
    );
    feeds.report("carol", 500).unwrap();
    let names: FeedsResponse = feeds.ask(&QueryMsg::Feeds {
        start_after: None,
        limit: None,
    });
    assert_eq!(names.feeds, ["depth", FEED]);
    let depth: FeedResponse = feeds.ask(&QueryMsg::Feed {
        feed: "depth".into(),
    });
    assert_eq!((depth.over, depth.running), (0, None));
}

#[test]
fn given_that_governance_is_named_when_anybody_else_adds_a_feed_it_refuses() {
    let mut feeds = Feeds::young();
    let depth = feed("depth", &feeds.group);
    for who in ["deployer", "carol", "oracle", "group", "stranger"] {
        let sender = feeds.at(who);
        let text = format!("{sender} is not the governance, which alone adds feeds");
        feeds.refuses(&text, |feeds| feeds.add_feed(who, depth.clone()));
    }
}

#[test]
fn given_that_governance_is_named_when_the_name_is_taken_it_refuses() {
    let mut feeds = Feeds::young();
    let again = feed(FEED, &feeds.group);
    feeds.refuses("there is a feed volume", |feeds| {
        feeds.add_feed("governance", again)
    });
}

#[test]
fn given_that_governance_is_named_when_the_terms_are_out_of_bounds_it_refuses_and_names_the_feed() {
    let mut feeds = Feeds::new();
    feeds.a_block_passes();
    let late = feed("depth", &feeds.group);
    let now = feeds.now();
    let text =
        format!("feed depth: start {BEGINS} is before now, {now}, or not before the year 2200");
    feeds.refuses(&text, |feeds| feeds.add_feed("governance", late));
}

#[test]
fn given_that_governance_is_named_when_the_group_obeys_somebody_else_it_refuses() {
    let mut feeds = Feeds::young();
    let group = feeds.another_group(&[("ana", 1), ("ben", 1)], Some("deployer"), None);
    let deployer = address("deployer");
    let text = format!("feed depth: {group} cannot be its group: {deployer} is its admin");
    let depth = feed("depth", &group);
    feeds.refuses(&text, |feeds| feeds.add_feed("governance", depth));
}

#[test]
fn given_that_governance_is_named_when_funds_are_attached_it_refuses() {
    let mut feeds = Feeds::young();
    let feed = feed("depth", &feeds.group);
    let add = ExecuteMsg::AddFeed { feed };
    let text = "the message takes no funds, sent 1utok";
    feeds.refuses(text, |feeds| {
        feeds.tell("governance", &add, &[coin(1, DENOM)])
    });
}

#[test]
fn given_no_governance_it_refuses_everybody() {
    let born = Feeds::born(&[], |msg| {
        msg.governance = None;
        msg.feeds.clear();
    });
    let mut feeds = born.unwrap();
    let depth = feed("depth", &feeds.group);
    for who in ["governance", "deployer"] {
        let text = format!(
            "{} is not the governance, which alone adds feeds",
            address(who)
        );
        feeds.refuses(&text, |feeds| feeds.add_feed(who, depth.clone()));
    }
}
