use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use toml::value::Datetime;

use super::{duration, number};

/// Unix seconds of a TOML date (midnight UTC) or of a time with an offset.
pub fn parse_instant(datetime: &Datetime) -> Result<u64, String> {
    let text = match (datetime.date, datetime.time, datetime.offset) {
        (Some(date), None, None) => format!("{date}T00:00:00Z"),
        (Some(_), Some(_), Some(_)) => datetime.to_string(),
        (Some(_), Some(_), None) => {
            return Err(format!("`{datetime}` has no offset; add Z for UTC"));
        }
        _ => return Err(format!("`{datetime}` is no date")),
    };
    let timestamp: Timestamp = text
        .parse()
        .map_err(|error| format!("`{datetime}` is no date: {error}"))?;
    u64::try_from(timestamp.as_second()).map_err(|_| format!("`{datetime}` is before 1970"))
}

/// Unix seconds of a duration after `start`: `12mo` by the calendar, others to the second.
pub fn relative_instant(text: &str, start: u64) -> Result<u64, String> {
    let bad = || format!("`{text}` is no date; write 2027-03-01, or 12mo or 30d after the start");
    let Some(months) = text.strip_suffix("mo") else {
        return start
            .checked_add(duration(text).map_err(|_| bad())?)
            .ok_or_else(bad);
    };
    let months = number(months)
        .and_then(|months| i32::try_from(months).ok())
        .ok_or_else(bad)?;
    let span = Span::new().try_months(months).map_err(|_| bad())?;
    let seconds = i64::try_from(start).map_err(|_| bad())?;
    let later = Timestamp::from_second(seconds)
        .and_then(|start| start.to_zoned(TimeZone::UTC).checked_add(span))
        .map_err(|_| bad())?;
    u64::try_from(later.timestamp().as_second()).map_err(|_| bad())
}

/// An instant for people, in UTC; midnight as the date alone.
pub fn instant_words(at: u64) -> String {
    let timestamp = i64::try_from(at)
        .ok()
        .and_then(|at| Timestamp::from_second(at).ok());
    match timestamp {
        None => format!("second {at}"),
        Some(timestamp) => {
            let text = timestamp.strftime("%Y-%m-%d %H:%M:%S UTC").to_string();
            match text.strip_suffix(" 00:00:00 UTC") {
                Some(date) => date.to_owned(),
                None => text,
            }
        }
    }
}
