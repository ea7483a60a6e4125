use milegate_core::holder::CHANGE_LIFE;

use super::money::sink;
use super::who;
use crate::plan::{Category, Leavers, Plan, Reserve, Schedule};
use crate::text::{Amounts, instant_words, span_words};

/// Who comes later and who may leave in a category.
pub(crate) fn category(plan: &Plan, category: &Category) -> Vec<String> {
    let reserve = category.reserve.as_ref();
    let reserve = reserve.map(|each| self::reserve(plan, category, each));
    reserve
        .into_iter()
        .chain([leaving(plan, category)])
        .collect()
}

/// What leaving means in a category.
pub(crate) fn leaving(plan: &Plan, category: &Category) -> String {
    match &category.leavers {
        Some(leavers) => self::leavers(plan, category, leavers),
        None if serves(plan, category) => format!(
            "{}: nobody can end a holder's service; who leaves keeps earning.",
            *category.name
        ),
        None => format!(
            "{}: no grant can be taken back; who leaves keeps all of it.",
            *category.name
        ),
    }
}

fn serves(plan: &Plan, category: &Category) -> bool {
    let own = |schedule: &&Schedule| *schedule.category == *category.name;
    let mut schedules = plan.schedules.iter().filter(own);
    schedules.any(|schedule| schedule.service.is_some())
}

fn reserve(plan: &Plan, category: &Category, reserve: &Reserve) -> String {
    let later = match serves(plan, category) {
        true => " Who is hired later serves from the first day given to him then.",
        false => "",
    };
    format!(
        "{}: {} is held in reserve, locked. Until {} {} makes grants of it to people of its choice, \
         under a schedule of {} of which nothing has vested yet.{later} What is left then is \
         forfeited ({}).",
        *category.name,
        Amounts::of(plan).words(*reserve.amount),
        instant_words(*reserve.expires),
        who(&reserve.assign_by),
        *category.name,
        sink(plan)
    )
}

fn leavers(plan: &Plan, category: &Category, leavers: &Leavers) -> String {
    let cancel = match &plan.vault.governance {
        Some(governance) => format!("{} or {}", who(&leavers.by), who(governance)),
        None => format!("{} alone", who(&leavers.by)),
    };
    format!(
        "{}: {} may announce that a holder stops serving, with a reason. That waits {} in public and \
         can be cancelled by {cancel}; then anyone may carry it out, and service ends at that \
         moment. The lots served by then, rounded up, stay the holder's, behind the same gates; the \
         rest is forfeited ({}). Who leaves a second before a gate opens loses nothing that he \
         served.",
        *category.name,
        who(&leavers.by),
        span_words(*leavers.notice),
        sink(plan)
    )
}

/// What an owner or a payee can change, and how long it takes.
pub(crate) fn changes(plan: &Plan) -> Vec<String> {
    vec![
        format!(
            "Payee: the owner announces another account; it waits {} in public, and the owner can \
             cancel it. The account need not accept, so it may be cold.",
            span_words(*plan.vault.payee_delay)
        ),
        "Owner: the owner announces another key, which takes the grant over by its own message. An \
         account that was named as payee stays; a recovery address does not."
            .to_owned(),
        format!(
            "Lost key: nobody can recover a grant, unless its owner has named an address for that \
             beforehand. A recovery by that address waits {} in public, and the owner can cancel it \
             at any time; the new key accepts it by its own message. A payee who was named stays; \
             an owner who is his own payee is paid what is claimable first.",
            span_words(*plan.vault.recovery_delay)
        ),
        format!(
            "What was announced and not carried out lapses {} after it could have been.",
            span_words(CHANGE_LIFE)
        ),
        format!(
            "The owner may give the grant up: what is not claimed, also what has vested, is then \
             forfeited ({}). Who was made payee of another's grant may step down; who refuses grants \
             can be named by nobody.",
            sink(plan)
        ),
    ]
}
