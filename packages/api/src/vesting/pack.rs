//! How the vault keeps its terms: packed, in this order.

use cosmwasm_std::Addr;
use milegate_core::guard::Guard;
use milegate_core::holder::{Announced, Tie};
use milegate_core::ledger::{
    Curve, Gate, GateState, IfMissed, Schedule, Service, Standing, Tenure, Totals, Tranche,
};

use super::change::{Change, LeaveReason, MoveReason};
use super::response::AnnouncedChange;
use super::terms::{AssetTerms, Category, Leavers, Reserve};
use crate::common::{Denom, PlanRef, Sink};
use crate::packed::Packed;
use crate::{pack_fields, pack_variants};

pack_fields!(PlanRef { name, digest });
pack_fields!(AssetTerms<Addr> {
    denom,
    symbol,
    decimals,
    lot
});
pack_fields!(Guard { limit, period });
pack_fields!(Reserve<Addr> {
    lots,
    assigner,
    expires
});
pack_fields!(Leavers<Addr> { by, notice });
pack_fields!(Category<Addr> {
    name,
    cap,
    guard,
    reserve,
    leavers
});

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

pack_variants!(Tenure {
    0 => Serving {},
    1 => Left { kept },
    2 => Renounced {},
});
pack_variants!(Tie {
    0 => Payee {},
    1 => Owner {},
    2 => Declined {},
});
pack_variants!(LeaveReason {
    0 => Resigned {},
    1 => Dismissed {},
    2 => Expired {},
    3 => Deceased {},
});
pack_variants!(MoveReason {
    0 => Key {},
    1 => Custody {},
    2 => Estate {},
    3 => Sale {},
});
pack_variants!(Change<Addr> {
    0 => Termination { reason },
    1 => Payee { payee, reason },
    2 => Owner { owner, reason },
    3 => Recovery { owner, reason },
});
pack_fields!(Announced { due, lapses });
pack_fields!(AnnouncedChange { change, when });

impl Packed for Denom<Addr> {
    fn pack(&self, out: &mut Vec<u8>) {
        match self {
            Denom::Native(denom) => {
                false.pack(out);
                denom.pack(out);
            }
            Denom::Cw20(address) => {
                true.pack(out);
                address.pack(out);
            }
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Some(match bool::unpack(from)? {
            false => Denom::Native(String::unpack(from)?),
            true => Denom::Cw20(Addr::unpack(from)?),
        })
    }
}

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
