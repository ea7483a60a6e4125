//! Every key of its own. Values and windows are under the keys of an oracle, `total` and `reading`.

use milegate_api::adapter::{ConfigResponse, Sample};
use milegate_api::pack_fields;
use milegate_api::packed::PackedItem;

/// `config`: terms. Written at birth.
pub const CONFIG: PackedItem<ConfigResponse> = PackedItem::new("config");

/// `taken` -> how far it is closed, and the samples after that. Written by every message.
pub const TAKEN: PackedItem<Taken> = PackedItem::new("taken");

/// How far the feed is closed, and the samples of the period after that.
#[derive(Clone, Default)]
pub struct Taken {
    /// Periods that are closed; the number of the next.
    pub closed: u32,
    /// Samples of the next, at most 64, in the order of their slots.
    pub samples: Vec<Sample>,
}

pack_fields!(Taken { closed, samples });
