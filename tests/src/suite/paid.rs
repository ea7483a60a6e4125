//! The payments contract, that a leaf of `listing` looks at.

use cosmwasm_std::{Addr, HexBinary};
use embedded_chain::Chain;
use milegate_core::milestone::{Check, Comparison, Witness, WitnessKind};
use milegate_core::oracle::Calendar;

use super::{Answer, Builder, DAY, START, Suite, of, tok};
use crate::payments::{self, TOKEN};

/// What three days of payments must sum up to.
pub const VOLUME: u128 = 30 * TOKEN;

fn found(chain: &mut Chain, deployer: &Addr) -> Vec<(&'static str, Addr, Witness<String>)> {
    let code = payments::code(chain);
    let mut msg = payments::terms();
    msg.terms.calendar = Calendar {
        start: START,
        period: DAY,
    };
    let (contract, _) = chain
        .instantiate(deployer, code, &msg, &[], "payments", None)
        .expect("a payments contract");
    let check = |pointer: &str, comparison, target: &str| Check {
        pointer: pointer.into(),
        comparison,
        target: target.into(),
    };
    let kind = WitnessKind::State {
        contract: contract.to_string(),
        code_id: code.id,
        checksum: HexBinary::from(code.checksum.as_slice()),
        query: r#"{"window":{"periods":3}}"#.into(),
        checks: vec![
            check("/full", Comparison::Equal, "true"),
            check("/figures/sum", Comparison::AtLeast, &VOLUME.to_string()),
            check("/figures/payers", Comparison::AtLeast, "6"),
            check("/figures/payees", Comparison::AtLeast, "3"),
            check("/figures/active", Comparison::AtLeast, "3"),
        ],
        held: 3 * DAY,
        observations: 3,
        spacing: DAY,
    };
    let leaf = Witness {
        name: "volume".into(),
        kind,
    };
    vec![("payments", contract, leaf)]
}

impl Builder {
    /// `listing` is reached by what the payments contract counts, or by the auditor's word.
    pub fn paid(self) -> Self {
        self.looking_at(found).milestones(|msg| {
            msg.milestones[0].policy = of(1, &["auditor", "volume"]);
        })
    }
}

impl Suite {
    /// Somebody pays somebody through the payments contract.
    pub fn pays_through(&mut self, who: &str, to: &str, amount: u128) -> Answer {
        let pay = milegate_api::payments::ExecuteMsg::Pay {
            to: self.at(to).into_string(),
            memo: None,
        };
        self.send(who, "payments", &pay, &tok(amount))
    }
}
