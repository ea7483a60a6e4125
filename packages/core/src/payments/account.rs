use super::Credit;

/// An account that has paid or was paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The last period in which it made a payment that counted.
    pub paid: Option<u32>,
    /// The last period in which it received one.
    pub received: Option<u32>,
    /// What is owed to it.
    pub credit: Credit,
}

/// What a payment that counts is the first of, in its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Those of its payer.
    pub of_payer: bool,
    /// Those of its payee.
    pub of_payee: bool,
}

impl Account {
    /// Notes that it paid; whether that is the first time in the period.
    pub fn pays(&mut self, period: u32) -> bool {
        self.paid.replace(period) != Some(period)
    }

    /// Notes that it was paid; whether that is the first time in the period.
    pub fn receives(&mut self, period: u32) -> bool {
        self.received.replace(period) != Some(period)
    }
}
