//! Stakes, proposals, ballots, recusals, disputes.

use super::Life;

/// Two commands of one account at once are both done, each once.
pub fn staked(life: &Life) {
    let stake = |amount: u32| format!("stake {} {amount} --json", life.vault());
    let (first, second, cleo) = (stake(200_000), stake(100_000), stake(10_000));
    let said = life
        .desk
        .together(&[("voter", &first), ("voter", &second), ("cleo", &cleo)]);
    for said in &said {
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    }
    let power = |who: &str| -> u64 {
        let asked = serde_json::json!({ "member": { "addr": life.net.address(who) } });
        let member: serde_json::Value = life.net.node().query(life.at("stake"), &asked).unwrap();
        member["weight"].as_u64().unwrap()
    };
    assert_eq!((power("voter"), power("cleo")), (300_000, 10_000));
    assert_eq!(life.balance("voter"), 200_000_000_000);
}

/// A vote on an attestation, without whom it pays.
pub fn opened(life: &Life) {
    let (desk, vault) = (&life.desk, life.vault());
    desk.write("lending.json", "{}");
    let propose = format!(
        "propose {vault} --title 'WLD is lent' --attest lending --metric 'days listed' --value 60 --document lending.json --uri https://evidence.example/lending"
    );
    let by = desk.fails(2, "voter", &format!("{propose} --by ada"));
    assert!(by.contains("--by"), "{by}");
    assert_eq!(desk.does("voter", &propose)["proposal"], 1);
    let said = desk.fails(1, "cleo", &format!("vote {vault} 1 yes"));
    assert!(said.contains("an interested voter"), "{said}");
    desk.does(
        "stranger",
        &format!("prove {vault} 1 {}", life.net.address("cleo")),
    );
    desk.does("voter", &format!("vote {vault} 1 yes"));
    let tally = desk.does("stranger", &format!("tally {vault} 1"));
    assert_eq!(tally["proposals"][0]["title"], "WLD is lent");
    let early = desk.fails(1, "stranger", &format!("execute {vault} 1"));
    assert!(
        early.contains("not executable before 2027-01-11 00:0"),
        "{early}"
    );
}

/// What has passed is done by anybody.
pub fn carried_out(life: &Life) {
    let (desk, vault) = (&life.desk, life.vault());
    let todo = desk.shows(
        "stranger",
        &format!("todo {vault} --as {}", life.net.address("stranger")),
    );
    assert!(todo.contains("execute proposal 1"), "{todo}");
    desk.does("stranger", &format!("execute {vault} 1"));
    life.stage_is("lending", "pending");
    desk.does("stranger", &format!("execute {vault} 2"));
    life.stage_is("audit", "open");

    // Whoever objected was right: the bond comes back, and a part of what was lost.
    let address = life.net.address("voter");
    let todo = desk.shows("voter", &format!("todo {vault} --as {address}"));
    let withdraw = "tell @milestones '{\"withdraw\":{}}'";
    assert!(todo.contains(withdraw), "{todo}");
    let before = life.balance("voter");
    let (tell, rest) = withdraw.split_once(' ').unwrap();
    desk.does("voter", &format!("{tell} {vault} {rest}"));
    assert!(life.balance("voter") - before >= 20_000_000);
}

/// A question is answered by one of its answers; what a proposal would cost is said before.
pub fn asked(life: &Life) {
    let (desk, vault) = (&life.desk, life.vault());
    let ask = format!("propose {vault} --title 'What first?' --option docs --option tools");
    let cost = desk.does("voter", &format!("{ask} --dry-run"));
    assert!(cost["fee"]["gas"].as_u64().unwrap() > 0, "{cost}");
    let before = life.balance("voter");
    assert_eq!(desk.does("voter", &ask)["proposal"], 3);
    assert_eq!(before - life.balance("voter"), 100_000_000, "the deposit");
    let said = desk.fails(2, "voter", &format!("vote {vault} 3 yes"));
    assert!(
        said.contains("say one of docs, tools, or `abstain`"),
        "{said}"
    );
    desk.does("voter", &format!("vote {vault} 3 docs"));
    let stay = format!("propose {vault} --title 'Finn stays' --cancel-termination finn --dry-run");
    let stay = desk.does("voter", &stay);
    let call = &stay["messages"][0]["msg"]["propose"]["msgs"][0]["wasm"]["execute"];
    assert_eq!(call["contract_addr"], vault);
}
