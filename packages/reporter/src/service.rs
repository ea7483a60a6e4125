//! Reports period after period.

use std::time::Duration;

use milegate_api::oracle::FeedResponse;
use tracing::{error, info, warn};

use crate::chain::{ChainError, Moment, OracleChain};
use crate::error::ReportError;
use crate::reporter::{Done, Reporter};

/// How a service waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Longest wait before the chain is asked again: no clock but its own says what runs.
    pub look: Duration,
    /// Wait after a report that failed and may be tried again.
    pub again: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Pace {
            look: Duration::from_secs(60),
            again: Duration::from_secs(30),
        }
    }
}

/// Reports every period at its time until somebody asks to stop; `told` hears of each.
pub fn serve<C: OracleChain>(
    reporter: &mut Reporter<'_, C>,
    pace: Pace,
    mut told: impl FnMut(&Result<Done, ReportError>),
) {
    let stop = reporter.stop.clone();
    // The last period there is nothing left to do in.
    let mut done: Option<u32> = None;
    loop {
        let after = reporter.sources.after.as_secs();
        let wait = match reporter.feed() {
            Err(error) => {
                warn!(%error, "the chain is asked again");
                pace.again
            }
            Ok((moment, feed)) => match due(&feed, &moment, after, done) {
                Some(at) => {
                    let left = Duration::from_secs(at.saturating_sub(moment.time));
                    info!(
                        at,
                        seconds = left.as_secs(),
                        "waiting until the next report"
                    );
                    left.min(pace.look)
                }
                None => {
                    let outcome = reporter.once();
                    told(&outcome);
                    match outcome {
                        Ok(Done { period, .. }) | Err(ReportError::Over { period }) => {
                            done = Some(period);
                            Duration::ZERO
                        }
                        Err(ReportError::Chain(ChainError::Refused { reason })) => {
                            error!(reason, "refused: the next period is tried");
                            done = feed.running.map(|running| running.period);
                            Duration::ZERO
                        }
                        Err(error) => {
                            warn!(%error, "tried again while the period runs");
                            pace.again
                        }
                    }
                }
            },
        };
        if !stop.wait(wait) {
            info!("stopped");
            return;
        }
    }
}

/// When the next report is due, Unix seconds; none if one is.
fn due(feed: &FeedResponse, moment: &Moment, after: u64, done: Option<u32>) -> Option<u64> {
    let calendar = feed.terms.calendar;
    let Some(running) = &feed.running else {
        return Some(calendar.start.saturating_add(after));
    };
    let from = match done {
        Some(done) if done >= running.period => running.until,
        _ => running.from,
    };
    let at = from.saturating_add(after);

    (moment.time < at).then_some(at)
}
