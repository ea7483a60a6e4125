//! Codes on a chain, and contracts of them.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use milegate_chain::{Client, Message};
use milegate_tests_chain::{Localnet, artifacts};
use serde_json::{Value, json};

/// A released contract.
pub fn released(name: &str) -> Vec<u8> {
    std::fs::read(artifacts().join(format!("{name}.wasm"))).unwrap()
}

/// The same with a note in it: other bytes that do the same.
pub fn noted(name: &str) -> Vec<u8> {
    let mut wasm = released(name);
    wasm.extend([0, 5, 4, b'n', b'o', b't', b'e']);
    wasm
}

/// Stores a code, zipped; answers its number.
pub fn store(client: &Client, wasm: &[u8]) -> u64 {
    let mut zipped = GzEncoder::new(Vec::new(), Compression::best());
    zipped.write_all(wasm).unwrap();
    let store = Message::Store {
        sender: client.address().to_owned(),
        wasm: zipped.finish().unwrap(),
    };
    let stored = client.send(&[store], "").unwrap();
    let id = stored.attribute("store_code", "code_id").unwrap();
    id.parse().unwrap()
}

/// Stores a code and creates a contract of it, at the address foretold.
pub fn born(net: &Localnet, client: &Client, wasm: &[u8], label: &str) -> String {
    born_of(net, client, wasm, label, json!({}), None)
}

/// The same of one that is told something, and that somebody may migrate.
pub fn born_of(
    net: &Localnet,
    client: &Client,
    wasm: &[u8],
    label: &str,
    msg: Value,
    admin: Option<&str>,
) -> String {
    let sender = client.address().to_owned();
    let code_id = store(client, wasm);
    let checksum = net.node().code(code_id).unwrap().checksum;
    let foretold = net
        .node()
        .build_address(&checksum, &sender, b"salt")
        .unwrap();
    let instantiate = Message::Instantiate2 {
        sender,
        admin: admin.map(str::to_owned),
        code_id,
        label: label.to_owned(),
        msg,
        salt: b"salt".to_vec(),
    };
    let born = client.send(&[instantiate], "").unwrap();
    assert_eq!(
        born.attribute("instantiate", "_contract_address"),
        Some(foretold.as_str())
    );
    foretold
}
