//! The oracle beyond single messages: beside a ghost, under attack, over years, in gas.

pub mod adapter;
mod attacks;
mod gas;
mod ghost;
mod matrix;
mod queries;
mod stateful;

use milegate_tests::feeds::Feeds;

/// A short story that brings about every event.
pub fn story() -> Feeds {
    let mut feeds = Feeds::new();
    feeds.say(&[500, 600, 700]);
    feeds.say(&[800, 900]);
    feeds.say(&[400, 300, 200, 100]);
    feeds.advance("stranger").expect("periods are over");
    feeds
}
