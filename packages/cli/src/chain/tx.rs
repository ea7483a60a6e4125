//! `milegate tx`: transactions in files.

use std::process::ExitCode;
use std::time::Duration;

use milegate_chain::{AccountState, Draft, Message, Receipt, SignedTx};
use serde_json::json;

use super::session::{broadcast, connect, included, keys, read_json};
use crate::chain_args::Tx;
use crate::output::{Failure, Output};

/// Signs, broadcasts or waits.
pub fn tx(command: &Tx, output: Output) -> Result<ExitCode, Failure> {
    match command {
        Tx::Sign {
            file,
            key,
            hd_path,
            node,
            chain_id,
            account_number,
            sequence,
        } => {
            let draft = Draft::from_json(&read_json(file)?).map_err(Failure::asked)?;
            let key = keys(hd_path)?.open(key).map_err(Failure::asked)?;
            let (chain_id, account) = match (chain_id, account_number, sequence) {
                (Some(chain_id), Some(number), Some(sequence)) => {
                    let account = AccountState {
                        number: *number,
                        sequence: *sequence,
                    };
                    (chain_id.clone(), account)
                }
                _ => {
                    let node = connect(node.as_deref().unwrap_or_default())?;
                    let prefix = node.prefix().map_err(Failure::asked)?;
                    let address = key.address(&prefix).map_err(Failure::asked)?;
                    let mut account = node.account(&address).map_err(Failure::asked)?;
                    account.number = account_number.unwrap_or(account.number);
                    account.sequence = sequence.unwrap_or(account.sequence);
                    (
                        chain_id
                            .clone()
                            .unwrap_or_else(|| node.chain_id().to_owned()),
                        account,
                    )
                }
            };
            let (fee, memo) = (draft.fee.clone(), draft.memo.clone());
            let what: Vec<String> = draft.messages.iter().map(Message::words).collect();
            let signed = draft
                .sign(&key, &chain_id, account)
                .map_err(Failure::asked)?;
            let memo = if memo.is_empty() {
                memo
            } else {
                format!("; memo: {memo}")
            };
            let note = format!(
                "signed for {chain_id}, account {} sequence {}: {fee}{memo}\n{}",
                account.number,
                account.sequence,
                what.join("\n")
            );
            output.note(&note);
            println!("{:#}", signed.to_json());
        }
        Tx::Broadcast { file, on } => {
            let signed = SignedTx::from_json(&read_json(file)?).map_err(Failure::asked)?;
            let receipt = broadcast(&connect(&on.node)?, &signed)?;
            told(&receipt, output)?;
        }
        Tx::Wait { hash, on, seconds } => {
            let node = connect(&on.node)?;
            let receipt = node.wait(hash, Duration::from_secs(*seconds));
            told(&receipt.map_err(Failure::failed)?, output)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn told(receipt: &Receipt, output: Output) -> Result<(), Failure> {
    output.result(&included(receipt), &json!({ "receipt": receipt }))
}
