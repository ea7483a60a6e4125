//! Time and blocks of a localnet, and waiting for them.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use milegate_report::Block;

use super::Localnet;

impl Localnet {
    /// Waits until the last block is not before `at`, Unix seconds, with the validators' clock set
    /// forward to it.
    pub fn until(&self, at: u64) -> Block {
        let block = self.node.latest().unwrap();
        if block.time >= at {
            return block;
        }
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .as_secs();
        self.set_clock(i128::from(at) - i128::from(now));
        self.wait("a block after the clock", |block| block.time >= at)
    }

    /// Waits until a node knows the block of a height.
    pub fn caught_up(&self, node: usize, height: u64) {
        let started = Instant::now();
        while self.connect(node).height().unwrap() < height {
            assert!(
                started.elapsed() < Duration::from_secs(60),
                "node {node} does not catch up"
            );
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Lets time pass, and blocks.
    pub fn pass(&self, seconds: u64, blocks: u64) -> Block {
        let now = self.node.latest().unwrap();
        self.until(now.time + seconds);
        self.until_height(now.height + blocks)
    }

    /// Waits for a block.
    pub fn until_height(&self, height: u64) -> Block {
        self.wait("blocks", |block| block.height >= height)
    }

    fn wait(&self, what: &str, done: impl Fn(&Block) -> bool) -> Block {
        let started = Instant::now();
        let (mut height, mut grown) = (0, started);
        loop {
            let block = self.node.latest().unwrap();
            if done(&block) {
                return block;
            }
            if block.height > height {
                (height, grown) = (block.height, Instant::now());
            }
            assert!(
                grown.elapsed() < Duration::from_secs(60)
                    && started.elapsed() < Duration::from_secs(900),
                "waiting for {what}, stuck at {block:?}"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn set_clock(&self, ahead: i128) {
        let next = self.summary.clock.with_extension("next");
        std::fs::write(&next, ahead.to_string()).unwrap();
        std::fs::rename(&next, &self.summary.clock).unwrap();
    }
}
