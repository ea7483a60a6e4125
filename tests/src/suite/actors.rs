use std::cell::RefCell;
use std::collections::HashMap;

use embedded_chain::Chain;

/// Everybody who has a balance when a test begins.
pub const ACTORS: [&str; 28] = [
    "deployer",
    "issuer",
    "funder",
    "auditor",
    "lender",
    "carol",
    "dora",
    "emil",
    "court",
    "ana",
    "ben",
    "cid",
    "dan",
    "eve",
    "custodian",
    "stranger",
    "challenger",
    "hr",
    "hirer",
    "governance",
    "keeper",
    "buyer",
    "heir",
    "hire",
    "vera",
    "vito",
    "vlad",
    "guardian",
];

thread_local! {
    static KNOWN: RefCell<HashMap<String, String>> = RefCell::default();
    static CODEC: Chain = Chain::default();
}

/// The address of a person, by name.
pub fn address(name: &str) -> String {
    KNOWN.with_borrow_mut(|known| {
        let derive = || CODEC.with(|chain| chain.address(name).into_string());
        known.entry(name.to_string()).or_insert_with(derive).clone()
    })
}
