//! What can be typed about a chain.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use milegate_chain::{GasPrice, HD_PATH, Via};

mod asks;

pub use asks::{
    Advance, Ask, Attest, ChangeGrant, ChangeStep, Claim, OfMilestone, OfWitness, Recuse, Settle,
    Tell, Todo, Verdict,
};

/// Commands that ask a node.
#[derive(Subcommand, Debug)]
pub enum OnNode {
    /// Put a plan on a chain, up to its money: codes, contracts, grants.
    Deploy(Box<Deploy>),
    /// Seal a deployed plan and pay for it, in one message.
    Fund(Box<Fund>),
    /// Say where a deployment stands: vault, milestones, figures.
    Status(Ask),
    /// Say what is locked and what circulates, with the formula.
    Supply(Ask),
    /// List what an address can or must do, and by when.
    Todo(Todo),
    /// Testify that a milestone is reached, with evidence.
    Attest(Box<Attest>),
    /// Take back what one testified.
    Retract(Box<OfWitness>),
    /// Remove the attestation of somebody who is interested.
    Recuse(Box<Recuse>),
    /// Dispute a satisfied policy, with a bond.
    Challenge(Box<OfMilestone>),
    /// Settle a dispute, as the court.
    Settle(Box<Settle>),
    /// Write down what time has decided about a milestone.
    Conclude(Box<OfMilestone>),
    /// Look at what a milestone asks of another contract.
    Observe(Box<OfWitness>),
    /// Close the periods of a feed that are over, so that its windows can be read.
    Advance(Box<Advance>),
    /// Claim what has vested.
    Claim(Box<Claim>),
    /// Change who a grant pays: announce, cancel, carry out.
    Payee(Box<ChangeGrant>),
    /// Hand a grant to another owner: announce, cancel, accept.
    Owner(Box<ChangeGrant>),
    /// Recover a grant whose owner lost the key: announce, cancel, accept.
    Recover(Box<ChangeGrant>),
    /// Give a leaver notice, cancel it, or carry it out.
    Terminate(Box<ChangeGrant>),
    /// Say anything else to a contract of a deployment.
    Tell(Box<Tell>),
    /// Make, take in, show and list keys.
    #[command(subcommand)]
    Key(Key),
    /// Sign and send transactions that are in files.
    #[command(subcommand)]
    Tx(Tx),
}

/// Which chain.
#[derive(Args, Debug)]
pub struct On {
    /// RPC address of a node, as `http://127.0.0.1:26657`.
    #[arg(long, value_name = "URL", env = "MILEGATE_NODE")]
    pub node: String,
}

/// Which deployment.
#[derive(Args, Debug)]
pub struct Where {
    /// A plan (folder or file), or the address of its vault.
    #[arg(value_name = "PLAN|VAULT")]
    pub target: String,
    #[command(flatten)]
    pub by: Deployer,
}

/// Where a plan's contracts are: their addresses follow from who deployed it and from its codes.
#[derive(Args, Debug)]
pub struct Deployer {
    /// Who deployed the plan [default: the sender].
    #[arg(long, value_name = "ADDRESS", env = "MILEGATE_CREATOR")]
    pub creator: Option<String>,
    /// Folder with the contracts' Wasm and checksums.txt.
    #[arg(long, env = "MILEGATE_ARTIFACTS", default_value = "artifacts")]
    pub artifacts: PathBuf,
}

/// A chain, for commands that also work on play files.
#[derive(Args, Debug)]
pub struct OnChain {
    /// RPC address of a node: act on a chain instead of a play file.
    #[arg(long, value_name = "URL", env = "MILEGATE_NODE")]
    pub node: Option<String>,
    /// Who deployed the plan [default: the sender].
    #[arg(long, value_name = "ADDRESS", env = "MILEGATE_CREATOR")]
    pub creator: Option<String>,
    /// A multisig that speaks cw3, instead of the governance: for `vote`, `execute` and `tally`.
    #[arg(long, value_name = "ADDRESS")]
    pub multisig: Option<String>,
    #[command(flatten)]
    pub sign: Sign,
}

/// Who sends, and how.
#[derive(Args, Debug)]
pub struct Sign {
    /// A key kept by `milegate key`, a file with a mnemonic (plain or age-encrypted), or keyring:NAME.
    #[arg(long, env = "MILEGATE_KEY")]
    pub key: Option<String>,
    /// Derivation path of the key.
    #[arg(long, value_name = "PATH", env = "MILEGATE_HD_PATH", default_value = HD_PATH, hide_default_value = true)]
    pub hd_path: String,
    /// What gas costs, as `0.025ustake` [default: what the node asks for].
    #[arg(long, value_name = "PRICE", env = "MILEGATE_GAS_PRICE")]
    pub gas_price: Option<GasPrice>,
    /// Print the unsigned transaction instead of sending it, for a multisig or a hardware wallet.
    #[arg(long, group = "unsent")]
    pub generate_only: bool,
    /// Say what would be done and what it would cost, and send nothing.
    #[arg(long, group = "unsent")]
    pub dry_run: bool,
    /// Who would sign, where nothing is sent [default: the key's address].
    #[arg(long, value_name = "ADDRESS", requires = "unsent")]
    pub from: Option<String>,
    /// Propose it to a body that sends it once it agrees: cw3:ADDRESS, gov, dao:ADDRESS.
    #[arg(long, value_name = "BODY")]
    pub via: Option<Via>,
    /// What that proposal costs, as `10000000ustake` [default: the least that x/gov asks for].
    #[arg(long, value_name = "COIN", requires = "via")]
    pub proposal_deposit: Option<String>,
    /// A word to whoever reads the chain.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub memo: String,
}

/// Deploys a plan.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  milegate deploy meridian --node http://127.0.0.1:26657 --key ops --dry-run
  milegate deploy meridian --node http://127.0.0.1:26657 --key ops

Codes, contracts and grants, no money. Done again it does what is missing, so run it until it succeeds. If the issuer is not the deployer, the
issuer runs it too, with --creator. Then: milegate verify --staged, milegate fund.")]
pub struct Deploy {
    /// The plan: a folder with `plan.toml`, or the file.
    pub plan: PathBuf,
    #[command(flatten)]
    pub by: Deployer,
    #[command(flatten)]
    pub on: On,
    /// A key kept by `milegate key`, a file with a mnemonic (plain or age-encrypted), or keyring:NAME.
    #[arg(long, env = "MILEGATE_KEY", required_unless_present = "dry_run")]
    pub key: Option<String>,
    /// Derivation path of the key.
    #[arg(long, value_name = "PATH", env = "MILEGATE_HD_PATH", default_value = HD_PATH, hide_default_value = true)]
    pub hd_path: String,
    /// What gas costs, as `0.025ustake` [default: what the node asks for].
    #[arg(long, value_name = "PRICE", env = "MILEGATE_GAS_PRICE")]
    pub gas_price: Option<GasPrice>,
    /// Print every message as JSON and send nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// Seals and pays.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  milegate fund meridian --node http://127.0.0.1:26657 --key treasury --creator ADDRESS
  milegate fund meridian --node URL --creator ADDRESS --generate-only --from MULTISIG > fund.json
  milegate fund meridian --node URL --creator ADDRESS --key member --via cw3:MULTISIG

One message with the amount and the digest of every term and grant. The vault is sealed in it, or the money bounces.")]
pub struct Fund {
    /// The plan: a folder with `plan.toml`, or the file.
    pub plan: PathBuf,
    #[command(flatten)]
    pub by: Deployer,
    #[command(flatten)]
    pub on: On,
    #[command(flatten)]
    pub sign: Sign,
}

/// Keys.
#[derive(Subcommand, Debug)]
pub enum Key {
    /// Make a key and keep it encrypted; its words are shown once.
    #[command(after_help = "Example:\n  milegate key new ops\n  milegate key new keyring:ops")]
    New {
        /// Its name; `keyring:NAME` keeps it in the system's keyring.
        name: String,
    },
    /// Keep the key of a mnemonic that standard input or a file has.
    #[command(after_help = "Example:\n  milegate key import ops < words.txt")]
    Import {
        /// Its name; `keyring:NAME` keeps it in the system's keyring.
        name: String,
        /// The file with the words [default: standard input].
        file: Option<PathBuf>,
    },
    /// Say a key's address.
    Show {
        /// The key: a name, a file, or keyring:NAME.
        key: String,
        /// Prefix of addresses, such as `wasm`.
        #[arg(long, default_value = "wasm")]
        prefix: String,
        /// Derivation path of the key.
        #[arg(long, value_name = "PATH", env = "MILEGATE_HD_PATH", default_value = HD_PATH, hide_default_value = true)]
        hd_path: String,
    },
    /// List the keys that are kept.
    List,
}

/// Transactions in files.
#[derive(Subcommand, Debug)]
pub enum Tx {
    /// Sign what --generate-only printed. Needs no node if chain, number and sequence are said.
    #[command(
        after_help = "Example:\n  milegate tx sign fund.json --key treasury --chain-id wasm-1 --account-number 7 --sequence 3 > signed.json"
    )]
    Sign {
        /// The file.
        file: PathBuf,
        /// The key.
        #[arg(long, env = "MILEGATE_KEY")]
        key: String,
        /// Derivation path of the key.
        #[arg(long, value_name = "PATH", env = "MILEGATE_HD_PATH", default_value = HD_PATH, hide_default_value = true)]
        hd_path: String,
        /// A node that knows the rest.
        #[arg(long, value_name = "URL", env = "MILEGATE_NODE", required_unless_present_all = ["chain_id", "account_number", "sequence"])]
        node: Option<String>,
        /// Id of the chain.
        #[arg(long)]
        chain_id: Option<String>,
        /// The account's number.
        #[arg(long)]
        account_number: Option<u64>,
        /// The account's sequence.
        #[arg(long)]
        sequence: Option<u64>,
    },
    /// Send what was signed and wait until it is in a block.
    Broadcast {
        /// The file.
        file: PathBuf,
        #[command(flatten)]
        on: On,
    },
    /// Wait until a transaction is in a block, and say what came of it.
    Wait {
        /// Its hash.
        hash: String,
        #[command(flatten)]
        on: On,
        /// For how long, in seconds.
        #[arg(long, default_value_t = 60)]
        seconds: u64,
    },
}
