//! The cases that no real node can be made to show on demand: an answer that is lost, an index that
//! lags, a chain that stops.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use super::*;

/// What happens to what is handed in.
#[derive(Clone, Copy, Debug)]
enum Fate {
    /// Taken and included in the next block.
    Included,
    /// Included, but the node's answer is lost.
    IncludedInSilence,
    /// The answer is lost, and so is the transaction.
    LostInSilence,
    /// Taken, and dropped by every node.
    Dropped,
    /// Somebody else's transaction came before; included there as sequence + 1.
    Overtaken,
    /// The node has too many.
    Full,
    /// Refused at the door.
    Refused,
    /// Taken, and no block comes any more.
    Halted,
}

/// A chain that does to each transaction what the script says.
struct Chain {
    fates: RefCell<VecDeque<Fate>>,
    sequence: Cell<u64>,
    height: Cell<u64>,
    halted: Cell<bool>,
    signed: RefCell<Vec<(u64, u64)>>,
    included: RefCell<Vec<(String, u64)>>,
    index: bool,
    /// Whether what overtakes does the same.
    twin: bool,
    answers: Cell<bool>,
    done: Cell<bool>,
    /// Whether a twin of an earlier run is included as soon as somebody has looked whether it is there.
    lands: Cell<bool>,
    patience: Cell<u32>,
}

fn chain(fates: &[Fate]) -> Chain {
    Chain {
        fates: RefCell::new(fates.iter().copied().collect()),
        sequence: Cell::new(7),
        height: Cell::new(100),
        halted: Cell::new(false),
        signed: RefCell::default(),
        included: RefCell::default(),
        index: true,
        twin: false,
        answers: Cell::new(true),
        done: Cell::new(false),
        lands: Cell::new(false),
        patience: Cell::new(200),
    }
}

fn next(count: &Cell<u64>) {
    count.set(count.get().saturating_add(1));
}

impl Chain {
    fn include(&self, hash: &str) {
        next(&self.sequence);
        let entry = (hash.to_owned(), self.height.get().saturating_add(1));
        self.included.borrow_mut().push(entry);
    }

    /// Sequences that were signed for, in order.
    fn sequences(&self) -> Vec<u64> {
        self.signed
            .borrow()
            .iter()
            .map(|(sequence, _)| *sequence)
            .collect()
    }
}

impl Wire for Chain {
    type Receipt = String;

    fn height(&self) -> Result<u64, ChainError> {
        Ok(self.height.get())
    }

    fn broadcast(&self, signed: &Signed) -> Door {
        let signed_for = self.sequences().last().copied();
        if signed_for != Some(self.sequence.get()) {
            return Door::Sequence("account sequence mismatch".into());
        }
        let fate = self.fates.borrow_mut().pop_front();
        match fate.expect("handed in more often than the script says") {
            Fate::Included => {
                self.include(&signed.hash);
                Door::Taken
            }
            Fate::IncludedInSilence => {
                self.include(&signed.hash);
                Door::Silent
            }
            Fate::LostInSilence => Door::Silent,
            Fate::Dropped => Door::Taken,
            Fate::Overtaken => {
                next(&self.sequence);
                self.done.set(self.twin);
                Door::Sequence("account sequence mismatch".into())
            }
            Fate::Full => Door::Full("mempool is full".into()),
            Fate::Refused => Door::Refused("insufficient fee".into()),
            Fate::Halted => {
                self.halted.set(true);
                Door::Taken
            }
        }
    }

    fn find(&self, hash: &str) -> Result<Option<String>, ChainError> {
        if !self.index {
            return Ok(None);
        }
        self.scan(hash, 0, self.height.get())
    }

    fn scan(&self, hash: &str, from: u64, to: u64) -> Result<Option<String>, ChainError> {
        if !self.answers.get() {
            return Err(ChainError::Unreachable {
                url: String::new(),
                what: String::new(),
                reason: String::new(),
            });
        }
        let included = self.included.borrow();
        let mut found = included
            .iter()
            .filter(|(_, height)| (from..=to).contains(height));
        Ok(found
            .find(|(own, _)| own == hash)
            .map(|(own, _)| own.clone()))
    }

    fn pause(&self) -> bool {
        if !self.halted.get() {
            next(&self.height);
        }
        let left = self.patience.get();
        self.patience.set(left.saturating_sub(1));
        left > 0
    }
}

impl Signer for Chain {
    fn done(&self) -> Result<bool, ChainError> {
        let done = self.done.get();
        if self.lands.take() {
            next(&self.sequence);
            self.done.set(true);
        }
        Ok(done)
    }

    fn account(&self) -> Result<AccountState, ChainError> {
        Ok(AccountState {
            number: 1,
            sequence: self.sequence.get(),
        })
    }

    fn sign(&self, account: AccountState, until: u64) -> Result<Signed, ChainError> {
        self.signed.borrow_mut().push((account.sequence, until));
        Ok(Signed {
            hash: format!("HASH{}", self.signed.borrow().len()),
            bytes: vec![],
            until,
        })
    }
}

#[test]
fn what_is_taken_is_signed_once() {
    let chain = chain(&[Fate::Included]);
    assert_eq!(deliver(&chain, 10).unwrap().unwrap(), "HASH1");
    assert_eq!(*chain.signed.borrow(), [(7, 110)]);
}

#[test]
fn a_lost_answer_is_not_a_lost_transaction() {
    let chain = chain(&[Fate::IncludedInSilence]);
    assert_eq!(deliver(&chain, 10).unwrap().unwrap(), "HASH1");
    assert_eq!(chain.sequences(), [7]);
}

#[test]
fn what_got_lost_is_sent_again_only_when_it_is_void() {
    for lost in [Fate::LostInSilence, Fate::Dropped] {
        let chain = chain(&[lost, Fate::Included]);
        assert_eq!(deliver(&chain, 10).unwrap().unwrap(), "HASH2");
        // The same sequence: the chain itself could not take both.
        assert_eq!(chain.sequences(), [7, 7]);
        let (_, until) = chain.signed.borrow()[0];
        let (_, included) = chain.included.borrow()[0];
        assert!(included > until);
    }
}

#[test]
fn an_overtaken_one_is_signed_with_the_next_sequence() {
    let chain = chain(&[Fate::Overtaken, Fate::Full, Fate::Included]);
    assert_eq!(deliver(&chain, 10).unwrap().unwrap(), "HASH3");
    assert_eq!(chain.sequences(), [7, 8, 8]);
}

#[test]
fn overtaken_again_and_again_it_is_given_up() {
    let chain = chain(&[Fate::Overtaken; 5]);
    let error = deliver(&chain, 10).unwrap_err();
    assert!(matches!(error, ChainError::Busy { .. }), "{error}");
}

#[test]
fn a_twin_of_an_earlier_run_is_enough() {
    let mut chain = chain(&[Fate::Overtaken]);
    chain.twin = true;
    assert_eq!(deliver(&chain, 10).unwrap(), None);
    assert_eq!(chain.sequences(), [7]);
}

#[test]
fn a_twin_that_is_included_after_the_look_for_it_is_enough() {
    let chain = chain(&[Fate::Included]);
    chain.lands.set(true);
    assert_eq!(deliver(&chain, 10).unwrap(), None);
    assert_eq!(chain.sequences(), [7]);
}

#[test]
fn a_refusal_is_final() {
    let chain = chain(&[Fate::Refused]);
    let error = deliver(&chain, 10).unwrap_err().to_string();
    assert!(error.contains("insufficient fee"), "{error}");
}

#[test]
fn a_chain_that_stops_leaves_it_open() {
    let chain = chain(&[Fate::Halted]);
    let error = deliver(&chain, 10).unwrap_err();
    assert!(
        matches!(error, ChainError::Unknown { until: 110, .. }),
        "{error}"
    );
    assert_eq!(chain.sequences(), [7]);
}

#[test]
fn a_node_without_an_index_is_read_block_by_block() {
    let mut chain = chain(&[Fate::IncludedInSilence]);
    chain.index = false;
    assert_eq!(deliver(&chain, 10).unwrap().unwrap(), "HASH1");
    assert_eq!(chain.sequences(), [7]);
}

#[test]
fn a_node_that_stays_silent_proves_nothing() {
    let chain = chain(&[Fate::IncludedInSilence]);
    chain.answers.set(false);
    let error = deliver(&chain, 10).unwrap_err();
    assert!(matches!(error, ChainError::Unknown { .. }), "{error}");
    assert_eq!(chain.sequences(), [7]);
}
