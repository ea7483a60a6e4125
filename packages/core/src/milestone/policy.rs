//! The tree that says when a milestone's witnesses suffice.

use super::Policy;

impl Policy {
    /// Whether the tree is true when exactly the leaves that `truth` names are.
    ///
    /// The tree has no negation: one more true leaf never makes it false.
    pub fn holds(&self, truth: &dyn Fn(&str) -> bool) -> bool {
        let true_branches = |of: &[Policy]| of.iter().filter(|branch| branch.holds(truth)).count();

        match self {
            Policy::Witness { name } => truth(name),
            Policy::All { of } => of.iter().all(|branch| branch.holds(truth)),
            Policy::Any { of } => of.iter().any(|branch| branch.holds(truth)),
            Policy::AtLeast { count, of } => true_branches(of) >= usize::from(*count),
        }
    }

    /// The false leaves that could still help: those below no branch that is true already.
    pub fn lacking(&self, truth: &dyn Fn(&str) -> bool) -> Vec<&str> {
        if self.holds(truth) {
            return vec![];
        }

        match self {
            Policy::Witness { name } => vec![name],
            Policy::All { of } | Policy::Any { of } | Policy::AtLeast { of, .. } => {
                of.iter().flat_map(|branch| branch.lacking(truth)).collect()
            }
        }
    }

    /// Every leaf the tree names, from left to right.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Policy::Witness { name } => vec![name],
            Policy::All { of } | Policy::Any { of } | Policy::AtLeast { of, .. } => {
                of.iter().flat_map(Policy::names).collect()
            }
        }
    }

    /// Levels of the tree: 1 for a single leaf.
    pub fn depth(&self) -> usize {
        match self {
            Policy::Witness { .. } => 1,
            Policy::All { of } | Policy::Any { of } | Policy::AtLeast { of, .. } => of
                .iter()
                .map(Policy::depth)
                .max()
                .unwrap_or(0)
                .saturating_add(1),
        }
    }

    /// The tree in one line of words: `all of (listing, any of (auditor, exchange))`.
    pub fn words(&self) -> String {
        let list = |of: &[Policy]| of.iter().map(Policy::words).collect::<Vec<_>>().join(", ");

        match self {
            Policy::Witness { name } => name.clone(),
            Policy::All { of } => format!("all of ({})", list(of)),
            Policy::Any { of } => format!("any of ({})", list(of)),
            Policy::AtLeast { count, of } => format!("at least {count} of ({})", list(of)),
        }
    }
}
