//! What tests ask a payments contract.

use cosmwasm_std::Addr;
use embedded_chain::Refused;
use milegate_api::payments::{
    AccountResponse, PeriodsResponse, QueryMsg, SolvencyResponse, WindowResponse,
};
use milegate_core::payments::Figures;
use serde::de::DeserializeOwned;

use super::{BEGINS, Payments};
use crate::suite::{DAY, DENOM, address};

impl Payments {
    /// The address of a person, or of the contract (`payments`).
    pub fn at(&self, who: &str) -> Addr {
        match who {
            "payments" => self.contract.clone(),
            _ => Addr::unchecked(address(who)),
        }
    }

    /// Block time.
    pub fn now(&self) -> u64 {
        self.chain.block().time.seconds()
    }

    /// The period that runs; 0 before it begins.
    pub fn period(&self) -> u32 {
        let passed = self.now().saturating_sub(BEGINS) / DAY;
        u32::try_from(passed).expect("a period")
    }

    /// What somebody has.
    pub fn balance(&self, who: &str) -> u128 {
        self.chain.balance(&self.at(who), DENOM)
    }

    /// Asks the contract.
    pub fn try_ask<T: DeserializeOwned>(&self, question: &QueryMsg) -> Result<T, Refused> {
        self.chain.query(&self.contract, question)
    }

    /// Asks the contract, which answers.
    pub fn ask<T: DeserializeOwned>(&self, question: &QueryMsg) -> T {
        self.try_ask(question).expect("the contract answers")
    }

    /// What a window comes to.
    pub fn window(&self, periods: u32, at: Option<u32>) -> WindowResponse {
        self.ask(&QueryMsg::Window { periods, at })
    }

    /// What the last so many periods come to.
    pub fn last(&self, periods: u32) -> Figures {
        self.window(periods, None).figures
    }

    /// Periods in which somebody paid.
    pub fn periods(&self, start_after: Option<u32>, limit: Option<u32>) -> PeriodsResponse {
        self.ask(&QueryMsg::Periods { start_after, limit })
    }

    /// What is owed to somebody.
    pub fn account(&self, who: &str) -> AccountResponse {
        self.ask(&QueryMsg::Account {
            address: self.at(who).into_string(),
        })
    }

    /// What is owed to all, and what is there.
    pub fn solvency(&self) -> (u128, u128) {
        let answer: SolvencyResponse = self.ask(&QueryMsg::Solvency {});
        (answer.owed.u128(), answer.balance.u128())
    }
}
