//! Forms of strings, which distinguish the variants of a union if nothing else does.

use std::net::{Ipv4Addr, Ipv6Addr};

/// A form that the schema of a string declares with `format` or `pattern`.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// `format: ipv4`.
    Ipv4,
    /// `format: ipv6`.
    Ipv6,
    /// `format: uuid`.
    Uuid,
    /// A `pattern`, of which only the characters are checked: these ranges have all that a match can consist of.
    Chars(&'static [(char, char)]),
}

impl Form {
    /// Whether a string has the form.
    pub fn has(self, text: &str) -> bool {
        match self {
            Self::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Self::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
            Self::Uuid => is_uuid(text),
            Self::Chars(ranges) => {
                let is_allowed =
                    |c: char| ranges.iter().any(|(from, to)| (*from..=*to).contains(&c));
                text.chars().all(is_allowed)
            }
        }
    }

    /// How much it says about a string that has it. A format says more than the characters of a pattern.
    pub fn weight(self) -> usize {
        match self {
            Self::Ipv4 | Self::Ipv6 | Self::Uuid => 2,
            Self::Chars(_) => 1,
        }
    }
}

/// Whether a string is a UUID (RFC 9562, section 4).
fn is_uuid(text: &str) -> bool {
    let groups = text.split('-').map(|group| {
        let is_hex = group.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex.then_some(group.len())
    });
    groups.eq([8, 4, 4, 4, 12].map(Some))
}
