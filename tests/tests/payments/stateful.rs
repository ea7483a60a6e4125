//! Random lives beside a list of everything that was paid: after every step the contract and a
//! recount of the list say the same of windows, debts and balances.

use std::collections::BTreeSet;

use milegate_api::payments::ExecuteMsg;
use milegate_core::payments::Figures;
use milegate_tests::payments::{EXCLUDED, Payments, TOKEN, fee};
use milegate_tests::rng::Rng;
use milegate_tests::suite::address;

const STEPS: u64 = 120;
const PEOPLE: [&str; 7] = ["ana", "ben", "cid", "dan", "eve", "issuer", "keeper"];

#[derive(Clone, Copy)]
struct Paid {
    payer: &'static str,
    payee: &'static str,
    amount: u128,
    period: u32,
    withdrawn: bool,
}

impl Paid {
    fn counts(&self) -> bool {
        let outside = |who| !EXCLUDED.contains(&who);
        self.amount >= TOKEN && outside(self.payer) && outside(self.payee)
    }

    fn rest(&self) -> u128 {
        self.amount - fee(self.amount)
    }
}

struct Life {
    seed: u64,
    rng: Rng,
    payments: Payments,
    list: Vec<Paid>,
    /// Paid, withdrawn, refused.
    done: [u64; 3],
}

impl Life {
    fn new(seed: u64) -> Life {
        Life {
            seed,
            rng: Rng::new(seed),
            payments: Payments::new(),
            list: vec![],
            done: [0; 3],
        }
    }

    fn pass(&mut self) {
        match self.rng.within(0, 9) {
            0..=4 => {}
            5..=6 => self.payments.a_block_passes(),
            7..=8 => self.payments.periods_pass(1),
            _ => {
                let periods = self.rng.sized(9) as u32;
                self.payments.periods_pass(periods);
            }
        }
    }

    fn step(&mut self) {
        self.pass();
        let who = *self.rng.pick(&PEOPLE);
        match self.rng.one_in(4) {
            true => self.withdraw(who),
            false => self.pay(who),
        }
        self.compare();
    }

    fn pay(&mut self, payer: &'static str) {
        let payee = *self.rng.pick(&PEOPLE);
        let amount = match self.rng.one_in(4) {
            true => u128::from(self.rng.sized(2 * TOKEN as u64)),
            false => u128::from(self.rng.within(1, 1_000)) * TOKEN,
        };
        let answer = self.payments.pay(payer, payee, amount);
        if payer == payee || amount == 0 {
            assert!(answer.is_err(), "life {}", self.seed);
            self.done[2] += 1;
            return;
        }
        answer.expect("a payment");
        self.list.push(Paid {
            payer,
            payee,
            amount,
            period: self.payments.period(),
            withdrawn: false,
        });
        self.done[0] += 1;
    }

    fn withdraw(&mut self, payee: &'static str) {
        let running = self.payments.period();
        let due = self
            .list
            .iter_mut()
            .filter(|paid| paid.payee == payee && !paid.withdrawn && paid.period + 2 <= running);
        let mut sum = 0;
        for paid in due {
            paid.withdrawn = true;
            sum += paid.rest();
        }
        let before = self.payments.balance(payee);
        let withdraw = ExecuteMsg::Withdraw {
            payee: Some(address(payee)),
        };
        let answer = self.payments.tell("stranger", &withdraw, &[]);
        assert_eq!(answer.is_ok(), sum > 0, "life {}", self.seed);
        let gained = self.payments.balance(payee) - before;
        assert_eq!(gained, sum, "life {}", self.seed);
        self.done[if sum > 0 { 1 } else { 2 }] += 1;
    }

    /// Periods `first..end`, recounted.
    fn recount(&self, first: u32, end: u32) -> Figures {
        let mut figures = Figures::default();
        let inside = |paid: &&Paid| (first..end).contains(&paid.period);
        let (mut active, mut payers, mut payees) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for paid in self.list.iter().filter(inside) {
            figures.burnt += cosmwasm_std::Uint128::new(fee(paid.amount));
            if !paid.counts() {
                figures.excluded_payments += cosmwasm_std::Uint64::one();
                figures.excluded_sum += cosmwasm_std::Uint128::new(paid.amount);
                continue;
            }
            figures.payments += cosmwasm_std::Uint64::one();
            figures.sum += cosmwasm_std::Uint128::new(paid.amount);
            active.insert(paid.period);
            payers.insert((paid.period, paid.payer));
            payees.insert((paid.period, paid.payee));
        }
        let count = |set: usize| (set as u64).into();
        figures.active = count(active.len());
        figures.payers = count(payers.len());
        figures.payees = count(payees.len());
        figures
    }

    fn compare(&mut self) {
        let (seed, over) = (self.seed, self.payments.period());
        let periods = self.rng.within(1, 12) as u32;
        let last = self.payments.window(periods, None);
        let first = over.saturating_sub(periods);
        assert_eq!(last.figures, self.recount(first, over), "life {seed}");
        assert_eq!(last.full, over >= periods, "life {seed}");
        if over > 0 {
            let at = self.rng.within(0, u64::from(over) - 1) as u32;
            let then = self.payments.window(periods, Some(at)).figures;
            let first = (at + 1).saturating_sub(periods);
            assert_eq!(then, self.recount(first, at + 1), "life {seed}");
        }
        let who = *self.rng.pick(&PEOPLE);
        let owed = self.payments.account(who);
        let mine = self
            .list
            .iter()
            .filter(|paid| paid.payee == who && !paid.withdrawn);
        let (due, held): (Vec<&Paid>, Vec<&Paid>) = mine.partition(|paid| paid.period + 2 <= over);
        let sum = |of: &[&Paid]| of.iter().map(|paid| paid.rest()).sum::<u128>();
        assert_eq!(owed.due.u128(), sum(&due), "life {seed}");
        assert_eq!(owed.held.u128(), sum(&held), "life {seed}");
        let all = self.list.iter().filter(|paid| !paid.withdrawn);
        let all = all.map(Paid::rest).sum::<u128>();
        assert_eq!(self.payments.solvency(), (all, all), "life {seed}");
    }
}

#[test]
fn a_contract_says_what_a_recount_of_its_payments_says() {
    let mut done = [0; 3];
    let runs = std::env::var("MILEGATE_RUNS").ok();
    let lives = runs.map_or(60, |runs| runs.parse().expect("a number"));
    for seed in 0..lives {
        let mut life = Life::new(seed);
        for _ in 0..STEPS {
            life.step();
        }
        for (kind, count) in done.iter_mut().zip(life.done) {
            *kind += count;
        }
    }
    println!("paid, withdrawn, refused: {done:?}");
    assert!(done.iter().all(|count| *count >= 3 * lives), "{done:?}");
}
