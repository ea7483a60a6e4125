use cosmwasm_std::Addr;
use milegate_api::core::governance::Status;
use milegate_api::core::{Conclusion, Point};
use milegate_api::milestones::{MilestoneResponse, Stage};
use milegate_api::vesting::{AnnouncedChange, Change, GrantResponse};
use milegate_report::{ChainView, Snapshot, ViewError, dates};
use serde::{Deserialize, Serialize};

use super::feeds;

/// One thing that somebody should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// What it is, the same however often it is looked at.
    pub key: String,
    /// One word: `window`, `dispute`, `last_call`, `deadline`, `ended`, `payee`, `owner`,
    /// `recovery`, `termination`, `vote`, `executable`, `overdue` or `silent`.
    pub kind: String,
    /// In a line.
    pub title: String,
    /// In a sentence or two: what can be done, by whom, until when.
    pub text: String,
    /// Until when something can be done about it, Unix seconds.
    pub until: Option<u64>,
    /// The vault.
    pub vault: String,
    /// The chain.
    pub chain_id: String,
    /// Height it was seen at.
    pub height: u64,
    /// Block time it was seen at, Unix seconds.
    pub time: u64,
}

/// How long before a deadline it is near, seconds, longest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near(pub Vec<u64>);

impl Default for Near {
    /// Thirty days, a week, a day.
    fn default() -> Self {
        Near(
            [30_u64, 7, 1]
                .map(|days| days.saturating_mul(dates::DAY))
                .to_vec(),
        )
    }
}

/// Everything that somebody should know of a vault at this block.
pub fn news(view: &dyn ChainView, vault: &Addr, near: &Near) -> Result<Vec<News>, ViewError> {
    let s = Snapshot::without_log(view, vault)?;
    let mut desk = Desk {
        s: &s,
        news: vec![],
    };
    for milestone in s.milestones.iter().filter(|m| s.names(&m.terms.name)) {
        desk.stage(milestone);
        desk.deadline(milestone, near);
    }
    for grant in &s.grants {
        for change in &grant.changes {
            desk.change(grant, change);
        }
    }
    desk.votes();
    feeds::look(view, &mut desk)?;
    Ok(desk.news)
}

/// Where news is written.
pub struct Desk<'a> {
    pub s: &'a Snapshot,
    news: Vec<News>,
}

impl Desk<'_> {
    /// Writes one thing down.
    pub fn add(&mut self, kind: &str, key: &str, title: String, text: String, until: Option<u64>) {
        let block = &self.s.block;
        self.news.push(News {
            key: format!("{}/{kind}/{key}", self.s.vault_address),
            kind: kind.to_owned(),
            title,
            text,
            until,
            vault: self.s.vault_address.to_string(),
            chain_id: block.chain_id.clone(),
            height: block.height,
            time: block.time,
        });
    }

    fn stage(&mut self, m: &MilestoneResponse) {
        let (t, name, round) = (&m.terms, &m.terms.name, m.round);
        // A round can be satisfied more than once.
        let key = |since: &Point| format!("{name}/{round}/{}", since.time);
        match &m.stage {
            Stage::Open { last_call: None } => {}
            Stage::Open {
                last_call: Some(since),
            } => {
                let until = since.after(t.last_call);
                let text = format!(
                    "Evidence that it was true by {} is taken until {}. Then anyone may conclude: missed.",
                    dates::date(t.deadline),
                    at(until)
                );
                self.add(
                    "last_call",
                    &key(since),
                    format!("{name}: last call"),
                    text,
                    Some(until.time),
                );
            }
            Stage::Pending { since } => {
                let until = since.after(t.window);
                let text = format!(
                    "What was attested satisfies the policy. Anyone may challenge it for {} until {}; then it \
                     is reached for good. {}",
                    self.s.figures.bond(m.bond),
                    at(until),
                    t.statement
                );
                let title = format!("{name}: the challenge window is open (round {round})");
                self.add("window", &key(since), title, text, Some(until.time));
            }
            Stage::Disputed { since, challenge } => {
                let until = since.after(t.window.then(t.court_limit));
                let text = format!(
                    "{} challenged it with {}. The court {} decides until {}.",
                    challenge.challenger,
                    self.s.figures.bond(challenge.bond),
                    t.court,
                    at(until)
                );
                self.add(
                    "dispute",
                    &key(&challenge.at),
                    format!("{name}: challenged (round {round})"),
                    text,
                    Some(until.time),
                );
            }
            Stage::Ended { conclusion } => {
                let (word, when) = match conclusion {
                    Conclusion::Reached { at } => ("reached", *at),
                    Conclusion::Missed { at } => ("missed", *at),
                };
                let opens = when.saturating_add(self.s.vault.notice);
                let text = format!(
                    "{word} {} UTC, for good. What it opens begins {} UTC at the earliest.",
                    dates::time(when),
                    dates::time(opens)
                );
                self.add("ended", name, format!("{name}: {word}"), text, None);
            }
        }
    }

    /// Said at the shortest of the lengths that it has come within, so that whoever looks rarely
    /// hears of each deadline as often as it got nearer.
    fn deadline(&mut self, m: &MilestoneResponse, near: &Near) {
        let (name, deadline, now) = (&m.terms.name, m.terms.deadline, self.s.block.time);
        if !matches!(m.stage, Stage::Open { last_call: None }) || now > deadline {
            return;
        }
        let left = deadline.saturating_sub(now);
        let within = near.0.iter().filter(|length| left <= **length).min();
        if let Some(length) = within {
            let title = format!("{name}: deadline in {}", dates::length(left));
            let stands = self.s.figures.worded(m, &m.words);
            let text = format!("{} {stands}", m.terms.statement);
            self.add(
                "deadline",
                &format!("{name}/{length}"),
                title,
                text,
                Some(deadline),
            );
        }
    }

    fn change(&mut self, grant: &GrantResponse, announced: &AnnouncedChange) {
        let (name, when) = (&grant.grant, announced.when);
        let (kind, title, who) = match &announced.change {
            Change::Termination { .. } => (
                "termination",
                format!("{name}: notice of termination"),
                match &self.s.vault.governance {
                    Some(governance) => {
                        format!("Unserved lots are lost then; governance {governance} may cancel")
                    }
                    None => "Unserved lots are lost then".to_owned(),
                },
            ),
            Change::Payee { payee, .. } => (
                "payee",
                format!("{name}: another payee is announced"),
                format!("It pays {payee} then; {} may cancel", grant.owner),
            ),
            Change::Owner { owner, .. } => (
                "owner",
                format!("{name}: another owner is announced"),
                format!("{owner} may take it over; {} may cancel", grant.owner),
            ),
            Change::Recovery { owner, .. } => (
                "recovery",
                format!("{name}: a recovery is announced"),
                format!("{owner} may take it over then; {} may cancel", grant.owner),
            ),
        };
        let text = format!("Due {}. {who}.", at(when.due));
        let key = format!("{name}/{}", when.due.time);
        self.add(kind, &key, title, text, Some(when.due.time));
    }

    fn votes(&mut self) {
        let Some(voting) = &self.s.voting else { return };
        for put in &voting.proposals {
            let t = &put.tally;
            let class = format!("{:?}", t.terms.class).to_lowercase();
            let (kind, what, until) = match t.status {
                Status::Voting {} => ("vote", "is put to the vote", t.voting_ends),
                Status::Executable { .. } => ("executable", "may be executed", t.expires),
                _ => continue,
            };
            let title = format!("Proposal {} ({class}) {what}: {}", t.id, t.title);
            let text = format!("Until {}. {}", at(until), t.words);
            self.add(kind, &t.id.to_string(), title, text, Some(until.time));
        }
    }
}

/// A moment on both clocks, for people.
fn at(point: Point) -> String {
    format!("{} UTC and block {}", dates::time(point.time), point.height)
}
