//! Adapter: another oracle behind the words of ours. It samples Band's `std_reference` and keeps the
//! answers as a feed; windows are asked for as of an oracle (`milegate_api::oracle::raw`).

mod access;
mod event;
mod msg;
mod pack;

pub use access::ACCESS;
pub use event::Event;
pub use msg::{
    ConfigResponse, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, Sample, SamplesResponse,
};
