//! The answer to the question whether a schema admits all values of another one.

/// Whether all values are admitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Yes,
    /// It can't be decided, because of this keyword.
    Unknown(String),
    /// Some values are not admitted, because of this.
    No(String),
    /// There is no answer: the schemas are too large, or a schema contradicts itself.
    Undefined,
}

impl Verdict {
    pub fn no(because: impl Into<String>) -> Self {
        Verdict::No(because.into())
    }

    pub fn unknown(because: impl Into<String>) -> Self {
        Verdict::Unknown(because.into())
    }

    pub fn is_yes(&self) -> bool {
        *self == Verdict::Yes
    }

    /// Both must hold.
    pub fn and(self, other: impl FnOnce() -> Verdict) -> Self {
        match self {
            Verdict::No(_) => self,
            Verdict::Yes => other(),
            unsure => match other() {
                no @ Verdict::No(_) => no,
                _ => unsure,
            },
        }
    }

    /// One of them must hold. If none does, the first reason is the one to report.
    pub fn or(self, other: impl FnOnce() -> Verdict) -> Self {
        match self {
            Verdict::Yes => self,
            no @ Verdict::No(_) => match other() {
                Verdict::No(_) => no,
                better => better,
            },
            unsure => match other() {
                Verdict::Yes => Verdict::Yes,
                _ => unsure,
            },
        }
    }
}
