//! A chain of `scripts/localnet`, for as long as a test wants it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use cosmwasm_std::coin;
use milegate_chain::{Client, HD_PATH, Key, Message, Node};
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;

mod time;

/// A running chain; it is gone when this is dropped.
pub struct Localnet {
    home: PathBuf,
    summary: Summary,
    node: Node,
    /// Whether its data is in memory.
    quick: bool,
    /// Addresses that nobody has the key of.
    others: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Summary {
    clock: PathBuf,
    fee_denom: String,
    chain_id: String,
    gas_price: String,
    gov: String,
    wasmd: PathBuf,
    nodes: Vec<NodeOf>,
    accounts: BTreeMap<String, Account>,
}

#[derive(Deserialize)]
struct NodeOf {
    home: PathBuf,
    rpc: String,
}

#[derive(Deserialize)]
struct Account {
    address: String,
    mnemonic_file: PathBuf,
}

/// The folder of the checkout.
pub fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// The folder of the compiled contracts.
pub fn artifacts() -> PathBuf {
    checkout().join("artifacts")
}

impl Localnet {
    /// Begins a chain of its own, with the options of `scripts/localnet start`.
    pub fn start(name: &str, options: &[&str]) -> Self {
        let home = checkout().join("out/e2e").join(name);
        run(&home, &["clean"]);
        run(&home, &[&["start"], options].concat());
        let summary = std::fs::read(home.join("localnet.json")).unwrap();
        let summary: Summary = serde_json::from_slice(&summary).unwrap();
        Localnet {
            node: Node::connect(&summary.nodes[0].rpc).unwrap(),
            quick: options.contains(&"--memory"),
            others: BTreeMap::new(),
            summary,
            home,
        }
    }

    /// Another command of `scripts/localnet`.
    pub fn run(&self, command: &[&str]) {
        run(&self.home, command);
    }

    /// The first node.
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// Any node, in a connection of its own; one that has just been woken needs a moment.
    pub fn connect(&self, index: usize) -> Node {
        let rpc = &self.summary.nodes[index].rpc;
        let patience = Instant::now() + Duration::from_secs(60);
        loop {
            match Node::connect(rpc) {
                Ok(node) => return node,
                Err(error) if Instant::now() > patience => panic!("{error}"),
                Err(_) => std::thread::sleep(Duration::from_millis(200)),
            }
        }
    }

    /// Somebody who signs, through the first node.
    pub fn client(&self, account: &str) -> Client {
        self.client_of(account, 0)
    }

    /// Somebody who signs, through another node.
    pub fn client_of(&self, account: &str, node: usize) -> Client {
        let price = self.summary.gas_price.parse().unwrap();
        let client = Client::new(self.connect(node), self.key(account), Some(price)).unwrap();
        match self.quick {
            // A hundred blocks may pass in a second.
            true => client.sending(|how| how.blocks = 3_000),
            false => client,
        }
    }

    /// The key of an account.
    pub fn key(&self, account: &str) -> Key {
        let words = std::fs::read_to_string(self.mnemonic_file(account)).unwrap();
        Key::from_mnemonic(&SecretString::from(words), HD_PATH).unwrap()
    }

    /// The address of an account.
    pub fn address(&self, account: &str) -> &str {
        let other = self.others.get(account);
        other.unwrap_or_else(|| &self.account(account).address)
    }

    /// Whose account has an address; none where nobody has its key.
    pub fn who(&self, address: &str) -> Option<&str> {
        let mut accounts = self.summary.accounts.iter();
        let found = accounts.find(|(_, account)| account.address == address);
        found.map(|(name, _)| name.as_str())
    }

    /// Names a contract, so that it has an address as accounts do.
    pub fn name(&mut self, name: &str, address: String) {
        self.others.insert(name.to_owned(), address);
    }

    /// Somebody who signs and has signed before: an account's first transaction stores its key, and
    /// no message is to be charged for that.
    pub fn introduced(&self, account: &str) -> Client {
        let client = self.client(account);
        let first = Message::Send {
            from: client.address().to_owned(),
            to: client.address().to_owned(),
            amount: vec![coin(1, self.fee_denom())],
        };
        client.send(&[first], "").unwrap();
        client
    }

    /// The RPC address of the first node.
    pub fn rpc(&self) -> &str {
        &self.summary.nodes[0].rpc
    }

    /// How many transactions a node has that are in no block yet.
    pub fn waiting(&self, node: usize) -> u64 {
        let host = self.summary.nodes[node].rpc.trim_start_matches("http://");
        let mut node = TcpStream::connect(host).unwrap();
        node.write_all(b"GET /num_unconfirmed_txs HTTP/1.0\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        node.read_to_string(&mut answer).unwrap();
        let body = answer.split("\r\n\r\n").nth(1).unwrap_or_default();
        let body: Value = serde_json::from_str(body).unwrap();
        body["result"]["n_txs"].as_str().unwrap().parse().unwrap()
    }

    /// The file with the words of an account's key.
    pub fn mnemonic_file(&self, account: &str) -> &Path {
        &self.account(account).mnemonic_file
    }

    /// The chain's own governance.
    pub fn gov(&self) -> &str {
        &self.summary.gov
    }

    /// What fees are paid in.
    pub fn fee_denom(&self) -> &str {
        &self.summary.fee_denom
    }

    /// A transaction of somebody by the chain's own command line, which says things this project's does
    /// not; answers what the chain said, refused by it if it would fail.
    pub fn wasmd_tx(&self, account: &str, what: &[&str]) -> Result<String, String> {
        let ring = self.home.join("rings").join(account);
        if !ring.exists() {
            std::fs::create_dir_all(&ring).unwrap();
            let words = File::open(self.mnemonic_file(account)).unwrap();
            let add = ["keys", "add", account, "--recover"];
            self.wasmd(&ring, &add, Stdio::from(words)).unwrap();
        }
        let node = self.summary.nodes[0].rpc.replace("http", "tcp");
        let sent = [
            "--from",
            account,
            "--chain-id",
            &self.summary.chain_id,
            "--node",
            &node,
        ];
        let paid = [
            "--gas",
            "auto",
            "--gas-prices",
            &self.summary.gas_price,
            "--yes",
        ];
        self.wasmd(
            &ring,
            &[&["tx"], what, &sent, &paid].concat(),
            Stdio::null(),
        )
    }

    fn wasmd(&self, home: &Path, what: &[&str], input: Stdio) -> Result<String, String> {
        let mut command = Command::new(&self.summary.wasmd);
        command
            .args(what)
            .args(["--keyring-backend", "test"])
            .arg("--home")
            .arg(home);
        let output = command.stdin(input).output().unwrap();
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match output.status.success() {
            true => Ok(said(&output.stdout)),
            false => Err(said(&output.stderr)),
        }
    }

    fn account(&self, name: &str) -> &Account {
        let known = self.summary.accounts.get(name);
        known.unwrap_or_else(|| panic!("the localnet has no account {name}"))
    }

    /// Every validator votes yes on a proposal of x/gov, with its own command line.
    pub fn all_vote_yes(&self, proposal: u64) {
        for node in &self.summary.nodes {
            let vote = [
                "tx",
                "gov",
                "vote",
                &proposal.to_string(),
                "yes",
                "--from",
                "validator",
            ];
            let chain = [
                "--chain-id",
                &self.summary.chain_id,
                "--node",
                &node.rpc.replace("http", "tcp"),
            ];
            let paid = ["--gas-prices", &self.summary.gas_price, "--yes"];
            let voted = self.wasmd(
                &node.home,
                &[&vote[..], &chain, &paid].concat(),
                Stdio::null(),
            );
            voted.unwrap_or_else(|said| panic!("gov vote: {said}"));
        }
    }
}

impl Drop for Localnet {
    fn drop(&mut self) {
        // A failed test leaves folder and log behind.
        run(
            &self.home,
            &[if std::thread::panicking() {
                "stop"
            } else {
                "clean"
            }],
        );
    }
}

fn run(home: &Path, command: &[&str]) {
    let output = Command::new(checkout().join("scripts/localnet"))
        .args(command)
        .env("LOCALNET_HOME", home)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "scripts/localnet {}: {said}",
        command.join(" ")
    );
}
