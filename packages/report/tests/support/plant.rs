//! Faults planted in a snapshot of the fake.

use cosmwasm_std::Addr;
use milegate_report::{Event, Snapshot, audit_snapshot};

pub fn snapshot() -> Snapshot {
    Snapshot::read(&super::rich(), &Addr::unchecked(super::VAULT)).unwrap()
}

pub fn event<'a>(s: &'a mut Snapshot, ty: &str) -> &'a mut Event {
    s.txs
        .iter_mut()
        .flat_map(|tx| &mut tx.events)
        .find(|e| e.ty == ty)
        .expect("such an event")
}

pub fn set(event: &mut Event, key: &str, value: &str) {
    event
        .attributes
        .iter_mut()
        .find(|(k, _)| k == key)
        .expect("such a key")
        .1 = value.into();
}

/// Plants a fault; the rule must fail and one of its failures must contain `says`.
pub fn fails(rule: u8, says: &str, plant: impl FnOnce(&mut Snapshot)) {
    let mut s = snapshot();
    plant(&mut s);
    let audit = audit_snapshot(&s, None);
    let result = audit.rules.iter().find(|r| r.rule == rule).unwrap();
    assert!(!result.pass, "rule {rule} does not see it ({says})");
    assert!(
        result.failures.iter().any(|f| f.contains(says)),
        "{says}: {:#?}",
        result.failures
    );
    assert!(!audit.pass());
}

/// The first event of that name about a grant.
pub fn event_of<'a>(s: &'a mut Snapshot, ty: &str, grant: &str) -> &'a mut Event {
    let mut events = s.txs.iter_mut().flat_map(|tx| &mut tx.events);
    let found = events.find(|e| e.ty == ty && e.get("grant") == Some(grant));
    found.expect("such an event")
}
