//! Hot records as bytes: a fifth of their JSON, which is what a write costs.
//!
//! Integers are big-endian and of fixed width; an option is one byte, then its value. A record
//! that does not unpack whole is an error.

use std::marker::PhantomData;

use cosmwasm_std::{Addr, Empty, StdError, StdResult, Storage, Uint64, Uint128};
use cw_storage_plus::{KeyDeserialize, Map, Prefix, PrimaryKey};
use milegate_core::milestone::{Attestation, Books, Challenge, Leaf, Stage, State, Tally};
use milegate_core::{Conclusion, Point};

/// A value that is stored as bytes.
pub trait Packed: Sized {
    /// Appends it.
    fn pack(&self, out: &mut Vec<u8>);
    /// Takes it off the front; none if it is not there.
    fn unpack(from: &mut &[u8]) -> Option<Self>;
}

/// Packed records by key, as a `Map` of JSON would keep them.
pub struct PackedMap<K, T>(Map<K, Empty>, PhantomData<T>);

impl<'a, K: PrimaryKey<'a>, T: Packed> PackedMap<K, T>
where
    K::Suffix: KeyDeserialize,
{
    /// The records of a namespace.
    pub const fn new(namespace: &'static str) -> Self {
        PackedMap(Map::new(namespace), PhantomData)
    }

    /// The record of a key, if there is one.
    pub fn may_load(&self, storage: &dyn Storage, key: K) -> StdResult<Option<T>> {
        may_load(storage, &self.0.key(key))
    }

    /// The record of a key; an error if there is none.
    pub fn load(&self, storage: &dyn Storage, key: K) -> StdResult<T> {
        load(storage, &self.0.key(key))
    }

    /// Writes a key's record.
    pub fn save(&self, storage: &mut dyn Storage, key: K, value: &T) {
        save(storage, &self.0.key(key), value);
    }

    /// The keys below a prefix.
    pub fn prefix(&self, prefix: K::Prefix) -> Prefix<K::Suffix, Empty, K::Suffix> {
        self.0.prefix(prefix)
    }
}

/// One packed record, as an `Item` of JSON would keep it.
pub struct PackedItem<T>(&'static str, PhantomData<T>);

impl<T: Packed> PackedItem<T> {
    /// The record of that key.
    pub const fn new(key: &'static str) -> Self {
        PackedItem(key, PhantomData)
    }

    /// The record; an error if there is none.
    pub fn load(&self, storage: &dyn Storage) -> StdResult<T> {
        load(storage, self.0.as_bytes())
    }

    /// Writes the record.
    pub fn save(&self, storage: &mut dyn Storage, value: &T) {
        save(storage, self.0.as_bytes(), value);
    }
}

fn may_load<T: Packed>(storage: &dyn Storage, key: &[u8]) -> StdResult<Option<T>> {
    let Some(bytes) = storage.get(key) else {
        return Ok(None);
    };

    let mut rest = bytes.as_slice();
    let value = T::unpack(&mut rest).filter(|_| rest.is_empty());
    value.map(Some).ok_or_else(|| malformed(key))
}

fn load<T: Packed>(storage: &dyn Storage, key: &[u8]) -> StdResult<T> {
    may_load(storage, key)?.ok_or_else(|| StdError::not_found(String::from_utf8_lossy(key)))
}

fn save<T: Packed>(storage: &mut dyn Storage, key: &[u8], value: &T) {
    let mut bytes = vec![];
    value.pack(&mut bytes);
    storage.set(key, &bytes);
}

fn malformed(key: &[u8]) -> StdError {
    StdError::generic_err(format!("malformed record {}", String::from_utf8_lossy(key)))
}

macro_rules! pack_integers {
    ($($integer:ty),*) => {$(
        impl Packed for $integer {
            fn pack(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_be_bytes());
            }

            fn unpack(from: &mut &[u8]) -> Option<Self> {
                let (bytes, rest) = from.split_first_chunk()?;
                *from = rest;
                Some(Self::from_be_bytes(*bytes))
            }
        }
    )*};
}
pack_integers!(u8, u32, u64, u128);

macro_rules! pack_fields {
    ($record:ident { $($field:ident),* }) => {
        impl Packed for $record {
            fn pack(&self, out: &mut Vec<u8>) {
                $(self.$field.pack(out);)*
            }

            fn unpack(from: &mut &[u8]) -> Option<Self> {
                $(let $field = Packed::unpack(from)?;)*
                Some($record { $($field),* })
            }
        }
    };
}
pack_fields!(Point { time, height });
pack_fields!(Tally { members, weight });
pack_fields!(Leaf {
    sitting,
    standing,
    challenged,
    floor
});
pack_fields!(Challenge {
    challenger,
    bond,
    at,
    mark
});
pack_fields!(State {
    stage,
    round,
    late_falls,
    last_call,
    bond,
    bounty,
    made,
    leaves
});
pack_fields!(Attestation {
    sequence,
    round,
    as_of,
    made,
    weight,
    removed,
    retracted_in,
    struck_as_of
});
pack_fields!(Books {
    bonds,
    bounties,
    credits,
    dues
});

impl Packed for Uint64 {
    fn pack(&self, out: &mut Vec<u8>) {
        self.u64().pack(out);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        u64::unpack(from).map(Uint64::new)
    }
}

impl Packed for Uint128 {
    fn pack(&self, out: &mut Vec<u8>) {
        self.u128().pack(out);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        u128::unpack(from).map(Uint128::new)
    }
}

impl Packed for bool {
    fn pack(&self, out: &mut Vec<u8>) {
        u8::from(*self).pack(out);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        match u8::unpack(from)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        self.is_some().pack(out);
        if let Some(value) = self {
            value.pack(out);
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        if bool::unpack(from)? {
            T::unpack(from).map(Some)
        } else {
            Some(None)
        }
    }
}

/// A list and its end: each item after a 1, then a 0.
impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        for item in self {
            true.pack(out);
            item.pack(out);
        }
        false.pack(out);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let mut items = vec![];
        while bool::unpack(from)? {
            items.push(T::unpack(from)?);
        }
        Some(items)
    }
}

/// Its bytes, after their number.
impl Packed for Addr {
    fn pack(&self, out: &mut Vec<u8>) {
        (self.as_bytes().len() as u64).pack(out);
        out.extend_from_slice(self.as_bytes());
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let length = usize::try_from(u64::unpack(from)?).ok()?;
        let (bytes, rest) = from.split_at_checked(length)?;
        *from = rest;
        String::from_utf8(bytes.to_vec()).ok().map(Addr::unchecked)
    }
}

impl Packed for Stage {
    fn pack(&self, out: &mut Vec<u8>) {
        match self {
            Stage::Open {} => 0u8.pack(out),
            Stage::Pending { since } => {
                1u8.pack(out);
                since.pack(out);
            }
            Stage::Disputed { since, challenge } => {
                2u8.pack(out);
                since.pack(out);
                challenge.pack(out);
            }
            Stage::Ended {
                conclusion: Conclusion::Reached { at },
            } => {
                3u8.pack(out);
                at.pack(out);
            }
            Stage::Ended {
                conclusion: Conclusion::Missed { at },
            } => {
                4u8.pack(out);
                at.pack(out);
            }
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::unpack(from)? {
            0 => Stage::Open {},
            1 => Stage::Pending {
                since: Packed::unpack(from)?,
            },
            2 => Stage::Disputed {
                since: Packed::unpack(from)?,
                challenge: Packed::unpack(from)?,
            },
            3 => Stage::Ended {
                conclusion: Conclusion::Reached {
                    at: Packed::unpack(from)?,
                },
            },
            4 => Stage::Ended {
                conclusion: Conclusion::Missed {
                    at: Packed::unpack(from)?,
                },
            },
            _ => return None,
        })
    }
}
