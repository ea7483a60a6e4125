//! A node, asked one question after another.

use std::future::Future;
use std::time::Duration;

use cosmrs::proto::traits::Message;
use cosmrs::rpc::client::CompatMode;
use cosmrs::rpc::{Client as _, HttpClient};
use cosmrs::tendermint::block::Height;
use milegate_report::Block;
use tokio::runtime::Runtime;

use crate::error::ChainError;
use crate::reason::reason;

/// Seconds after which one answer is given up.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Pauses before a question is asked again that a node did not answer: a node that restarts is back
/// within them.
const PAUSES: &[u64] = &[200, 500, 1_000, 2_000, 4_000, 8_000];

/// A node of a chain, by its RPC address. Methods block; each is one question, asked again for a
/// while if the node does not answer at all.
#[derive(Debug)]
pub struct Node {
    runtime: Runtime,
    http: HttpClient,
    url: String,
    chain_id: String,
}

impl Node {
    /// Connects to `http://host:port`, and asks which chain it is; once, for a wrong address is no
    /// restart.
    pub fn connect(url: &str) -> Result<Self, ChainError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| ChainError::input("runtime", error))?;
        let build = |compat: CompatMode| {
            let target = url
                .parse::<cosmrs::rpc::HttpClientUrl>()
                .map_err(|error| ChainError::input(format!("node {url}"), error))?;
            HttpClient::builder(target)
                .compat_mode(compat)
                .timeout(TIMEOUT)
                .build()
                .map_err(|error| ChainError::input(format!("node {url}"), error))
        };
        let mut node = Node {
            runtime,
            http: build(CompatMode::default())?,
            url: url.to_owned(),
            chain_id: String::new(),
        };
        let status = node.once("status", node.http.status())?;
        let version = status.node_info.version;
        let compat = CompatMode::from_version(version).unwrap_or_default();
        node.http = build(compat)?;
        node.chain_id = status.node_info.network.to_string();
        Ok(node)
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Id of its chain.
    pub fn chain_id(&self) -> &str {
        &self.chain_id
    }

    /// The last height whose state can be asked for.
    pub fn height(&self) -> Result<u64, ChainError> {
        let info = self.retried("abci_info", || self.http.abci_info())?;
        Ok(info.last_block_height.value())
    }

    /// The last block whose state can be asked for.
    pub fn latest(&self) -> Result<Block, ChainError> {
        let height = self.height()?;
        Ok(Block {
            height,
            time: self.time_of(height)?,
            chain_id: self.chain_id.clone(),
        })
    }

    /// Whether the node is behind its peers and still fetching blocks.
    pub fn catching_up(&self) -> Result<bool, ChainError> {
        let status = self.retried("status", || self.http.status())?;
        Ok(status.sync_info.catching_up)
    }

    /// Time of a block, Unix seconds.
    pub fn time_of(&self, height: u64) -> Result<u64, ChainError> {
        let at = self.at(height)?;
        let commit = self.retried("commit", || self.http.commit(at))?;
        seconds(commit.signed_header.header.time)
    }

    /// The most gas that one block, and so one transaction, can use; none if the chain sets none.
    pub fn max_gas(&self) -> Result<Option<u64>, ChainError> {
        let height = self.height()?;
        let at = self.at(height)?;
        let params = self.retried("consensus_params", || self.http.consensus_params(at))?;
        Ok(u64::try_from(params.consensus_params.block.max_gas).ok())
    }

    /// Asks a module, by its gRPC method, over the node's RPC; at `height`, or at the last one.
    pub fn ask<Q: Message, A: Message + Default>(
        &self,
        method: &str,
        question: &Q,
        height: Option<u64>,
    ) -> Result<A, ChainError> {
        let data = question.encode_to_vec();
        let at = height.map(|height| self.at(height)).transpose()?;
        let path = || Some(method.to_owned());
        let answer = self.retried(method, || {
            self.http.abci_query(path(), data.clone(), at, false)
        })?;
        if answer.code.is_err() {
            return Err(ChainError::refused(method, reason(&answer.log)));
        }
        A::decode(answer.value.as_slice()).map_err(|error| ChainError::malformed(method, error))
    }

    /// One request that must not be repeated: the caller decides what silence means.
    pub(crate) fn once<T>(
        &self,
        what: &str,
        request: impl Future<Output = Result<T, cosmrs::rpc::Error>>,
    ) -> Result<T, ChainError> {
        self.runtime
            .block_on(request)
            .map_err(|error| self.failed(what, &error))
    }

    /// A request that changes nothing, repeated while the node does not answer.
    pub(crate) fn retried<T, F>(&self, what: &str, request: impl Fn() -> F) -> Result<T, ChainError>
    where
        F: Future<Output = Result<T, cosmrs::rpc::Error>>,
    {
        let mut pauses = PAUSES.iter();
        loop {
            match self.once(what, request()) {
                Err(ChainError::Unreachable { url, what, reason }) => match pauses.next() {
                    Some(pause) => std::thread::sleep(Duration::from_millis(*pause)),
                    None => return Err(ChainError::Unreachable { url, what, reason }),
                },
                answer => return answer,
            }
        }
    }

    pub(crate) fn http(&self) -> &HttpClient {
        &self.http
    }

    pub(crate) fn at(&self, height: u64) -> Result<Height, ChainError> {
        Height::try_from(height).map_err(|error| ChainError::input("height", error))
    }

    fn failed(&self, what: &str, error: &cosmrs::rpc::Error) -> ChainError {
        use cosmrs::rpc::error::ErrorDetail;
        match error.detail() {
            ErrorDetail::Response(told) => {
                let said = &told.source;
                let words = said.data().unwrap_or_else(|| said.message());
                ChainError::refused(what, reason(words))
            }
            ErrorDetail::Serde(_) | ErrorDetail::Parse(_) | ErrorDetail::Tendermint(_) => {
                ChainError::malformed(what, one_line(error))
            }
            _ => ChainError::Unreachable {
                url: self.url.clone(),
                what: what.to_owned(),
                reason: one_line(error),
            },
        }
    }
}

/// The first line of an error: the rest is a trace.
fn one_line(error: &cosmrs::rpc::Error) -> String {
    let text = error.detail().to_string();
    text.lines().next().unwrap_or_default().to_owned()
}

/// An instant of the chain in Unix seconds.
pub(crate) fn seconds(time: cosmrs::tendermint::Time) -> Result<u64, ChainError> {
    u64::try_from(time.unix_timestamp()).map_err(|error| ChainError::malformed("time", error))
}
