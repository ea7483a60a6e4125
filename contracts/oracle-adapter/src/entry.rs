//! What the chain calls.

milegate_api::lean_entry_points!(adapter: instantiate, execute, query, migrate);
