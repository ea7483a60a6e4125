//! What the chain calls.

milegate_api::lean_entry_points!(oracle: instantiate, execute, query, migrate);
