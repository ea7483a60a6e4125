//! Accounts: who has one, and what making and reading one costs.

use crate::bank::keyed;
use crate::fault::Fault;
use crate::gas;
use crate::store::space;
use crate::world::World;

/// The module whose account burns what contracts burn.
pub(crate) const WASM: &str = "wasm";

impl World {
    pub fn has_account(&self, address: &[u8]) -> bool {
        self.read(&keyed(space::ACCOUNT, address)).is_some()
    }

    fn is_module(&self, address: &[u8]) -> bool {
        address == self.codec.module(WASM)
    }

    /// Reads an account that exists.
    pub fn charge_account(&self, address: &[u8]) -> Result<(), Fault> {
        let size = match address.len() {
            _ if self.is_module(address) => gas::MODULE_ACCOUNT,
            20 => gas::SIGNER_ACCOUNT,
            _ => gas::BARE_ACCOUNT,
        };
        self.take(gas::read(1 + address.len() + size))
    }

    /// Looks up an account, and makes it if there is none.
    pub fn account_or_new(&self, address: &[u8]) -> Result<(), Fault> {
        if self.has_account(address) {
            return self.charge_account(address);
        }
        self.take(gas::read(1 + address.len()))?;
        self.ensure_account(address)
    }

    /// Makes the account if there is none: the next number is read and written; nobody may have
    /// the address or the number; then the index by number is written, and the account.
    pub fn ensure_account(&self, address: &[u8]) -> Result<(), Fault> {
        if self.has_account(address) {
            return Ok(());
        }
        let size = if self.is_module(address) {
            gas::MODULE_ACCOUNT
        } else {
            gas::BARE_ACCOUNT
        };
        let (sequence, index) = (1 + 8, "accountNumber".len() + 8);
        self.take(gas::read(sequence) + gas::write(sequence))?;
        self.take(gas::read(1 + address.len()) + gas::HAS)?;
        self.take(gas::write(index + address.len()))?;
        self.take(gas::write(1 + address.len() + size))?;
        let number = self.next_number("account");
        self.write(
            keyed(space::ACCOUNT, address),
            number.to_be_bytes().to_vec(),
        );
        Ok(())
    }
}
