use cosmwasm_std::{Addr, Coin, HexBinary, StdError, Uint64, Uint128};
use milegate_api::core::ledger::LedgerError;
use thiserror::Error;

/// The result of everything below the entry points. The error is boxed: it is rare and large, and
/// every `?` on the way out would copy it.
pub type Result<T> = std::result::Result<T, Box<ContractError>>;

/// A rule that was broken, with the values that broke it.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage or a peer could not be read.
    #[error(transparent)]
    Std(#[from] StdError),
    /// A rule of the ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),

    /// Only `seal` takes money.
    #[error("no funds are taken here, got {}", list(.funds))]
    FundsRefused {
        /// What was sent.
        funds: Vec<Coin>,
    },
    /// Only the issuer adds grants.
    #[error("{sender} is not the issuer {issuer}")]
    NotIssuer {
        /// Who sent it.
        sender: Addr,
        /// Who may.
        issuer: Addr,
    },
    /// Only the funder seals.
    #[error("{sender} is not the funder {funder}")]
    NotFunder {
        /// Who sent it.
        sender: Addr,
        /// Who may.
        funder: Addr,
    },
    /// Only a party claims, unless the grant says otherwise.
    #[error("{sender} is neither owner nor payee of grant {grant}")]
    NotParty {
        /// Who sent it.
        sender: Addr,
        /// The grant.
        grant: String,
    },
    /// The draft is over.
    #[error("the vault was sealed at {at}")]
    AlreadySealed {
        /// Unix seconds.
        at: u64,
    },
    /// The draft is not over.
    #[error("the vault is not sealed")]
    NotSealed {},

    /// A digest is 32 bytes.
    #[error("the {what} has {bytes} bytes, not 32")]
    DigestLength {
        /// Which digest.
        what: &'static str,
        /// Its length.
        bytes: usize,
    },
    /// A text is empty or too long.
    #[error("the {what} has {bytes} bytes, not 1 to {max}")]
    TextLength {
        /// Which text.
        what: &'static str,
        /// Its length.
        bytes: usize,
        /// The longest allowed.
        max: usize,
    },
    /// A list is empty or too long.
    #[error("{entries} {what}, not {min} to {max}")]
    ListLength {
        /// What is listed.
        what: &'static str,
        /// How many.
        entries: usize,
        /// The fewest allowed.
        min: usize,
        /// The most allowed.
        max: usize,
    },
    /// More decimals than an amount has digits for.
    #[error("{decimals} decimals, not 0 to {max}")]
    Decimals {
        /// How many.
        decimals: u8,
        /// The most allowed.
        max: u8,
    },
    /// A name or an address stands twice in a list.
    #[error("{what} {name} stands there twice")]
    Duplicate {
        /// What is listed.
        what: &'static str,
        /// What stands there twice.
        name: String,
    },
    /// There is no such thing in this vault.
    #[error("there is no {what} {name}")]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// The vault cannot stand in for an account in its own wiring or grants.
    #[error("the {role} is the vault itself")]
    VaultItself {
        /// Where it was named.
        role: &'static str,
    },
    /// The sink is never an insider.
    #[error("grant {grant} names the sink {sink}")]
    SinkHolds {
        /// The grant.
        grant: String,
        /// The sink.
        sink: Addr,
    },
    /// The caps exceed what can be counted.
    #[error("the caps sum to more than 2^64 lots")]
    CapsTooLarge {},
    /// A category's cap.
    #[error("grant {grant}: {granted} + {lots} lots exceed the cap {cap} of category {category}")]
    OverCap {
        /// The grant.
        grant: String,
        /// Its category.
        category: String,
        /// Lots granted in it before.
        granted: Uint64,
        /// Lots of this grant.
        lots: Uint64,
        /// The most.
        cap: Uint64,
    },

    /// The funder expects other terms or grants.
    #[error("the seal digest is {digest}, the message says {expected}")]
    DigestDiffers {
        /// What the vault has.
        digest: HexBinary,
        /// What the message says.
        expected: HexBinary,
    },
    /// A vault without grants is not sealed.
    #[error("the vault has no grants")]
    NoGrants {},
    /// The funds are not exactly the sum of all grants.
    #[error("the grants sum to {expected}, the message carries {}", list(.funds))]
    FundsDiffer {
        /// What it must carry.
        expected: Coin,
        /// What it carries.
        funds: Vec<Coin>,
    },
    /// A draft that misses a start is dead.
    #[error("{what} began at {at}, it is {now}: a vault is sealed before")]
    TooLate {
        /// A milestone, or a gate by time.
        what: String,
        /// When it began, Unix seconds.
        at: u64,
        /// Block time.
        now: u64,
    },
    /// The conclusions come from other code than the plan says.
    #[error("{contract} runs code {checksum}, the plan says {expected}")]
    CodeDiffers {
        /// The contract.
        contract: Addr,
        /// SHA-256 of its code.
        checksum: HexBinary,
        /// SHA-256 the plan says.
        expected: HexBinary,
    },
    /// Somebody could change the code.
    #[error("{contract} can be migrated by {admin}")]
    HasAdmin {
        /// The contract.
        contract: Addr,
        /// Its admin.
        admin: Addr,
    },
    /// The milestones would not recuse the holders of this vault.
    #[error("{milestones} does not list the vault {vault}")]
    NotListed {
        /// The contract.
        milestones: Addr,
        /// The vault.
        vault: Addr,
    },
    /// A guard that the plan cannot keep.
    #[error("{bound} can vest within {period} seconds in {scope}, its guard allows {limit}")]
    GuardFails {
        /// `the vault`, or a category.
        scope: String,
        /// The guard's period, in seconds.
        period: u64,
        /// The guard's limit, base units.
        limit: Uint128,
        /// The most that can vest, base units.
        bound: Uint128,
    },

    /// No conclusion to write down.
    #[error("no gate of schedule {schedule} has anything to write down")]
    NothingToSync {
        /// The schedule.
        schedule: String,
    },
    /// Nothing has vested that was not paid.
    #[error("nothing to claim: {}", because(.grants))]
    NothingToClaim {
        /// Why, for each grant.
        grants: Vec<NothingDue>,
    },
    /// Nothing is owed to the sink.
    #[error("no dues")]
    NoDues {},
}

/// Why a grant pays nothing at present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NothingDue {
    /// The grant.
    pub grant: String,
    /// When more may vest, Unix seconds; none if it waits for a milestone or all is paid.
    pub next: Option<u64>,
    /// Why, in words.
    pub words: Vec<String>,
}

impl From<StdError> for Box<ContractError> {
    #[cold]
    fn from(error: StdError) -> Self {
        Box::new(error.into())
    }
}

impl From<LedgerError> for Box<ContractError> {
    #[cold]
    fn from(error: LedgerError) -> Self {
        Box::new(error.into())
    }
}

fn list(coins: &[Coin]) -> String {
    match coins.is_empty() {
        true => "nothing".to_owned(),
        false => join(coins.iter().map(Coin::to_string), ", "),
    }
}

fn because(grants: &[NothingDue]) -> String {
    let grants = grants.iter().map(|due| match due.words.is_empty() {
        true => format!("{}: all is paid", due.grant),
        false => format!("{}: {}", due.grant, join(due.words.iter().cloned(), ", ")),
    });
    join(grants, "; ")
}

fn join(parts: impl Iterator<Item = String>, between: &str) -> String {
    let mut joined = String::new();
    for part in parts {
        if !joined.is_empty() {
            joined.push_str(between);
        }
        joined.push_str(&part);
    }
    joined
}
