//! What an event makes people do with feeds and with contracts that others look at.

use cosmwasm_std::{Addr, CosmosMsg, Uint128};
use milegate_api::core::milestone::WitnessKind;
use milegate_api::milestones;
use milegate_api::oracle::{self, Evidence, FeedResponse};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::cast::PlayError;
use crate::multisig;
use crate::player::Player;

impl Player {
    /// Reporters say a feed's value in the period that runs: those named, or as many as make a
    /// quorum.
    pub(crate) fn report(
        &mut self,
        feed: &str,
        value: &str,
        by: Option<&[String]>,
    ) -> Result<(), PlayError> {
        let decimals = self.feed(feed)?.terms.decimals;

        self.report_units(feed, units(value, decimals)?, by)
    }

    /// The same in the feed's smallest units.
    pub(crate) fn report_units(
        &mut self,
        feed: &str,
        value: Uint128,
        by: Option<&[String]>,
    ) -> Result<(), PlayError> {
        let oracle = self.oracle()?;
        let known = self.feed(feed)?;
        let period = known.running.map_or(0, |running| running.period);
        let reporters = match by {
            Some(names) => {
                let names = names.iter();
                names
                    .map(|name| self.cast.address(&self.chain, name))
                    .collect()
            }
            None => {
                let group = &known.terms.group;
                let total = multisig::total(&self.chain, group)?;
                let quorum = known.terms.quorum.of(total.into());
                multisig::sufficient(&self.chain, group, quorum.u64())?
            }
        };
        let uri = format!("simulated:{feed}/{period}/{value}");
        let digest = <[u8; 32]>::from(Sha256::digest(&uri));
        let msg = oracle::ExecuteMsg::Report {
            feed: feed.into(),
            period,
            value,
            evidence: Evidence {
                uri,
                digest: (&digest).into(),
            },
        };
        for reporter in &reporters {
            let call = self.call(&oracle, &msg, vec![])?;
            self.deliver_and_tell(reporter, call)?;
        }
        Ok(())
    }

    /// Somebody looks at a witness that nobody attests to.
    pub(crate) fn observe(
        &mut self,
        milestone: &str,
        witness: &str,
        by: Option<&str>,
    ) -> Result<(), PlayError> {
        let sender = self.cast.address(&self.chain, by.unwrap_or("anyone"));
        let msg = milestones::ExecuteMsg::Observe {
            milestone: milestone.into(),
            witness: witness.into(),
        };
        let mut calls = self.advance(milestone, witness)?;
        calls.push(self.call(&self.cast.milestones, &msg, vec![])?);

        let receipt = self.transact_all(&sender, calls)?;
        self.tell(&receipt);
        Ok(())
    }

    /// What closes a feed that a witness is about, if the clock is ahead of it.
    fn advance(&self, milestone: &str, witness: &str) -> Result<Vec<CosmosMsg>, PlayError> {
        let terms = self.milestone(milestone)?.terms;
        let leaf = terms.leaf(witness).map(|(_, leaf)| &leaf.kind);
        let Some(WitnessKind::Feed { oracle, feed, .. }) = leaf else {
            return Ok(vec![]);
        };
        let question = oracle::QueryMsg::Feed { feed: feed.clone() };
        let known: FeedResponse = self.query(oracle, &question)?;
        let advance = oracle::ExecuteMsg::Advance { feed: feed.clone() };

        match known.behind {
            true => Ok(vec![self.call(oracle, &advance, vec![])?]),
            false => Ok(vec![]),
        }
    }

    /// A contract of others answers this from now on.
    pub(crate) fn answer(&mut self, contract: &str, json: &str) -> Result<(), PlayError> {
        let address = self.cast.address(&self.chain, contract);
        let sender = self.cast.address(&self.chain, "anyone");
        let msg = json!({ "say": { "answer": cosmwasm_std::Binary::from(json.as_bytes()) } });
        let call = self.call(&address, &msg, vec![])?;
        self.transact(&sender, call)?;
        self.say(format!("{contract} answers {json}"));

        Ok(())
    }

    /// A contract of others runs other code from now on.
    pub(crate) fn migrate(&mut self, contract: &str) -> Result<(), PlayError> {
        let address = self.cast.address(&self.chain, contract);
        let unknown = || PlayError::Unknown(format!("{contract} is no contract"));
        let info = self.chain.contract_info(&address).ok_or_else(unknown)?;
        let keeper = info.admin.ok_or_else(|| {
            PlayError::Unknown(format!("nobody can change the code of {contract}"))
        })?;
        let code = self.chain.store_again(info.code_id).ok_or_else(unknown)?;
        let keeper = Addr::unchecked(keeper);
        self.chain
            .migrate(&keeper, &address, code, &json!({}))
            .map_err(|refused| PlayError::Unknown(refused.reason))?;
        self.say(format!("{contract} runs other code"));

        Ok(())
    }

    /// Time passes and no block is made.
    pub(crate) fn halt(&mut self, days: u32) {
        let seconds = u64::from(days).saturating_mul(86_400);
        let mut block = self.chain.block();
        block.height = block.height.saturating_add(1);
        block.time = block.time.plus_seconds(seconds);
        self.chain.set_block(block);
        self.say(format!("the chain makes its first block in {days} days"));
    }

    fn feed(&self, feed: &str) -> Result<FeedResponse, PlayError> {
        let question = oracle::QueryMsg::Feed { feed: feed.into() };

        self.query(&self.oracle()?, &question)
    }

    fn oracle(&self) -> Result<Addr, PlayError> {
        let none = || PlayError::Unknown("the plan has no feed".into());
        self.cast.names.get("@oracle").cloned().ok_or_else(none)
    }
}

/// A number as people write it, in the smallest units of a feed.
fn units(value: &str, decimals: u8) -> Result<Uint128, PlayError> {
    let places = usize::from(decimals);
    let plain = value.replace('_', "");
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = format!("{whole}{part:0<places$}");
    let number = !whole.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let sound = number && part.len() <= places;
    let wrong = || {
        let why = format!("a value of `{value}`: a number with at most {decimals} decimals");
        PlayError::Unknown(why)
    };

    sound
        .then(|| digits.parse::<u128>().ok())
        .flatten()
        .map(Uint128::new)
        .ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_in_the_units_of_the_feed() {
        let read = |value, decimals| units(value, decimals).ok().map(|units| units.u128());
        assert_eq!(read("250_000", 0), Some(250_000));
        assert_eq!(read("12.5", 2), Some(1_250));
        assert_eq!(read("0", 2), Some(0));
        for wrong in ["12.345", "-1", "", "1e3", "x"] {
            assert_eq!(read(wrong, 2), None, "{wrong}");
        }
    }
}
