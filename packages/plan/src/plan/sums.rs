use super::Plan;

impl Plan {
    /// Base units of every grant together.
    pub fn granted(&self) -> Option<u128> {
        sum(self.grants.iter().map(|grant| *grant.amount))
    }

    /// Base units granted in one category.
    pub fn granted_in(&self, category: &str) -> Option<u128> {
        let grants = self.grants.iter();
        let own = grants.filter(|grant| grant.category == category);
        sum(own.map(|grant| *grant.amount))
    }

    /// Base units of every reserve together.
    pub fn reserved(&self) -> Option<u128> {
        let reserves = self.categories.iter().filter_map(|c| c.reserve.as_ref());
        sum(reserves.map(|reserve| *reserve.amount))
    }

    /// Base units that one category holds back.
    pub fn reserved_in(&self, category: &str) -> u128 {
        let reserve = self.category(category).and_then(|c| c.reserve.as_ref());
        reserve.map_or(0, |reserve| *reserve.amount)
    }

    /// Base units that the vault is sealed with: every grant and every reserve.
    pub fn funds(&self) -> Option<u128> {
        self.granted()?.checked_add(self.reserved()?)
    }

    /// Base units in lots; none if they are not whole lots, or more than 64 bits of them.
    pub fn lots(&self, amount: u128) -> Option<u64> {
        let lot = u128::from(*self.asset.lot);
        if amount.checked_rem(lot) != Some(0) {
            return None;
        }
        u64::try_from(amount.checked_div(lot)?).ok()
    }
}

fn sum(amounts: impl Iterator<Item = u128>) -> Option<u128> {
    amounts
        .into_iter()
        .try_fold(0_u128, |sum, amount| sum.checked_add(amount))
}
