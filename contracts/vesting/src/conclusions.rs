use std::collections::BTreeMap;

use cosmwasm_std::{Addr, QuerierWrapper};
use milegate_api::core::Conclusion;
use milegate_api::milestones::raw;
use milegate_api::vesting::Assumed;

use crate::error::ContractError;

/// What the milestones contract concluded, each milestone read at most once per message.
pub struct Conclusions<'a> {
    querier: QuerierWrapper<'a>,
    milestones: Addr,
    known: BTreeMap<String, Option<Conclusion>>,
    assumed: BTreeMap<String, Conclusion>,
}

impl<'a> Conclusions<'a> {
    pub fn new(querier: QuerierWrapper<'a>, milestones: Addr) -> Conclusions<'a> {
        Conclusions {
            querier,
            milestones,
            known: BTreeMap::new(),
            assumed: BTreeMap::new(),
        }
    }

    /// The same, with assumptions for milestones that have not ended.
    pub fn assuming(self, assumed: Vec<Assumed>) -> Result<Conclusions<'a>, ContractError> {
        let mut taken = BTreeMap::new();
        for Assumed {
            milestone,
            conclusion,
        } in assumed
        {
            if taken.insert(milestone.clone(), conclusion).is_some() {
                return Err(ContractError::Duplicate {
                    what: "milestone",
                    name: milestone,
                });
            }
        }
        Ok(Conclusions {
            assumed: taken,
            ..self
        })
    }

    /// How a milestone ended; none if it has not.
    pub fn look(&mut self, milestone: &str) -> Result<Option<Conclusion>, ContractError> {
        if let Some(known) = self.known.get(milestone) {
            return Ok(*known);
        }

        let concluded = raw::conclusion(&self.querier, &self.milestones, milestone)?;
        let conclusion = concluded.or_else(|| self.assumed.get(milestone).copied());
        self.known.insert(milestone.to_owned(), conclusion);
        Ok(conclusion)
    }
}
