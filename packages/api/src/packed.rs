//! Records as bytes, for keys that no other contract reads: a fraction of their JSON, which is what
//! a write costs, and a fraction of the code that reads it.
//!
//! An integer is seven bits a byte, least first, the high bit set on all but the last. Text is its
//! length, then its bytes; a list its length, then its items; an option one byte, then its value;
//! an enum the number of its variant, then its fields. A record that does not unpack whole is an
//! error.

use std::marker::PhantomData;

use cosmwasm_std::{
    Addr, CanonicalAddr, Empty, HexBinary, Order, QuerierWrapper, StdError, StdResult, Storage,
    Uint64, Uint128,
};
use cw_storage_plus::{
    Bound, KeyDeserialize, Map, Prefix, Prefixer, PrimaryKey, range_with_prefix,
};
use milegate_core::{Point, Span};

/// A value that is stored as bytes.
pub trait Packed: Sized {
    /// Appends it.
    fn pack(&self, out: &mut Vec<u8>);
    /// Takes it off the front; none if it is not there.
    fn unpack(from: &mut &[u8]) -> Option<Self>;
}

/// Packed records by key, where a `Map` would keep JSON.
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

    /// Whether a key has a record.
    pub fn has(&self, storage: &dyn Storage, key: K) -> bool {
        self.0.has(storage, key)
    }

    /// Writes a key's record.
    pub fn save(&self, storage: &mut dyn Storage, key: K, value: &T) {
        save(storage, &self.0.key(key), value);
    }

    /// Removes a key's record, if there is one.
    pub fn remove(&self, storage: &mut dyn Storage, key: K) {
        storage.remove(&self.0.key(key));
    }

    /// The record of a key of another contract, read raw; none if it is not there.
    pub fn query(&self, querier: &QuerierWrapper, contract: &Addr, key: K) -> StdResult<Option<T>> {
        let key = self.0.key(key);
        let bytes = querier.query_wasm_raw(contract, &*key)?;
        parse(&key, bytes)
    }

    /// The records below a prefix, between two keys, in the order of their keys or its reverse.
    pub fn range<'c>(
        &self,
        storage: &'c dyn Storage,
        prefix: K::Prefix,
        min: Option<Bound<'c, K::Suffix>>,
        max: Option<Bound<'c, K::Suffix>>,
        order: Order,
    ) -> impl Iterator<Item = StdResult<(<K::Suffix as KeyDeserialize>::Output, T)>> + use<'a, 'c, K, T>
    where
        K::Suffix: PrimaryKey<'c>,
    {
        let raw = |bound: Option<Bound<'c, K::Suffix>>| bound.map(|bound| bound.to_raw_bound());
        let below: Prefix<Vec<u8>, Empty> = Prefix::new(self.0.namespace_bytes(), &prefix.prefix());
        let records = range_with_prefix(storage, &below, raw(min), raw(max), order);
        records.map(|(key, bytes)| {
            let record = parse(&key, Some(bytes))?.ok_or_else(|| missing(&key))?;
            Ok((K::Suffix::from_vec(key)?, record))
        })
    }

    /// The keys below a prefix.
    pub fn prefix(&self, prefix: K::Prefix) -> Prefix<K::Suffix, Empty, K::Suffix> {
        self.0.prefix(prefix)
    }
}

/// One packed record, where an `Item` would keep JSON.
pub struct PackedItem<T>(&'static str, PhantomData<T>);

impl<T: Packed> PackedItem<T> {
    /// The record of that key.
    pub const fn new(key: &'static str) -> Self {
        PackedItem(key, PhantomData)
    }

    /// The record, if it is there.
    pub fn may_load(&self, storage: &dyn Storage) -> StdResult<Option<T>> {
        may_load(storage, self.0.as_bytes())
    }

    /// The record; an error if there is none.
    pub fn load(&self, storage: &dyn Storage) -> StdResult<T> {
        load(storage, self.0.as_bytes())
    }

    /// The record of another contract, read raw; none if it is not there.
    pub fn query(&self, querier: &QuerierWrapper, contract: &Addr) -> StdResult<Option<T>> {
        let key = self.0.as_bytes();
        parse(key, querier.query_wasm_raw(contract, key)?)
    }

    /// Writes the record.
    pub fn save(&self, storage: &mut dyn Storage, value: &T) {
        save(storage, self.0.as_bytes(), value);
    }
}

fn may_load<T: Packed>(storage: &dyn Storage, key: &[u8]) -> StdResult<Option<T>> {
    parse(key, storage.get(key))
}

// As a function of its own it would cost every contract a kilobyte.
#[inline(always)]
fn parse<T: Packed>(key: &[u8], bytes: Option<Vec<u8>>) -> StdResult<Option<T>> {
    let Some(bytes) = bytes else {
        return Ok(None);
    };

    let mut rest = bytes.as_slice();
    let value = T::unpack(&mut rest).filter(|_| rest.is_empty());
    value.map(Some).ok_or_else(|| malformed(key))
}

fn load<T: Packed>(storage: &dyn Storage, key: &[u8]) -> StdResult<T> {
    may_load(storage, key)?.ok_or_else(|| missing(key))
}

fn save<T: Packed>(storage: &mut dyn Storage, key: &[u8], value: &T) {
    let mut bytes = Vec::new();
    value.pack(&mut bytes);
    storage.set(key, &bytes);
}

#[cold]
fn malformed(key: &[u8]) -> StdError {
    StdError::generic_err(format!("malformed record {}", String::from_utf8_lossy(key)))
}

#[cold]
fn missing(key: &[u8]) -> StdError {
    StdError::not_found(String::from_utf8_lossy(key))
}

/// Packs a struct field by field, in the order named.
#[macro_export]
macro_rules! pack_fields {
    ($record:ty { $($field:ident),* $(,)? }) => {
        impl $crate::packed::Packed for $record {
            fn pack(&self, out: &mut Vec<u8>) {
                $($crate::packed::Packed::pack(&self.$field, out);)*
            }

            fn unpack(from: &mut &[u8]) -> Option<Self> {
                $(let $field = $crate::packed::Packed::unpack(from)?;)*
                Some(Self { $($field),* })
            }
        }
    };
}

/// Packs an enum: the number of the variant, then its fields in the order named.
#[macro_export]
macro_rules! pack_variants {
    ($choice:ty { $($number:literal => $variant:ident { $($field:ident),* }),* $(,)? }) => {
        impl $crate::packed::Packed for $choice {
            fn pack(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant { $($field),* } => {
                        out.push($number);
                        $($crate::packed::Packed::pack($field, out);)*
                    })*
                }
            }

            fn unpack(from: &mut &[u8]) -> Option<Self> {
                let (number, rest) = from.split_first()?;
                *from = rest;
                match number {
                    $($number => Some(Self::$variant {
                        $($field: $crate::packed::Packed::unpack(from)?),*
                    }),)*
                    _ => None,
                }
            }
        }
    };
}

impl Packed for u128 {
    fn pack(&self, out: &mut Vec<u8>) {
        let mut left = *self;
        loop {
            let [low, ..] = left.to_le_bytes();
            left >>= 7;
            if left == 0 {
                return out.push(low & 0x7f);
            }
            out.push(low | 0x80);
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let mut value: u128 = 0;
        for place in (0..).step_by(7) {
            let (byte, rest) = from.split_first()?;
            *from = rest;
            let bits = u128::from(byte & 0x7f);
            let placed = bits.checked_shl(place)?;
            if placed >> place != bits {
                return None;
            }
            value |= placed;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }
}

macro_rules! pack_integers {
    ($($integer:ty),*) => {$(
        impl Packed for $integer {
            fn pack(&self, out: &mut Vec<u8>) {
                u128::from(*self).pack(out);
            }

            fn unpack(from: &mut &[u8]) -> Option<Self> {
                u128::unpack(from)?.try_into().ok()
            }
        }
    )*};
}
pack_integers!(u8, u32, u64);

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

impl Packed for String {
    fn pack(&self, out: &mut Vec<u8>) {
        pack_bytes(self.as_bytes(), out);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        String::from_utf8(unpack_bytes(from)?).ok()
    }
}

impl Packed for Addr {
    fn pack(&self, out: &mut Vec<u8>) {
        pack_bytes(self.as_bytes(), out);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        String::unpack(from).map(Addr::unchecked)
    }
}

impl Packed for CanonicalAddr {
    fn pack(&self, out: &mut Vec<u8>) {
        pack_bytes(self.as_slice(), out);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        unpack_bytes(from).map(CanonicalAddr::from)
    }
}

impl Packed for HexBinary {
    fn pack(&self, out: &mut Vec<u8>) {
        pack_bytes(self.as_slice(), out);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        unpack_bytes(from).map(HexBinary::from)
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
        match bool::unpack(from)? {
            true => T::unpack(from).map(Some),
            false => Some(None),
        }
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        pack_length(self.len(), out);
        for item in self {
            item.pack(out);
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let items = u32::unpack(from)?;
        let mut list = Vec::new();
        for _ in 0..items {
            list.push(T::unpack(from)?);
        }
        Some(list)
    }
}

pack_fields!(Point { time, height });
pack_fields!(Span { seconds, blocks });

fn pack_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    pack_length(bytes.len(), out);
    out.extend_from_slice(bytes);
}

fn unpack_bytes(from: &mut &[u8]) -> Option<Vec<u8>> {
    let length = usize::try_from(u64::unpack(from)?).ok()?;
    let (bytes, rest) = from.split_at_checked(length)?;
    *from = rest;
    Some(bytes.to_vec())
}

/// A length is at most the memory of a contract, 32 bits; on a larger machine it saturates and the
/// record does not unpack.
fn pack_length(length: usize, out: &mut Vec<u8>) {
    u32::try_from(length).unwrap_or(u32::MAX).pack(out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    enum Choice {
        None {},
        Some { at: u64, names: Vec<String> },
    }
    pack_variants!(Choice { 0 => None {}, 7 => Some { at, names } });

    fn there_and_back<T: Packed + PartialEq + std::fmt::Debug>(value: T, bytes: &[u8]) {
        let mut out = Vec::new();
        value.pack(&mut out);
        assert_eq!(out, bytes);
        assert_eq!(T::unpack(&mut out.as_slice()), Some(value));
        for cut in 0..bytes.len() {
            assert_eq!(T::unpack(&mut &bytes[..cut]), None, "cut to {cut}");
        }
    }

    #[test]
    fn bytes_by_hand() {
        there_and_back(0u64, &[0]);
        there_and_back(300u32, &[0b1010_1100, 0b10]);
        there_and_back(Uint128::new(127), &[127]);
        there_and_back(u64::MAX, &[255, 255, 255, 255, 255, 255, 255, 255, 255, 1]);
        there_and_back(Some("ab".to_owned()), &[1, 2, b'a', b'b']);
        there_and_back(Option::<bool>::None, &[0]);
        there_and_back(Choice::None {}, &[0]);
        let names = vec!["x".to_owned()];
        there_and_back(Choice::Some { at: 5, names }, &[7, 5, 1, 1, b'x']);
        let mut most = Vec::new();
        u128::MAX.pack(&mut most);
        assert_eq!(u128::unpack(&mut most.as_slice()), Some(u128::MAX));
        most[18] = 4;
        assert_eq!(u128::unpack(&mut most.as_slice()), None);
        assert_eq!(u8::unpack(&mut [128, 2].as_slice()), None);
        assert_eq!(Choice::unpack(&mut [1].as_slice()), None);
    }
}
