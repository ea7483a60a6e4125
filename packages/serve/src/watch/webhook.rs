use std::time::Duration;

use cosmwasm_std::HexBinary;
use sha2::{Digest, Sha256};

use super::News;

/// How often a thing is posted until it is taken.
const TRIES: u32 = 5;

/// Why a webhook did not take something.
#[derive(Debug, thiserror::Error)]
pub enum WebhookError {
    /// It said no, for good or too often.
    #[error("{url} answers {status}")]
    Refused {
        /// The address.
        url: String,
        /// The status.
        status: u16,
    },
    /// It did not answer.
    #[error("{url} does not answer: {reason}")]
    Away {
        /// The address.
        url: String,
        /// Why.
        reason: String,
    },
}

/// An address that takes news as JSON.
pub struct Webhook {
    url: String,
    pause: Duration,
    agent: ureq::Agent,
}

impl Webhook {
    /// A webhook; `pause` is how long it waits before the second try, and doubles from then on.
    pub fn new(url: &str, pause: Duration) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(10)))
            // What was meant for one address is for no other.
            .max_redirects(0)
            .http_status_as_error(false)
            .build();
        Webhook {
            url: url.to_owned(),
            pause,
            agent: config.into(),
        }
    }

    /// Posts a thing until it is taken: any status of 200 to 299. What failed on the way or because
    /// the receiver was busy is tried again; it carries the same `Idempotency-Key`.
    pub fn post(&self, news: &News) -> Result<(), WebhookError> {
        let hash: [u8; 32] = Sha256::digest(&news.key).into();
        let key = HexBinary::from(&hash).to_hex();
        let body = serde_json::to_vec(news).unwrap_or_default();
        let mut pause = self.pause;
        for attempt in 1..=TRIES {
            let last = attempt == TRIES;
            let sent = self
                .agent
                .post(&self.url)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", &key)
                .send(&body[..]);
            let why = match sent.map(|answer| answer.status().as_u16()) {
                Ok(200..=299) => return Ok(()),
                Ok(status) => {
                    let why = WebhookError::Refused {
                        url: self.url.clone(),
                        status,
                    };
                    let busy = matches!(status, 408 | 429 | 500..=599);
                    if !busy {
                        return Err(why);
                    }
                    why
                }
                Err(error) => WebhookError::Away {
                    url: self.url.clone(),
                    reason: error.to_string(),
                },
            };
            if last {
                return Err(why);
            }
            std::thread::sleep(pause);
            pause = pause.saturating_mul(2);
        }
        Ok(())
    }
}
