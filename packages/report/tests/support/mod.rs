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
pub mod holders;
mod judge;
mod plan;
pub mod plant;
mod schedules;
mod story;

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, HexBinary, Uint128};
use milegate_api::core::Point;
use milegate_api::core::ledger::Tenure;
use milegate_api::core::milestone::Terms;
use milegate_api::milestones::{LeafStanding, Stage};
use milegate_api::vesting::{AnnouncedChange, VaultResponse};
use milegate_report::dates;
use milegate_report::ledger::{self, Ends, GateState};
use milegate_report::{Account, Block, ChainView, ContractInfo, Event, Tx, ViewError};

pub const DENOM: &str = "utia";
pub const LOT: u64 = 1_000_000;
pub const VAULT: &str = "milegate1vault";
pub const JUDGE: &str = "milegate1milestones";
pub const GROUP: &str = "milegate1committee";
pub const COURT: &str = "milegate1court";
pub const FOUNDATION: &str = "milegate1foundation";
pub const HR: &str = "milegate1hr";
pub const MULTISIG: &str = "milegate1multisig";

/// One grant of the fake.
#[derive(Clone)]
pub struct Grant {
    pub name: String,
    pub schedule: String,
    pub category: String,
    pub owner: String,
    pub payee: String,
    pub lots: u64,
    pub claimed: u128,
    pub tenure: Tenure,
    pub recovery: Option<String>,
    pub changes: Vec<AnnouncedChange>,
    pub assigned: bool,
}

impl Grant {
    pub fn new(owner: &str) -> Grant {
        Grant {
            name: String::new(),
            schedule: String::new(),
            category: String::new(),
            owner: owner.into(),
            payee: owner.into(),
            lots: 0,
            claimed: 0,
            tenure: Tenure::Serving {},
            recovery: None,
            changes: vec![],
            assigned: false,
        }
    }

    /// Lots that still count.
    pub fn alive(&self) -> u64 {
        match self.tenure {
            Tenure::Serving {} => self.lots,
            Tenure::Left { kept } => kept.u64(),
            Tenure::Renounced {} => 0,
        }
    }
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
    pub owed: u128,
    pub lost: BTreeMap<String, u128>,
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

    /// Total, vested, claimed and forfeited of a grant as it stands, at an instant.
    pub fn parts(&self, g: &Grant, ends: &Ends, at: u64) -> [u128; 4] {
        let one = self.per_lot(&g.schedule, ends, at);
        let (lots, lot) = (u128::from(g.lots), u128::from(LOT));
        let (vested, forfeited) = match g.tenure {
            Tenure::Serving {} => (lots * one.vested, lots * one.dead),
            Tenure::Left { kept } => {
                let kept = u128::from(kept.u64());
                (kept * one.unlocked, (lots - kept) * lot + kept * one.dead)
            }
            Tenure::Renounced {} => (g.claimed, lots * lot - g.claimed),
        };
        [lots * lot, vested, g.claimed, forfeited]
    }

    /// Lots and expiry of a category's reserve; nothing where there is none.
    pub fn reserve(&self, category: &str) -> (u64, u64) {
        let mut all = self.vault.categories.iter();
        let found = all.find(|c| c.name == category).expect("a category");
        let reserve = found.reserve.as_ref();
        reserve.map_or((0, u64::MAX), |r| (r.lots.u64(), r.expires))
    }

    pub fn reserve_left(&self, category: &str) -> u64 {
        let mine = |g: &&Grant| g.category == category && g.assigned;
        let gone: u64 = self.grants.iter().filter(mine).map(|g| g.lots).sum();
        self.reserve(category).0 - gone
    }

    pub fn point(&self) -> Point {
        Point {
            time: self.now.time,
            height: self.now.height,
        }
    }

    pub fn index(&self, name: &str) -> usize {
        let found = self.grants.iter().position(|g| g.name == name);
        found.expect("a grant")
    }

    pub fn forfeited(&self) -> u128 {
        let (ends, now) = (self.ends(), self.now.time);
        let grants = self.grants.iter().map(|g| self.parts(g, &ends, now)[3]);
        let reserves = self.vault.categories.iter().map(|c| {
            let expired = now >= self.reserve(&c.name).1;
            u128::from(expired) * u128::from(self.reserve_left(&c.name)) * u128::from(LOT)
        });
        grants.chain(reserves).sum()
    }
}

pub fn hex(byte: u8) -> HexBinary {
    HexBinary::from([byte; 32])
}

/// Whether a message is of that name.
fn asks(msg: &[u8], name: &str) -> bool {
    msg.starts_with(format!("{{\"{name}\":").as_bytes())
}

/// So many seats, each of weight 1, nobody in two groups.
fn seats(count: u32) -> Vec<serde_json::Value> {
    let seat = |i: u32| serde_json::json!({ "addr": format!("{count}-{i}"), "weight": 1 });
    (0..count).map(seat).collect()
}

impl ChainView for Fake {
    fn query_raw_json(&self, contract: &Addr, msg: &[u8]) -> Result<Vec<u8>, ViewError> {
        let refused = |e: serde_json::Error| ViewError::refused(contract.as_str(), e);
        let value = match contract.as_str() {
            VAULT => self.ask_vault(serde_json::from_slice(msg).map_err(refused)?),
            JUDGE => self.ask_judge(serde_json::from_slice(msg).map_err(refused)?),
            GROUP if msg == br#"{"admin":{}}"# => serde_json::json!({ "admin": null }),
            GROUP if asks(msg, "list_members") => serde_json::json!({ "members": seats(5) }),
            GROUP => serde_json::json!({ "weight": 5 }),
            MULTISIG if asks(msg, "threshold") => {
                serde_json::json!({ "absolute_count": { "weight": 4, "total_weight": 7 } })
            }
            MULTISIG if asks(msg, "list_voters") => serde_json::json!({ "voters": seats(7) }),
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
            creator: "deployer".into(),
            admin: None,
            label: label.into(),
        })
    }

    fn code_history(&self, address: &Addr) -> Result<Vec<String>, ViewError> {
        Ok(vec![self.contract_info(address)?.checksum])
    }

    fn raw(&self, _: &Addr, _: &[u8]) -> Result<Option<Vec<u8>>, ViewError> {
        Ok(None)
    }

    fn account(&self, address: &Addr) -> Result<Account, ViewError> {
        Ok(match self.contract_info(address) {
            Ok(_) => Account::Contract,
            Err(_) => Account::Key,
        })
    }

    fn denom_admin(&self, denom: &str) -> Result<Option<String>, ViewError> {
        Err(ViewError::refused(denom, "no token factory"))
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

/// A vault with five categories and four milestones, four years after its start.
pub fn rich() -> Fake {
    until(dates::instant(2027, 10, 31))
}

/// The same, a year after its start.
pub fn young() -> Fake {
    until(dates::instant(2024, 10, 31))
}

/// The same, up to an instant.
pub fn until(at: u64) -> Fake {
    story::tell(plan::plan(), at)
}
