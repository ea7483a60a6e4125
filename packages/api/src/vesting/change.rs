use std::fmt;

use cosmwasm_schema::cw_serde;

/// A change of a grant that is announced before it is carried out. It waits, in public, until it is
/// due on both clocks; 30 days and 10,000 blocks later it lapses. One of each kind per grant.
///
/// | kind | announced by | waits | cancelled by | carried out by |
/// |---|---|---|---|---|
/// | termination | who terminates in the category | the category's notice | the same, governance | anyone |
/// | payee | owner | the vault's payee delay | owner | anyone |
/// | owner | owner | not at all | owner | the new owner |
/// | recovery | the address the owner named | the vault's recovery delay | owner, that address | the new owner |
///
/// A payee who was named stays when the owner changes: whoever takes a grant over looks at its payee
/// first.
#[cw_serde]
#[schemars(rename = "Change")]
pub enum Change<A> {
    /// The holder stops serving at the block that carries it out: the lots served (rounded up) stay
    /// his behind the same gates, the rest is forfeited. Only where the schedule has a service
    /// curve.
    Termination {
        /// Why.
        reason: LeaveReason,
    },
    /// The grant pays another account, which need not accept.
    Payee {
        /// The account.
        payee: A,
        /// Why.
        reason: MoveReason,
    },
    /// The grant is controlled by another key, which has to accept by carrying it out. A payee who
    /// was named stays; the recovery address, and changes of payee or recovery that were announced,
    /// are void.
    Owner {
        /// The key.
        owner: A,
        /// Why.
        reason: MoveReason,
    },
    /// As `owner`, but begun by the recovery address for a lost key. Where the owner is his own
    /// payee, what is claimable is paid to him first.
    Recovery {
        /// The new key.
        owner: A,
        /// Why.
        reason: MoveReason,
    },
}

/// The kind of a [`Change`].
#[cw_serde]
#[derive(Copy, Eq)]
pub enum ChangeKind {
    /// The holder stops serving.
    Termination,
    /// Another payee.
    Payee,
    /// Another owner.
    Owner,
    /// Another owner, for a lost key.
    Recovery,
}

/// Why a holder stops serving.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum LeaveReason {
    /// He gave notice himself.
    Resigned,
    /// He was given notice.
    Dismissed,
    /// His contract ended.
    Expired,
    /// He died.
    Deceased,
}

/// Why a grant changes hands.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum MoveReason {
    /// A key was replaced.
    Key,
    /// Another custodian.
    Custody,
    /// An estate.
    Estate,
    /// A sale.
    Sale,
}

impl<A> Change<A> {
    /// Its kind.
    pub const fn kind(&self) -> ChangeKind {
        match self {
            Change::Termination { .. } => ChangeKind::Termination,
            Change::Payee { .. } => ChangeKind::Payee,
            Change::Owner { .. } => ChangeKind::Owner,
            Change::Recovery { .. } => ChangeKind::Recovery,
        }
    }

    /// The account it names, if it names one.
    pub const fn to(&self) -> Option<&A> {
        match self {
            Change::Termination { .. } => None,
            Change::Payee { payee, .. } => Some(payee),
            Change::Owner { owner, .. } | Change::Recovery { owner, .. } => Some(owner),
        }
    }

    /// Its reason, as events write it.
    pub const fn reason(&self) -> &'static str {
        match self {
            Change::Termination { reason } => reason.code(),
            Change::Payee { reason, .. }
            | Change::Owner { reason, .. }
            | Change::Recovery { reason, .. } => reason.code(),
        }
    }

    /// The same with its account validated.
    pub fn try_map<B, E>(self, valid: impl FnOnce(A) -> Result<B, E>) -> Result<Change<B>, E> {
        Ok(match self {
            Change::Termination { reason } => Change::Termination { reason },
            Change::Payee { payee, reason } => Change::Payee {
                payee: valid(payee)?,
                reason,
            },
            Change::Owner { owner, reason } => Change::Owner {
                owner: valid(owner)?,
                reason,
            },
            Change::Recovery { owner, reason } => Change::Recovery {
                owner: valid(owner)?,
                reason,
            },
        })
    }
}

impl ChangeKind {
    /// All of them.
    pub const ALL: [ChangeKind; 4] = [
        ChangeKind::Termination,
        ChangeKind::Payee,
        ChangeKind::Owner,
        ChangeKind::Recovery,
    ];

    /// Its name, as messages and events write it.
    pub const fn code(self) -> &'static str {
        match self {
            ChangeKind::Termination => "termination",
            ChangeKind::Payee => "payee",
            ChangeKind::Owner => "owner",
            ChangeKind::Recovery => "recovery",
        }
    }
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl LeaveReason {
    /// Its name, as messages and events write it.
    pub const fn code(self) -> &'static str {
        match self {
            LeaveReason::Resigned => "resigned",
            LeaveReason::Dismissed => "dismissed",
            LeaveReason::Expired => "expired",
            LeaveReason::Deceased => "deceased",
        }
    }
}

impl MoveReason {
    /// Its name, as messages and events write it.
    pub const fn code(self) -> &'static str {
        match self {
            MoveReason::Key => "key",
            MoveReason::Custody => "custody",
            MoveReason::Estate => "estate",
            MoveReason::Sale => "sale",
        }
    }
}
