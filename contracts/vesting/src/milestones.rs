//! What the vault reads of its `milestones`: raw keys, of each record only what is needed.

use cosmwasm_std::{Addr, QuerierWrapper, StdResult, from_json};
use milegate_api::core::Conclusion;
use milegate_api::core::ledger::Schedule;
use milegate_api::milestones::raw;
use milegate_api::vesting::Assumed;
use serde::Deserialize;

use crate::error::Result;

/// What the milestones contract concluded, each milestone read at most once per message.
pub struct Conclusions<'a> {
    querier: QuerierWrapper<'a>,
    milestones: Addr,
    known: Vec<(String, Option<Conclusion>)>,
    assumed: Vec<Assumed>,
}

impl<'a> Conclusions<'a> {
    pub fn new(querier: QuerierWrapper<'a>, milestones: Addr) -> Conclusions<'a> {
        Conclusions {
            querier,
            milestones,
            known: Vec::new(),
            assumed: Vec::new(),
        }
    }

    /// The same, with assumptions for milestones that have not ended.
    pub fn assuming(self, assumed: Vec<Assumed>) -> Conclusions<'a> {
        Conclusions { assumed, ..self }
    }

    /// How a milestone ended; none if it has not.
    pub fn look(&mut self, milestone: &str) -> Result<Option<Conclusion>> {
        if let Some((_, known)) = self.known.iter().find(|(name, _)| name == milestone) {
            return Ok(*known);
        }

        let concluded = raw::conclusion(&self.querier, &self.milestones, milestone)?;
        let assumed = self.assumed.iter().find(|a| a.milestone == milestone);
        let conclusion = concluded.or(assumed.map(|assumed| assumed.conclusion));
        self.known.push((milestone.to_owned(), conclusion));
        Ok(conclusion)
    }
}

/// When each milestone that any of these schedules names starts; none if there is no such
/// milestone.
pub fn starts<'a>(
    querier: &QuerierWrapper,
    milestones: &Addr,
    schedules: impl Iterator<Item = &'a Schedule>,
) -> StdResult<Vec<(&'a str, Option<u64>)>> {
    #[derive(Deserialize)]
    struct Start {
        start: u64,
    }

    let mut starts: Vec<(&str, Option<u64>)> = Vec::new();
    for name in schedules.flat_map(Schedule::milestones) {
        if starts.iter().all(|(known, _)| *known != name) {
            let terms = querier.query_wasm_raw(milestones, raw::TERMS.key(name).to_vec())?;
            let terms: Option<Start> = terms.map(from_json).transpose()?;
            starts.push((name, terms.map(|terms| terms.start)));
        }
    }
    Ok(starts)
}

/// Whether the holders of `vault` are barred from attesting.
pub fn lists_vault(querier: &QuerierWrapper, milestones: &Addr, vault: &Addr) -> StdResult<bool> {
    #[derive(Deserialize)]
    struct Vaults {
        vaults: Vec<Addr>,
    }

    let config = querier.query_wasm_raw(milestones, raw::CONFIG.as_slice())?;
    let config: Option<Vaults> = config.map(from_json).transpose()?;
    Ok(config.is_some_and(|config| config.vaults.contains(vault)))
}
