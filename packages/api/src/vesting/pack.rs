//! How the vault keeps its terms: packed, in this order.

use milegate_core::guard::Guard;
use milegate_core::ledger::{
    Curve, Gate, GateState, IfMissed, Schedule, Service, Standing, Totals, Tranche,
};

use super::msg::{AssetTerms, Category};
use crate::common::{PlanRef, Sink};
use crate::packed::Packed;
use crate::{pack_fields, pack_variants};

pack_fields!(PlanRef { name, digest });
pack_fields!(AssetTerms {
    denom,
    symbol,
    decimals,
    lot
});
pack_fields!(Guard { limit, period });
pack_fields!(Category { name, cap, guard });

pack_variants!(Curve {
    0 => Once {},
    1 => Linear { duration, cliff },
    2 => Steps { every, count },
});
pack_variants!(IfMissed {
    0 => Forfeit {},
    1 => Fallback { curve },
    2 => Roll { milestone },
});
pack_variants!(Gate {
    0 => Time { at },
    1 => Milestone { milestone, not_before, if_missed },
});
pack_variants!(GateState {
    0 => Waiting {},
    1 => Open { at },
    2 => FellBack { at },
    3 => Dead { at },
});
pack_fields!(Tranche {
    weight,
    gate,
    curve
});
pack_fields!(Service {
    start,
    length,
    cliff
});
pack_fields!(Schedule { tranches, service });
pack_fields!(Standing { schedule, gates });
pack_fields!(Totals {
    serving,
    kept,
    granted,
    forfeited,
    settled
});

impl<A: Packed> Packed for Sink<A> {
    fn pack(&self, out: &mut Vec<u8>) {
        match self {
            Sink::Burn {} => false.pack(out),
            Sink::Account { address } => {
                true.pack(out);
                address.pack(out);
            }
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Some(match bool::unpack(from)? {
            false => Sink::Burn {},
            true => Sink::Account {
                address: A::unpack(from)?,
            },
        })
    }
}
