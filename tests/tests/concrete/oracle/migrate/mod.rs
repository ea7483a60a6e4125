use milegate_api::oracle::MigrateMsg;
use milegate_tests::feeds::Feeds;

#[test]
fn when_governance_migrates_it_keeps_every_record() {
    let mut feeds = Feeds::new();
    feeds.say(&[500, 600, 700]);
    feeds.report("carol", 500).unwrap();
    let before = feeds.chain.dump(&feeds.oracle);
    feeds.migrate("governance").unwrap();
    assert_eq!(feeds.chain.dump(&feeds.oracle), before);
    feeds.report("dora", 500).unwrap();
}

#[test]
fn when_anybody_else_migrates_it_refuses() {
    let mut feeds = Feeds::new();
    for who in ["deployer", "carol", "oracle"] {
        let before = feeds.chain.state_hash();
        let refused = feeds.migrate(who).unwrap_err();
        assert!(!refused.by_contract(), "{who}: {}", refused.reason);
        assert_eq!(feeds.chain.state_hash(), before);
    }
}

#[test]
fn given_another_contract_it_refuses() {
    let mut feeds = Feeds::new();
    let pair = [("ana", 1), ("ben", 1)];
    let group = feeds.another_group(&pair, None, Some("governance"));
    let code = feeds.chain.contract_info(&feeds.oracle).unwrap().code_id;
    let code = feeds.chain.code_info(code).unwrap();
    let governance = feeds.at("governance");
    let refused = feeds
        .chain
        .migrate(&governance, &group, code, &MigrateMsg {});
    let text = refused.unwrap_err().reason;
    assert!(text.contains("crates.io:milegate-oracle"), "{text}");
}
