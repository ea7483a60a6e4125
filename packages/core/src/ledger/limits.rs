//! Widths: with them, every product of the ledger stays below 2^128.

use super::LedgerError;

/// The longest duration: 100 years of 365.25 days, in seconds.
pub const MAX_DURATION: u64 = 36_525 * 86_400;

/// The first instant that is refused: the year 2200, Unix seconds.
pub const END_OF_TIME: u64 = 7_258_118_400;

/// The longest name.
pub const MAX_NAME: usize = 32;

/// Refuses a duration that is not 1 second to 100 years.
pub fn duration(seconds: u64) -> Result<(), LedgerError> {
    if seconds == 0 || seconds > MAX_DURATION {
        return Err(LedgerError::Duration {
            seconds,
            max: MAX_DURATION,
        });
    }
    Ok(())
}

/// Refuses a cliff past the end of its duration, and the duration as [`duration`] does.
pub fn duration_and_cliff(length: u64, cliff: u64) -> Result<(), LedgerError> {
    duration(length)?;
    if cliff > length {
        return Err(LedgerError::CliffPastEnd {
            cliff,
            duration: length,
        });
    }
    Ok(())
}

/// Refuses an instant in the year 2200 or later.
pub fn instant(at: u64) -> Result<(), LedgerError> {
    if at >= END_OF_TIME {
        return Err(LedgerError::Instant {
            at,
            limit: END_OF_TIME,
        });
    }
    Ok(())
}

/// Refuses what is not 1 to 32 of `a-z`, `0-9`, `-`, `_`, `.`: names stand in storage keys,
/// events and files, and must look the same in all of them.
pub fn name(name: &str) -> Result<(), LedgerError> {
    let allowed = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || b"-_.".contains(&c);
    if name.is_empty() || name.len() > MAX_NAME || !name.bytes().all(allowed) {
        return Err(LedgerError::Name {
            name: name.to_owned(),
        });
    }
    Ok(())
}
