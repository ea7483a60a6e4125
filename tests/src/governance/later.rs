//! Milestones of a later issue.

use cosmwasm_std::Addr;

use crate::suite::{DAY, Suite, milestones};

impl Suite {
    /// Milestones that start tomorrow, and that no vault follows yet.
    pub fn later_milestones(&mut self) -> Addr {
        let mut msg = milestones(String::new(), self.group.as_str());
        msg.vaults.clear();
        for terms in &mut msg.milestones {
            terms.start = self.now() + DAY;
            terms.deadline = self.now() + 100 * DAY;
        }
        let code_id = self
            .chain
            .contract_info(&self.milestones)
            .map(|of| of.code_id);
        let code = code_id.and_then(|id| self.chain.code_info(id));
        let deployer = self.at("deployer");
        let born =
            self.chain
                .instantiate(&deployer, code.expect("a code"), &msg, &[], "later", None);
        born.expect("sound milestones").0
    }
}
