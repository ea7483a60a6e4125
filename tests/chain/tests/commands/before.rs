//! From the plan to the sealed vault.

use milegate_tests_chain::{Desk, Home, Localnet};
use serde_json::json;

use super::Life;

/// Checked, deployed by a key that is kept encrypted, funded by one that never meets a node.
pub fn sealed<'a>(net: &'a Localnet, home: &Home) -> Life<'a> {
    let desk = Desk::new(net, home);
    let checked = desk.does("deployer", "plan check plan");
    assert_eq!(checked["plan"], "Commands");
    let words = desk.key("deployer").display();
    let kept = desk.does("deployer", &format!("key import ops {words}"));
    assert_eq!(kept["address"], net.address("deployer"));

    let planned = desk.does("deployer", "deploy plan --key ops --dry-run");
    let steps = planned["steps"].as_array().unwrap();
    assert_eq!(planned["there"], 0);
    let codes = steps.iter().filter(|step| step["fee"].is_object()).count();
    assert_eq!(
        planned["not_estimated"],
        steps.len() - codes - 1,
        "all but codes and seal"
    );
    let deployed = desk.does("deployer", "deploy plan --key ops");
    let sent = deployed["sent"].as_array().unwrap().len();
    assert_eq!(sent, steps.len() - 1, "all but the seal");
    let again = desk.does("deployer", "deploy plan --key ops");
    assert_eq!(
        (again["sent"].as_array().unwrap().len(), &again["there"]),
        (0, &json!(sent))
    );
    let planned = desk.does("deployer", "deploy plan --dry-run");
    assert_eq!(
        (&planned["there"], &planned["gas"]),
        (&json!(sent), &json!(0))
    );
    // Somebody else who deploys it finds the codes, and leaves the grants to the plan's issuer.
    let stranger = net.address("stranger");
    let planned = desk.does(
        "stranger",
        &format!("deploy plan --dry-run --creator {stranger}"),
    );
    assert_eq!(
        (&planned["there"], &planned["not_estimated"]),
        (&json!(codes), &json!(1))
    );
    assert!(planned["gas"].as_u64().unwrap() > 1_000_000, "{planned}");

    let life = Life {
        net,
        desk,
        contracts: deployed["deployment"]["contracts"].clone(),
    };
    staged(&life);
    funded(&life);
    life
}

/// What whoever funds it looks at first.
fn staged(life: &Life) {
    let verify = format!("verify {} --plan plan --staged", life.vault());
    assert_eq!(life.desk.does("foundation", &verify)["failed"], 0);
    let todo = life.desk.shows("foundation", "todo plan --as @foundation");
    assert!(
        todo.contains("fund the vault: the vault takes 300,000 WLD"),
        "{todo}"
    );
    let status = life.desk.shows("foundation", "status plan");
    assert!(
        status.contains("a draft with 6 grants; sealing takes 300,000 WLD"),
        "{status}"
    );
    let said = life.desk.fails(2, "stranger", "fund plan");
    assert!(
        said.contains(&format!("{} (@foundation)", life.net.address("foundation"))),
        "{said}"
    );
}

/// Written here, signed where no node is, sent by anybody.
fn funded(life: &Life) {
    let desk = &life.desk;
    let foundation = life.net.address("foundation");
    let shown = desk.does("foundation", "fund plan --dry-run");
    assert_eq!(shown["from"], foundation);
    let fee = shown["fee"]["amount"].clone();

    let said = desk.says(
        "stranger",
        &format!("fund plan --generate-only --from {foundation}"),
    );
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.err.contains("300,000 WLD") && said.err.contains("account number"),
        "{}",
        said.err
    );
    desk.write("fund.json", &said.out);
    let account = life.net.node().account(foundation).unwrap();
    let sign = format!(
        "tx sign fund.json --chain-id {} --account-number {} --sequence {}",
        life.net.node().chain_id(),
        account.number,
        account.sequence
    );
    let other = desk.offline("stranger", &sign);
    assert!(
        other.code == 2 && other.err.contains(foundation),
        "{}",
        other.err
    );
    let signed = desk.offline("foundation", &sign);
    assert!(
        signed.code == 0 && signed.err.contains("seal"),
        "{}",
        signed.err
    );
    desk.write("signed.json", &signed.out);

    let sent = desk.does("stranger", "tx broadcast signed.json");
    assert_eq!(sent["receipt"]["fee"], fee, "as it was estimated");
    let hash = sent["receipt"]["hash"].as_str().unwrap();
    assert_eq!(desk.does("stranger", &format!("tx wait {hash}")), sent);
    let again = desk.does("stranger", "tx broadcast signed.json");
    assert_eq!(again, sent, "it is sent once, however often one asks");
}

/// Everything that only reads, after the sealing.
pub fn looked_at(life: &Life) {
    let desk = &life.desk;
    let verified = desk.does("stranger", &format!("verify {} --plan plan", life.vault()));
    assert_eq!(verified["failed"], 0, "{verified}");
    let status = desk.shows("stranger", "status plan");
    assert!(status.contains("sealed on 2026-12-31"), "{status}");
    assert!(
        status.contains("the balance covers every obligation"),
        "{status}"
    );
    let supply = desk.shows("stranger", &format!("supply {}", life.vault()));
    assert!(supply.contains("circulating 700,000 WLD"), "{supply}");
    let told = desk.does(
        "stranger",
        &format!("milestone explain listing --vault {}", life.vault()),
    );
    assert_eq!(told["milestone"], "listing", "{told}");
    let grant = desk.shows(
        "ada",
        &format!("grant explain ada --vault {}", life.vault()),
    );
    assert!(grant.contains("50,000 WLD"), "{grant}");
}

/// Bonds are in symbols, values in the units of their feeds.
pub fn counted(life: &Life) {
    let status = life.desk.shows("stranger", "status plan");
    for figure in [
        "mean of `payments_usd` over 2 periods >= 400:",
        "by anyone, with 50 WLD",
    ] {
        assert!(status.contains(figure), "{figure}: {status}");
    }
}
