//! Every way to make payments look like more than they are, and what it costs. The contract's README
//! has these numbers.

use cosmwasm_std::{Addr, coins};
use milegate_tests::payments::{BEGINS, PURSE, Payments, TOKEN, fee};
use milegate_tests::suite::{DAY, DENOM, address};

/// What the washer begins with.
const CAPITAL: u128 = 1_000_000 * TOKEN;
/// How many periods he washes.
const PERIODS: u32 = 20;

/// Accounts of one owner.
struct Washer {
    payments: Payments,
    accounts: Vec<String>,
    /// Of which no payment had an account yet.
    fresh: usize,
}

impl Washer {
    /// So many accounts share the capital.
    fn new(accounts: usize) -> Washer {
        let mut payments = Payments::new();
        let names: Vec<_> = (0..accounts).map(|at| format!("washer {at}")).collect();
        for name in &names {
            let account = Addr::unchecked(address(name));
            let part = CAPITAL / accounts as u128;
            payments.chain.mint(&account, &coins(part, DENOM));
        }
        Washer {
            payments,
            accounts: names,
            fresh: accounts,
        }
    }

    /// What all accounts have outside the contract.
    fn loose(&self) -> u128 {
        let accounts = self.accounts.iter();
        accounts.map(|who| self.payments.balance(who)).sum()
    }

    /// Every account takes what is due and pays all it has to the next one.
    fn turn(&mut self) {
        for at in 0..self.accounts.len() {
            let (who, next) = (
                &self.accounts[at],
                &self.accounts[(at + 1) % self.accounts.len()],
            );
            // refused while nothing is due
            let _ = self.payments.withdraw(who);
            let all = self.payments.balance(who);
            if all > 0 {
                self.payments.pay(who, next, all).expect("a payment");
            }
        }
    }

    /// The same through accounts that nobody has seen: what is due goes there through the bank.
    fn turn_fresh(&mut self) {
        for at in 0..self.accounts.len() {
            let who = self.accounts[at].clone();
            let _ = self.payments.withdraw(&who);
            let all = self.payments.balance(&who);
            if all > 0 {
                self.fresh += 1;
                let new = format!("washer {}", self.fresh);
                self.payments.send(&who, &new, all).expect("a transfer");
                self.accounts[at] = new;
            }
        }
        self.turn();
    }
}

#[test]
fn a_ring_of_accounts_fakes_no_more_than_its_capital_in_two_periods() {
    let mut washer = Washer::new(10);
    for period in 0..PERIODS {
        for hour in 0..4 {
            washer
                .payments
                .until(BEGINS + u64::from(period) * DAY + hour * 6 * 3_600);
            washer.turn();
        }
    }
    washer.payments.periods_pass(1);
    let faked = washer.payments.last(PERIODS);
    let most = CAPITAL * u128::from(PERIODS.div_ceil(2));
    assert!(faked.sum.u128() <= most, "{faked:?}");
    assert!(faked.burnt.u128() >= fee(faked.sum.u128()), "{faked:?}");
    for at in 1..PERIODS {
        let two = washer.payments.window(2, Some(at)).figures;
        assert!(two.sum.u128() <= CAPITAL, "period {at}: {two:?}");
    }
}

#[test]
fn fresh_accounts_and_transfers_beside_the_contract_fake_no_more() {
    let mut washer = Washer::new(10);
    for period in 0..PERIODS {
        for hour in 0..4 {
            washer
                .payments
                .until(BEGINS + u64::from(period) * DAY + hour * 6 * 3_600);
            washer.turn_fresh();
        }
    }
    washer.payments.periods_pass(1);
    assert!(washer.fresh >= 100, "only {} accounts", washer.fresh);
    let faked = washer.payments.last(PERIODS);
    let most = CAPITAL * u128::from(PERIODS.div_ceil(2));
    assert!(faked.sum.u128() <= most, "{faked:?}");
    assert!(faked.burnt.u128() >= fee(faked.sum.u128()), "{faked:?}");
}

/// The best a washer can do: all of it once every other period, from a hundred accounts to a
/// hundred others and back.
#[test]
fn to_fake_ten_million_with_a_hundred_payers_a_day_costs_what_the_readme_says() {
    let mut washer = Washer::new(100);
    let others: Vec<_> = (0..100).map(|at| format!("other {at}")).collect();
    let mut sides = [washer.accounts.clone(), others];
    for _ in 0..PERIODS / 2 {
        for (payer, payee) in sides[0].iter().zip(&sides[1]) {
            let _ = washer.payments.withdraw(payer);
            let all = washer.payments.balance(payer);
            washer.payments.pay(payer, payee, all).expect("a payment");
        }
        washer.payments.periods_pass(2);
        sides.swap(0, 1);
    }
    washer.accounts = sides.concat();
    for who in &sides[0] {
        washer.payments.withdraw(who).expect("it is due");
    }
    let faked = washer.payments.last(PERIODS);
    println!("{faked:?}, left {}", washer.loose());
    let tokens = |amount: u128| amount / TOKEN;
    assert_eq!(tokens(faked.sum.u128()), 9_888_246);
    assert_eq!(tokens(faked.burnt.u128()), 24_720);
    assert_eq!(faked.burnt.u128(), CAPITAL - washer.loose());
    assert_eq!((faked.payers.u64(), faked.payees.u64()), (1_000, 1_000));
    assert_eq!(faked.active.u64(), 10, "every other period is empty");
    let readme = include_str!("../../../contracts/payments/README.md");
    for number in ["9,888,246", "24,720", "1,000,000"] {
        assert!(readme.contains(number), "the README does not say {number}");
    }
}

#[test]
fn a_round_trip_waits_for_two_periods_and_is_burnt_twice() {
    let mut payments = Payments::new();
    payments.pay("ana", "ben", 100 * TOKEN).unwrap();
    payments.until(BEGINS + DAY - 1);
    assert!(payments.withdraw("ben").is_err(), "the same period");
    payments.until(BEGINS + 2 * DAY - 1);
    assert!(payments.withdraw("ben").is_err(), "the next period");
    payments.until(BEGINS + 2 * DAY);
    payments.withdraw("ben").unwrap();
    let back = 100 * TOKEN - fee(100 * TOKEN);
    payments.pay("ben", "ana", back).unwrap();
    payments.periods_pass(2);
    payments.withdraw("ana").unwrap();
    let lost = PURSE - payments.balance("ana");
    assert_eq!(lost, fee(100 * TOKEN) + fee(back));
    assert_eq!(payments.last(4).sum.u128(), 100 * TOKEN + back);
}

/// Borrowed at the end of one period and given back at the beginning of the next.
#[test]
fn what_is_borrowed_for_a_moment_is_held_for_a_whole_period() {
    let mut payments = Payments::new();
    payments.until(BEGINS + DAY - 1);
    payments.pay("lender", "ben", 100 * TOKEN).unwrap();
    for now in [BEGINS + DAY, BEGINS + 2 * DAY - 1] {
        payments.until(now);
        assert!(payments.withdraw("ben").is_err());
    }
}

#[test]
fn splitting_a_payment_adds_payments_and_neither_payers_nor_volume() {
    let mut payments = Payments::new();
    for _ in 0..50 {
        payments.pay("ana", "ben", 2 * TOKEN).unwrap();
    }
    for _ in 0..50 {
        payments.pay("cid", "ben", TOKEN / 2).unwrap();
    }
    payments.periods_pass(1);
    let figures = payments.last(1);
    assert_eq!((figures.payments.u64(), figures.payers.u64()), (50, 1));
    assert_eq!(figures.sum.u128(), 100 * TOKEN);
    assert_eq!(figures.burnt.u128(), fee(100 * TOKEN) + 50 * fee(TOKEN / 2));
    assert_eq!(figures.excluded_payments.u64(), 50, "dust");
}

/// Distinct accounts are free; what each has to pay is not.
#[test]
fn a_thousand_payers_of_one_owner_cost_a_thousand_times_the_least() {
    let mut payments = Payments::new();
    for at in 0..1_000 {
        let who = format!("sybil {at}");
        payments.send("ana", &who, TOKEN).unwrap();
        payments.pay(&who, "ben", TOKEN).unwrap();
    }
    payments.periods_pass(1);
    let figures = payments.last(1);
    assert_eq!((figures.payers.u64(), figures.payees.u64()), (1_000, 1));
    assert_eq!(figures.burnt.u128(), 1_000 * fee(TOKEN));
    assert_eq!(
        payments.account("ben").held.u128(),
        1_000 * (TOKEN - fee(TOKEN))
    );
}

/// An owner who pays itself through an account of its own is seen as excluded on both legs.
#[test]
fn what_an_excluded_account_sends_out_and_takes_back_is_shown_and_not_counted() {
    let mut payments = Payments::new();
    payments.pay("issuer", "ben", 100 * TOKEN).unwrap();
    payments.periods_pass(2);
    payments.withdraw("ben").unwrap();
    payments.pay("ben", "issuer", 99 * TOKEN).unwrap();
    payments.periods_pass(1);
    let figures = payments.last(3);
    assert_eq!((figures.sum.u128(), figures.payers.u64()), (0, 0));
    assert_eq!(figures.excluded_sum.u128(), 199 * TOKEN);
}

/// What strangers send is nobody's, and is not counted.
#[test]
fn a_gift_changes_nothing() {
    let mut payments = Payments::new();
    payments.pay("ana", "ben", TOKEN).unwrap();
    let (owed, balance) = payments.solvency();
    payments.send("stranger", "payments", 7 * TOKEN).unwrap();
    assert_eq!(payments.solvency(), (owed, balance + 7 * TOKEN));
    payments.periods_pass(2);
    payments.withdraw("ben").unwrap();
    assert_eq!(payments.solvency(), (0, 7 * TOKEN));
    assert_eq!(payments.last(2).sum.u128(), TOKEN);
}
