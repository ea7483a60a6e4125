use cosmwasm_schema::cw_serde;

/// What is left of an address in a grant that no longer names it, because it was paid.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum Tie {
    /// It was paid while it was the payee of somebody else's grant. It may decline.
    Payee {},
    /// It was paid while the grant was its own. For good.
    Owner {},
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
        self.owner || self.payee || self.tie.is_some()
    }

    /// It stops being owner, payee or both; `paid` says whether it was paid since it became payee.
    /// Who was never paid keeps no tie: a grant cannot be planted on somebody.
    #[must_use]
    pub const fn keeps(self, owner: bool, payee: bool, paid: bool) -> Part {
        let tie = match (self.payee && !payee && paid, self.owner, self.tie) {
            (false, _, tie) => tie,
            (true, true, _) | (true, _, Some(Tie::Owner {})) => Some(Tie::Owner {}),
            (true, false, _) => Some(Tie::Payee {}),
        };
        Part { owner, payee, tie }
    }

    /// It declines: the payee of another's grant steps down, a former one sheds the tie. None if
    /// there is nothing to decline.
    pub const fn declines(self) -> Option<Part> {
        let tie = match self.tie {
            Some(Tie::Owner {}) => self.tie,
            Some(Tie::Payee {}) | None => None,
        };
        match (self.owner, self.payee, self.tie) {
            (false, true, _) | (false, false, Some(Tie::Payee {})) => Some(Part {
                owner: false,
                payee: false,
                tie,
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: Option<Tie> = Some(Tie::Owner {});
    const PAYEE: Option<Tie> = Some(Tie::Payee {});

    fn part(owner: bool, payee: bool, tie: Option<Tie>) -> Part {
        Part { owner, payee, tie }
    }

    #[test]
    fn what_is_left_by_hand() {
        // (before, owner and payee after, paid, tie after)
        let table = [
            (part(true, true, None), (false, false), false, None),
            (part(true, true, None), (false, false), true, OWNER),
            (part(true, true, None), (true, false), true, OWNER),
            (part(false, true, None), (false, false), false, None),
            (part(false, true, None), (false, false), true, PAYEE),
            (part(false, true, OWNER), (false, false), true, OWNER),
            (part(false, true, PAYEE), (false, false), false, PAYEE),
            (part(true, false, None), (false, false), true, None),
            (part(true, false, OWNER), (false, false), false, OWNER),
            (part(false, true, None), (true, true), true, None),
        ];
        for (before, (owner, payee), paid, tie) in table {
            let after = before.keeps(owner, payee, paid);
            assert_eq!(after, part(owner, payee, tie), "{before:?} paid {paid}");
        }
    }

    #[test]
    fn declining_by_hand() {
        let table = [
            (part(false, true, None), Some(None)),
            (part(false, true, PAYEE), Some(None)),
            (part(false, true, OWNER), Some(OWNER)),
            (part(false, false, PAYEE), Some(None)),
            (part(false, false, OWNER), None),
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
    fn nobody_is_interested_who_neither_is_nor_was_paid() {
        assert!(!part(false, false, None).is_interested());
        for interested in [
            part(true, false, None),
            part(false, true, None),
            part(false, false, OWNER),
            part(false, false, PAYEE),
        ] {
            assert!(interested.is_interested(), "{interested:?}");
        }
    }
}
