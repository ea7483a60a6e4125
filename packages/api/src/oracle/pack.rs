//! How an oracle keeps its records: packed, in this order.

use cosmwasm_std::Addr;
use milegate_core::oracle::{Calendar, Feed, Mark, Reading, Report, Total, Window};

use super::ConfigResponse;
use crate::pack_fields;

pack_fields!(ConfigResponse { plan, governance });
pack_fields!(Calendar { start, period });
pack_fields!(Window {
    periods,
    least,
    max_gap
});
pack_fields!(Feed<Addr> {
    name,
    unit,
    decimals,
    group,
    quorum,
    min,
    max,
    calendar,
    windows
});
pack_fields!(Report { value, weight });
pack_fields!(Mark { held, unbroken });
pack_fields!(Total {
    value,
    sum,
    count,
    marks
});
pack_fields!(Reading {
    from,
    until,
    stale,
    periods,
    full,
    observations,
    sum,
    held,
    unbroken,
    silent
});
