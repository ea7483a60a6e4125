//! What the chain calls.

milegate_api::lean_entry_points!(governance: instantiate, execute, query, migrate);
