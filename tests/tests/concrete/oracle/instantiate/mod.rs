use cosmwasm_std::{Addr, HexBinary, coin};
use milegate_api::oracle::{ConfigResponse, FeedsResponse, InstantiateMsg, QueryMsg};
use milegate_tests::feeds::{BEGINS, FEED, Feeds, feed};
use milegate_tests::suite::{DENOM, address};

fn refused(change: impl FnOnce(&mut InstantiateMsg)) -> String {
    match Feeds::born(&[], change) {
        Ok(_) => panic!("the birth went through"),
        Err(refused) => refused.reason,
    }
}

/// What is said of the default group if it weighs so much.
fn refused_group(weights: &[(&str, u64)]) -> String {
    match Feeds::weighed(weights, &[], |_| {}) {
        Ok(_) => panic!("the birth went through"),
        Err(refused) => {
            let text = refused.reason.split("cannot be its group: ");
            text.last().expect("why").to_string()
        }
    }
}

/// What is said of another group of a feed that governance adds.
fn refused_other(make: impl FnOnce(&mut Feeds) -> Addr) -> String {
    let mut feeds = Feeds::young();
    let group = make(&mut feeds);
    let refused = feeds.add_feed("governance", feed("other", &group));
    let text = refused.unwrap_err().reason;
    let head = format!("feed other: {group} cannot be its group: ");
    text.strip_prefix(&head)
        .expect("a group's refusal")
        .to_string()
}

#[test]
fn given_sound_terms_when_governance_is_named_it_fixes_plan_governance_and_feeds() {
    let feeds = Feeds::young();
    let config: ConfigResponse = feeds.ask(&QueryMsg::Config {});
    assert_eq!(config.plan.name, "canonical");
    assert_eq!(config.plan.digest, HexBinary::from([7; 32]));
    assert_eq!(config.governance, Some(feeds.at("governance")));
    let known = feeds.feed();
    let terms = feed(FEED, &feeds.group);
    assert_eq!(
        known.terms,
        terms
            .try_map(|raw| Ok::<_, ()>(Addr::unchecked(raw)))
            .unwrap()
    );
    assert_eq!((known.over, known.running, known.latest), (0, None, None));
    assert_eq!(known.next[0].from, Some(BEGINS));
    let events = &feeds.chain.log().last().unwrap().events;
    let names = events.iter().map(|event| event.ty.as_str());
    let ours: Vec<_> = names.filter(|name| name.starts_with("wasm-")).collect();
    assert_eq!(ours, ["wasm-oracle_created", "wasm-oracle_feed_added"]);
}

#[test]
fn given_sound_terms_when_there_is_no_governance_it_takes_a_group_that_nobody_keeps() {
    let mut feeds = Feeds::young();
    let free = feeds.another_group(&[("ana", 1), ("ben", 1)], None, None);
    let kept = feeds.group.clone();
    let born = |feeds: &mut Feeds, group: &Addr| {
        let msg = InstantiateMsg {
            plan: feeds.ask::<ConfigResponse>(&QueryMsg::Config {}).plan,
            governance: None,
            feeds: vec![feed("other", group)],
        };
        let deployer = feeds.at("deployer");
        let code = feeds.chain.contract_info(&feeds.oracle).unwrap().code_id;
        let code = feeds.chain.code_info(code).unwrap();
        feeds
            .chain
            .instantiate(&deployer, code, &msg, &[], "oracle", None)
    };
    born(&mut feeds, &free).unwrap();
    let refused = born(&mut feeds, &kept).unwrap_err().reason;
    assert!(
        refused.ends_with(&format!("{} is its admin", address("governance"))),
        "{refused}"
    );
}

#[test]
fn given_sound_terms_when_there_are_no_feeds_it_is_born_without_any() {
    let feeds = Feeds::born(&[], |msg| msg.feeds.clear()).unwrap();
    let names: FeedsResponse = feeds.ask(&QueryMsg::Feeds {
        start_after: None,
        limit: None,
    });
    assert_eq!(names.feeds, [""; 0]);
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let born = Feeds::born(&[coin(3, DENOM)], |_| {});
    let refused = born.err().expect("a refusal");
    assert_eq!(refused.reason, "the message takes no funds, sent 3utok");
}

#[test]
fn when_the_plan_has_no_name_it_refuses() {
    let text = "the plan's name has 0 bytes, not 1 to 128";
    assert_eq!(refused(|msg| msg.plan.name.clear()), text);
}

#[test]
fn when_the_digest_is_short_it_refuses() {
    let text = "the plan's digest has 31 bytes, not 32";
    assert_eq!(
        refused(|msg| msg.plan.digest = HexBinary::from([7; 31])),
        text
    );
}

#[test]
fn when_governance_is_no_address_it_refuses() {
    let text = refused(|msg| msg.governance = Some("governance".into()));
    assert!(text.starts_with("Generic error: "), "{text}");
}

#[test]
fn when_17_feeds_are_listed_it_refuses() {
    let many = |count: usize| {
        move |msg: &mut InstantiateMsg| {
            let first = msg.feeds[0].clone();
            let named = (0..count).map(|number| milegate_core::oracle::Feed {
                name: format!("feed-{number}"),
                ..first.clone()
            });
            msg.feeds = named.collect();
        }
    };
    assert_eq!(
        refused(many(17)),
        "17 feeds are more than 16 in one message"
    );
    assert!(Feeds::born(&[], many(16)).is_ok());
}

#[test]
fn when_two_feeds_have_one_name_it_refuses() {
    let text = refused(|msg| msg.feeds.push(msg.feeds[0].clone()));
    assert_eq!(text, "there is a feed volume");
}

#[test]
fn when_the_terms_of_a_feed_are_out_of_bounds_it_refuses_and_names_the_feed() {
    let text = refused(|msg| msg.feeds[0].windows.clear());
    assert_eq!(text, "feed volume: 0 windows, not 1 to 8");
}

#[test]
fn when_the_group_is_no_contract_it_refuses() {
    let text = refused(|msg| msg.feeds[0].group = address("stranger"));
    let head = format!(
        "feed volume: {} cannot be its group: it does not say what it weighs (",
        address("stranger")
    );
    assert!(text.starts_with(&head), "{text}");
}

#[test]
fn when_nobody_in_the_group_weighs_anything_it_refuses() {
    let text = "those who weigh a 64th of its 0 weigh 0, below the quorum of 0";
    assert_eq!(refused_group(&[]), text);
    assert_eq!(refused_group(&[("carol", 0)]), text);
}

#[test]
fn when_the_group_has_65_members_it_refuses() {
    let names: Vec<_> = (0..65).map(|number| format!("reporter {number}")).collect();
    let crowd: Vec<_> = names.iter().map(|name| (name.as_str(), 1)).collect();
    assert_eq!(refused_group(&crowd), "it has more than 64 members");
    assert!(Feeds::weighed(&crowd[1..], &[], |_| {}).is_ok());
}

#[test]
fn when_too_many_members_weigh_less_than_a_64th_it_refuses() {
    let names: Vec<_> = (0..40).map(|number| format!("reporter {number}")).collect();
    let light = names.iter().map(|name| (name.as_str(), 1));
    let mut crowd: Vec<_> = light.collect();
    crowd.extend([("carol", 30), ("dora", 29)]);
    let text = "those who weigh a 64th of its 99 weigh 59, below the quorum of 60";
    assert_eq!(refused_group(&crowd), text);
    crowd.push(("emil", 31));
    assert!(Feeds::weighed(&crowd, &[], |_| {}).is_ok());
}

#[test]
fn when_one_member_weighs_more_than_half_it_refuses() {
    let text = "one member weighs 3, more than half of its 5";
    assert_eq!(refused_group(&[("carol", 3), ("dora", 2)]), text);
    assert!(Feeds::weighed(&[("carol", 2), ("dora", 2)], &[], |_| {}).is_ok());
}

#[test]
fn when_the_group_forgets_its_total_it_refuses() {
    let text = refused_other(|feeds| feeds.forgetful_group(true));
    assert_eq!(text, "its total has no history");
}

#[test]
fn when_the_group_forgets_its_members_it_refuses() {
    let text = refused_other(|feeds| feeds.forgetful_group(false));
    assert_eq!(text, "its members have no history");
}

#[test]
fn when_a_stranger_keeps_the_group_it_refuses() {
    let pair = [("ana", 1), ("ben", 1)];
    let text = refused_other(|feeds| feeds.another_group(&pair, Some("hr"), None));
    assert_eq!(text, format!("{} is its admin", address("hr")));
}

#[test]
fn when_a_stranger_may_change_the_code_of_the_group_it_refuses() {
    let pair = [("ana", 1), ("ben", 1)];
    let text = refused_other(|feeds| feeds.another_group(&pair, None, Some("hr")));
    assert_eq!(text, format!("{} is its admin", address("hr")));
}
