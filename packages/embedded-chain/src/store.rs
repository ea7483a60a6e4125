//! All state of the chain in one ordered map, with an undo list for refused messages.

use std::collections::BTreeMap;
use std::ops::Bound;

use cosmwasm_std::{Order, Record};

/// Key spaces; the contract's own is the one a chain uses.
pub(crate) mod space {
    pub const CONTRACT: u8 = 0x02;
    pub const STORAGE: u8 = 0x03;
    pub const BALANCE: u8 = 0x10;
    pub const SUPPLY: u8 = 0x11;
    pub const ACCOUNT: u8 = 0x12;
    pub const METADATA: u8 = 0x13;
    pub const COUNTER: u8 = 0x14;
}

/// The state, and what it was before each change since the last commit.
#[derive(Clone, Debug, Default)]
pub(crate) struct Store {
    map: BTreeMap<Vec<u8>, Vec<u8>>,
    undo: Vec<(Vec<u8>, Option<Vec<u8>>)>,
}

impl Store {
    pub fn from_map(map: BTreeMap<Vec<u8>, Vec<u8>>) -> Self {
        Store {
            map,
            undo: Vec::new(),
        }
    }

    pub const fn map(&self) -> &BTreeMap<Vec<u8>, Vec<u8>> {
        &self.map
    }

    pub fn get(&self, key: &[u8]) -> Option<&Vec<u8>> {
        self.map.get(key)
    }

    pub fn set(&mut self, key: Vec<u8>, value: Vec<u8>) {
        let old = self.map.insert(key.clone(), value);
        self.undo.push((key, old));
    }

    pub fn remove(&mut self, key: &[u8]) {
        if let Some(old) = self.map.remove(key) {
            self.undo.push((key.to_vec(), Some(old)));
        }
    }

    /// A point to come back to.
    pub const fn mark(&self) -> usize {
        self.undo.len()
    }

    /// Undoes everything since the mark.
    pub fn rollback(&mut self, mark: usize) {
        while self.undo.len() > mark {
            match self.undo.pop() {
                Some((key, Some(old))) => drop(self.map.insert(key, old)),
                Some((key, None)) => drop(self.map.remove(&key)),
                None => {}
            }
        }
    }

    /// Forgets how to undo: a transaction is over.
    pub fn commit(&mut self) {
        self.undo.clear();
    }

    /// Every entry whose key starts with the prefix.
    pub fn with_prefix<'a>(
        &'a self,
        prefix: &'a [u8],
    ) -> impl Iterator<Item = (&'a [u8], &'a Vec<u8>)> {
        self.map
            .range(prefix.to_vec()..)
            .take_while(move |(key, _)| key.starts_with(prefix))
            .map(|(key, value)| (key.as_slice(), value))
    }

    /// The first entry of a range in an order.
    pub fn first(&self, range: &Cursor) -> Option<Record> {
        if range.is_empty() {
            return None;
        }
        let bounds = (
            bound(&range.start, range.skip_start),
            Bound::Excluded(range.end.clone()),
        );
        let found = match range.order {
            Order::Ascending => self.map.range(bounds).next(),
            Order::Descending => self.map.range(bounds).next_back(),
        };
        found.map(|(key, value)| (key.clone(), value.clone()))
    }
}

fn bound(key: &[u8], skip: bool) -> Bound<Vec<u8>> {
    if skip {
        Bound::Excluded(key.to_vec())
    } else {
        Bound::Included(key.to_vec())
    }
}

/// Where an iteration stands. It looks the next entry up by key, so that it needs no borrow.
#[derive(Clone, Debug)]
pub(crate) struct Cursor {
    start: Vec<u8>,
    skip_start: bool,
    end: Vec<u8>,
    order: Order,
}

impl Cursor {
    /// Over the keys from `start` to `end` (exclusive) below `prefix`, which is not empty and does
    /// not end in 0xff.
    pub fn new(prefix: &[u8], start: Option<&[u8]>, end: Option<&[u8]>, order: Order) -> Self {
        let mut after = prefix.to_vec();
        while after.last() == Some(&0xff) {
            after.pop();
        }
        if let Some(last) = after.last_mut() {
            *last += 1;
        }
        let end = end.map_or(after, |end| [prefix, end].concat());
        let start = [prefix, start.unwrap_or_default()].concat();
        Cursor {
            start,
            skip_start: false,
            end,
            order,
        }
    }

    fn is_empty(&self) -> bool {
        self.start >= self.end
    }

    /// Steps past a key just seen.
    pub fn pass(&mut self, key: &[u8]) {
        match self.order {
            Order::Ascending => {
                self.start = key.to_vec();
                self.skip_start = true;
            }
            Order::Descending => self.end = key.to_vec(),
        }
    }
}
