//! A node's chain, as a reporter has it.

use std::time::Duration;

use cosmwasm_std::Addr;
use milegate_api::oracle::{ExecuteMsg, QueryMsg};
use milegate_chain::{ChainError as NodeError, Client, Fee, KeyStore, Message};
use milegate_reporter::{ChainError, Moment, OracleChain, Sent};

use crate::chain::{connect, included};
use crate::output::Failure;
use crate::report_args::OnNode;

/// How long one transaction is waited for: reports are sent again.
const PATIENCE: Duration = Duration::from_secs(120);

/// A node and the reporter's key.
pub struct Signed(Client);

impl Signed {
    /// Connects, and opens the key.
    pub fn open(on: &OnNode, node: &str, key: &str) -> Result<Self, Failure> {
        let node = connect(node)?;
        let keys = KeyStore::of_user().map_err(Failure::asked)?;
        let key = keys
            .at_path(&on.hd_path)
            .open(key)
            .map_err(Failure::asked)?;
        let client = Client::new(node, key, on.gas_price.clone()).map_err(Failure::asked)?;
        Ok(Signed(
            client.sending(|sending| sending.patience = PATIENCE),
        ))
    }
}

/// What a failure means for a report.
fn meant(error: NodeError) -> ChainError {
    let reason = error.to_string();
    match error {
        NodeError::Unreachable { .. }
        | NodeError::Malformed { .. }
        | NodeError::NotIncluded { .. }
        | NodeError::Busy { .. } => ChainError::Unreachable { reason },
        NodeError::Unknown { .. } => ChainError::Unsure { reason },
        _ => ChainError::Refused { reason },
    }
}

impl OracleChain for Signed {
    fn reporter(&self) -> Addr {
        Addr::unchecked(self.0.address())
    }

    fn moment(&self) -> Result<Moment, ChainError> {
        let block = self.0.node().latest().map_err(meant)?;
        Ok(Moment {
            chain: block.chain_id,
            time: block.time,
        })
    }

    fn ask(&self, oracle: &Addr, question: &QueryMsg) -> Result<Vec<u8>, ChainError> {
        let question = serde_json::to_vec(question).map_err(|e| ChainError::Refused {
            reason: e.to_string(),
        })?;
        let answer = self.0.node().smart(oracle.as_str(), &question, None);
        answer.map_err(meant)
    }

    fn submit(&mut self, oracle: &Addr, report: &ExecuteMsg) -> Result<Sent, ChainError> {
        let msg = serde_json::to_value(report).map_err(|e| ChainError::Refused {
            reason: e.to_string(),
        })?;
        let message = Message::Execute {
            sender: self.0.address().into(),
            contract: oracle.to_string(),
            msg,
            funds: vec![],
        };
        let mut hear = |fee: &Fee| tracing::info!("sending the report: {fee}");
        let sent = self.0.send_told(&[message], "", &mut hear);
        let receipt = sent.map_err(meant)?;
        tracing::info!("{}", included(&receipt));
        Ok(Sent {
            tx: Some(receipt.hash),
        })
    }
}
