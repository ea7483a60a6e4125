//! How the milestones keep what changes: packed, in this order.

use cosmwasm_std::Addr;
use milegate_core::Conclusion;
use milegate_core::milestone::{
    Attestation, Books, Challenge, Check, Comparison, Evidence, Hold, Leaf, Measure, OnSilence,
    Pledge, Policy, Stage, State, Tally, Terms, Watch, Witness, WitnessKind,
};

use super::raw::Wiring;
use crate::packed::Packed;
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
pack_variants!(Comparison {
    0 => AtLeast {},
    1 => Above {},
    2 => AtMost {},
    3 => Below {},
    4 => Equal {},
    5 => Unequal {},
});
pack_fields!(Check {
    pointer,
    comparison,
    target
});
pack_fields!(Hold {
    since,
    last,
    observations
});
pack_fields!(Watch { hold, suspended });
pack_variants!(Measure {
    0 => Mean {},
    1 => Sum {},
    2 => Minimum {},
});
pack_variants!(WitnessKind<Addr> {
    0 => Committee { group, threshold, seat_age },
    1 => Authority { address },
    2 => Assertion { bond },
    3 => State { contract, code_id, checksum, query, checks, held, observations, spacing },
    4 => Feed { oracle, feed, window, registered, measure, target, observations },
});
pack_fields!(Witness<Addr> { name, kind });
pack_variants!(Policy {
    0 => Witness { name },
    1 => All { of },
    2 => Any { of },
    3 => AtLeast { count, of },
});
pack_variants!(OnSilence {
    0 => Stands {},
    1 => Falls {},
});
pack_fields!(Terms<Addr> {
    name,
    statement,
    schema,
    witnesses,
    policy,
    start,
    deadline,
    window,
    last_call,
    court_limit,
    freshness,
    court,
    bond,
    on_silence
});
pack_fields!(Tally { members, weight });
pack_fields!(Pledge { asserter, bond });

const SITTING: u8 = 1;
const CHALLENGED: u8 = 2;
const PLEDGE: u8 = 4;
const STRUCK: u8 = 8;

/// One byte that says which of the rare fields are there, what stands, the floor, then those fields:
/// the record of a leaf is written by every message.
impl Packed for Leaf {
    fn pack(&self, out: &mut Vec<u8>) {
        let flag = |there: bool, flag: u8| if there { flag } else { 0 };
        let challenged = self.challenged != Tally::default();
        out.push(
            flag(self.sitting.is_some(), SITTING)
                | flag(challenged, CHALLENGED)
                | flag(self.pledge.is_some(), PLEDGE)
                | flag(self.struck > 0, STRUCK),
        );
        self.standing.pack(out);
        self.floor.pack(out);
        if let Some(sitting) = &self.sitting {
            sitting.pack(out);
        }
        if challenged {
            self.challenged.pack(out);
        }
        if let Some(pledge) = &self.pledge {
            pledge.pack(out);
        }
        if self.struck > 0 {
            self.struck.pack(out);
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let (flags, rest) = from.split_first()?;
        *from = rest;
        let standing = Tally::unpack(from)?;
        let floor = u64::unpack(from)?;
        let mut leaf = Leaf {
            standing,
            floor,
            ..Leaf::default()
        };
        if flags & SITTING != 0 {
            leaf.sitting = Some(Packed::unpack(from)?);
        }
        if flags & CHALLENGED != 0 {
            leaf.challenged = Packed::unpack(from)?;
        }
        if flags & PLEDGE != 0 {
            leaf.pledge = Some(Packed::unpack(from)?);
        }
        if flags & STRUCK != 0 {
            leaf.struck = Packed::unpack(from)?;
        }

        (flags >> 4 == 0).then_some(leaf)
    }
}
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

#[cfg(test)]
mod tests {
    use milegate_core::Point;

    use super::*;

    #[track_caller]
    fn there_and_back(leaf: Leaf, bytes: &[u8]) {
        let mut out = Vec::new();
        leaf.pack(&mut out);
        assert_eq!(out, bytes);
        assert_eq!(Leaf::unpack(&mut out.as_slice()), Some(leaf));
        for cut in 0..bytes.len() {
            assert_eq!(Leaf::unpack(&mut &bytes[..cut]), None, "cut to {cut}");
        }
    }

    #[test]
    fn a_leaf_by_hand() {
        let standing = Tally {
            members: 1,
            weight: 2u64.into(),
        };
        let plain = Leaf {
            standing,
            floor: 3,
            ..Leaf::default()
        };
        there_and_back(plain.clone(), &[0, 1, 2, 3]);
        let pledge = Pledge {
            asserter: Addr::unchecked("a"),
            bond: 7u128.into(),
        };
        let full = Leaf {
            sitting: Some(Point { time: 4, height: 5 }),
            challenged: standing,
            pledge: Some(pledge),
            struck: 2,
            ..plain
        };
        there_and_back(full, &[15, 1, 2, 3, 4, 5, 1, 2, 1, b'a', 7, 2]);
        assert_eq!(Leaf::unpack(&mut [16, 0, 0, 0].as_slice()), None);
    }
}
