//! Words the contracts share.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Env, Event, HexBinary, StdError, StdResult, Uint128, attr};
use milegate_core::Point;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The block that runs, on both clocks.
pub fn now(env: &Env) -> Point {
    Point {
        time: env.block.time.seconds(),
        height: env.block.height,
    }
}

/// How many entries a list answers with: 10 unless `limit` says otherwise, 30 at most.
pub fn page(limit: Option<u32>) -> usize {
    limit.unwrap_or(10).min(30) as usize
}

/// The plan a contract was born from.
#[cw_serde]
pub struct PlanRef {
    /// Name of the plan, for people.
    pub name: String,
    /// SHA-256 of the canonical plan, 32 bytes, hex: the one in the board's resolution.
    pub digest: HexBinary,
}

/// What an amount is counted in. `A` is `String` in messages, `Addr` once validated.
#[cw_serde]
#[schemars(rename = "Denom")]
pub enum Denom<A> {
    /// A denom of the bank.
    Native(String),
    /// A cw20 token, by its contract.
    Cw20(A),
}

impl<A: fmt::Display> fmt::Display for Denom<A> {
    /// The denom, or `cw20:` and the address: what events write.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Denom::Native(denom) => f.write_str(denom),
            Denom::Cw20(address) => write!(f, "cw20:{address}"),
        }
    }
}

/// Where forfeited tokens and struck bonds go. `A` is `String` in messages, `Addr` once validated.
#[cw_serde]
pub enum Sink<A> {
    /// Burnt: the bank supply falls.
    Burn {},
    /// An account that exists and holds no grant.
    Account {
        /// The account.
        address: A,
    },
}

/// One thing that somebody can do next, and by when.
#[cw_serde]
pub struct NextStep {
    /// The message, by its name in the contract's `ExecuteMsg`, or `wait`.
    pub action: String,
    /// Who can send it, in words: an address, a witness's name, `anyone`.
    pub who: String,
    /// First instant at which it works, Unix seconds; none if it works at once.
    pub from: Option<u64>,
    /// Last instant at which it works, Unix seconds; none if it has no end.
    pub until: Option<u64>,
    /// The same in one sentence.
    pub words: String,
}

impl<A: fmt::Display> fmt::Display for Sink<A> {
    /// The address, or `burn`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Sink::Burn {} => f.write_str("burn"),
            Sink::Account { address } => address.fmt(f),
        }
    }
}

/// Values by name, an object in JSON: a short list, because the code of a tree costs a contract ten
/// kilobytes for every type of value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByName<T>(pub Vec<(String, T)>);

impl<T> Default for ByName<T> {
    fn default() -> Self {
        ByName(Vec::new())
    }
}

impl<T> ByName<T> {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value)
    }

    /// The value of a name, the default one if there was none.
    pub fn entry(&mut self, name: &str) -> &mut T
    where
        T: Default,
    {
        let found = self.0.iter().position(|(known, _)| known == name);
        let position = found.unwrap_or(self.0.len());
        if found.is_none() {
            self.0.push((name.to_owned(), T::default()));
        }
        &mut self.0[position].1
    }
}

impl<T: Serialize> Serialize for ByName<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByName<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = ByName<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("values by name")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ByName<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(ByName(entries))
            }
        }

        deserializer.deserialize_map(Entries(PhantomData))
    }
}

/// An amount for people: base units with the decimal point put in, `1234.5 MER`.
pub fn in_symbols(amount: Uint128, decimals: u8, symbol: &str) -> String {
    let places = usize::from(decimals);
    let digits = format!("{amount:0>width$}", width = places.saturating_add(1));
    let (whole, part) = digits.split_at(digits.len().saturating_sub(places));

    match part.trim_end_matches('0') {
        "" => format!("{whole} {symbol}"),
        part => format!("{whole}.{part} {symbol}"),
    }
}

/// Declares a contract's events as one enum, and both ways between it and the chain's events.
/// Every field is an attribute of its name, in the order written.
macro_rules! typed_events {
    (
        $(#[$doc:meta])*
        pub enum $Event:ident: $contract:literal {
            $(
                $(#[$variant_doc:meta])*
                $Variant:ident = $name:literal {
                    $( $(#[$field_doc:meta])* $field:ident: $type:ty, )*
                },
            )*
        }
    ) => {
        $(#[$doc])*
        #[cosmwasm_schema::cw_serde]
        pub enum $Event {
            $(
                $(#[$variant_doc])*
                $Variant { $( $(#[$field_doc])* $field: $type, )* },
            )*
        }

        impl $Event {
            /// Every name with its attributes in order: the table a golden pins.
            pub const NAMES: &'static [(&'static str, &'static [&'static str])] = &[
                $( (concat!($contract, "_", $name), &[$( stringify!($field) ),*]), )*
            ];

            /// Reads what a contract wrote: none if the event is another contract's or the chain's
            /// own, an error if an attribute is missing or malformed.
            pub fn parse(
                event: &cosmwasm_std::Event,
            ) -> Option<cosmwasm_std::StdResult<$Event>> {
                let attribute = |key: &str| {
                    let found = event.attributes.iter().find(|attribute| attribute.key == key);
                    let value = found.map(|attribute| attribute.value.as_str());
                    value.ok_or_else(|| cosmwasm_std::StdError::not_found(key))
                };
                match event.ty.strip_prefix("wasm-").unwrap_or(&event.ty) {
                    $(
                        concat!($contract, "_", $name) => Some((|| Ok($Event::$Variant {
                            $( $field: crate::common::parse_attribute(attribute(
                                stringify!($field),
                            )?)?, )*
                        }))()),
                    )*
                    _ => None,
                }
            }
        }

        impl From<$Event> for cosmwasm_std::Event {
            fn from(event: $Event) -> cosmwasm_std::Event {
                match &event {
                    $(
                        $Event::$Variant { $( $field, )* } => crate::common::chain_event(
                            concat!($contract, "_", $name),
                            &[$( (stringify!($field), $field) ),*],
                        ),
                    )*
                }
            }
        }
    };
}
pub(crate) use typed_events;

/// An event with its attributes; a function of its own so that it is compiled once.
#[inline(never)]
pub(crate) fn chain_event(name: &str, attributes: &[(&str, &dyn fmt::Display)]) -> Event {
    let attributes = attributes.iter();
    Event::new(name).add_attributes(attributes.map(|(key, value)| attr(*key, value.to_string())))
}

/// An attribute's value in its type.
pub(crate) fn parse_attribute<T: FromStr>(value: &str) -> StdResult<T> {
    let parsed = value.parse();
    parsed.map_err(|_| StdError::parse_err(std::any::type_name::<T>(), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_by_hand() {
        let mer = |amount: u128, decimals| in_symbols(amount.into(), decimals, "MER");
        assert_eq!(mer(0, 6), "0 MER");
        assert_eq!(mer(5, 6), "0.000005 MER");
        assert_eq!(mer(1_230_000, 6), "1.23 MER");
        assert_eq!(mer(42, 0), "42 MER");
    }
}
