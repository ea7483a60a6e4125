//! What things cost, in the chain's gas: one table, each constant with its source.
//!
//! Sources: "SDK" is the default key-value gas configuration of the Cosmos SDK (0.50 to 0.53),
//! "wasmd" the default gas register of x/wasm (0.61), "bank" and "auth" the reads and writes those
//! modules make with their stored sizes. Nothing here is fitted to a message type; the one
//! calibrated number is [`ANTE`].

use crate::fault::Fault;

/// SDK: flat cost of a read.
pub const READ_FLAT: u64 = 1_000;
/// SDK: per byte of key and value read.
pub const READ_BYTE: u64 = 3;
/// SDK: flat cost of a write.
pub const WRITE_FLAT: u64 = 2_000;
/// SDK: per byte of key and value written.
pub const WRITE_BYTE: u64 = 30;
/// SDK: flat cost of a deletion.
pub const DELETE: u64 = 1_000;
/// SDK: flat cost of asking whether a key exists.
pub const HAS: u64 = 1_000;
/// SDK: flat cost of an iterator's step, opening included; the bytes cost as reads.
pub const ITER_FLAT: u64 = 30;

/// wasmd: VM gas in one unit of chain gas.
pub const VM_GAS: u64 = 140_000;
/// wasmd: loading a contract that is not pinned.
pub const INSTANCE: u64 = 60_000;
/// wasmd: loading one whose code this transaction has loaded before, and every reply.
pub const INSTANCE_WARM: u64 = 2_000;
/// wasmd: per attribute of an event.
pub const ATTRIBUTE: u64 = 10;
/// wasmd: per custom event.
pub const CUSTOM_EVENT: u64 = 20;
/// wasmd: per byte of attribute, beyond the free tier, and of event type.
pub const EVENT_BYTE: u64 = 1;
/// wasmd: attribute bytes of one response that cost nothing.
pub const EVENT_FREE_BYTES: u64 = 100;
/// wasmd: per byte of JSON a contract answers.
pub const ANSWER_BYTE: u64 = 1;
/// wasmd: turning a canonical address into text.
pub const HUMANIZE: u64 = 5;
/// wasmd: turning text into a canonical address.
pub const CANONICALIZE: u64 = 4;
/// wasmd: gas limit of a smart query from outside.
pub const SMART_QUERY_LIMIT: u64 = 3_000_000;
/// wasmd: storing code, per byte of Wasm.
pub const COMPILE_BYTE: u64 = 3;

/// auth: per byte of the encoded transaction.
pub const TX_BYTE: u64 = 10;
/// Calibrated on a plain bank MsgSend measured at 53,200: what the ante handler takes apart from
/// the bytes of the transaction. It is one secp256k1 signature (1,000), five reads of the auth
/// parameters, the signer's account read four times and written once, and the fee moved to the
/// fee collector (about a bank send without its checks).
pub const ANTE: u64 = 31_600;
/// auth: stored size of a signer's account (address, public key, number, sequence).
pub const SIGNER_ACCOUNT: usize = 145;
/// auth: stored size of an account without public key, such as a contract's.
pub const BARE_ACCOUNT: usize = 95;
/// auth: stored size of a module's account (address, number, name, one permission).
pub const MODULE_ACCOUNT: usize = 101;

/// A read of `bytes` bytes of key and value.
pub const fn read(bytes: usize) -> u64 {
    READ_FLAT + READ_BYTE * bytes as u64
}

/// A write of `bytes` bytes of key and value.
pub const fn write(bytes: usize) -> u64 {
    WRITE_FLAT + WRITE_BYTE * bytes as u64
}

/// One iterator step over `bytes` bytes of key and value.
pub const fn step(bytes: usize) -> u64 {
    ITER_FLAT + READ_BYTE * bytes as u64
}

/// VM gas for chain gas.
pub const fn to_vm(gas: u64) -> u64 {
    gas.saturating_mul(VM_GAS)
}

/// A gas counter with a limit, nested by lowering the limit for a while.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meter {
    pub used: u64,
    pub limit: u64,
}

impl Meter {
    pub const fn new(limit: u64) -> Self {
        Meter { used: 0, limit }
    }

    pub const fn left(&self) -> u64 {
        self.limit.saturating_sub(self.used)
    }

    pub fn take(&mut self, gas: u64) -> Result<(), Fault> {
        self.used = self.used.saturating_add(gas);
        if self.used > self.limit {
            Err(Fault::out_of_gas())
        } else {
            Ok(())
        }
    }
}
