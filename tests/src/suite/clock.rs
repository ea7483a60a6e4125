use milegate_core::Point;

use super::{Suite, defaults};

/// One day, in seconds.
pub const DAY: u64 = 86_400;

impl Suite {
    /// Block time.
    pub fn now(&self) -> u64 {
        self.chain.block().time.seconds()
    }

    /// Both clocks.
    pub fn point(&self) -> Point {
        Point {
            time: self.now(),
            height: self.chain.block().height,
        }
    }

    /// One block, one second later.
    pub fn a_second_passes(&mut self) {
        self.chain.advance(1);
    }

    /// A day of blocks.
    pub fn a_day_passes(&mut self) {
        self.days_pass(1);
    }

    /// Days of blocks.
    pub fn days_pass(&mut self, days: u64) {
        self.chain.advance(days * DAY);
    }

    /// Blocks up to exactly this instant.
    pub fn until(&mut self, at: u64) {
        self.chain
            .advance(at.checked_sub(self.now()).expect("time does not go back"));
    }

    /// The challenge window of the defaults.
    pub fn window_passes(&mut self) {
        self.chain.advance(defaults::WINDOW.seconds);
    }

    /// The court's limit of the defaults.
    pub fn court_limit_passes(&mut self) {
        self.chain.advance(defaults::COURT_LIMIT.seconds);
    }

    /// The last call of the defaults.
    pub fn last_call_passes(&mut self) {
        self.chain.advance(defaults::LAST_CALL.seconds);
    }

    /// The vault's notice of the defaults.
    pub fn notice_passes(&mut self) {
        self.chain.advance(defaults::NOTICE);
    }

    /// Time passes and one block only: the chain was halted.
    pub fn the_chain_halts_for(&mut self, seconds: u64) {
        let mut block = self.chain.block();
        block.height += 1;
        block.time = block.time.plus_seconds(seconds);
        self.chain.set_block(block);
    }

    /// So many seconds and so many blocks pass, whatever a block usually takes.
    pub fn clocks_run(&mut self, seconds: u64, blocks: u64) {
        let mut block = self.chain.block();
        block.height += blocks;
        block.time = block.time.plus_seconds(seconds);
        self.chain.set_block(block);
    }
}
