use std::fmt;

use serde::Serialize;

use crate::place::Place;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The plan cannot be deployed.
    Error,
    /// It can, if its authors say so.
    Warning,
}

/// One problem of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// `E041`, `W111`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// The rule that is broken, with the values.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// Whether `[plan] allow` names the code of this warning.
    pub allowed: bool,
}

impl Problem {
    /// A problem under a code of [`CODES`].
    pub fn new(
        code: &'static str,
        place: &Place,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        debug_assert!(code_info(code).is_some(), "{code} is not in the table");
        let severity = if code.starts_with('W') {
            Severity::Warning
        } else {
            Severity::Error
        };
        Problem {
            code,
            severity,
            place: place.clone(),
            message: message.into(),
            remedy: remedy.into(),
            allowed: false,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity} {}  {}", self.code, self.place.file)?;
        if self.place.line > 0 {
            write!(f, ":{}", self.place.line)?;
        }
        writeln!(f, "  {}", self.message)?;
        write!(f, "            {}", self.remedy)
    }
}

/// Every problem found, in the order of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Notes one more.
    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Notes an error or a warning.
    pub fn add(
        &mut self,
        code: &'static str,
        place: &Place,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.push(Problem::new(code, place, message, remedy));
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.0
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .count()
    }

    /// How many warnings there are that the plan does not allow.
    pub fn warnings(&self) -> usize {
        self.0
            .iter()
            .filter(|p| p.severity == Severity::Warning && !p.allowed)
            .count()
    }

    /// Errors first, then by file and line; the same problem once.
    pub fn sorted(mut self) -> Self {
        self.0
            .sort_by(|a, b| (a.severity, &a.place, a.code).cmp(&(b.severity, &b.place, b.code)));
        self.0.dedup();
        self
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in self.0.iter().filter(|problem| !problem.allowed) {
            writeln!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// A code and the rule behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CodeInfo {
    /// The code.
    pub code: &'static str,
    /// The rule, in one line.
    pub rule: &'static str,
}

/// The rule behind a code.
pub fn code_info(code: &str) -> Option<&'static CodeInfo> {
    CODES.iter().find(|info| info.code == code)
}

macro_rules! codes {
    ($($code:literal $rule:literal)*) => {
        /// Every code, in order; `docs/codes.md` has the remedies.
        pub const CODES: &[CodeInfo] = &[$(CodeInfo { code: $code, rule: $rule }),*];
    };
}

codes! {
    "E001" "every file of the plan can be read"
    "E002" "the plan is TOML, its tables are CSV"
    "E003" "every key and column is a known one"
    "E004" "nothing required is missing"
    "E005" "every value has the type its key asks for"
    "E006" "dates are TOML dates or times with an offset, or durations after the start"
    "E007" "durations are written as 4y, 30d, 48h, 90s; spans as a duration or { time, blocks }"
    "E008" "amounts are written as \"1_000.5 MER\" in the plan's symbol"
    "E009" "shares are written as 30 % or 1/3"
    "E010" "curves are once, linear DURATION [cliff DURATION], steps EVERY xCOUNT"
    "E011" "a miss means forfeit, fallback CURVE, or roll MILESTONE"
    "E012" "policies are made of witnesses, and, or, N of (...), parentheses"
    "E013" "thresholds are written as 4 of 7"
    "E014" "names are short and of a-z, 0-9, - and _"
    "E016" "kinds and words are known ones"
    "E020" "every @name is an address or a multisig of the plan"
    "E021" "every category that is named exists"
    "E022" "every schedule that is named exists, and every grant has one"
    "E023" "every milestone that is named exists"
    "E024" "every witness that is named exists"
    "E025" "a name is given once"
    "E026" "a grant follows a schedule of its own category"
    "E030" "addresses are bech32 with the plan's prefix"
    "E031" "a member stands once in a group, an account once in a list"
    "E032" "a plan to be deployed has real addresses"
    "E040" "no amount, weight or count is zero"
    "E041" "grants and reserve fit under their category's cap"
    "E042" "the shares of a schedule sum to 100 %"
    "E043" "a share of a lot is a whole number of base units"
    "E044" "amounts granted, reserves and caps are whole lots"
    "E045" "lots fit into 64 bits, amounts into 128"
    "E046" "the caps together fit under the total supply"
    "E048" "lists stay under the contracts' limits"
    "E050" "a plan to be deployed starts in the future"
    "E051" "a deadline comes after the start"
    "E052" "a time gate does not open before the start"
    "E053" "every instant is before the year 2200"
    "E054" "durations are 1 s to 100 years, a cliff no longer than its curve"
    "E055" "no window is shorter than a block"
    "E056" "a reserve expires after the start"
    "E057" "a recovery waits 90 days at least, a change of payee and a termination 3"
    "E058" "a reserve has a schedule it can be assigned to"
    "E059" "leavers are named only where a schedule asks for service"
    "E060" "the plan keeps its guards, whatever opens in whatever order"
    "E070" "a threshold can be reached, and is the one the author counts on"
    "E071" "a committee needs at least two members"
    "E072" "nobody who attests or judges holds a grant"
    "E073" "a sink is no insider, a bond sink no court"
    "E074" "the court is no witness of the policy it judges"
    "E075" "no single key can open a gate"
    "E076" "the court's voting fits into its time limit"
    "E077" "a vote of the court outlasts the challenge window"
    "E078" "the rules of governance are within the bounds in the code"
    "E079" "stake and governance stand only where they can act"
    "E080" "the terms are ones the contracts accept"
    "E081" "a guardian expires within two years and is no insider"
    "E082" "a stake weighs something and is let go within a year"
    "E083" "every feed that is named exists"
    "E084" "rules of feeds are written as mean 90d >= 400_000, with sum or min instead of mean"
    "E085" "checks of a state are written as /pointer >= 0.40, with >, <=, <, = or != instead"
    "E086" "a query is a JSON object, of at most 1,024 bytes"
    "E087" "feeds and their windows are ones the oracle accepts"
    "E088" "a state is asked 1 to 8 things, and seen often enough while it is held"
    "E089" "what is measured for a time has that time before the deadline"
    "E090" "reporters can make a value, and none outweighs the others"
    "E091" "what anyone may assert alone is open to objection for 3 days"
    "E092" "a policy has at most 8 witnesses and 4 levels"
    "E093" "an address is one authority of a policy at most"
    "E094" "what anyone may assert alone does not stand by silence"
    "W101" "members of the court are not also attestors"
    "W102" "the vault has a guard"
    "W103" "a threshold is more than half"
    "W104" "everything that is declared is used"
    "W105" "a tranche rolls to a milestone that ends later"
    "W106" "one address has one name, and sits in one group of a policy"
    "W107" "the two clocks of a span agree"
    "W108" "the court is known to be more than one key"
    "W109" "no single key can stop a milestone"
    "W110" "grants and reserve fill the cap"
    "W111" "a lot has at least 10,000 base units"
    "W112" "codes that are allowed exist and occur"
    "W113" "whoever serves can stop serving"
    "W114" "a reserve can be assigned until it expires"
    "W115" "changes of payee and terminations wait a week"
    "W116" "who assigns a reserve or ends service gains nothing and decides no milestone"
    "W117" "who assigns a reserve, ends service or cancels proposals is more than one key"
    "W118" "somebody else can cancel a termination"
    "W119" "a cw20 token has neither minter nor admin"
    "W120" "a challenge window lasts 3 days"
    "W121" "insiders are not most of who votes on their milestones"
    "W122" "a termination waits longer than the vote that could cancel it"
    "W123" "a proposal costs a deposit"
    "W124" "what has failed is not proposed again at once"
    "W125" "a feed has three reporters"
    "W126" "nobody can change a contract whose state is needed"
    "W127" "what money can rent does not show a milestone alone"
    "W128" "what is measured is measured for 30 days"
    "W129" "what looks like a schema of the suite is that schema"
    "W130" "unbonding takes as long as the longest vote"
    "W131" "a vote can attest a fact of the last day"
}
