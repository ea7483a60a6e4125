//! Saved chain state that a report is rehearsed on.

use std::path::{Path, PathBuf};

use cosmwasm_std::Addr;
use embedded_chain::Chain;
use milegate_api::oracle::{ExecuteMsg, QueryMsg};
use milegate_reporter::{ChainError, Moment, OracleChain, Sent};

use crate::output::Failure;

/// A chain in a file; who reports needs no key.
pub struct Rehearsal {
    chain: Chain,
    path: PathBuf,
    reporter: Addr,
}

impl Rehearsal {
    /// Reads the file.
    pub fn on(path: &Path, reporter: &str) -> Result<Self, Failure> {
        let shown = path.display();
        let chain = Chain::load(path).map_err(|e| Failure::asked(format!("{shown}: {e}")))?;
        Ok(Rehearsal {
            chain,
            path: path.into(),
            reporter: Addr::unchecked(reporter),
        })
    }
}

fn refused(reason: impl ToString) -> ChainError {
    ChainError::Refused {
        reason: reason.to_string(),
    }
}

impl OracleChain for Rehearsal {
    fn reporter(&self) -> Addr {
        self.reporter.clone()
    }

    fn moment(&self) -> Result<Moment, ChainError> {
        let block = self.chain.block();
        Ok(Moment {
            chain: block.chain_id,
            time: block.time.seconds(),
        })
    }

    fn ask(&self, oracle: &Addr, question: &QueryMsg) -> Result<Vec<u8>, ChainError> {
        let question = serde_json::to_vec(question).map_err(refused)?;
        let answer = self.chain.query_json(oracle, &question);
        answer.map(|answer| answer.to_vec()).map_err(refused)
    }

    fn submit(&mut self, oracle: &Addr, report: &ExecuteMsg) -> Result<Sent, ChainError> {
        let told = self.chain.execute(&self.reporter, oracle, report, &[]);
        told.map_err(refused)?;
        self.chain.advance_blocks(1);
        self.chain.save(&self.path).map_err(refused)?;
        Ok(Sent { tx: None })
    }
}
