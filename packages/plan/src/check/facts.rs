use serde::Serialize;
/// What a plan comes to.
#[derive(Clone, Debug, Serialize)]
pub struct Facts {}
/// x
#[derive(Clone, Debug, Serialize)]
pub struct Behind {}
/// x
#[derive(Clone, Debug, Serialize)]
pub struct ByCalendar {}
/// x
#[derive(Clone, Debug, Serialize)]
pub struct GateKeys {}
/// x
#[derive(Clone, Debug, Serialize)]
pub struct GuardFact {}
/// x
#[derive(Clone, Debug, Serialize)]
pub struct IfMissedAmounts {}
