use cosmwasm_schema::cw_serde;

/// What is left of an address in a grant that no longer names it.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum Tie {
    /// It was paid while it was the payee of somebody else's grant. It may decline.
    Payee {},
    /// The grant was its own, and it handed it over. For good.
    Owner {},
    /// It declined to be the payee of somebody else's grant. It cannot be named again.
    Declined {},
}

/// How an address stands to a grant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// It controls the grant.
    pub owner: bool,
    /// It receives what the grant pays.
    pub payee: bool,
    /// What it was before.
    pub tie: Option<Tie>,
}

impl Part {
    /// Whether the grant makes it interested: it gains, or gained, from what opens.
    pub const fn is_interested(self) -> bool {
        let tied = matches!(self.tie, Some(Tie::Payee {} | Tie::Owner {}));
        self.owner || self.payee || tied
    }

    /// Whether it may be named owner or payee: not once it has declined, or it could step out of the
    /// way of a vote for as long as that lasts.
    pub const fn may_be_named(self) -> bool {
        !matches!(self.tie, Some(Tie::Declined {}))
    }

    /// It becomes, stays or stops being owner and payee; `paid` says whether it was paid since it
    /// became payee. An owner is known for good, since he handed over himself; a payee only if he
    /// was paid, since nobody asked him.
    #[must_use]
    pub const fn keeps(self, owner: bool, payee: bool, paid: bool) -> Part {
        let left = self.payee && !payee;
        let tie = match self.tie {
            Some(Tie::Owner {}) => self.tie,
            _ if self.owner && !owner => Some(Tie::Owner {}),
            _ if left && !owner && paid => Some(Tie::Payee {}),
            tie => tie,
        };
        Part { owner, payee, tie }
    }

    /// It declines: the payee of another's grant steps down, a former one sheds the tie. None if
    /// there is nothing to decline.
    pub const fn declines(self) -> Option<Part> {
        let tie = match (self.owner, self.payee, self.tie) {
            (false, true, Some(Tie::Owner {})) => Some(Tie::Owner {}),
            (false, true, _) | (false, false, Some(Tie::Payee {})) => Some(Tie::Declined {}),
            _ => return None,
        };
        Some(Part {
            owner: false,
            payee: false,
            tie,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: Option<Tie> = Some(Tie::Owner {});
    const PAYEE: Option<Tie> = Some(Tie::Payee {});
    const DECLINED: Option<Tie> = Some(Tie::Declined {});

    fn part(owner: bool, payee: bool, tie: Option<Tie>) -> Part {
        Part { owner, payee, tie }
    }

    #[test]
    fn what_is_left_by_hand() {
        // (before, owner and payee after, paid, tie after)
        let table = [
            // an owner hands over, paid or not, his own payee or not
            (part(true, true, None), (false, false), false, OWNER),
            (part(true, true, None), (false, false), true, OWNER),
            (part(true, false, None), (false, false), false, OWNER),
            (part(true, true, None), (false, true), false, OWNER),
            // he stays owner
            (part(true, true, None), (true, false), true, None),
            // a payee is replaced
            (part(false, true, None), (false, false), false, None),
            (part(false, true, None), (false, false), true, PAYEE),
            (part(false, true, OWNER), (false, false), true, OWNER),
            (part(false, true, PAYEE), (false, false), false, PAYEE),
            // a payee becomes the owner
            (part(false, true, None), (true, true), true, None),
            (part(false, true, None), (true, false), true, None),
            // nothing changes for him
            (part(false, false, DECLINED), (false, false), true, DECLINED),
            (part(true, true, DECLINED), (false, false), false, OWNER),
        ];
        for (before, (owner, payee), paid, tie) in table {
            let after = before.keeps(owner, payee, paid);
            assert_eq!(after, part(owner, payee, tie), "{before:?} paid {paid}");
        }
    }

    #[test]
    fn declining_by_hand() {
        let table = [
            (part(false, true, None), Some(DECLINED)),
            (part(false, true, PAYEE), Some(DECLINED)),
            (part(false, true, OWNER), Some(OWNER)),
            (part(false, false, PAYEE), Some(DECLINED)),
            (part(false, false, OWNER), None),
            (part(false, false, DECLINED), None),
            (part(false, false, None), None),
            (part(true, true, None), None),
            (part(true, false, PAYEE), None),
        ];
        for (before, tie) in table {
            let after = tie.map(|tie| part(false, false, tie));
            assert_eq!(before.declines(), after, "{before:?}");
        }
    }

    #[test]
    fn who_neither_is_nor_was_either_is_not_interested() {
        assert!(!part(false, false, None).is_interested());
        assert!(!part(false, false, DECLINED).is_interested());
        for interested in [
            part(true, false, None),
            part(false, true, None),
            part(false, false, OWNER),
            part(false, false, PAYEE),
        ] {
            assert!(interested.is_interested(), "{interested:?}");
        }
        assert!(part(false, false, PAYEE).may_be_named());
        assert!(!part(false, false, DECLINED).may_be_named());
    }
}
