//! Who is interested, and between which transactions: the owner and the payee of a grant, and who
//! was paid by it. Who declined is not, nor is anybody once the grant was given up.

use std::collections::BTreeSet;

use super::{Books, Reader};
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
    /// Whether it was paid while the grant was its own or, as payee, while it was another's: then
    /// it stays interested when it no longer holds it.
    pub tie: Option<Tie>,
}

/// What a payment leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// Paid as payee of another's grant; it may decline.
    Payee,
    /// Paid while the grant was its own; for good.
    Owner,
}

impl Reader<'_> {
    /// Opens and closes stakes so that they are what the grant has become.
    pub(super) fn parties(&mut self, e: &Logged, name: &str) {
        let Some(grant) = self.books.grants.get(name) else {
            return;
        };
        let mut due: BTreeSet<&str> = BTreeSet::new();
        if grant.given_up.is_none() {
            due.extend([grant.owner.as_str(), grant.payee.as_str()]);
        }
        let gone = grant.given_up.is_some();
        let stakes = &mut self.books.stakes;
        for stake in stakes.iter_mut() {
            if stake.grant != name || stake.until.is_some() {
                continue;
            }
            let stays = due.remove(stake.address.as_str()) || (stake.tie.is_some() && !gone);
            stake.until = (!stays).then_some(e.tx);
        }
        stakes.extend(due.into_iter().map(|address| Stake {
            grant: name.into(),
            schedule: grant.schedule.clone(),
            address: address.into(),
            from: e.tx,
            until: None,
            tie: None,
        }));
    }

    /// The payee of a grant is about to be replaced: what it was paid ties it.
    pub(super) fn tie_payee(&mut self, name: &str) {
        let Some(grant) = self.books.grants.get_mut(name) else {
            return;
        };
        let paid = std::mem::take(&mut grant.payee_paid);
        let own = grant.owner == grant.payee;
        let payee = grant.payee.clone();
        let stake = self.books.running(name, &payee);
        if let (true, Some(stake)) = (paid, stake) {
            let owner = own || stake.tie == Some(Tie::Owner);
            stake.tie = Some(if owner { Tie::Owner } else { Tie::Payee });
        }
    }

    /// An address sheds what it may.
    pub(super) fn untie(&mut self, name: &str, address: &str) {
        if let Some(stake) = self.books.running(name, address) {
            stake.tie = stake.tie.filter(|tie| *tie == Tie::Owner);
        }
    }
}

impl Books {
    fn running(&mut self, grant: &str, address: &str) -> Option<&mut Stake> {
        let mine = |x: &&mut Stake| x.grant == grant && x.address == address && x.until.is_none();
        self.stakes.iter_mut().find(mine)
    }

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
