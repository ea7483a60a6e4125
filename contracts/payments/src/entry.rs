//! What the chain calls.

milegate_api::lean_entry_points!(payments: instantiate, execute, query);
