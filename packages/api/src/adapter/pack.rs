//! How an adapter keeps its records: packed, in this order.

use super::{ConfigResponse, Sample};
use crate::pack_fields;

pack_fields!(Sample { slot, value });
pack_fields!(ConfigResponse {
    plan,
    feed,
    base,
    quote,
    max_age,
    slots
});
