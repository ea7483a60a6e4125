//! The chain as a reporter has it, and what tests ask about reports.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use cosmwasm_std::Addr;
use milegate_api::oracle::{ExecuteMsg, QueryMsg};
use milegate_fetch::local::{Answer, Local};
use milegate_reporter::{ChainError, Moment, OracleChain, Reporter, Sent, Sources};
use milegate_tests::feeds::{FEED, Feeds};
use tempfile::TempDir;

/// What goes wrong between a reporter and the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A report does not arrive.
    Lost,
    /// It arrives, and the answer does not.
    Unanswered,
    /// It does not arrive, and the period passes meanwhile.
    PeriodPasses,
}

/// An embedded chain that a reporter signs for.
#[derive(Clone)]
pub struct OnChain {
    pub feeds: Rc<RefCell<Feeds>>,
    pub who: &'static str,
    /// Taken from the end, one at each report.
    pub faults: Vec<Fault>,
    /// Seconds that pass whenever somebody asks for the time.
    pub pace: u64,
}

impl OracleChain for OnChain {
    fn reporter(&self) -> Addr {
        self.feeds.borrow().at(self.who)
    }

    fn moment(&self) -> Result<Moment, ChainError> {
        let mut feeds = self.feeds.borrow_mut();
        feeds.chain.advance(self.pace);
        Ok(Moment {
            chain: feeds.chain.block().chain_id,
            time: feeds.now(),
        })
    }

    fn ask(&self, oracle: &Addr, question: &QueryMsg) -> Result<Vec<u8>, ChainError> {
        let question = serde_json::to_vec(question).expect("JSON");
        let answer = self.feeds.borrow().chain.query_json(oracle, &question);
        answer
            .map(|answer| answer.to_vec())
            .map_err(|refused| ChainError::Refused {
                reason: refused.to_string(),
            })
    }

    fn submit(&mut self, oracle: &Addr, report: &ExecuteMsg) -> Result<Sent, ChainError> {
        let fault = self.faults.pop();
        let mut feeds = self.feeds.borrow_mut();
        let reason = "no answer".to_string();
        match fault {
            Some(Fault::Lost) => return Err(ChainError::Unreachable { reason }),
            Some(Fault::PeriodPasses) => {
                feeds.a_period_passes();
                return Err(ChainError::Unreachable { reason });
            }
            Some(Fault::Unanswered) | None => {}
        }
        let told = feeds.send(self.who, oracle, report, &[]);
        told.map_err(|refused| ChainError::Refused {
            reason: refused.reason,
        })?;
        match fault {
            Some(_) => Err(ChainError::Unsure { reason }),
            None => Ok(Sent { tx: None }),
        }
    }
}

/// A reporter's machine, its sources, and the chain.
pub struct Desk {
    pub server: Local,
    pub folder: TempDir,
    pub chain: OnChain,
}

impl Desk {
    /// Three sources that say 100, 101 and 102, at the first instant of period 0.
    pub fn new() -> Self {
        Desk::on(Feeds::new())
    }

    pub fn on(feeds: Feeds) -> Self {
        let server = Local::new().expect("a server");
        for (path, value) in [("/a", "0.000100"), ("/b", "0.000101"), ("/c", "0.000102")] {
            server.answer(path, usd(value));
        }
        Desk {
            server,
            folder: tempfile::tempdir().expect("a folder"),
            chain: OnChain {
                feeds: Rc::new(RefCell::new(feeds)),
                who: "carol",
                faults: vec![],
                pace: 0,
            },
        }
    }

    pub fn sources(&self) -> Sources {
        let oracle = self.chain.feeds.borrow().oracle.clone();
        let mut file = format!(
            "[feed]\noracle = \"{oracle}\"\nname = \"{FEED}\"\n[report]\nneed = 2\ndeviation = \"5 %\"\n\
             after = \"6h\"\nuri = \"https://reports.example/\"\n"
        );
        for path in ["/a", "/b", "/c"] {
            let url = self.server.url(path);
            file += &format!(
                "[[source]]\nname = \"{path}\"\nurl = \"{url}\"\npointer = \"/usd\"\ntimeout = \"2s\"\n"
            );
        }
        let path = self.folder.path().join("sources.toml");
        std::fs::write(&path, file).expect("a file");
        let (sources, warnings) = Sources::read(&path, &|_| None).expect("a sound file");
        assert_eq!(warnings, []);
        sources
    }

    /// A reporter that has just been started.
    pub fn start<'a>(&self, sources: &'a Sources) -> Reporter<'a, OnChain> {
        let mut reporter = Reporter::open(sources, self.chain.clone()).expect("a folder");
        reporter.backoff = Duration::from_millis(1);
        reporter
    }

    /// Everything that was reported: period, reporter, value.
    pub fn reports(&self) -> Vec<(String, String, String)> {
        let feeds = self.chain.feeds.borrow();
        let events = feeds.chain.log().iter().filter(|tx| tx.error.is_none());
        let events = events.flat_map(|tx| &tx.events);
        let reported = events.filter(|event| event.ty == "wasm-oracle_reported");
        let text = |event: &cosmwasm_std::Event, key: &str| {
            let mut found = event.attributes.iter().filter(|a| a.key == key);
            found.next().expect(key).value.clone()
        };
        reported
            .map(|e| (text(e, "period"), text(e, "reporter"), text(e, "value")))
            .collect()
    }

    /// Whether any report was sent and refused.
    pub fn refused(&self) -> bool {
        let feeds = self.chain.feeds.borrow();
        feeds.chain.log().iter().any(|tx| tx.error.is_some())
    }

    /// Documents on disk.
    pub fn documents(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.folder.path().join("reports")).expect("a folder");
        let paths = entries.map(|entry| entry.expect("a file").path());
        paths
            .filter(|path| path.extension().is_some_and(|e| e == "json"))
            .collect()
    }

    pub fn journal(&self) -> String {
        let path: &Path = self.folder.path();
        std::fs::read_to_string(path.join("reports").join(format!("{FEED}.jsonl")))
            .expect("a journal")
    }
}

pub fn usd(value: &str) -> Answer {
    Answer::Body(format!("{{\"usd\": \"{value}\"}}"))
}
