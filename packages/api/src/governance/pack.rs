//! How a governance keeps its records: packed, in this order.

use milegate_core::governance::{
    Choice, Class, End, Payment, Period, Proposal, Recusal, Rule, Rules, Share, Tally, Terms, Voter,
};

use super::{CodePin, Guardian, Suite, Token};
use crate::packed::Packed;
use crate::{pack_fields, pack_variants};
use cosmwasm_std::Addr;

impl Packed for Share {
    fn pack(&self, out: &mut Vec<u8>) {
        u32::from(self.basis_points()).pack(out);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        u16::try_from(u32::unpack(from)?).ok().map(Share::new)
    }
}

pack_variants!(Class {
    0 => Signal {},
    1 => Dispute {},
    2 => Attest {},
    3 => Spend {},
    4 => Rules {},
    5 => Code {},
});
pack_variants!(Recusal {
    0 => Nobody {},
    1 => Milestones {},
    2 => Grants {},
});
pack_fields!(Rule {
    quorum,
    threshold,
    floor,
    voting,
    tail,
    delay,
    window
});
pack_fields!(Payment { denom, amount });
pack_fields!(Rules {
    revision,
    signal,
    dispute,
    attest,
    spend,
    rules,
    code,
    electorate,
    deposit,
    proposals,
    cool_down,
    uncited
});
pack_fields!(Terms {
    class,
    rule,
    recusal,
    opened,
    total,
    least_total,
    options,
    about_guardian
});
pack_fields!(Tally {
    yes,
    no,
    abstain,
    veto,
    recused
});
pack_variants!(End {
    0 => Executed { at },
    1 => Cancelled { at },
});
pack_fields!(Proposal {
    tally,
    options,
    end
});
pack_variants!(Choice {
    0 => Yes {},
    1 => No {},
    2 => Abstain {},
    3 => Veto {},
    4 => Option { option },
});
pack_variants!(Period {
    0 => Voting {},
    1 => Tail {},
});
pack_fields!(Voter {
    power,
    ballot,
    proven
});
pack_fields!(CodePin { code_id, checksum });
pack_fields!(Suite<Addr> { milestones, vaults });
pack_fields!(Guardian<Addr> { address, expires });
pack_fields!(Token<Addr> { denom, tokens_per_weight });
