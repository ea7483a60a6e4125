//! Transactions: signature and size paid, all messages or none, a line in the log.

use std::collections::HashSet;

use cosmwasm_std::{Addr, BankMsg, Binary, Coin, CosmosMsg, Empty, WasmMsg, to_json_binary};
use serde::Serialize;

use crate::chain::{Chain, Code, free};
use crate::fault::Fault;
use crate::gas::{self, Meter};
use crate::keeper::{Frame, Outcome};
use crate::proto;
use crate::record::{Receipt, Refused, TxRecord};

fn json(msg: &impl Serialize) -> Result<Binary, Refused> {
    to_json_binary(msg).map_err(|e| free(Fault::invalid(e.to_string())))
}

impl Chain {
    /// One transaction of several messages: all happen, or none.
    pub fn transact(
        &mut self,
        sender: &Addr,
        messages: Vec<CosmosMsg<Empty>>,
    ) -> Result<Receipt, Refused> {
        self.transact_limited(sender, messages, self.settings.gas_limit)
    }

    /// The same with a gas limit of its own.
    pub fn transact_limited(
        &mut self,
        sender: &Addr,
        messages: Vec<CosmosMsg<Empty>>,
        gas_limit: u64,
    ) -> Result<Receipt, Refused> {
        self.deliver(sender, messages, gas_limit)
            .map(|(receipt, _)| receipt)
    }

    fn deliver(
        &mut self,
        sender: &Addr,
        messages: Vec<CosmosMsg<Empty>>,
        gas_limit: u64,
    ) -> Result<(Receipt, Option<String>), Refused> {
        let world = self.world.clone();
        world.meter.set(Meter::new(gas_limit));
        world.warm.replace(Some(HashSet::new()));
        world.query_depth.set(0);

        let mut spent = Vec::with_capacity(messages.len());
        let outcome = self.run_all(sender, &messages, &mut spent);

        let gas_used = world.meter.get().used;
        let mut line = TxRecord {
            height: world.block.borrow().height,
            time: world.block.borrow().time,
            index: world.tx_index.get(),
            sender: sender.to_string(),
            messages,
            events: Vec::new(),
            gas_used,
            error: None,
        };
        let result = match outcome {
            Ok(done) => {
                world.store.borrow_mut().commit();
                line.events.clone_from(&done.events);
                let receipt = Receipt {
                    events: done.events,
                    data: done.data,
                    gas_used,
                    gas_per_message: spent,
                };
                Ok((receipt, done.address))
            }
            Err(fault) => {
                world.store.borrow_mut().rollback(0);
                line.error = Some(fault.reason.clone());
                Err(Refused {
                    message: spent.len(),
                    gas_used,
                    ..free(fault)
                })
            }
        };
        self.log.push(line);
        world.tx_index.set(world.tx_index.get() + 1);
        result
    }

    fn run_all(
        &self,
        sender: &Addr,
        messages: &[CosmosMsg<Empty>],
        spent: &mut Vec<u64>,
    ) -> Result<Outcome, Fault> {
        let world = &self.world;
        let size = proto::tx_size(sender.as_str().len(), messages);
        world.take(gas::ANTE + gas::TX_BYTE * size as u64)?;
        let sender = world.codec.decode(sender.as_str())?;

        let mut all = Outcome::default();
        for msg in messages {
            let before = world.meter.get().used;
            let done = Frame {
                world,
                sender: &sender,
                depth: 0,
            }
            .run(msg.clone())?;
            spent.push(world.meter.get().used - before);
            all.events.extend(done.events);
            all.data = done.data;
            all.address = done.address;
        }
        Ok(all)
    }

    /// Executes a contract.
    pub fn execute(
        &mut self,
        sender: &Addr,
        contract: &Addr,
        msg: &impl Serialize,
        funds: &[Coin],
    ) -> Result<Receipt, Refused> {
        let msg = WasmMsg::Execute {
            contract_addr: contract.to_string(),
            msg: json(msg)?,
            funds: funds.to_vec(),
        };
        self.transact(sender, vec![msg.into()])
    }

    /// Instantiates a code at the next address.
    pub fn instantiate(
        &mut self,
        sender: &Addr,
        code: Code,
        msg: &impl Serialize,
        funds: &[Coin],
        label: &str,
        admin: Option<&Addr>,
    ) -> Result<(Addr, Receipt), Refused> {
        self.create(
            sender,
            WasmMsg::Instantiate {
                admin: admin.map(ToString::to_string),
                code_id: code.id,
                msg: json(msg)?,
                funds: funds.to_vec(),
                label: label.into(),
            },
        )
    }

    /// Instantiates a code at the address [`Chain::predict`] tells.
    #[allow(clippy::too_many_arguments)] // the message has as many
    pub fn instantiate2(
        &mut self,
        sender: &Addr,
        code: Code,
        msg: &impl Serialize,
        funds: &[Coin],
        label: &str,
        admin: Option<&Addr>,
        salt: &[u8],
    ) -> Result<(Addr, Receipt), Refused> {
        self.create(
            sender,
            WasmMsg::Instantiate2 {
                admin: admin.map(ToString::to_string),
                code_id: code.id,
                msg: json(msg)?,
                funds: funds.to_vec(),
                label: label.into(),
                salt: salt.into(),
            },
        )
    }

    fn create(&mut self, sender: &Addr, msg: WasmMsg) -> Result<(Addr, Receipt), Refused> {
        let (receipt, address) = self.deliver(sender, vec![msg.into()], self.settings.gas_limit)?;
        let address = address.unwrap_or_default();
        Ok((Addr::unchecked(address), receipt))
    }

    /// The address a creator's instantiate2 of a code with a salt will have.
    pub fn predict(&self, creator: &Addr, code: Code, salt: &[u8]) -> Result<Addr, Refused> {
        let codec = &self.world.codec;
        let creator = codec.decode(creator.as_str()).map_err(free)?.into();
        cosmwasm_std::instantiate2_address(code.checksum.as_slice(), &creator, salt)
            .map(|address| Addr::unchecked(codec.encode(&address)))
            .map_err(|e| free(Fault::invalid(e.to_string())))
    }

    /// Moves a contract to another code; only its admin may.
    pub fn migrate(
        &mut self,
        sender: &Addr,
        contract: &Addr,
        code: Code,
        msg: &impl Serialize,
    ) -> Result<Receipt, Refused> {
        let msg = WasmMsg::Migrate {
            contract_addr: contract.to_string(),
            new_code_id: code.id,
            msg: json(msg)?,
        };
        self.transact(sender, vec![msg.into()])
    }

    /// Calls a contract's `sudo` as a module of the chain would: free, and not in the log.
    pub fn sudo(&mut self, contract: &Addr, msg: &impl Serialize) -> Result<Receipt, Refused> {
        let msg = json(msg)?;
        let world = self.world.clone();
        world.meter.set(Meter::new(u64::MAX));
        world.warm.replace(None);

        let done = Frame {
            world: &world,
            sender: &[],
            depth: 0,
        }
        .sudo(contract.as_str(), &msg);

        let gas_used = world.meter.get().used;
        match done {
            Ok(done) => {
                world.store.borrow_mut().commit();
                let Outcome { events, data, .. } = done;
                Ok(Receipt {
                    events,
                    data,
                    gas_used,
                    gas_per_message: vec![gas_used],
                })
            }
            Err(fault) => {
                world.store.borrow_mut().rollback(0);
                Err(Refused {
                    gas_used,
                    ..free(fault)
                })
            }
        }
    }

    /// Sends coins.
    pub fn send(&mut self, sender: &Addr, to: &Addr, coins: &[Coin]) -> Result<Receipt, Refused> {
        let msg = BankMsg::Send {
            to_address: to.to_string(),
            amount: coins.to_vec(),
        };
        self.transact(sender, vec![msg.into()])
    }
}
