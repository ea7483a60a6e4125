//! How a payments contract keeps its records: packed, in this order.

use milegate_core::payments::{Account, Credit, Figures, Terms, Total};

use crate::pack_fields;

pack_fields!(Terms {
    fee,
    least,
    calendar
});
pack_fields!(Credit {
    period,
    latest,
    before,
    due
});
pack_fields!(Account {
    paid,
    received,
    credit
});
pack_fields!(Figures {
    active,
    payments,
    payers,
    payees,
    sum,
    excluded_payments,
    excluded_sum,
    burnt
});
pack_fields!(Total { figures, active });
