//! Coins: balances, supply, and what moving them costs.

use std::collections::BTreeMap;

use cosmwasm_std::{Coin, DenomMetadata, Event, Uint128};

use crate::account::WASM;
use crate::fault::{Fault, Refusal};
use crate::gas;
use crate::store::space;
use crate::world::World;

/// SDK: denominations are 3 to 128 characters, the first a letter.
fn is_denom(denom: &str) -> bool {
    (3..=128).contains(&denom.len())
        && denom.starts_with(|c: char| c.is_ascii_alphabetic())
        && denom
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "/:._-".contains(c))
}

/// Refuses what a chain refuses as coins: bad names, zeros, duplicates.
pub(crate) fn check_coins(coins: &[Coin]) -> Result<(), Fault> {
    let mut seen = BTreeMap::new();
    for coin in coins {
        let fits = is_denom(&coin.denom) && !coin.amount.is_zero();
        if !fits || seen.insert(&coin.denom, ()).is_some() {
            return Err(Fault::invalid(format!("invalid coins: {}", text(coins))));
        }
    }
    Ok(())
}

fn check_some(coins: &[Coin]) -> Result<(), Fault> {
    if coins.is_empty() {
        return Err(Fault::invalid("invalid coins: none"));
    }
    check_coins(coins)
}

/// Coins as a chain writes them.
pub(crate) fn text(coins: &[Coin]) -> String {
    let mut coins: Vec<&Coin> = coins.iter().collect();
    coins.sort_by(|a, b| a.denom.cmp(&b.denom));
    coins
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(",")
}

fn balance_key(address: &[u8], denom: &str) -> Vec<u8> {
    let length = u8::try_from(address.len()).unwrap_or(u8::MAX);
    [&[space::BALANCE, length], address, denom.as_bytes()].concat()
}

pub(crate) fn keyed(space: u8, rest: &[u8]) -> Vec<u8> {
    [&[space], rest].concat()
}

/// Bytes of an amount as a chain stores it: as text, and nothing of nothing.
fn digits(amount: u128) -> usize {
    match amount {
        0 => 0,
        some => some.to_string().len(),
    }
}

fn amount(raw: Option<Vec<u8>>) -> u128 {
    raw.and_then(|raw| raw.try_into().ok())
        .map_or(0, u128::from_be_bytes)
}

impl World {
    pub fn balance(&self, address: &[u8], denom: &str) -> u128 {
        amount(self.read(&balance_key(address, denom)))
    }

    pub fn supply(&self, denom: &str) -> u128 {
        amount(self.read(&keyed(space::SUPPLY, denom.as_bytes())))
    }

    pub fn metadata(&self, denom: &str) -> Option<DenomMetadata> {
        serde_json::from_slice(&self.read(&keyed(space::METADATA, denom.as_bytes()))?).ok()
    }

    pub fn all_metadata(&self) -> Vec<DenomMetadata> {
        let store = self.store.borrow();
        store
            .with_prefix(&[space::METADATA])
            .filter_map(|(_, raw)| serde_json::from_slice(raw).ok())
            .collect()
    }

    pub fn set_metadata(&self, metadata: &DenomMetadata) {
        let raw = serde_json::to_vec(metadata).unwrap_or_default();
        self.write(keyed(space::METADATA, metadata.base.as_bytes()), raw);
    }

    /// Every balance of an account, by denomination.
    pub fn balances(&self, address: &[u8]) -> Vec<Coin> {
        let prefix = balance_key(address, "");
        let store = self.store.borrow();
        store
            .with_prefix(&prefix)
            .map(|(key, raw)| Coin {
                denom: String::from_utf8_lossy(&key[prefix.len()..]).into_owned(),
                amount: Uint128::new(amount(Some(raw.clone()))),
            })
            .collect()
    }

    fn put(&self, key: Vec<u8>, value: u128) {
        if value == 0 {
            self.store.borrow_mut().remove(&key);
        } else {
            self.write(key, value.to_be_bytes().to_vec());
        }
    }

    /// Creates coins from nothing; not a message.
    pub fn mint(&self, to: &[u8], coins: &[Coin]) -> Result<(), Fault> {
        check_coins(coins)?;
        let full = || Fault::invalid("the supply does not fit");
        for coin in coins {
            let minted = coin.amount.u128();
            let supply = self
                .supply(&coin.denom)
                .checked_add(minted)
                .ok_or_else(full)?;
            self.put(keyed(space::SUPPLY, coin.denom.as_bytes()), supply);
            let balance = self
                .balance(to, &coin.denom)
                .checked_add(minted)
                .ok_or_else(full)?;
            self.put(balance_key(to, &coin.denom), balance);
        }
        self.ensure_account(to)
    }

    /// A balance read and written: the amount as text, and the index by denomination beside it.
    fn charge_balance(
        &self,
        address: &[u8],
        denom: &str,
        before: u128,
        after: u128,
    ) -> Result<(), Fault> {
        let key = 2 + address.len() + denom.len();
        self.take(gas::read(key + digits(before)))?;
        match after {
            0 => self.take(2 * gas::DELETE),
            _ => self.take(gas::write(key + digits(after)) + gas::write(key)),
        }
    }

    fn debit(&self, from: &[u8], coins: &[Coin]) -> Result<(), Fault> {
        self.charge_account(from)?;
        for coin in coins {
            let before = self.balance(from, &coin.denom);
            let after = before.checked_sub(coin.amount.u128()).ok_or_else(|| {
                let have = Coin {
                    denom: coin.denom.clone(),
                    amount: before.into(),
                };
                Fault::new(
                    Refusal::Funds,
                    format!("spendable balance {have} is smaller than {coin}: insufficient funds"),
                )
            })?;
            self.charge_balance(from, &coin.denom, before, after)?;
            self.put(balance_key(from, &coin.denom), after);
        }
        Ok(())
    }

    /// Moves coins between accounts, with the checks of a bank send.
    pub fn transfer(&self, from: &[u8], to: &[u8], coins: &[Coin]) -> Result<Vec<Event>, Fault> {
        check_some(coins)?;
        // The module's parameters, and for each denomination whether it may be sent.
        self.take(gas::read(4))?;
        for coin in coins {
            self.take(gas::read(1 + coin.denom.len()))?;
        }
        self.pass(from, to, coins)
    }

    /// Moves coins as modules do, which nobody asks whether they may be sent.
    fn pass(&self, from: &[u8], to: &[u8], coins: &[Coin]) -> Result<Vec<Event>, Fault> {
        self.debit(from, coins)?;
        for coin in coins {
            let before = self.balance(to, &coin.denom);
            let after = before
                .checked_add(coin.amount.u128())
                .ok_or_else(|| Fault::invalid("the balance does not fit"))?;
            self.charge_balance(to, &coin.denom, before, after)?;
            self.put(balance_key(to, &coin.denom), after);
        }
        self.take(gas::HAS)?;
        self.ensure_account(to)?;

        let (from, to, paid) = (self.codec.encode(from), self.codec.encode(to), text(coins));
        Ok(vec![
            Event::new("coin_spent")
                .add_attribute("spender", &from)
                .add_attribute("amount", &paid),
            Event::new("coin_received")
                .add_attribute("receiver", &to)
                .add_attribute("amount", &paid),
            Event::new("transfer")
                .add_attribute("recipient", to)
                .add_attribute("sender", from)
                .add_attribute("amount", paid),
        ])
    }

    /// Destroys an account's own coins, as x/wasm does: it takes them and burns what it has.
    pub fn burn(&self, from: &[u8], coins: &[Coin]) -> Result<Vec<Event>, Fault> {
        check_some(coins)?;
        let module = self.codec.module(WASM);
        self.account_or_new(&module)?;
        let mut events = self.pass(from, &module, coins)?;
        self.account_or_new(&module)?;
        self.debit(&module, coins)?;
        for coin in coins {
            let key = 1 + coin.denom.len();
            let before = self.supply(&coin.denom);
            let after = before.saturating_sub(coin.amount.u128());
            self.take(gas::read(key + digits(before)))?;
            self.take(match after {
                0 => gas::DELETE,
                _ => gas::write(key + digits(after)),
            })?;
            self.put(keyed(space::SUPPLY, coin.denom.as_bytes()), after);
        }
        let (module, burnt) = (self.codec.encode(&module), text(coins));
        events.extend([
            Event::new("coin_spent")
                .add_attribute("spender", &module)
                .add_attribute("amount", &burnt),
            Event::new("burn")
                .add_attribute("burner", module)
                .add_attribute("amount", burnt),
        ]);
        Ok(events)
    }
}
