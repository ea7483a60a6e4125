//! What the chain calls.

milegate_api::lean_entry_points!(milestones: instantiate, execute, query);
