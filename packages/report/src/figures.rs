//! What a milestones contract counts in base units, written for people.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use cosmwasm_std::{Addr, Uint128};
use milegate_api::common::Denom;
use milegate_api::core::milestone::{Measure, WitnessKind};
use milegate_api::milestones::{ConfigResponse, MilestoneResponse, Missing, Stage};
use milegate_api::{adapter, oracle, vesting as v};

use crate::dates::dated;
use crate::units::{Asset, decimal};
use crate::view::{ChainView, ViewError, query, told};

/// How the bonds of a milestones contract and the values of its feeds are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    bonds: Asset,
    /// Digits after the point, by oracle and feed; none where no answer says so.
    decimals: BTreeMap<(Addr, String), Option<u8>>,
}

impl Figures {
    /// As the vault that the milestones open names its asset, and oracles their feeds.
    pub fn read(
        view: &dyn ChainView,
        config: &ConfigResponse,
        milestones: &[MilestoneResponse],
    ) -> Result<Figures, ViewError> {
        let mut decimals = BTreeMap::new();
        let leaves = milestones.iter().flat_map(|m| &m.terms.witnesses);
        for leaf in leaves {
            if let WitnessKind::Feed {
                oracle,
                feed,
                window,
                ..
            } = &leaf.kind
                && let Entry::Vacant(of) = decimals.entry((oracle.clone(), feed.clone()))
            {
                of.insert(digits(view, oracle, feed, *window)?);
            }
        }
        Ok(Figures {
            bonds: bonds(view, config)?,
            decimals,
        })
    }

    /// A bond.
    pub fn bond(&self, amount: Uint128) -> String {
        self.bonds.exact(amount.u128())
    }

    /// A value of a feed; as it is counted where the oracle does not say in which digits.
    pub fn value(&self, oracle: &Addr, feed: &str, value: Uint128) -> String {
        let digits = self.decimals.get(&(oracle.clone(), feed.to_owned()));
        written(digits.copied().flatten(), value)
    }

    /// A value of the first feed of a name.
    pub fn value_of(&self, feed: &str, value: Uint128) -> String {
        let mut digits = self.decimals.iter();
        let digits = digits.find(|((_, name), _)| name == feed);
        written(digits.and_then(|(_, digits)| *digits), value)
    }

    /// The contract's sentence about a milestone: it writes figures in base units and some instants in
    /// Unix seconds, behind words of its own. Other numbers, also addresses', stay as they are.
    pub fn worded(&self, standing: &MilestoneResponse, text: &str) -> String {
        let with = |bond: Uint128| (format!("with {bond}"), format!("with {}", self.bond(bond)));
        let mut phrases = vec![with(standing.bond)];
        if let Stage::Disputed { challenge, .. } = &standing.stage {
            phrases.push(with(challenge.bond));
        }
        for missing in &standing.missing {
            match missing {
                Missing::Assertion {
                    bond: Some(bond), ..
                } => phrases.push(with(*bond)),
                Missing::Feed { .. } => phrases.extend(self.of_feed(standing, missing)),
                _ => {}
            }
        }
        dated(&swapped(text, &phrases))
    }

    /// What a feed leaf asks and why it does not attest: whole phrases, since another leaf may have
    /// the same number in other units.
    fn of_feed(&self, standing: &MilestoneResponse, missing: &Missing) -> Vec<(String, String)> {
        let Missing::Feed {
            witness,
            oracle,
            feed,
            measure,
            target,
            reading,
            refusal,
            ..
        } = missing
        else {
            return Vec::new();
        };
        let put = |before: &str, bare: Uint128| {
            let value = self.value(oracle, feed, bare);
            (format!("{before}{bare}"), format!("{before}{value}"))
        };
        let mut within = vec![put(">= ", *target), put("below ", *target)];
        if let (Measure::Mean | Measure::Sum, Some(reading)) = (measure, reading) {
            within.push(put(&format!("a {measure} of "), reading.sum));
        }
        let leaves = standing.terms.witnesses.iter();
        let asks = leaves
            .filter(|leaf| leaf.name == *witness)
            .map(|leaf| leaf.kind.asks());
        asks.chain(refusal.clone())
            .map(|phrase| {
                let words = swapped(&phrase, &within);
                (phrase, words)
            })
            .collect()
    }
}

fn written(digits: Option<u8>, value: Uint128) -> String {
    digits.map_or_else(|| value.to_string(), |digits| decimal(value.u128(), digits))
}

/// What an oracle says of a feed: this project's own, its adapter, or any other, which answers only
/// what a window comes to, and that once the feed is old enough.
fn digits(
    view: &dyn ChainView,
    oracle: &Addr,
    feed: &str,
    window: u8,
) -> Result<Option<u8>, ViewError> {
    let asked = oracle::QueryMsg::Feed {
        feed: feed.to_owned(),
    };
    let own: Result<oracle::FeedResponse, ViewError> = query(view, oracle, &asked);
    if let Some(own) = told(own)? {
        return Ok(Some(own.terms.decimals));
    }
    let asked = adapter::QueryMsg::Config {};
    let adapted: Result<adapter::ConfigResponse, ViewError> = query(view, oracle, &asked);
    if let Some(adapted) = told(adapted)?.filter(|adapted| adapted.feed.name == feed) {
        return Ok(Some(adapted.feed.decimals));
    }
    let asked = oracle::QueryMsg::Window {
        feed: feed.to_owned(),
        window,
        at: None,
    };
    let read: Result<oracle::ReadingResponse, ViewError> = query(view, oracle, &asked);
    Ok(told(read)?.map(|read| read.decimals))
}

/// Symbols where bonds are in the asset of a vault that the milestones open, their denom otherwise.
fn bonds(view: &dyn ChainView, config: &ConfigResponse) -> Result<Asset, ViewError> {
    let bare = Asset {
        denom: config.bond_denom.clone(),
        symbol: config.bond_denom.clone(),
        decimals: 0,
        lot: 1,
    };
    for vault in &config.vaults {
        let asked: Result<v::VaultResponse, ViewError> = query(view, vault, &v::QueryMsg::Vault {});
        let Some(vault) = told(asked)? else {
            continue;
        };
        if vault.asset.denom == Denom::Native(config.bond_denom.clone()) {
            return Ok(Asset::of(&vault.asset));
        }
    }
    Ok(bare)
}

/// A text with other words for some, none of which ends inside a number.
fn swapped(text: &str, phrases: &[(String, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let found = phrases.iter().find_map(|(bare, words)| {
            let after = rest.strip_prefix(bare.as_str())?;
            let whole = !after.starts_with(|c: char| c.is_ascii_digit());
            whole.then_some((after, words))
        });
        rest = match found {
            Some((after, words)) => {
                out.push_str(words);
                after
            }
            None => {
                out.push(next);
                rest.get(next.len_utf8()..).unwrap_or_default()
            }
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::swapped;

    #[test]
    fn a_number_is_swapped_whole_and_once() {
        let put = |bare: &str, words: &str| (bare.to_owned(), words.to_owned());
        let phrases = [put("with 20", "with 2 MER"), put(">= 20", ">= 0.2")];
        assert_eq!(
            swapped("one with 20, one with 200: x >= 20", &phrases),
            "one with 2 MER, one with 200: x >= 0.2"
        );
    }
}
