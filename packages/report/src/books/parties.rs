//! Who is interested, and between which transactions: the owner and the payee of a grant, who
//! handed one over, and who was paid as the payee of another's. Who declined is not, nor are owner
//! and payee once the grant was given up.

use std::collections::BTreeSet;

use super::{Books, Held, Reader};
use crate::log::Logged;

/// An address that gains, or gained, from a grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stake {
    /// The grant.
    pub grant: String,
    /// Its schedule.
    pub schedule: String,
    /// The address.
    pub address: String,
    /// Position in the log of the transaction that made it interested.
    pub from: usize,
    /// Position of the one that ended it.
    pub until: Option<usize>,
}

/// What is left of an address in a grant that no longer names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// It was paid as payee of another's grant; it may decline.
    Paid,
    /// It handed its own grant over; for good.
    Sold,
    /// It declined, and cannot be named payee again.
    Declined,
}

impl Reader<'_> {
    /// Owner or payee are others than before: what that leaves.
    pub(super) fn handed_over(&mut self, e: &Logged, name: &str, before: &Held) {
        let Some(grant) = self.books.grants.get_mut(name) else {
            return;
        };
        if grant.payee != before.payee {
            grant.payee_paid = false;
        }
        let now = grant.clone();
        for address in [&before.owner, &before.payee] {
            let key = (name.to_string(), address.clone());
            let tie = self.books.ties.get(&key).copied();
            let is_named = [&now.owner, &now.payee].contains(&address);
            if tie == Some(Tie::Sold) {
                continue;
            } else if before.owner == *address && now.owner != *address {
                self.books.ties.insert(key, Tie::Sold);
            } else if !is_named && before.payee_paid {
                self.books.ties.insert(key, Tie::Paid);
            }
        }
        self.parties(e, name);
    }

    /// An address steps down as payee, or sheds what is left of having been one.
    pub(super) fn sheds(&mut self, name: &str, address: &str) {
        let key = (name.to_string(), address.to_string());
        if self.books.ties.get(&key) != Some(&Tie::Sold) {
            self.books.ties.insert(key, Tie::Declined);
        }
    }

    /// Owner and payee are let go with a grant that is given up.
    pub(super) fn let_go(&mut self, name: &str) {
        let Some(grant) = self.books.grants.get(name) else {
            return;
        };
        for address in [&grant.owner, &grant.payee] {
            let key = (name.to_string(), address.clone());
            self.books.ties.remove(&key);
        }
    }

    /// Opens and closes stakes so that they are what the grant has become.
    pub(super) fn parties(&mut self, e: &Logged, name: &str) {
        let books = &mut self.books;
        let Some(grant) = books.grants.get(name) else {
            return;
        };
        let tied = books.ties.iter();
        let tied = tied.filter(|((of, _), tie)| of == name && **tie != Tie::Declined);
        let mut due: BTreeSet<&str> = tied.map(|((_, address), _)| address.as_str()).collect();
        if grant.given_up.is_none() {
            due.extend([grant.owner.as_str(), grant.payee.as_str()]);
        }
        let running = |x: &&mut Stake| x.grant == name && x.until.is_none();
        for stake in books.stakes.iter_mut().filter(running) {
            let stays = due.remove(stake.address.as_str());
            stake.until = (!stays).then_some(e.tx);
        }
        books.stakes.extend(due.into_iter().map(|address| Stake {
            grant: name.into(),
            schedule: grant.schedule.clone(),
            address: address.into(),
            from: e.tx,
            until: None,
        }));
    }

    /// Nobody becomes a party who refuses grants, nor a payee who declined this one.
    pub(super) fn willing(&mut self, e: &Logged, name: &str, address: &str, payee: bool) {
        let key = (name.to_string(), address.to_string());
        let declined = payee && self.books.ties.get(&key) == Some(&Tie::Declined);
        if declined || self.refusing.contains(address) {
            let what = format!("grant {name} names {address}, who declined it or refuses grants");
            self.wrong(6, e, what);
        }
    }

    /// An address refuses grants, or no longer does.
    pub(super) fn refused(&mut self, e: &Logged) {
        let address = e.text("address").to_string();
        match e.text("refuse") {
            "true" => self.refusing.insert(address),
            _ => self.refusing.remove(&address),
        };
    }
}

impl Books {
    /// The grant that makes an address interested in one of `schedules` before a transaction and
    /// not only until it.
    pub fn interest(&self, address: &str, schedules: &[&str], tx: usize) -> Option<&str> {
        let mine = |x: &&Stake| {
            x.address == address
                && schedules.contains(&x.schedule.as_str())
                && x.from < tx
                && x.until.is_none_or(|until| until > tx)
        };
        self.stakes.iter().find(mine).map(|x| x.grant.as_str())
    }
}
