//! How the milestones keep what changes: packed, in this order.

use milegate_core::Conclusion;
use milegate_core::milestone::{
    Attestation, Books, Challenge, Evidence, Leaf, Stage, State, Tally,
};

use super::raw::Wiring;
use crate::{pack_fields, pack_variants};

pack_variants!(Conclusion {
    0 => Reached { at },
    1 => Missed { at },
});
pack_fields!(Wiring {
    vaults,
    bond_denom,
    bond_sink
});
pack_fields!(Tally { members, weight });
pack_fields!(Leaf {
    sitting,
    standing,
    challenged,
    floor
});
pack_fields!(Challenge {
    challenger,
    bond,
    at,
    mark
});
pack_variants!(Stage {
    0 => Open {},
    1 => Pending { since },
    2 => Disputed { since, challenge },
    3 => Ended { conclusion },
});
pack_fields!(State {
    stage,
    round,
    late_falls,
    last_call,
    bond,
    bounty,
    made,
    leaves
});
pack_fields!(Attestation {
    sequence,
    round,
    as_of,
    made,
    weight,
    removed,
    retracted_in,
    struck_as_of
});
pack_fields!(Evidence {
    schema,
    uri,
    digest,
    metric,
    value
});
pack_fields!(Books {
    bonds,
    bounties,
    credits,
    dues
});
