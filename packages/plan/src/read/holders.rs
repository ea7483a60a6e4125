//! What a category says of those who come later and those who leave.

use super::reader::Reader;
use super::section::Section;
use crate::plan::{Leavers, Reserve};

/// `reserve = { amount = "20_000_000 MER", assign_by = "@foundation", expires = 2029-03-01 }`
pub fn reserve(reader: &mut Reader, section: &Section) -> Option<Reserve> {
    let inner = Section::of(reader, &section.path, section.get("reserve")?)?;
    let amount = inner.amount(reader, "amount");
    let assign_by = inner.party(reader, "assign_by");
    let expires = inner.instant(reader, "expires");
    inner.finish(reader, &["amount", "assign_by", "expires"]);
    let amount = inner.need(reader, "amount", "amount = \"1_000 MER\"", amount);
    let assign_by = inner.need(
        reader,
        "assign_by",
        "assign_by = \"@foundation\"",
        assign_by,
    );
    let expires = inner.need(reader, "expires", "expires = 2029-03-01", expires);
    Some(Reserve {
        amount: amount?,
        assign_by: assign_by?,
        expires: expires?,
    })
}

/// `leavers = { by = "@hr", notice = "30d" }`
pub fn leavers(reader: &mut Reader, section: &Section) -> Option<Leavers> {
    let inner = Section::of(reader, &section.path, section.get("leavers")?)?;
    let by = inner.party(reader, "by");
    let notice = match inner.get("notice") {
        Some(node) => reader.span(&inner.path, node),
        None => None,
    };
    inner.finish(reader, &["by", "notice"]);
    let by = inner.need(reader, "by", "by = \"@hr\"", by);
    let notice = inner.need(reader, "notice", "notice = \"30d\"", notice);
    Some(Leavers {
        by: by?,
        notice: notice?,
    })
}
