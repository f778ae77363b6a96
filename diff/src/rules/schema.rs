//! Rules about schemas, wherever they are used.
//!
//! In: the stem of an id and the spot. Out: the rule. Guaranteed: a cell that is empty says that nobody has to be told.

use super::{Effect, Spot};
use crate::Level;

/// A rule about schemas: one id for each spot that has a level.
#[derive(Debug)]
pub struct SchemaRule {
    /// The id without what the spot adds to it.
    pub stem: &'static str,
    /// What happened; `{s}` is the schema, `{a}` and `{b}` are what was and what is.
    pub title: &'static str,
    pub effect: Effect,
    levels: [Option<Level>; 9],
}

impl SchemaRule {
    /// The level at a spot, and the id there.
    pub fn at(&self, spot: Spot) -> Option<(String, Level)> {
        let index = Spot::ALL.iter().position(|one| *one == spot)?;
        match (self.levels[index], spot.general()) {
            (Some(level), _) => Some((self.id(spot), level)),
            (None, Some(general)) => self.at(general),
            (None, None) => None,
        }
    }

    /// Why a finding matters to a client.
    pub fn why(&self, level: Level, sent: bool) -> &'static str {
        match (self.stem, sent, level) {
            (_, _, Level::Info) => self.effect.why(level, sent),
            ("became-optional", false, _) => "clients that need it miss it where it does not come",
            ("became-nullable", false, _) => "clients that count on a value may get null",
            ("became-not-nullable", true, _) => "clients that send null are refused",
            ("became-required" | "became-required-with-default", true, _) => {
                "clients that do not send it are refused"
            }
            _ => self.effect.why(level, sent),
        }
    }

    fn id(&self, spot: Spot) -> String {
        match (self.stem, spot) {
            ("enum-value-removed", Spot::ResponseBody) => {
                "response-mediatype-enum-value-removed".to_owned()
            }
            (stem, spot) => format!("{}-{stem}", spot.prefix()),
        }
    }
}

/// The rule with a stem.
pub fn schema_rule(stem: &str) -> Option<&'static SchemaRule> {
    SCHEMA_RULES.iter().find(|rule| rule.stem == stem)
}

const E: Option<Level> = Some(Level::Error);
const W: Option<Level> = Some(Level::Warning);
const I: Option<Level> = Some(Level::Info);
const N: Option<Level> = None;

const fn row(
    stem: &'static str,
    effect: Effect,
    levels: [Option<Level>; 9],
    title: &'static str,
) -> SchemaRule {
    SchemaRule {
        stem,
        title,
        effect,
        levels,
    }
}

use Effect::{Narrower, Other, Same, Unsent, Wider};

/// Sent: body, property, read-only property, parameter, property of a parameter. Received: body, property, write-only
/// property, header.
#[rustfmt::skip]
pub static SCHEMA_RULES: &[SchemaRule] = &[
    // Types.
    row("type-changed",      Other,    [E, E, N, E, W, E, E, N, E], "{s} was `{a}` and is `{b}`"),
    row("type-generalized",  Wider,    [I, I, N, I, I, E, E, N, E], "{s} was `{a}` and may now be `{b}`"),
    row("type-specialized",  Narrower, [N, N, N, N, E, I, I, N, I], "{s} was `{a}` and is now only `{b}`"),
    row("type-compatible",   Same,     [I, I, N, N, N, I, I, N, I], "{s} was `{a}` and is `{b}`, which is the same in this media type"),
    row("list-of-types-widened",  Wider,    [I, I, N, I, I, E, E, N, E], "{s} may also be `{b}`"),
    row("list-of-types-narrowed", Narrower, [E, E, N, E, E, I, I, N, N], "{s} may no longer be `{a}`"),
    row("became-nullable",     Wider,    [I, I, N, I, I, E, E, N, E], "{s} may be null"),
    row("became-not-nullable", Narrower, [E, E, N, E, E, I, I, N, I], "{s} may no longer be null"),
    row("wrapped-in-one-of",   Other,    [E, N, N, N, N, E, N, N, N], "{s} was one object and is a choice of several"),
    // Values.
    row("became-enum",         Narrower, [E, E, N, E, E, N, N, N, N], "{s} takes only the values {b}"),
    row("enum-value-added",    Wider,    [N, I, N, I, I, W, W, I, W], "{s} has the new value `{b}`"),
    row("enum-value-removed",  Narrower, [E, E, I, E, E, I, I, N, N], "{s} no longer has the value `{a}`"),
    row("x-extensible-enum-value-removed", Narrower, [N, E, N, E, N, N, N, N, N], "{s} no longer has the value `{a}` (x-extensible-enum)"),
    row("const-added",         Narrower, [E, E, N, E, E, I, I, N, N], "{s} takes only the value `{b}`"),
    row("const-removed",       Wider,    [I, I, N, I, I, E, E, N, E], "{s} takes more than the value `{a}`"),
    row("const-changed",       Other,    [E, E, N, E, E, E, E, N, E], "{s} takes only the value `{b}`, not `{a}`"),
    row("default-value-added",   Unsent,   [I, I, N, E, N, I, I, N, N], "{s} has the default `{b}`"),
    row("default-value-removed", Unsent,   [I, I, N, E, N, I, I, N, N], "{s} no longer has the default `{a}`"),
    row("default-value-changed", Unsent,   [I, I, N, E, N, I, I, N, N], "{s} has the default `{b}` instead of `{a}`"),
    // Numbers.
    row("max-set",                 Narrower, [W, W, N, W, N, N, N, N, N], "{s} may be at most {b}"),
    row("max-unset",               Wider,    [N, N, N, N, N, E, E, N, E], "{s} may be above {a}"),
    row("max-decreased",           Narrower, [E, E, I, E, N, N, N, N, N], "{s} may be at most {b}, no longer {a}"),
    row("max-increased",           Wider,    [I, I, N, I, N, E, E, N, E], "{s} may be up to {b}, before it was {a}"),
    row("exclusive-max-set",       Narrower, [W, W, N, W, N, N, N, N, N], "{s} must be below {b}"),
    row("exclusive-max-unset",     Wider,    [N, N, N, N, N, E, E, N, E], "{s} may be {a} and above"),
    row("exclusive-max-decreased", Narrower, [E, E, I, E, N, N, N, N, N], "{s} must be below {b}, before it was {a}"),
    row("exclusive-max-increased", Wider,    [I, I, N, I, N, E, E, N, E], "{s} may be anything below {b}, before it was {a}"),
    row("min-set",                 Narrower, [W, W, N, W, N, N, N, N, N], "{s} must be at least {b}"),
    row("min-unset",               Wider,    [N, N, N, N, N, E, E, N, E], "{s} may be below {a}"),
    row("min-increased",           Narrower, [E, E, I, E, N, N, N, N, N], "{s} must be at least {b}, before it was {a}"),
    row("min-decreased",           Wider,    [I, I, N, I, N, E, E, N, E], "{s} may be as low as {b}, before it was {a}"),
    row("exclusive-min-set",       Narrower, [W, W, N, W, N, N, N, N, N], "{s} must be above {b}"),
    row("exclusive-min-unset",     Wider,    [N, N, N, N, N, E, E, N, E], "{s} may be {a} and below"),
    row("exclusive-min-increased", Narrower, [E, E, I, E, N, N, N, N, N], "{s} must be above {b}, before it was {a}"),
    row("exclusive-min-decreased", Wider,    [I, I, N, I, N, E, E, N, E], "{s} may be anything above {b}, before it was {a}"),
    row("multiple-of-set",         Narrower, [E, E, N, E, N, N, N, N, N], "{s} must be a multiple of {b}"),
    row("multiple-of-unset",       Wider,    [N, N, N, N, N, E, E, N, E], "{s} need not be a multiple of {a}"),
    row("multiple-of-changed",     Other,    [E, E, N, E, N, E, E, N, E], "{s} must be a multiple of {b}, before it was {a}"),
    // Texts.
    row("max-length-set",       Narrower, [W, W, N, W, N, N, N, N, N], "{s} may have at most {b} characters"),
    row("max-length-unset",     Wider,    [N, N, N, N, N, E, E, N, E], "{s} may have more than {a} characters"),
    row("max-length-decreased", Narrower, [E, E, I, E, N, N, N, N, N], "{s} may have at most {b} characters, no longer {a}"),
    row("max-length-increased", Wider,    [I, I, N, I, N, E, E, N, E], "{s} may have up to {b} characters, before it was {a}"),
    row("min-length-increased", Narrower, [E, E, N, E, N, N, N, N, N], "{s} must have at least {b} characters, before it was {a}"),
    row("min-length-decreased", Wider,    [I, I, N, I, N, E, E, N, E], "{s} may have as few as {b} characters, before it was {a}"),
    row("pattern-added",        Narrower, [E, E, N, E, N, I, I, N, N], "{s} must match `{b}`"),
    row("pattern-removed",      Wider,    [I, I, N, I, N, I, I, N, I], "{s} need not match `{a}`"),
    row("pattern-changed",      Other,    [W, W, N, W, N, I, I, N, I], "{s} must match `{b}` instead of `{a}`"),
    row("pattern-generalized",  Wider,    [I, I, N, I, N, N, N, N, N], "{s} may match anything (`{b}`), before it was `{a}`"),
    row("content-media-type-changed", Other, [E, E, N, E, N, E, E, N, E], "{s} holds `{b}` instead of `{a}`"),
    row("content-encoding-changed",   Other, [E, E, N, E, N, E, E, N, E], "{s} is encoded as `{b}` instead of `{a}`"),
    row("content-schema-added",   Narrower, [E, E, N, E, N, I, I, N, N], "what {s} holds must match a schema"),
    row("content-schema-removed", Wider,    [I, I, N, I, N, E, E, N, E], "what {s} holds need not match a schema"),
    // Lists.
    row("max-items-set",       Narrower, [E, E, N, E, N, N, N, N, N], "{s} may have at most {b} items"),
    row("max-items-unset",     Wider,    [N, N, N, N, N, E, E, N, E], "{s} may have more than {a} items"),
    row("max-items-decreased", Narrower, [E, E, N, E, N, N, N, N, N], "{s} may have at most {b} items, no longer {a}"),
    row("max-items-increased", Wider,    [I, I, N, I, N, E, E, N, E], "{s} may have up to {b} items, before it was {a}"),
    row("min-items-increased", Narrower, [E, E, N, E, N, N, N, N, N], "{s} must have at least {b} items, before it was {a}"),
    row("min-items-decreased", Wider,    [N, N, N, I, N, E, E, N, E], "{s} may have as few as {b} items, before it was {a}"),
    row("unique-items-set",    Narrower, [E, E, N, E, N, N, N, N, N], "{s} may hold no item twice"),
    row("unique-items-unset",  Wider,    [N, N, N, N, N, W, W, N, W], "{s} may hold an item twice"),
    row("prefix-items-added",   Wider,    [I, I, N, I, N, E, E, N, E], "{s} has a schema of its own at place {b}"),
    row("prefix-items-removed", Narrower, [E, E, N, E, N, I, I, N, N], "{s} no longer has a schema of its own at place {a}"),
    row("contains-added",         Narrower, [E, E, N, E, N, I, I, N, N], "{s} must hold an item that matches `contains`"),
    row("contains-removed",       Wider,    [I, I, N, I, N, E, E, N, E], "{s} need not hold an item that matches `contains`"),
    row("min-contains-increased", Narrower, [E, E, N, E, N, I, I, N, N], "{s} must hold at least {b} items that match `contains`, before it was {a}"),
    row("min-contains-decreased", Wider,    [I, I, N, I, N, E, E, N, E], "{s} may hold as few as {b} items that match `contains`, before it was {a}"),
    row("max-contains-increased", Wider,    [I, I, N, I, N, E, E, N, E], "{s} may hold up to {b} items that match `contains`, before it was {a}"),
    row("max-contains-decreased", Narrower, [E, E, N, E, N, I, I, N, N], "{s} may hold at most {b} items that match `contains`, before it was {a}"),
    row("unevaluated-items-added",   Narrower, [E, E, N, E, N, I, I, N, N], "{s} limits items beyond those described"),
    row("unevaluated-items-removed", Wider,    [I, I, N, I, N, E, E, N, E], "{s} no longer limits items beyond those described"),
    // Objects.
    row("max-properties-set",       Narrower, [E, E, N, E, N, N, N, N, N], "{s} may have at most {b} members"),
    row("max-properties-unset",     Wider,    [N, N, N, N, N, E, E, N, N], "{s} may have more than {a} members"),
    row("max-properties-decreased", Narrower, [E, E, N, E, N, N, N, N, N], "{s} may have at most {b} members, no longer {a}"),
    row("max-properties-increased", Wider,    [I, I, N, I, N, E, E, N, N], "{s} may have up to {b} members, before it was {a}"),
    row("min-properties-increased", Narrower, [E, E, N, E, N, N, N, N, N], "{s} must have at least {b} members, before it was {a}"),
    row("min-properties-decreased", Wider,    [I, I, N, I, N, E, E, N, N], "{s} may have as few as {b} members, before it was {a}"),
    row("additional-properties-narrowed", Narrower, [E, E, N, E, N, I, I, N, N], "{s} took {a} beside its properties and takes {b}"),
    row("additional-properties-widened",  Wider,    [I, I, N, I, N, E, E, N, N], "{s} took {a} beside its properties and takes {b}"),
    row("property-names-added",   Narrower, [E, E, N, E, N, I, I, N, N], "{s} limits the names of its members"),
    row("property-names-removed", Wider,    [I, I, N, I, N, E, E, N, N], "{s} no longer limits the names of its members"),
    row("pattern-property-added",   Narrower, [E, E, N, E, N, I, I, N, N], "{s} describes members whose names match `{b}`"),
    row("pattern-property-removed", Wider,    [I, I, N, I, N, E, E, N, N], "{s} no longer describes members whose names match `{a}`"),
    row("dependent-required-added",   Narrower, [E, E, N, E, N, I, I, N, N], "{s} needs more members where it has `{b}`"),
    row("dependent-required-removed", Wider,    [I, I, N, I, N, E, E, N, N], "{s} no longer needs more members where it has `{a}`"),
    row("dependent-required-changed", Other,    [E, E, N, E, N, E, E, N, N], "{s} needs other members where it has `{b}`"),
    row("dependent-schema-added",   Narrower, [E, E, N, E, N, I, I, N, N], "{s} must match a further schema where it has `{b}`"),
    row("dependent-schema-removed", Wider,    [I, I, N, I, N, E, E, N, N], "{s} need not match a further schema where it has `{a}`"),
    row("unevaluated-properties-added",   Narrower, [E, E, N, E, N, I, I, N, N], "{s} limits members beyond those described"),
    row("unevaluated-properties-removed", Wider,    [I, I, N, I, N, E, E, N, N], "{s} no longer limits members beyond those described"),
    // Choices.
    row("one-of-added",   Wider,    [I, I, N, I, I, E, E, N, E], "{s} may also be `{b}` (oneOf)"),
    row("one-of-removed", Narrower, [E, E, N, E, E, I, I, N, N], "{s} may no longer be `{a}` (oneOf)"),
    row("any-of-added",   Wider,    [I, I, N, I, I, E, E, N, E], "{s} may also be `{b}` (anyOf)"),
    row("any-of-removed", Narrower, [E, E, N, E, E, I, I, N, N], "{s} may no longer be `{a}` (anyOf)"),
    row("all-of-added",   Narrower, [E, E, N, E, E, I, I, N, N], "{s} must also be `{b}` (allOf)"),
    row("all-of-removed", Wider,    [I, I, N, I, I, E, E, N, E], "{s} need no longer be `{a}` (allOf)"),
    row("all-of-added-annotation-only",   Same, [I, I, N, N, N, I, I, N, N], "{s} has one more member of allOf, which only describes"),
    row("all-of-removed-annotation-only", Same, [I, I, N, N, N, I, I, N, N], "{s} has lost a member of allOf that only described"),
    row("not-added",    Narrower, [E, E, N, E, N, I, I, N, N], "{s} must not match a schema (not)"),
    row("not-removed",  Wider,    [I, I, N, I, N, E, E, N, E], "{s} may match a schema that was refused (not)"),
    row("if-added",     Narrower, [E, E, N, E, N, I, I, N, N], "{s} has a condition (if)"),
    row("if-removed",   Wider,    [I, I, N, I, N, E, E, N, N], "{s} no longer has a condition (if)"),
    row("then-added",   Narrower, [E, E, N, E, N, I, I, N, N], "{s} must match a schema where its condition holds (then)"),
    row("then-removed", Wider,    [I, I, N, I, N, E, E, N, N], "{s} need not match a schema where its condition holds (then)"),
    row("else-added",   Narrower, [E, E, N, E, N, I, I, N, N], "{s} must match a schema where its condition does not hold (else)"),
    row("else-removed", Wider,    [I, I, N, I, N, E, E, N, N], "{s} need not match a schema where its condition does not hold (else)"),
    row("discriminator-added",   Same, [I, I, N, N, N, I, I, N, N], "the property `{b}` tells the variants of {s} apart"),
    row("discriminator-removed", Same, [I, I, N, N, N, I, I, N, N], "the property `{a}` no longer tells the variants of {s} apart"),
    row("discriminator-property-name-changed", Other, [I, I, N, N, N, I, I, N, N], "the property `{b}` tells the variants of {s} apart, instead of `{a}`"),
    row("discriminator-mapping-added",   Same, [I, I, N, N, N, I, I, N, N], "the tag `{b}` of {s} has a meaning"),
    row("discriminator-mapping-deleted", Same, [I, I, N, N, N, I, I, N, N], "the tag `{a}` of {s} no longer has a meaning"),
    row("discriminator-mapping-changed", Same, [I, I, N, N, N, I, I, N, N], "a tag of {s} means `{b}` instead of `{a}`"),
    // Properties.
    row("became-required", Narrower, [N, E, N, N, E, N, I, I, N], "{s} is required"),
    row("became-required-with-default", Narrower, [N, E, N, N, E, N, N, N, N], "{s} is required, and has a default"),
    row("became-optional", Wider,    [N, I, N, N, N, N, E, I, N], "{s} is optional"),
    row("stability-decreased", Same, [N, E, N, N, N, N, E, N, N], "{s} went from {a} to {b}"),
    row("stability-increased", Same, [N, I, N, N, N, N, I, N, N], "{s} went from {a} to {b}"),
    row("reactivated",           Same, [N, I, N, I, N, N, I, N, N], "{s} is no longer deprecated"),
    row("deprecated",            Same, [N, I, N, I, N, N, I, N, N], "{s} is deprecated"),
    row("deprecated-with-sunset", Same, [N, I, N, I, N, N, I, N, N], "{s} is deprecated and goes on {b}"),
    row("deprecated-sunset-missing", Same, [N, E, N, E, N, N, E, N, N], "{s} is deprecated, and the day when it goes is missing"),
    row("deprecated-sunset-invalid", Same, [N, E, N, E, N, N, E, N, N], "{s} is deprecated, and goes on `{b}`, which is no date"),
    row("sunset-date-too-small",     Same, [N, E, N, E, N, N, E, N, N], "{s} goes on {b}, before the notice of {a} days is over"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What happens, and the same the other way round.
    const PAIRS: &[(&str, &str)] = &[
        ("-added", "-removed"),
        ("-added", "-deleted"),
        ("-set", "-unset"),
        ("-increased", "-decreased"),
        ("-narrowed", "-widened"),
        ("-generalized", "-specialized"),
        ("became-not-", "became-"),
        ("became-required", "became-optional"),
        ("deprecated", "reactivated"),
    ];

    /// Rules whose mirror has another name, or needs none, and why.
    const WAIVED: &[(&str, &str)] = &[
        (
            "x-extensible-enum-value-removed",
            "such a list announces that values come",
        ),
        ("wrapped-in-one-of", "what goes is one-of-removed"),
        ("became-enum", "what goes is enum-value-removed"),
        ("pattern-generalized", "the way back is pattern-changed"),
        (
            "became-required-with-default",
            "the way back is became-optional",
        ),
        ("deprecated-with-sunset", "the way back is reactivated"),
        ("deprecated-sunset-missing", "about one side alone"),
        ("deprecated-sunset-invalid", "about one side alone"),
        ("sunset-date-too-small", "about one side alone"),
    ];

    #[test]
    fn every_rule_has_a_mirror_or_a_reason() {
        let stems: BTreeSet<_> = SCHEMA_RULES.iter().map(|rule| rule.stem).collect();
        assert_eq!(stems.len(), SCHEMA_RULES.len(), "a stem stands twice");
        let has_mirror = |stem: &str| {
            let is_its_own = ["-changed", "-compatible"]
                .iter()
                .any(|end| stem.ends_with(end));
            let both = PAIRS
                .iter()
                .flat_map(|(one, other)| [(one, other), (other, one)]);
            let mut mirrors = both
                .filter(|(one, _)| stem.contains(**one))
                .map(|(one, other)| stem.replacen(one, other, 1));
            is_its_own || mirrors.any(|mirror| mirror != stem && stems.contains(mirror.as_str()))
        };
        for stem in &stems {
            let is_waived = WAIVED.iter().any(|(waived, _)| waived == stem);
            assert_ne!(has_mirror(stem), is_waived, "{stem}");
        }
        for (waived, _) in WAIVED {
            assert!(stems.contains(waived), "{waived} is no rule");
        }
    }

    #[test]
    fn levels_follow_from_the_direction() {
        for rule in SCHEMA_RULES {
            for spot in Spot::ALL {
                let Some((id, level)) = rule.at(spot) else {
                    continue;
                };
                let harmless = match rule.effect {
                    Effect::Narrower => !spot.is_sent(),
                    Effect::Wider => spot.is_sent(),
                    Effect::Other | Effect::Same | Effect::Unsent => continue,
                };
                assert!(!harmless || level == Level::Info, "{id} is {level}");
            }
        }
    }
}
