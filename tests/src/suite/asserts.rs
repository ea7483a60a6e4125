use embedded_chain::{Chain, Receipt};

use super::{Answer, Suite};

impl Suite {
    /// The action is refused with exactly this text, and nothing on the chain has changed.
    #[track_caller]
    pub fn refuses(&mut self, text: &str, action: impl FnOnce(&mut Suite) -> Answer) {
        refuses(self, |suite| &suite.chain, text, action);
    }

    /// How much of the vault's asset an actor gains (or loses) by the action.
    #[track_caller]
    pub fn gain(&mut self, who: &str, action: impl FnOnce(&mut Suite) -> Answer) -> i128 {
        let before = self.balance(who) as i128;
        action(self).expect("the action goes through");
        self.balance(who) as i128 - before
    }

    /// The same in the bond denom.
    #[track_caller]
    pub fn bond_gain(&mut self, who: &str, action: impl FnOnce(&mut Suite) -> Answer) -> i128 {
        let before = self.bonds(who) as i128;
        action(self).expect("the action goes through");
        self.bonds(who) as i128 - before
    }
}

/// The action is refused with exactly this text, and nothing on the world's chain has changed.
#[track_caller]
pub fn refuses<W>(
    world: &mut W,
    chain: fn(&W) -> &Chain,
    text: &str,
    action: impl FnOnce(&mut W) -> Answer,
) {
    let before = chain(world).state_hash();
    match action(world) {
        Ok(receipt) => panic!("it went through: {:?}", receipt.events),
        Err(refused) => assert_eq!(refused.reason, text),
    }
    let after = chain(world).state_hash();
    assert_eq!(after, before, "a refused message left a trace");
}

/// What an event says: `key=value` pairs the test wants, in any order; the event must be there once.
#[track_caller]
pub fn says(receipt: &Receipt, event: &str, wanted: &[(&str, &str)]) {
    let name = format!("wasm-{event}");
    let found: Vec<_> = receipt
        .events
        .iter()
        .filter(|found| found.ty == name)
        .collect();
    assert_eq!(
        found.len(),
        1,
        "{} times {name} in {:#?}",
        found.len(),
        receipt.events
    );
    for (key, value) in wanted {
        let attribute = found[0]
            .attributes
            .iter()
            .find(|attribute| attribute.key == *key);
        let attribute = attribute.unwrap_or_else(|| panic!("{name} has no {key}: {:?}", found[0]));
        assert_eq!(attribute.value, *value, "{key} of {name}");
    }
}

/// How often an event stands in a receipt.
pub fn count(receipt: &Receipt, event: &str) -> usize {
    let name = format!("wasm-{event}");
    receipt
        .events
        .iter()
        .filter(|found| found.ty == name)
        .count()
}
