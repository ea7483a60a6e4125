//! Leaves that need nobody's opinion, in the canonical plan.

use milegate_core::milestone::{Policy, Witness, WitnessKind};

use super::{Answer, Builder, Suite, bond};

/// What the first assertion costs.
pub const ASSERTION: u128 = 501;

/// A leaf of anyone who pays for it.
pub fn assertion(name: &str, bond: u128) -> Witness<String> {
    let kind = WitnessKind::Assertion { bond: bond.into() };
    Witness {
        name: name.into(),
        kind,
    }
}

/// A branch of so many of these leaves.
pub fn of(count: u8, names: &[&str]) -> Policy {
    let leaf = |name: &&str| Policy::Witness {
        name: (*name).into(),
    };
    Policy::AtLeast {
        count,
        of: names.iter().map(leaf).collect(),
    }
}

impl Builder {
    /// `listing` takes the auditor's word or anyone's assertion.
    pub fn asserted(self) -> Self {
        self.milestones(|msg| {
            let listing = &mut msg.milestones[0];
            listing.witnesses.push(assertion("anyone", ASSERTION));
            listing.policy = of(1, &["auditor", "anyone"]);
        })
    }
}

impl Suite {
    /// Asserts `listing` with so much.
    pub fn assert_with(&mut self, who: &str, amount: u128) -> Answer {
        let word = self.word("listing", "anyone");
        self.attest_paying(who, word, &bond(amount))
    }
}
