use milegate_tests::sampled::Sampled;

#[test]
fn when_its_admin_migrates_it_keeps_every_record_and_goes_on() {
    let mut world = Sampled::new();
    world.day([500; 6]);
    world.advance().unwrap();
    let before = world.chain.dump(&world.adapter);
    world.migrate("governance").unwrap();
    assert_eq!(world.chain.dump(&world.adapter), before);
    world.day([600; 6]);
    world.advance().unwrap();
    assert_eq!(world.window(None).mean, Some(55_000u128.into()));
}

#[test]
fn when_anybody_else_migrates_it_refuses() {
    let mut world = Sampled::new();
    for who in ["deployer", "keeper", "stranger"] {
        let before = world.chain.state_hash();
        let refused = world.migrate(who).unwrap_err();
        assert!(!refused.by_contract(), "{who}: {}", refused.reason);
        assert_eq!(world.chain.state_hash(), before);
    }
}
