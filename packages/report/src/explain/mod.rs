//! What one holder has, why the rest is locked, and what each possible event would change.
//!
//! The figures of the present are the vault's own answer. Those of the future come from the same
//! functions of `milegate-core` that the vault calls, with its published terms and with
//! conclusions that are assumed; what was claimed stays as it is.

mod future;
mod model;
mod text;

use milegate_api::core::Conclusion;
use milegate_api::core::ledger::{Figures, Tenure, difference, sum};
use milegate_api::vesting::GrantResponse;

use self::future::Future;
pub use self::model::{Explained, Possible};
pub use self::text::text;
use crate::collect::{asset, first_missed, first_reached, pending};
use crate::dates;
use crate::snapshot::{Snapshot, conclusion};
use crate::units::{Asset, thousands};
use crate::view::ViewError;

/// Explains one grant. Refused for a reference that the vault does not have.
///
/// Pure: everything comes from the snapshot. See the module for where each figure comes from.
pub fn explain(s: &Snapshot, grant: &str) -> Result<Explained, ViewError> {
    let found = s.grants.iter().find(|g| g.grant == grant);
    let g = found.ok_or_else(|| ViewError::refused(format!("grant {grant}"), "no such grant"))?;
    let present = Future::of(s, g)?;
    let per_lot = present.per_lot(s.block.time)?;
    let lots = g.lots.u64().into();
    let all = |lots: u128, each: u64| lots.saturating_mul(each.into());
    let (served, unlocked) = match g.tenure {
        Tenure::Serving {} => (all(lots, per_lot.served), all(lots, per_lot.unlocked)),
        Tenure::Left { kept } => {
            let kept = kept.u64().into();
            (all(kept, per_lot.lot), all(kept, per_lot.unlocked))
        }
        Tenure::Renounced {} => (0, 0),
    };
    Ok(Explained {
        asset: asset(s),
        height: s.block.height,
        time: s.block.time,
        grant: g.grant.clone(),
        category: g.category.clone(),
        schedule: g.schedule.clone(),
        lots: g.lots.u64(),
        owner: g.owner.clone(),
        payee: g.payee.clone(),
        anyone_claims: g.anyone_claims,
        recovery: g.recovery.clone(),
        tenure: g.tenure,
        serves_until: present.serves_until(),
        figures: g.figures.clone(),
        served: served.into(),
        unlocked: unlocked.into(),
        next_vesting: present.next(s.block.time)?,
        last: present.last(),
        reasons: g.words.clone(),
        next: g.next.clone(),
        announced: pending(s)
            .into_iter()
            .filter(|p| p.grant == grant)
            .collect(),
        possible: possible(s, g, &present)?,
    })
}

/// What can still happen to a grant, and what each of it changes.
fn possible(
    s: &Snapshot,
    g: &GrantResponse,
    present: &Future<'_>,
) -> Result<Vec<Possible>, ViewError> {
    let mut out = Vec::new();
    if s.sealed_at().is_none() || g.tenure == (Tenure::Renounced {}) {
        return Ok(out);
    }
    let (now, asset) = (s.block.time, asset(s));
    let base = present.finally()?;
    let open = s.milestones.iter().filter(|m| conclusion(m).is_none());
    for m in open.filter(|m| present.waits_for(&m.terms.name)) {
        for end in [first_reached(s, m), first_missed(s, m)] {
            out.push(milestone(present, &base, &asset, &m.terms.name, end)?);
        }
    }
    let leavers = s.vault.categories.iter().find(|c| c.name == g.category);
    let leavers = leavers.and_then(|c| c.leavers.as_ref());
    if let (Some(leavers), true) = (leavers, present.can_leave()) {
        let words = format!(
            "service ends at this moment ({} may announce it, with a notice of {})",
            leavers.by,
            dates::length(leavers.notice.seconds)
        );
        out.push(left(present, &base, &asset, now, words)?);
    }
    for p in pending(s).iter().filter(|p| p.grant == g.grant) {
        if p.change == "termination" {
            let words = format!("the announced termination ({}) is carried out", p.reason);
            out.push(left(present, &base, &asset, p.due.max(now), words)?);
        }
        let words = format!(
            "the announced change ({}) is not carried out before it lapses",
            p.change
        );
        out.push(Possible {
            event: "lapse".into(),
            at: Some(p.lapses),
            words: format!("{words}: nothing changes"),
            ..same(&base, &base)
        });
    }
    out.push(recovery(s, g, &base));
    let gone = sum([g.figures.claimable, g.figures.locked]).map_err(future::wrong)?;
    let then = Figures {
        vested: g.figures.claimed,
        claimable: 0u128.into(),
        locked: 0u128.into(),
        forfeited: sum([g.figures.forfeited, gone]).map_err(future::wrong)?,
        ..g.figures.clone()
    };
    out.push(Possible {
        event: "renounce".into(),
        at: Some(now),
        words: format!(
            "the owner gives it up at this moment: {} is forfeited, also what has vested",
            asset.exact(gone.u128())
        ),
        ..same(&then, &then)
    });
    Ok(out)
}

/// A milestone ends.
fn milestone(
    present: &Future<'_>,
    base: &Figures,
    asset: &Asset,
    name: &str,
    end: Conclusion,
) -> Result<Possible, ViewError> {
    let at = end.at();
    let event = match end {
        Conclusion::Reached { .. } => "reached",
        Conclusion::Missed { .. } => "missed",
    };
    let future = present.assuming(name, end)?;
    let finally = future.finally()?;
    let more = finally.vested.saturating_sub(base.vested);
    let lost = finally.forfeited.saturating_sub(base.forfeited);
    let mut words = format!("{name} is {event} at the earliest");
    if !more.is_zero() {
        let exact = asset.exact(more.u128());
        words.push_str(&format!(": {exact} more will vest"));
    }
    if !lost.is_zero() {
        words.push_str(&format!(": {} is forfeited", asset.exact(lost.u128())));
    }
    if more.is_zero() && lost.is_zero() {
        words.push_str(": nothing vests or is lost by it alone");
    }
    if let Some(next) = future.rolls_to(name, present) {
        words.push_str(&format!("; it waits for {next} instead"));
    }
    Ok(Possible {
        event: event.into(),
        milestone: Some(name.into()),
        at: Some(at),
        first: future.first_of(present)?,
        last: future.last(),
        words,
        ..same(&future.figures(at)?, &finally)
    })
}

/// The holder leaves at an instant.
fn left(
    present: &Future<'_>,
    base: &Figures,
    asset: &Asset,
    at: u64,
    words: String,
) -> Result<Possible, ViewError> {
    let future = present.leaving(at)?;
    let finally = future.finally()?;
    let lost = difference(finally.forfeited, base.forfeited).unwrap_or_default();
    Ok(Possible {
        event: "termination".into(),
        at: Some(at),
        first: future.next(at)?,
        last: future.last(),
        words: format!(
            "{words}: {} of {} lots are kept behind the same gates, {} is forfeited",
            thousands(future.kept().into()),
            thousands(present.kept().into()),
            asset.exact(lost.u128())
        ),
        ..same(&future.figures(at)?, &finally)
    })
}

/// The owner's key is lost.
fn recovery(s: &Snapshot, g: &GrantResponse, base: &Figures) -> Possible {
    let delay = s.vault.recovery_delay;
    let words = match &g.recovery {
        Some(address) => format!(
            "the owner's key is lost: {address} can hand the grant to another key, {} and {} \
             blocks after announcing it; {}, and no amount changes",
            dates::length(delay.seconds),
            delay.blocks,
            match g.owner == g.payee {
                true => "what is claimable then is paid to the present payee first",
                false => "the payee stays",
            }
        ),
        None => {
            let still = match (g.anyone_claims, g.owner == g.payee) {
                (true, _) => "anyone can still send its claims",
                (false, false) => "the payee can still claim",
                (false, true) => "nobody can claim any more",
            };
            format!(
                "the owner's key is lost: nobody can replace it, for no recovery address is named; \
                 {still}"
            )
        }
    };
    Possible {
        event: "recovery".into(),
        at: g
            .recovery
            .as_ref()
            .map(|_| s.block.time.saturating_add(delay.seconds)),
        words,
        ..same(base, base)
    }
}

fn same(then: &Figures, finally: &Figures) -> Possible {
    Possible {
        event: String::new(),
        milestone: None,
        at: None,
        first: None,
        last: None,
        then: then.clone(),
        finally: finally.clone(),
        words: String::new(),
    }
}
