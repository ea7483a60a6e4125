//! Keys and votes behind a gate, in words.

use super::Fewest;

/// So many keys.
pub fn keys(keys: Option<u64>) -> String {
    match keys {
        Some(0) => "no key".to_owned(),
        Some(1) => "1 key".to_owned(),
        Some(count) => format!("{count} keys"),
        None => "an unknown number of keys".to_owned(),
    }
}

/// The keys that act for somebody, or the vote that does.
pub fn actors(count: Option<u64>, vote: bool) -> String {
    match vote {
        true => "by vote, no key".to_owned(),
        false => keys(count),
    }
}

impl Fewest {
    /// Who can open it falsely if nobody objects.
    pub fn opened_by(&self) -> String {
        match &self.votes {
            Some(votes) if votes.attests => {
                let alone = (!votes.opens_by_vote_only).then_some(self.open);
                either(alone, votes.open)
            }
            _ if self.never_opened => "no number of keys".to_owned(),
            _ => format!("{}{}", keys(self.open), self.bonds()),
        }
    }

    /// The bonds that a false opening by so few keys puts at stake.
    fn bonds(&self) -> String {
        let bonds = self.asserted.iter();
        let words = bonds.map(|each| format!(" and a bond of {} ({})", each.bond, each.witness));
        words.collect()
    }

    /// Who can open it falsely though somebody objects.
    pub fn overruled_by(&self) -> String {
        let Some(votes) = &self.votes else {
            return match self.never_opened {
                true => "no number of keys".to_owned(),
                false => format!("{}{}", keys(self.open_against_objection), self.bonds()),
            };
        };
        let alone = (!votes.overrules_by_vote_only).then_some(self.open_against_objection);
        match votes.judges && !votes.silence_strikes {
            true => format!(
                "{} that no vote strikes",
                either(alone, votes.open_against_objection)
            ),
            false => either(alone, votes.open_against_objection),
        }
    }

    /// Who can stop it by silence.
    pub fn stopped_by(&self) -> String {
        let Some(votes) = self.votes.as_ref().filter(|votes| votes.attests) else {
            return match self.never_stopped {
                true => "no number of keys".to_owned(),
                false => format!("{} by silence", keys(self.stop)),
            };
        };
        let silent = match votes.stop {
            Some(0) => "voters by not passing it".to_owned(),
            count => format!("{} by silence while no vote attests", keys(count)),
        };
        match self.stop {
            Some(_) => format!("{silent}, {} by silence though they do", keys(self.stop)),
            None => silent,
        }
    }

    /// Who can strike what was attested, once somebody has objected, with a bond in words.
    pub fn struck_by(&self, bond: &str) -> String {
        match &self.votes {
            Some(votes) if votes.judges => {
                let silence = match votes.silence_strikes {
                    true => " or does not decide",
                    false => "",
                };
                format!("a challenge ({bond}) that a vote of governance upholds{silence}")
            }
            _ => format!(
                "{} of the court with a challenge ({bond})",
                keys(self.stop_by_court)
            ),
        }
    }
}

/// Keys alone, if keys can; or fewer of them beside a vote.
fn either(alone: Option<Option<u64>>, beside: Option<u64>) -> String {
    let with = match beside {
        Some(0) => "a vote of governance alone".to_owned(),
        count => format!("{} and a vote of governance", keys(count)),
    };
    match alone {
        None => with,
        Some(count) if count == beside => keys(count),
        Some(count) => format!("{}, or {with}", keys(count)),
    }
}
