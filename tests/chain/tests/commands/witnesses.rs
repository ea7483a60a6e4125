//! Whoever testifies, and whoever judges.

use serde_json::json;

use super::Life;

/// A command that testifies, with a document.
fn attest(life: &Life, milestone: &str, more: &str) -> String {
    let document = format!("{milestone}.json");
    life.desk
        .write(&document, &json!({ "milestone": milestone }).to_string());
    format!(
        "attest {} {milestone} --metric 'as stated' --value 1 --document {document} --uri https://evidence.example/{milestone} {more}",
        life.vault()
    )
}

/// The chain's own governance, with the deposit it asks for.
pub fn by_the_chain(life: &Life) {
    let proposed = life
        .desk
        .does("stranger", &attest(life, "listing", "--via gov"));
    let proposal = proposed["proposal"].as_u64().unwrap();
    life.net.all_vote_yes(proposal);
    life.net.pass(15, 2);
    life.stage_is("listing", "pending");
}

/// Two of three of a cw3 multisig; anybody carries it out.
pub fn by_a_multisig(life: &Life) {
    let (desk, council) = (&life.desk, life.at("multisig/council"));
    let line = attest(life, "payments", &format!("--via cw3:{council}"));
    let proposed = desk.does("council-1", &line);
    assert_eq!(proposed["at"], council);
    agreed(life, council, "council-2", &proposed["proposal"]);
    life.stage_is("payments", "pending");
}

fn agreed(life: &Life, multisig: &str, second: &str, proposal: &serde_json::Value) {
    let (desk, vault) = (&life.desk, life.vault());
    let open = desk.shows("stranger", &format!("tally {vault} --multisig {multisig}"));
    assert!(open.contains("yes 1 of 2"), "{open}");
    desk.does(
        second,
        &format!("vote {vault} {proposal} yes --multisig {multisig}"),
    );
    desk.does(
        "stranger",
        &format!("execute {vault} {proposal} --multisig {multisig}"),
    );
}

/// A member testifies, takes it back, testifies again.
pub fn by_a_committee(life: &Life) {
    let desk = &life.desk;
    let todo = desk.shows(
        "elder-1",
        &format!("todo plan --as {}", life.net.address("elder-1")),
    );
    assert!(todo.contains("attest milestone users"), "{todo}");
    let said = desk.fails(2, "stranger", &attest(life, "users", ""));
    assert!(said.contains("is no witness of milestone users"), "{said}");
    desk.does("elder-1", &attest(life, "users", ""));
    desk.does("elder-1", &format!("retract {} users", life.vault()));
    desk.does("elder-1", &attest(life, "users", ""));
    life.stage_is("users", "open");
}

/// Somebody with a bond, whom a voter disputes before a court that votes.
pub fn by_a_bond(life: &Life) {
    let (desk, vault) = (&life.desk, life.vault());
    let before = life.balance("stranger");
    desk.does("stranger", &attest(life, "audit", "--witness anyone"));
    assert_eq!(before - life.balance("stranger"), 50_000_000);
    let opened = desk.does("voter", &format!("dispute {vault} audit"));
    assert_eq!(opened["proposal"], 2);
    life.stage_is("audit", "disputed");
    desk.does("voter", &format!("vote {vault} 2 yes"));
}

/// Somebody objects, with a bond, before a court that is a multisig.
pub fn challenged(life: &Life) {
    let before = life.balance("stranger");
    life.desk
        .does("stranger", &format!("challenge {} payments", life.vault()));
    assert_eq!(before - life.balance("stranger"), 20_000_000);
    life.stage_is("payments", "disputed");
}

/// The court says that the objection was wrong; two elders who are paid by nobody testify.
pub fn judged(life: &Life) {
    let (desk, vault, court) = (&life.desk, life.vault(), life.at("multisig/court"));
    let todo = desk.shows("judge-1", &format!("todo {vault} --as {court}"));
    assert!(todo.contains("settle milestone payments"), "{todo}");
    let settle = format!("settle {vault} payments --verdict stands --via cw3:{court}");
    let proposed = desk.does("judge-1", &settle);
    agreed(life, court, "judge-2", &proposed["proposal"]);
    life.stage_is("payments", "ended");
    desk.does("stranger", &format!("conclude {vault} listing"));
    life.stage_is("listing", "ended");
    for elder in ["elder-2", "elder-3"] {
        desk.does(elder, &attest(life, "users", ""));
    }
    life.stage_is("users", "pending");
}

/// The bond doubles, and nobody objects.
pub fn again(life: &Life) {
    let before = life.balance("stranger");
    life.desk
        .does("stranger", &attest(life, "audit", "--witness anyone"));
    assert_eq!(before - life.balance("stranger"), 100_000_000);
}
