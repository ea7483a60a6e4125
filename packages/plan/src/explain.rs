use crate::plan::Plan;

/// The plan in plain sentences.
pub fn explain(plan: &Plan) -> String {
    plan.name.value.clone()
}
