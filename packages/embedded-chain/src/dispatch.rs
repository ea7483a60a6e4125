//! Sub-messages: their order, their sandbox, their gas limit, and the replies.

use cosmwasm_std::{
    Binary, CosmosMsg, Event, MsgResponse, Reply, ReplyOn, Response, SubMsg, SubMsgResponse,
    SubMsgResult,
};

use crate::events;
use crate::fault::Fault;
use crate::gas;
use crate::keeper::{Frame, Outcome};
use crate::runtime::{self, Entry};

/// How deep messages may nest, as chains limit it.
const CALL_DEPTH: u32 = 100;

impl Frame<'_> {
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
                SubMsgResult::Err(fault.heard())
            }
            Err(fault) => return Err(fault),
        };
        if !wants {
            return Ok(None);
        }
        let reply = Reply {
            id: sub.id,
            payload: sub.payload,
            gas_used: 0,
            result,
        };
        self.reply(reply, events).map_err(Fault::wrapped)
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
