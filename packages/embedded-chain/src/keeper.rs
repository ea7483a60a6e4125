//! Messages: what the bank and x/wasm do with each, and the dispatch of sub-messages.

use std::rc::Rc;

use cosmwasm_std::{
    Addr, BankMsg, Binary, CanonicalAddr, Coin, CosmosMsg, Empty, Event, MessageInfo, MsgResponse,
    Reply, ReplyOn, Response, SubMsg, SubMsgResponse, SubMsgResult, WasmMsg, instantiate2_address,
};

use crate::events;
use crate::fault::{Fault, Refusal};
use crate::gas;
use crate::proto;
use crate::runtime::{self, Entry};
use crate::world::{ContractInfo, World};

/// How deep messages may nest, as chains limit it.
const CALL_DEPTH: u32 = 100;
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
    answer: Option<(&'static str, Binary)>,
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
            } => self.instantiate(code_id, admin, &msg, funds, label, None),
            WasmMsg::Instantiate2 {
                admin,
                code_id,
                label,
                msg,
                funds,
                salt,
            } => self.instantiate(code_id, admin, &msg, funds, label, Some(salt)),
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

    fn named(&self, ty: &str, contract: &[u8]) -> Event {
        Event::new(ty).add_attribute("_contract_address", self.world.codec.encode(contract))
    }

    fn instantiate(
        &self,
        code_id: u64,
        admin: Option<String>,
        msg: &[u8],
        funds: Vec<Coin>,
        label: String,
        salt: Option<Binary>,
    ) -> Result<Outcome, Fault> {
        let world = self.world;
        if label.is_empty() || label.len() > LABEL || label.trim() != label {
            return Err(Fault::invalid(format!("invalid label: {label:?}")));
        }
        let admin = admin.map(|admin| world.codec.normal(&admin)).transpose()?;
        let code = world.code(code_id)?;
        world.load(&code)?;
        let text = match salt {
            Some(salt) => self.predict(code.checksum.as_slice(), &salt)?,
            None => {
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
        world.ensure_account(&address)?;
        let mut events = self.fund(&address, &funds)?;

        let entry = Entry::Instantiate(self.info(funds), msg);
        let response = runtime::call(world, &code, &address, entry)?;

        let info = ContractInfo {
            code_id,
            creator: world.codec.encode(self.sender),
            admin,
            label,
            height: world.block.borrow().height,
        };
        // Two indices (by code, by creator) and the first entry of the history.
        let index = 1 + 8 + 16 + address.len();
        world.take(gas::write(index) + gas::write(index + self.sender.len()))?;
        world.take(gas::ITER_FLAT + gas::write(1 + address.len() + 8 + 30 + msg.len()))?;
        world.save_contract(&address, &info)?;
        events.push(
            self.named("instantiate", &address)
                .add_attribute("code_id", code_id.to_string()),
        );
        let data = self.settle(&address, response, &mut events)?;
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
        world.take(2 * gas::ITER_FLAT + gas::write(1 + address.len() + 8 + 30 + msg.len()))?;
        info.code_id = code_id;
        world.save_contract(&address, &info)?;
        let event = Event::new("migrate").add_attribute("code_id", code_id.to_string());
        let mut events =
            vec![event.add_attribute("_contract_address", world.codec.encode(&address))];
        let data = self.settle(&address, response, &mut events)?;
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

    /// Records a response, then runs its messages in order; answers its data.
    pub fn settle(
        &self,
        contract: &[u8],
        response: Response,
        events: &mut Vec<Event>,
    ) -> Result<Option<Binary>, Fault> {
        let Response {
            messages,
            attributes,
            events: own,
            mut data,
            ..
        } = response;
        self.world.take(events::price(&attributes, &own))?;
        events.extend(events::record(
            &self.world.codec.encode(contract),
            attributes,
            own,
        )?);

        let inner = Frame {
            world: self.world,
            sender: contract,
            depth: self.depth + 1,
        };
        if inner.depth > CALL_DEPTH && !messages.is_empty() {
            return Err(Fault::invalid("max call depth exceeded"));
        }
        for message in messages {
            if let Some(replied) = inner.dispatch(message, events)? {
                data = Some(replied);
            }
        }
        Ok(data)
    }

    /// Runs one sub-message and the reply it asks for; answers the reply's data.
    fn dispatch(&self, sub: SubMsg, events: &mut Vec<Event>) -> Result<Option<Binary>, Fault> {
        let mark = self.world.store.borrow().mark();
        let to_wasm = matches!(sub.msg, CosmosMsg::Wasm(_));
        let outcome = match sub.gas_limit {
            Some(limit) => self.world.limited(limit, || self.run(sub.msg)),
            None => self.run(sub.msg),
        };
        let wants = match &outcome {
            Ok(_) => matches!(sub.reply_on, ReplyOn::Success | ReplyOn::Always),
            Err(fault) => !fault.fatal && matches!(sub.reply_on, ReplyOn::Error | ReplyOn::Always),
        };

        let result = match outcome {
            Ok(done) => {
                events.extend(done.events.iter().cloned());
                SubMsgResult::Ok(answer(done, to_wasm))
            }
            Err(fault) if wants => {
                self.world.store.borrow_mut().rollback(mark);
                SubMsgResult::Err(fault.kind.redacted().into())
            }
            Err(fault) => return Err(fault),
        };
        if !wants {
            return Ok(None);
        }
        self.reply(
            Reply {
                id: sub.id,
                payload: sub.payload,
                gas_used: 0,
                result,
            },
            events,
        )
    }

    /// The sender of a sub-message hears how it went.
    fn reply(&self, reply: Reply, events: &mut Vec<Event>) -> Result<Option<Binary>, Fault> {
        let address = self.sender;
        let code = self.world.code(self.world.contract(address)?.code_id)?;
        let heard = match &reply.result {
            SubMsgResult::Ok(done) => events::reply_price(&done.events),
            SubMsgResult::Err(_) => 0,
        };
        self.world.take(gas::INSTANCE_WARM + heard)?;

        let response = runtime::call(self.world, &code, address, Entry::Reply(reply))?;

        events.push(self.named("reply", address));
        self.settle(address, response, events)
    }

    /// Calls `sudo`, which no message can.
    pub fn sudo(&self, contract: &str, msg: &[u8]) -> Result<Outcome, Fault> {
        let address = self.decode(contract)?;
        let code = self.world.code(self.world.contract(&address)?.code_id)?;
        self.world.load(&code)?;
        let response = runtime::call(self.world, &code, &address, Entry::Sudo(msg))?;
        let mut events = vec![self.named("sudo", &address)];
        let data = self.settle(&address, response, &mut events)?;
        Ok(Outcome {
            events,
            data,
            ..Outcome::default()
        })
    }
}

#[allow(deprecated)] // contracts of the 2.x line read `data`
fn answer(done: Outcome, to_wasm: bool) -> SubMsgResponse {
    let mut events = if to_wasm { done.events } else { Vec::new() };
    for event in &mut events {
        event.attributes.sort_by(|a, b| a.key.cmp(&b.key));
    }
    let answer = done.answer.map(|(type_url, value)| MsgResponse {
        type_url: type_url.into(),
        value,
    });
    SubMsgResponse {
        events,
        data: answer.as_ref().map(|a| a.value.clone()),
        msg_responses: answer.into_iter().collect(),
    }
}
