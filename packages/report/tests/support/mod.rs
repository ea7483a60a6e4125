//! A chain made of canned terms and a canned log: enough of a vault and its milestones to answer
//! every question a report asks. Its figures come from the crate's second ledger; the real thing
//! is compared with it by the audit in every simulation.
#![allow(
    dead_code,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation
)]

pub mod acts;
mod answers;
mod plan;
pub mod plant;
mod story;

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, HexBinary, Uint128};
use milegate_api::core::milestone::Terms;
use milegate_api::milestones::{LeafStanding, Stage};
use milegate_api::vesting::VaultResponse;
use milegate_report::ledger::{self, Ends, GateState};
use milegate_report::{Block, ChainView, ContractInfo, Tx, ViewError};

pub const DENOM: &str = "utia";
pub const LOT: u64 = 1_000_000;
pub const VAULT: &str = "milegate1vault";
pub const JUDGE: &str = "milegate1milestones";
pub const GROUP: &str = "milegate1committee";
pub const COURT: &str = "milegate1court";
pub const MULTISIG: &str = "milegate1multisig";

/// One grant of the fake.
#[derive(Clone)]
pub struct Grant {
    pub name: String,
    pub schedule: String,
    pub category: String,
    pub payee: String,
    pub lots: u64,
    pub claimed: u128,
}

/// A milestone of the fake, with where it is.
#[derive(Clone)]
pub struct Judged {
    pub terms: Terms<Addr>,
    pub stage: Stage,
    pub round: u32,
    pub leaves: Vec<LeafStanding>,
}

/// The fake chain.
#[derive(Clone)]
pub struct Fake {
    pub now: Block,
    pub vault: VaultResponse,
    pub schedules: Vec<milegate_api::vesting::ScheduleTerms>,
    pub grants: Vec<Grant>,
    pub milestones: Vec<Judged>,
    pub latched: BTreeMap<(String, u32), bool>,
    pub balance: u128,
    pub supply: u128,
    pub bond_balance: u128,
    pub dues_paid: u128,
    pub credits: u128,
    pub bond_dues: u128,
    pub txs: Vec<Tx>,
}

impl Fake {
    pub fn ends(&self) -> Ends {
        let end = |m: &Judged| match m.stage {
            Stage::Ended { conclusion } => Some((m.terms.name.clone(), conclusion)),
            _ => None,
        };
        self.milestones.iter().filter_map(end).collect()
    }

    pub fn terms(&self, schedule: &str) -> &milegate_api::core::ledger::Schedule {
        &self
            .schedules
            .iter()
            .find(|s| s.name == schedule)
            .expect("a schedule")
            .schedule
    }

    pub fn per_lot(&self, schedule: &str, ends: &Ends, at: u64) -> ledger::PerLot {
        ledger::per_lot(self.terms(schedule), LOT, self.vault.notice, ends, at).expect("terms")
    }

    pub fn gate(&self, schedule: &str, tranche: usize) -> GateState {
        ledger::gate(
            &self.terms(schedule).tranches[tranche],
            &self.ends(),
            self.vault.notice,
        )
    }

    pub fn forfeited(&self) -> u128 {
        let dead = |g: &Grant| {
            self.per_lot(&g.schedule, &self.ends(), self.now.time).dead * u128::from(g.lots)
        };
        self.grants.iter().map(dead).sum()
    }
}

pub fn hex(byte: u8) -> HexBinary {
    HexBinary::from([byte; 32])
}

impl ChainView for Fake {
    fn query_raw_json(&self, contract: &Addr, msg: &[u8]) -> Result<Vec<u8>, ViewError> {
        let refused = |e: serde_json::Error| ViewError::refused(contract.as_str(), e);
        let value = match contract.as_str() {
            VAULT => self.ask_vault(serde_json::from_slice(msg).map_err(refused)?),
            JUDGE => self.ask_judge(serde_json::from_slice(msg).map_err(refused)?),
            GROUP if msg == br#"{"admin":{}}"# => serde_json::json!({ "admin": null }),
            GROUP => serde_json::json!({ "weight": 5 }),
            _ => return Err(ViewError::refused(contract.as_str(), "no such contract")),
        };
        serde_json::to_vec(&value).map_err(refused)
    }

    fn balance(&self, address: &Addr, _denom: &str) -> Result<Uint128, ViewError> {
        Ok(Uint128::new(match address.as_str() {
            VAULT => self.balance,
            JUDGE => self.bond_balance,
            _ => 0,
        }))
    }

    fn supply(&self, _denom: &str) -> Result<Uint128, ViewError> {
        Ok(Uint128::new(self.supply))
    }

    fn contract_info(&self, address: &Addr) -> Result<ContractInfo, ViewError> {
        let (code_id, byte, label) = match address.as_str() {
            VAULT => (1, 0xa1, "vault"),
            JUDGE => (2, 0xb2, "milestones"),
            GROUP => (3, 0xc3, "committee"),
            COURT => (4, 0xd4, "court of outsiders"),
            MULTISIG => (4, 0xd4, "governance multisig"),
            other => return Err(ViewError::refused(other, "not a contract")),
        };
        Ok(ContractInfo {
            code_id,
            checksum: hex(byte).to_hex(),
            admin: None,
            label: label.into(),
        })
    }

    fn block(&self) -> Result<Block, ViewError> {
        Ok(self.now.clone())
    }

    fn simulated(&self) -> bool {
        true
    }

    fn transactions(&self) -> Result<Vec<Tx>, ViewError> {
        Ok(self.txs.clone())
    }
}

/// A vault with four categories and four milestones, four years after its start.
pub fn rich() -> Fake {
    story::tell(plan::plan(), 4)
}

/// The same, a year after its start.
pub fn young() -> Fake {
    story::tell(plan::plan(), 1)
}
