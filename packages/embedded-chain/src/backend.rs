//! The storage and the querier a contract is given, compiled or native.

use std::cell::RefCell;
use std::rc::Rc;

use cosmwasm_std::{
    Binary, ContractResult, Empty, Order, QuerierResult, QueryRequest, Record, SystemError,
    SystemResult, from_json,
};
use cosmwasm_vm::{BackendError, BackendResult, GasInfo};

use crate::fault::{Fault, Refusal};
use crate::gas;
use crate::query;
use crate::store::Cursor;
use crate::world::World;

/// A contract's own keys.
pub(crate) struct ContractStorage {
    world: Rc<World>,
    prefix: Vec<u8>,
    cursors: RefCell<Vec<Cursor>>,
}

impl ContractStorage {
    pub fn new(world: Rc<World>, prefix: Vec<u8>) -> Self {
        ContractStorage {
            world,
            prefix,
            cursors: RefCell::default(),
        }
    }

    fn full(&self, key: &[u8]) -> Vec<u8> {
        [&self.prefix, key].concat()
    }

    fn read(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
        let key = self.full(key);
        let found = self.world.read(&key);
        self.world
            .take(gas::read(key.len() + found.as_ref().map_or(0, Vec::len)))?;
        Ok(found)
    }

    fn write(&self, key: &[u8], value: &[u8]) -> Result<(), Fault> {
        let key = self.full(key);
        self.world.take(gas::write(key.len() + value.len()))?;
        self.world.write(key, value.to_vec());
        Ok(())
    }

    fn delete(&self, key: &[u8]) -> Result<(), Fault> {
        self.world.take(gas::DELETE)?;
        self.world.store.borrow_mut().remove(&self.full(key));
        Ok(())
    }

    fn open(&self, start: Option<&[u8]>, end: Option<&[u8]>, order: Order) -> Result<u32, Fault> {
        let cursor = Cursor::new(&self.prefix, start, end, order);
        let first = self.world.store.borrow().first(&cursor);
        self.world
            .take(gas::step(first.map_or(0, |(k, v)| k.len() + v.len())))?;
        let mut cursors = self.cursors.borrow_mut();
        cursors.push(cursor);
        u32::try_from(cursors.len()).map_err(|_| Fault::invalid("too many iterators"))
    }

    fn step(&self, id: u32) -> Result<Option<Record>, Fault> {
        let mut cursors = self.cursors.borrow_mut();
        let cursor = (id as usize)
            .checked_sub(1)
            .and_then(|index| cursors.get_mut(index))
            .ok_or_else(|| Fault::invalid("no such iterator"))?;
        let Some((key, value)) = self.world.store.borrow().first(cursor) else {
            return Ok(None);
        };
        cursor.pass(&key);
        self.world.take(gas::step(key.len() + value.len()))?;
        Ok(Some((key[self.prefix.len()..].to_vec(), value)))
    }

    /// Runs an operation and tells the VM what it cost outside of it.
    fn metered<T>(&self, run: impl FnOnce(&Self) -> Result<T, Fault>) -> BackendResult<T> {
        let before = self.world.meter.get().used;
        let outcome = run(self).map_err(to_backend);
        let cost = self.world.meter.get().used - before;
        (outcome, GasInfo::with_externally_used(gas::to_vm(cost)))
    }
}

fn to_backend(fault: Fault) -> BackendError {
    if fault.fatal {
        BackendError::out_of_gas()
    } else {
        BackendError::user_err(fault.reason)
    }
}

impl cosmwasm_vm::Storage for ContractStorage {
    fn get(&self, key: &[u8]) -> BackendResult<Option<Vec<u8>>> {
        self.metered(|s| s.read(key))
    }

    fn scan(
        &mut self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> BackendResult<u32> {
        self.metered(|s| s.open(start, end, order))
    }

    fn next(&mut self, iterator_id: u32) -> BackendResult<Option<Record>> {
        self.metered(|s| s.step(iterator_id))
    }

    fn set(&mut self, key: &[u8], value: &[u8]) -> BackendResult<()> {
        self.metered(|s| s.write(key, value))
    }

    fn remove(&mut self, key: &[u8]) -> BackendResult<()> {
        self.metered(|s| s.delete(key))
    }
}

/// Native storage cannot answer with an error, so a fault unwinds to the call's start.
fn or_unwind<T>(outcome: Result<T, Fault>) -> T {
    outcome.unwrap_or_else(|fault| std::panic::resume_unwind(Box::new(fault)))
}

impl cosmwasm_std::Storage for ContractStorage {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        or_unwind(self.read(key))
    }

    fn range<'a>(
        &'a self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Box<dyn Iterator<Item = Record> + 'a> {
        let id = or_unwind(self.open(start, end, order));
        Box::new(std::iter::from_fn(move || or_unwind(self.step(id))))
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        or_unwind(self.write(key, value));
    }

    fn remove(&mut self, key: &[u8]) {
        or_unwind(self.delete(key));
    }
}

/// The questions a contract may ask.
pub(crate) struct ContractQuerier {
    pub world: Rc<World>,
}

impl ContractQuerier {
    fn ask(&self, request: &[u8], limit: u64) -> Result<QuerierResult, Fault> {
        let parsed: QueryRequest<Empty> = match from_json(request) {
            Ok(parsed) => parsed,
            Err(error) => {
                return Ok(SystemResult::Err(SystemError::InvalidRequest {
                    error: error.to_string(),
                    request: request.into(),
                }));
            }
        };
        let mark = self.world.store.borrow().mark();
        let outcome = self
            .world
            .limited(limit, || query::answer(&self.world, parsed));
        self.world.store.borrow_mut().rollback(mark);
        match outcome {
            Ok(answer) => Ok(answer),
            Err(fault) if fault.kind == Refusal::OutOfGas => Err(Fault::out_of_gas()),
            Err(fault) => Ok(SystemResult::Ok(ContractResult::Err(fault.heard()))),
        }
    }
}

impl cosmwasm_vm::Querier for ContractQuerier {
    fn query_raw(
        &self,
        request: &[u8],
        gas_limit: u64,
    ) -> BackendResult<SystemResult<ContractResult<Binary>>> {
        let before = self.world.meter.get().used;
        let outcome = self
            .ask(request, gas_limit / gas::VM_GAS)
            .map_err(to_backend);
        let cost = self.world.meter.get().used - before;
        (outcome, GasInfo::with_externally_used(gas::to_vm(cost)))
    }
}

impl cosmwasm_std::Querier for ContractQuerier {
    fn raw_query(&self, request: &[u8]) -> QuerierResult {
        or_unwind(self.ask(request, u64::MAX))
    }
}
