//! What the chain calls.

milegate_api::lean_entry_points!(vesting: instantiate, execute, query);
