use cosmwasm_std::Addr;
use embedded_chain::{Code, Receipt, Refused};
use milegate_api::common::Denom;
use milegate_api::governance::{ConfigResponse, InstantiateMsg, QueryMsg};

use super::rules::terms;
use crate::suite::{DENOM, Suite};

impl Suite {
    /// A second governance over the same plan, born as a test changes it. It takes the place of the
    /// first under the word `governance`.
    pub fn found(
        &mut self,
        change: impl FnOnce(&mut InstantiateMsg, &Addr),
    ) -> Result<Receipt, Refused> {
        self.found_with(&[], change)
    }

    /// The same with funds.
    pub fn found_with(
        &mut self,
        funds: &[cosmwasm_std::Coin],
        change: impl FnOnce(&mut InstantiateMsg, &Addr),
    ) -> Result<Receipt, Refused> {
        let (deployer, salt) = (self.at("deployer"), b"second");
        let code = self.code_of("governance");
        let itself = self.chain.predict(&deployer, code, salt)?;
        let vaults = [self.vault.clone()];
        let denom = Denom::Native(DENOM.into());
        let mut msg = terms(&self.at("stake"), &self.milestones, &vaults, denom);
        change(&mut msg, &itself);
        let born =
            self.chain
                .instantiate2(&deployer, code, &msg, funds, "second", Some(&itself), salt)?;
        self.follow(itself);
        Ok(born.1)
    }

    /// The code that a contract runs.
    pub fn code_of(&self, contract: &str) -> Code {
        let info = self.chain.contract_info(&self.at(contract));
        let code = info.and_then(|info| self.chain.code_info(info.code_id));
        code.expect("a contract")
    }

    /// Wiring, rules and guardian.
    pub fn governance(&self) -> ConfigResponse {
        self.ask_governance(&QueryMsg::Config {})
    }
}
