//! Messages: what the bank and x/wasm do with each.

use std::rc::Rc;

use cosmwasm_std::{
    Addr, BankMsg, Binary, CanonicalAddr, Coin, CosmosMsg, Empty, Event, MessageInfo, WasmMsg,
    instantiate2_address,
};

use crate::fault::{Fault, Refusal};
use crate::gas;
use crate::proto;
use crate::runtime::{self, Entry};
use crate::world::{ContractInfo, World};

/// wasmd: bytes of a label, and of an instantiate2 salt.
const LABEL: usize = 128;
const SALT: usize = 64;

/// What a message did.
#[derive(Default)]
pub(crate) struct Outcome {
    pub events: Vec<Event>,
    pub data: Option<Binary>,
    /// The new contract, if one was instantiated.
    pub address: Option<String>,
    pub answer: Option<(&'static str, Binary)>,
}

/// Where a contract is born.
pub(crate) enum Place {
    Next,
    Salted(Binary),
    /// As a genesis file has it.
    At(String),
}

/// Who acts, and how deep.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub world: &'a Rc<World>,
    pub sender: &'a [u8],
    pub depth: u32,
}

impl Frame<'_> {
    /// Runs one message; the caller rolls back if it fails.
    pub fn run(&self, msg: CosmosMsg<Empty>) -> Result<Outcome, Fault> {
        match msg {
            CosmosMsg::Bank(msg) => self.bank(msg),
            CosmosMsg::Wasm(msg) => self.wasm(msg),
            other => Err(Fault::invalid(format!("unsupported message: {other:?}"))),
        }
    }

    fn decode(&self, text: &str) -> Result<Vec<u8>, Fault> {
        self.world.codec.decode(text)
    }

    fn bank(&self, msg: BankMsg) -> Result<Outcome, Fault> {
        let (events, name) = match msg {
            BankMsg::Send { to_address, amount } => {
                let to = self.decode(&to_address)?;
                let events = self.world.transfer(self.sender, &to, &amount)?;
                (events, "/cosmos.bank.v1beta1.MsgSendResponse")
            }
            BankMsg::Burn { amount } => (
                self.world.burn(self.sender, &amount)?,
                "/cosmos.bank.v1beta1.MsgBurnResponse",
            ),
            other => return Err(Fault::invalid(format!("unsupported message: {other:?}"))),
        };
        Ok(Outcome {
            events,
            answer: Some((name, Binary::default())),
            ..Outcome::default()
        })
    }

    fn wasm(&self, msg: WasmMsg) -> Result<Outcome, Fault> {
        match msg {
            WasmMsg::Execute {
                contract_addr,
                msg,
                funds,
            } => self.execute(&contract_addr, &msg, funds),
            WasmMsg::Instantiate {
                admin,
                code_id,
                msg,
                funds,
                label,
            } => self.instantiate(code_id, admin, &msg, funds, label, Place::Next),
            WasmMsg::Instantiate2 {
                admin,
                code_id,
                label,
                msg,
                funds,
                salt,
            } => self.instantiate(code_id, admin, &msg, funds, label, Place::Salted(salt)),
            WasmMsg::Migrate {
                contract_addr,
                new_code_id,
                msg,
            } => self.migrate(&contract_addr, new_code_id, &msg),
            WasmMsg::UpdateAdmin {
                contract_addr,
                admin,
            } => {
                let admin = self.world.codec.normal(&admin)?;
                self.set_admin(&contract_addr, Some(admin))
            }
            WasmMsg::ClearAdmin { contract_addr } => self.set_admin(&contract_addr, None),
            other => Err(Fault::invalid(format!("unsupported message: {other:?}"))),
        }
    }

    fn fund(&self, contract: &[u8], funds: &[Coin]) -> Result<Vec<Event>, Fault> {
        if funds.is_empty() {
            return Ok(Vec::new());
        }
        self.world.transfer(self.sender, contract, funds)
    }

    fn info(&self, funds: Vec<Coin>) -> MessageInfo {
        let sender = Addr::unchecked(self.world.codec.encode(self.sender));
        MessageInfo { sender, funds }
    }

    fn execute(&self, contract: &str, msg: &[u8], funds: Vec<Coin>) -> Result<Outcome, Fault> {
        let address = self.decode(contract)?;
        let code = self.world.code(self.world.contract(&address)?.code_id)?;
        self.world.load(&code)?;
        let mut events = self.fund(&address, &funds)?;

        let entry = Entry::Execute(self.info(funds), msg);
        let response = runtime::call(self.world, &code, &address, entry)?;

        events.push(self.named("execute", &address));
        let data = self.settle(&address, response, &mut events)?;
        let answer = proto::data_answer(data.as_ref());
        Ok(Outcome {
            events,
            data,
            address: None,
            answer: Some(("/cosmwasm.wasm.v1.MsgExecuteContractResponse", answer)),
        })
    }

    pub fn named(&self, ty: &str, contract: &[u8]) -> Event {
        Event::new(ty).add_attribute("_contract_address", self.world.codec.encode(contract))
    }

    pub fn instantiate(
        &self,
        code_id: u64,
        admin: Option<String>,
        msg: &[u8],
        funds: Vec<Coin>,
        label: String,
        place: Place,
    ) -> Result<Outcome, Fault> {
        let world = self.world;
        if label.is_empty() || label.len() > LABEL || label.trim() != label {
            return Err(Fault::invalid(format!("invalid label: {label:?}")));
        }
        let admin = admin.map(|admin| world.codec.normal(&admin)).transpose()?;
        let code = world.code(code_id)?;
        world.load(&code)?;
        let text = match place {
            Place::At(address) => address,
            Place::Salted(salt) => self.predict(code.checksum.as_slice(), &salt)?,
            Place::Next => {
                let counter = "lastContractId".len() + 9;
                world.take(gas::read(counter) + gas::write(counter))?;
                world.codec.classic(code_id, world.next_number("instance"))
            }
        };
        let address = self.decode(&text)?;
        world.take(gas::HAS)?;
        if world.find_contract(&address).is_some() {
            return Err(Fault::invalid(format!(
                "contract address already exists: {text}"
            )));
        }
        world.account_or_new(&address)?;
        let mut events = self.fund(&address, &funds)?;

        let entry = Entry::Instantiate(self.info(funds), msg);
        let response = runtime::call(world, &code, &address, entry)?;

        let info = ContractInfo {
            code_id,
            creator: world.codec.encode(self.sender),
            admin,
            label,
            height: world.block.borrow().height,
            history: ContractInfo::history_entry(&address, msg),
        };
        // Two indices (by code, by creator) and the first entry of the history.
        let index = 1 + 8 + 16 + address.len();
        world.take(gas::write(index) + gas::write(index + self.sender.len()))?;
        world.take(gas::ITER_FLAT + gas::write(info.history))?;
        world.save_contract(&address, &info)?;
        events.push(
            self.named("instantiate", &address)
                .add_attribute("code_id", code_id.to_string()),
        );
        let settled = self.settle(&address, response, &mut events);
        let data = settled.map_err(Fault::wrapped)?;
        let answer = proto::address_answer(&text, data.as_ref());
        Ok(Outcome {
            events,
            data,
            address: Some(text),
            answer: Some(("/cosmwasm.wasm.v1.MsgInstantiateContractResponse", answer)),
        })
    }

    fn predict(&self, checksum: &[u8], salt: &Binary) -> Result<String, Fault> {
        if salt.is_empty() || salt.len() > SALT {
            return Err(Fault::invalid("a salt has 1 to 64 bytes"));
        }
        let creator = CanonicalAddr::from(self.sender);
        let address = instantiate2_address(checksum, &creator, salt)
            .map_err(|e| Fault::invalid(e.to_string()))?;
        Ok(self.world.codec.encode(&address))
    }

    /// The contract, if the sender is its admin.
    fn administered(&self, contract: &str) -> Result<(Vec<u8>, ContractInfo), Fault> {
        let address = self.decode(contract)?;
        let info = self.world.contract(&address)?;
        if info.admin.as_deref() != Some(&self.world.codec.encode(self.sender)) {
            return Err(Fault::new(
                Refusal::Unauthorized,
                "unauthorized: the sender is not the admin",
            ));
        }
        Ok((address, info))
    }

    fn migrate(&self, contract: &str, code_id: u64, msg: &[u8]) -> Result<Outcome, Fault> {
        let world = self.world;
        let (address, mut info) = self.administered(contract)?;
        let code = world.code(code_id)?;
        world.code(info.code_id)?;
        world.load(&code)?;

        let response = runtime::call(world, &code, &address, Entry::Migrate(msg))?;

        let index = 1 + 8 + 16 + address.len();
        world.take(gas::DELETE + gas::write(index))?;
        // The last entry is looked up for the index, and again for the place after it.
        let entry = ContractInfo::history_entry(&address, msg);
        world.take(2 * gas::step(info.history) + gas::write(entry))?;
        info.history = entry;
        info.code_id = code_id;
        world.save_contract(&address, &info)?;
        let event = Event::new("migrate").add_attribute("code_id", code_id.to_string());
        let mut events =
            vec![event.add_attribute("_contract_address", world.codec.encode(&address))];
        let settled = self.settle(&address, response, &mut events);
        let data = settled.map_err(Fault::wrapped)?;
        let answer = proto::data_answer(data.as_ref());
        Ok(Outcome {
            events,
            data,
            address: None,
            answer: Some(("/cosmwasm.wasm.v1.MsgMigrateContractResponse", answer)),
        })
    }

    fn set_admin(&self, contract: &str, admin: Option<String>) -> Result<Outcome, Fault> {
        let (address, mut info) = self.administered(contract)?;
        let event = self
            .named("update_contract_admin", &address)
            .add_attribute("new_admin_address", admin.clone().unwrap_or_default());
        info.admin = admin;
        self.world.save_contract(&address, &info)?;
        let name = "/cosmwasm.wasm.v1.MsgUpdateAdminResponse";
        Ok(Outcome {
            events: vec![event],
            answer: Some((name, Binary::default())),
            ..Outcome::default()
        })
    }

    /// Calls `sudo`, which no message can.
    pub fn sudo(&self, contract: &str, msg: &[u8]) -> Result<Outcome, Fault> {
        let address = self.decode(contract)?;
        let code = self.world.code(self.world.contract(&address)?.code_id)?;
        self.world.load(&code)?;
        let response = runtime::call(self.world, &code, &address, Entry::Sudo(msg))?;
        let mut events = vec![self.named("sudo", &address)];
        let settled = self.settle(&address, response, &mut events);
        let data = settled.map_err(Fault::wrapped)?;
        Ok(Outcome {
            events,
            data,
            ..Outcome::default()
        })
    }
}
