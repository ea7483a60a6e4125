//! What a genesis file can do and no message can: coins, denominations, contracts at any address.

use cosmwasm_std::{Addr, Coin, DenomMetadata, to_json_vec};
use serde::Serialize;

use crate::chain::{Chain, Code, free};
use crate::fault::Fault;
use crate::gas::Meter;
use crate::keeper::{Frame, Place};
use crate::record::Refused;

impl Chain {
    /// Creates coins from nothing.
    ///
    /// # Panics
    /// If the coins or the address are none, or the supply overflows.
    pub fn mint(&mut self, to: &Addr, coins: &[Coin]) {
        self.world.meter.set(Meter::new(u64::MAX));
        let to = self
            .world
            .codec
            .decode(to.as_str())
            .expect("mint: an address");
        self.world.mint(&to, coins).expect("mint: coins that fit");
        self.world.store.borrow_mut().commit();
    }

    /// Describes a denomination, as contracts can query it.
    pub fn set_denom_metadata(&mut self, metadata: &DenomMetadata) {
        self.world.set_metadata(metadata);
        self.world.store.borrow_mut().commit();
    }

    /// Instantiates a code at an address of one's choosing, without funds: free, and not in the log.
    pub fn place(
        &mut self,
        address: &Addr,
        creator: &Addr,
        code: Code,
        msg: &impl Serialize,
        label: &str,
        admin: Option<&Addr>,
    ) -> Result<(), Refused> {
        let world = self.world.clone();
        world.meter.set(Meter::new(u64::MAX));
        world.warm.replace(None);

        let msg = to_json_vec(msg).map_err(|e| free(Fault::invalid(e.to_string())))?;
        let sender = world.codec.decode(creator.as_str()).map_err(free)?;
        let frame = Frame {
            world: &world,
            sender: &sender,
            depth: 0,
        };
        let (funds, label) = (Vec::new(), label.to_owned());
        let admin = admin.map(ToString::to_string);
        let done = world
            .codec
            .normal(address.as_str())
            .and_then(|at| frame.instantiate(code.id, admin, &msg, funds, label, Place::At(at)));

        let mut store = world.store.borrow_mut();
        match done {
            Ok(_) => {
                store.commit();
                Ok(())
            }
            Err(fault) => {
                store.rollback(0);
                Err(free(fault))
            }
        }
    }
}
