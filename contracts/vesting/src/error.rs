use cosmwasm_std::{Addr, Coin, HexBinary, StdError, Uint64, Uint128};
use milegate_api::core::Point;
use milegate_api::core::ledger::LedgerError;
use milegate_api::vesting::ChangeKind;
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
    /// Only one role may do this to a grant or a category.
    #[error("{sender} may not {what} of {name}: {who} may")]
    NotAllowed {
        /// Who sent it.
        sender: Addr,
        /// What was tried.
        what: &'static str,
        /// The grant or the category.
        name: String,
        /// Who may.
        who: &'static str,
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
    /// The token would hold itself, and nobody could take it out.
    #[error("grant {grant} names the token {token} itself")]
    TokenHolds {
        /// The grant.
        grant: String,
        /// The asset.
        token: Addr,
    },
    /// Whoever is interested cannot attest, and a governance attests for everybody.
    #[error("grant {grant} names the vault's governance {governance}")]
    GovernanceHolds {
        /// The grant.
        grant: String,
        /// The governance.
        governance: Addr,
    },
    /// Nobody is named in a grant against his declared will.
    #[error("{address} refuses grants")]
    RefusesGrants {
        /// Who it is.
        address: Addr,
    },
    /// It refuses, or does not, already.
    #[error("{address} {} already", if *.refuse { "refuses grants" } else { "takes grants" })]
    SameRefusal {
        /// Who it is.
        address: Addr,
        /// Whether it refuses.
        refuse: bool,
    },
    /// Who declined is not named again.
    #[error("{address} has declined grant {grant}")]
    Declined {
        /// Who it is.
        address: Addr,
        /// The grant.
        grant: String,
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

    /// A reserve is part of its category.
    #[error("the reserve of {lots} lots exceeds the cap {cap} of category {category}")]
    ReserveOverCap {
        /// The category.
        category: String,
        /// Lots of the reserve.
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
    /// A vault without grants and reserves is not sealed.
    #[error("the vault has no grants")]
    NoGrants {},
    /// The funds are not exactly the sum of all grants and reserves.
    #[error("the grants sum to {expected}, the message carries {}", list(.funds))]
    FundsDiffer {
        /// What it must carry.
        expected: Coin,
        /// What it carries.
        funds: Vec<Coin>,
    },
    /// The tokens are not exactly the sum of all grants and reserves.
    #[error("the grants sum to {expected}, {amount} tokens were sent")]
    TokensDiffer {
        /// What must be sent.
        expected: Uint128,
        /// What was sent.
        amount: Uint128,
    },
    /// The token says that the vault holds less than it was sent.
    #[error("{amount} tokens were sent, the vault holds {held}: {token} keeps some back")]
    TokensShort {
        /// The token.
        token: Addr,
        /// What was sent.
        amount: Uint128,
        /// What arrived.
        held: Uint128,
    },
    /// A vault takes only its own asset, in the way of that asset.
    #[error("the asset is {asset}, {sender} offers another one")]
    OtherAsset {
        /// The vault's asset.
        asset: String,
        /// Who sent the message.
        sender: Addr,
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

    /// A reserve that is over.
    #[error("the reserve of category {category} expired at {at}")]
    ReserveExpired {
        /// The category.
        category: String,
        /// When, Unix seconds.
        at: u64,
    },
    /// A reserve that is not over.
    #[error("the reserve of category {category} expires at {at}, it is {now}")]
    ReserveRunning {
        /// The category.
        category: String,
        /// When, Unix seconds.
        at: u64,
        /// Block time.
        now: u64,
    },
    /// A reserve without lots, or whose lots were forfeited before.
    #[error("the reserve of category {category} is empty")]
    ReserveEmpty {
        /// The category.
        category: String,
    },
    /// More lots than a reserve has.
    #[error("the reserve of category {category} has {left} lots left, not {lots}")]
    ReserveShort {
        /// The category.
        category: String,
        /// What is left.
        left: Uint64,
        /// What is asked for.
        lots: Uint64,
    },
    /// A reserve is for its own category.
    #[error("schedule {schedule} belongs to category {category}, not to {expected}")]
    OtherCategory {
        /// The schedule.
        schedule: String,
        /// Its category.
        category: String,
        /// The category of the reserve.
        expected: String,
    },
    /// A cohort differs from its template by its service.
    #[error("schedule {schedule} has no service, so it has no cohorts")]
    NoCohort {
        /// The template.
        schedule: String,
    },
    /// A category's share of the schedules is used up.
    #[error("category {category} may add {most} cohorts, no more")]
    TooManyCohorts {
        /// The category.
        category: String,
        /// Its share.
        most: usize,
    },
    /// Service cannot have begun before its cohort exists.
    #[error("service would start at {start}, it is {now}")]
    ServiceInPast {
        /// The start asked for, Unix seconds.
        start: u64,
        /// Block time.
        now: u64,
    },

    /// One change of a kind at a time.
    #[error("a change of {change} of grant {grant} is announced, due at {due}: cancel it first")]
    AlreadyAnnounced {
        /// The grant.
        grant: String,
        /// The kind of change.
        change: ChangeKind,
        /// When that one is due.
        due: Point,
    },
    /// There is no such change to cancel or carry out.
    #[error("no change of {change} of grant {grant} is announced")]
    NothingAnnounced {
        /// The grant.
        grant: String,
        /// The kind of change.
        change: ChangeKind,
    },
    /// A change waits on both clocks.
    #[error("the change of {change} of grant {grant} is due at {due}, it is {now}")]
    NotDue {
        /// The grant.
        grant: String,
        /// The kind of change.
        change: ChangeKind,
        /// When it is due.
        due: Point,
        /// Now.
        now: Point,
    },
    /// A change that waited too long.
    #[error("the change of {change} of grant {grant} lapsed at {at}: announce it again")]
    Lapsed {
        /// The grant.
        grant: String,
        /// The kind of change.
        change: ChangeKind,
        /// When.
        at: Point,
    },
    /// A change that changes nothing.
    #[error("{address} is the {role} of grant {grant} already")]
    SameHolder {
        /// The grant.
        grant: String,
        /// `owner` or `payee`.
        role: &'static str,
        /// Who it is.
        address: Addr,
    },
    /// Neither the payee of somebody else's grant, nor a former one.
    #[error("{sender} has nothing to decline in grant {grant}")]
    NothingToDecline {
        /// Who sent it.
        sender: Addr,
        /// The grant.
        grant: String,
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

#[cold]
pub fn unknown(what: &'static str, name: &str) -> Box<ContractError> {
    Box::new(ContractError::Unknown {
        what,
        name: name.to_owned(),
    })
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
