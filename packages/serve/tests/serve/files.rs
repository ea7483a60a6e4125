//! `export`: the same as files, and the ledger out of events.

use milegate_report::{ChainView, Snapshot, rebuilt};
use milegate_serve::{Published, export};
use serde_json::Value;

use crate::world::{ATTESTED, played};

#[test]
fn files_are_what_the_server_says_and_more() {
    let world = played("2028-03-01", ATTESTED);
    let exported = export(&world.view(), &world.vault).unwrap();
    let file = |name: &str| {
        let found = exported.files.iter().find(|(known, _)| known == name);
        found.unwrap_or_else(|| panic!("{name}")).1.clone()
    };
    let published = Published::read(&world.view(), &world.vault).unwrap();
    for (name, path) in [
        ("circulating.txt", "/circulating"),
        ("total.txt", "/total"),
        ("supply.json", "/supply.json"),
        ("unlocks.json", "/unlocks.json"),
        ("unlocks.ics", "/unlocks.ics"),
    ] {
        assert_eq!(file(name), published.pages[path].body, "{name}");
    }

    let payments = file("payments.csv");
    let paid: f64 = payments
        .lines()
        .skip(1)
        .map(|row| row.split(',').nth(7).unwrap().parse::<f64>().unwrap())
        .sum();
    let supply: Value = serde_json::from_str(&file("supply.json")).unwrap();
    let claimed = supply["categories"].as_array().unwrap().iter();
    let claimed: f64 = claimed
        .map(|c| c["claimed"].as_str().unwrap().parse::<f64>().unwrap())
        .sum();
    assert!(
        paid > 0.0 && (paid - claimed).abs() < 1e-6,
        "{paid} {claimed}"
    );

    let ledger: Value = serde_json::from_str(&file("ledger.json")).unwrap();
    assert_eq!(ledger["differences"], serde_json::json!([]));
    assert_eq!(ledger["grants"].as_array().unwrap().len(), 3);
    assert_eq!(
        ledger["grants"][1]["payee"],
        world.player.cast.names["bank"].as_str()
    );
}

#[test]
fn a_ledger_that_lacks_a_payment_differs_from_the_queries() {
    let world = played("2028-03-01", ATTESTED);
    let mut snapshot = Snapshot::read(&world.view(), &world.vault).unwrap();
    assert_eq!(rebuilt(&snapshot).differences, Vec::<String>::new());
    let paid = snapshot
        .txs
        .iter()
        .rposition(|tx| tx.events.iter().any(|e| e.ty == "wasm-vesting_claimed"));
    snapshot.txs.remove(paid.unwrap());
    let told = rebuilt(&snapshot).differences;
    assert!(
        told.iter().any(|words| words.contains("claimed")),
        "{told:?}"
    );
    assert!(world.view().simulated());
}
