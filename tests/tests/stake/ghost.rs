//! A stake as the specification says it, with nothing of the product in it.

use std::collections::BTreeMap;

/// What weighs 1, what is the least, how long tokens wait.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    pub per_weight: u128,
    pub least: u128,
    pub period: u64,
}

/// What one person has.
#[derive(Clone, Default, Debug)]
pub struct Person {
    pub purse: u128,
    pub stake: u128,
    /// When due, and how much.
    pub claims: Vec<(u64, u128)>,
}

/// Everything there is.
pub struct Ghost {
    pub terms: Terms,
    pub people: BTreeMap<&'static str, Person>,
    /// What strangers sent.
    pub gifts: u128,
    /// Weights at the end of every block in which somebody did something.
    pub ends: BTreeMap<u64, BTreeMap<&'static str, u128>>,
}

/// What somebody does.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    Bond(&'static str, u128),
    Unbond(&'static str, u128),
    Claim(&'static str),
}

impl Ghost {
    pub fn weight(&self, stake: u128) -> u128 {
        if stake < self.terms.least {
            0
        } else {
            stake / self.terms.per_weight
        }
    }

    /// All weights as they are.
    pub fn weights(&self) -> BTreeMap<&'static str, u128> {
        let people = self.people.iter();
        people
            .map(|(who, person)| (*who, self.weight(person.stake)))
            .collect()
    }

    /// What somebody weighed when a block began.
    pub fn weight_at(&self, who: &str, height: u64) -> u128 {
        let before = self.ends.range(..height).next_back();
        before.map_or(0, |(_, weights)| weights[who])
    }

    /// What all weighed when a block began.
    pub fn total_at(&self, height: u64) -> u128 {
        let before = self.ends.range(..height).next_back();
        before.map_or(0, |(_, weights)| weights.values().sum())
    }

    /// Staked, or unbonded and not claimed.
    pub fn owed(&self) -> u128 {
        let claims = |person: &Person| person.claims.iter().map(|claim| claim.1).sum::<u128>();
        let people = self.people.values();
        people.map(|person| person.stake + claims(person)).sum()
    }

    /// Does it, or says why not.
    pub fn act(&mut self, act: Act, now: u64, height: u64) -> Result<(), String> {
        match act {
            Act::Bond(who, tokens) => self.bond(who, tokens)?,
            Act::Unbond(who, tokens) => self.unbond(who, tokens, now + self.terms.period)?,
            Act::Claim(who) => self.claim(who, now)?,
        }
        let weights = self.weights();
        self.ends.insert(height, weights);
        Ok(())
    }

    fn bond(&mut self, who: &str, tokens: u128) -> Result<(), String> {
        let Terms {
            per_weight, least, ..
        } = self.terms;
        let stake = self.people[who].stake + tokens;
        if stake < least {
            return Err(format!("a stake of {stake} is below the least, {least}"));
        }
        let most = u128::from(u64::MAX);
        let weight = stake / per_weight;
        if weight > most {
            return Err(format!(
                "a stake of {stake} at {per_weight} tokens per weight weighs more than 2^64-1"
            ));
        }
        let all: u128 = self.weights().values().sum();
        let others = all - self.weight(self.people[who].stake);
        if others + weight > most {
            return Err(format!(
                "a weight of {weight} beside {others} of others comes to more than 2^64-1"
            ));
        }
        let person = self.people.get_mut(who).expect("a person");
        person.stake = stake;
        person.purse -= tokens;
        Ok(())
    }

    fn unbond(&mut self, who: &str, tokens: u128, due: u64) -> Result<(), String> {
        let person = self.people.get_mut(who).expect("a person");
        let stake = person.stake;
        if tokens == 0 {
            return Err("an amount of 0 tokens changes nothing".into());
        }
        if tokens > stake {
            return Err(format!(
                "{tokens} tokens are more than the stake of {stake}"
            ));
        }
        let same = person.claims.iter_mut().find(|claim| claim.0 == due);
        if let Some(same) = same {
            same.1 += tokens;
        } else if person.claims.len() == 32 {
            let first = person.claims[0].0;
            return Err(format!(
                "32 claims wait already, the most at a time; the first is due at {first}"
            ));
        } else {
            person.claims.push((due, tokens));
        }
        person.stake -= tokens;
        Ok(())
    }

    fn claim(&mut self, who: &str, now: u64) -> Result<(), String> {
        let person = self.people.get_mut(who).expect("a person");
        let first = person.claims.first();
        let first = first.ok_or("there is nothing to claim")?.0;
        if now < first {
            return Err(format!("nothing is due before {first}; it is {now}"));
        }
        let (due, waiting): (Vec<_>, Vec<_>) = person
            .claims
            .iter()
            .copied()
            .partition(|claim| claim.0 <= now);
        person.purse += due.iter().map(|claim| claim.1).sum::<u128>();
        person.claims = waiting;
        Ok(())
    }
}
