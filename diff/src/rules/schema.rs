//! The rules about schemas, with a level for each usage. An empty cell means that the change is not reported.

use super::{Effect, Usage};
use crate::Level;

/// A rule about schemas: one id for each usage that has a level.
#[derive(Debug)]
pub struct SchemaRule {
    /// The id without the prefix of the usage.
    pub stem: &'static str,
    /// What happened. `{s}` is the schema, `{a}` and `{b}` are the old and the new value. For the other variables, see
    /// `Terms`.
    pub title: &'static str,
    pub effect: Effect,
    /// What a value has to show for the change.
    pub shows: Shows,
    levels: [Option<Level>; 9],
}

/// What a value has to show for a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// One of these keywords refuses the value.
    Refused(&'static [&'static str]),
    /// The value is one of those that the change is about.
    Listed,
    /// The value is one of the alternatives that the change is about.
    Alternative,
    /// The value is null.
    Null,
    /// One side refuses the value, whatever the reason.
    Any,
    /// There is no such value: validators do not check this keyword.
    Nothing(&'static str),
}

impl SchemaRule {
    /// The id and the level for a usage.
    pub fn at(&self, usage: Usage) -> Option<(String, Level)> {
        let index = Usage::ALL.iter().position(|one| *one == usage)?;
        match (self.levels[index], usage.general()) {
            (Some(level), _) => Some((self.id(usage), level)),
            (None, Some(general)) => self.at(general),
            (None, None) => None,
        }
    }

    /// What the change means for clients.
    pub fn why(&self, level: Level, sent: bool) -> &'static str {
        match (self.stem, sent, level) {
            (_, _, Level::Info) => self.effect.why(level, sent),
            ("became-optional", false, _) => "clients that rely on it may not get it",
            ("became-nullable", false, _) => "clients must now handle null",
            ("became-not-nullable", true, _) => "clients must no longer send null",
            ("became-required" | "became-required-with-default", true, _) => {
                "clients must now send it"
            }
            _ => self.effect.why(level, sent),
        }
    }

    fn id(&self, usage: Usage) -> String {
        match (self.stem, usage) {
            ("enum-value-removed", Usage::ResponseBody) => {
                "response-mediatype-enum-value-removed".to_owned()
            }
            (stem, usage) => format!("{}-{stem}", usage.prefix()),
        }
    }
}

/// Finds a rule.
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
    shows: Shows,
    title: &'static str,
) -> SchemaRule {
    SchemaRule {
        stem,
        title,
        effect,
        shows,
        levels,
    }
}

use Effect::{Narrower, Other, Same, Unsent, Wider};
use Shows::{Alternative, Any, Listed, Nothing, Null, Refused};

const MAXIMUM: Shows = Refused(&["exclusiveMaximum", "maximum"]);
const MINIMUM: Shows = Refused(&["exclusiveMinimum", "minimum"]);

/// Sent: body, property, read-only property, parameter, property of a parameter. Received: body, property, write-only
/// property, header.
#[rustfmt::skip]
pub static SCHEMA_RULES: &[SchemaRule] = &[
    // Types.
    row("type-changed",      Other,    [E, E, N, E, W, E, E, N, E], Any, "{s} changed its type from `{a}` to `{b}`"),
    row("type-generalized",  Wider,    [I, I, N, I, I, E, E, N, E], Any, "{s} changed its type from `{a}` to the more general `{b}`"),
    row("type-specialized",  Narrower, [N, N, N, N, E, I, I, N, I], Any, "{s} changed its type from `{a}` to the more specific `{b}`"),
    row("type-compatible",   Same,     [I, I, N, N, N, I, I, N, I], Any, "{s} changed its type from `{a}` to `{b}`, which is equivalent in this media type"),
    row("list-of-types-widened",  Wider,    [I, I, N, I, I, E, E, N, E], Refused(&["type"]), "{s} can now also be `{b}`"),
    row("list-of-types-narrowed", Narrower, [E, E, N, E, E, I, I, N, N], Refused(&["type"]), "{s} can no longer be `{a}`"),
    row("became-nullable",     Wider,    [I, I, N, I, I, E, E, N, E], Null, "{s} became nullable"),
    row("became-not-nullable", Narrower, [E, E, N, E, E, I, I, N, I], Null, "{s} is no longer nullable"),
    row("wrapped-in-one-of",   Other,    [E, N, N, N, N, E, N, N, N], Any, "{s} changed from a single schema to a `oneOf`"),
    // Sets of values.
    row("values-narrowed",  Narrower, [E, E, N, E, E, N, N, N, N], Any, "{s} no longer allows all values that it allowed before: {b}"),
    row("values-widened",   Wider,    [N, N, N, N, N, E, E, N, E], Any, "{s} can now have values that it could not have before: {b}"),
    row("values-undecided", Other,    [W, W, N, W, W, W, W, N, W], Any, "it can't be decided whether {s} still allows the same values: {b}"),
    // Values.
    row("became-enum",         Narrower, [E, E, N, E, E, N, N, N, N], Refused(&["enum"]), "{s} became an enum with the values {b}"),
    row("enum-removed",        Wider,    [I, I, N, I, I, W, W, N, W], Refused(&["enum"]), "{s} is no longer an enum with the values {a}"),
    row("enum-value-added",    Wider,    [N, I, N, I, I, W, W, I, W], Listed, "{s} has the new enum {value|values} {l}"),
    row("enum-value-removed",  Narrower, [E, E, I, E, E, I, I, N, N], Listed, "{s} no longer has the enum {value|values} {l}"),
    row("x-extensible-enum-value-removed", Narrower, [N, E, N, E, N, N, N, N, N], Nothing("x-extensible-enum"), "{s} no longer has the {value|values} {l} (x-extensible-enum)"),
    row("const-added",         Narrower, [E, E, N, E, E, I, I, N, N], Refused(&["const", "enum"]), "{s} now only allows the value `{b}`"),
    row("const-removed",       Wider,    [I, I, N, I, I, E, E, N, E], Refused(&["const", "enum"]), "{s} now allows other values than `{a}`"),
    row("const-changed",       Other,    [E, E, N, E, E, E, E, N, E], Refused(&["const", "enum"]), "{s} now only allows the value `{b}` instead of `{a}`"),
    row("default-value-added",   Unsent,   [I, I, N, E, N, I, I, N, N], Nothing("default"), "{s} has the new default `{b}`"),
    row("default-value-removed", Unsent,   [I, I, N, E, N, I, I, N, N], Nothing("default"), "{s} no longer has the default `{a}`"),
    row("default-value-changed", Unsent,   [I, I, N, E, N, I, I, N, N], Nothing("default"), "{s} changed its default from `{a}` to `{b}`"),
    // Numbers.
    row("max-set",                 Narrower, [W, W, N, W, N, N, N, N, N], MAXIMUM, "{s} has a new maximum of {b}"),
    row("max-unset",               Wider,    [N, N, N, N, N, E, E, N, E], MAXIMUM, "{s} no longer has a maximum (it was {a})"),
    row("max-decreased",           Narrower, [E, E, I, E, N, N, N, N, N], MAXIMUM, "{s} lowered its maximum from {a} to {b}"),
    row("max-increased",           Wider,    [I, I, N, I, N, E, E, N, E], MAXIMUM, "{s} raised its maximum from {a} to {b}"),
    row("exclusive-max-set",       Narrower, [W, W, N, W, N, N, N, N, N], MAXIMUM, "{s} must now be less than {b}"),
    row("exclusive-max-unset",     Wider,    [N, N, N, N, N, E, E, N, E], MAXIMUM, "{s} no longer has to be less than {a}"),
    row("exclusive-max-decreased", Narrower, [E, E, I, E, N, N, N, N, N], MAXIMUM, "{s} must now be less than {b} (it was {a})"),
    row("exclusive-max-increased", Wider,    [I, I, N, I, N, E, E, N, E], MAXIMUM, "{s} must now be less than {b} (it was {a})"),
    row("min-set",                 Narrower, [W, W, N, W, N, N, N, N, N], MINIMUM, "{s} has a new minimum of {b}"),
    row("min-unset",               Wider,    [N, N, N, N, N, E, E, N, E], MINIMUM, "{s} no longer has a minimum (it was {a})"),
    row("min-increased",           Narrower, [E, E, I, E, N, N, N, N, N], MINIMUM, "{s} raised its minimum from {a} to {b}"),
    row("min-decreased",           Wider,    [I, I, N, I, N, E, E, N, E], MINIMUM, "{s} lowered its minimum from {a} to {b}"),
    row("exclusive-min-set",       Narrower, [W, W, N, W, N, N, N, N, N], MINIMUM, "{s} must now be greater than {b}"),
    row("exclusive-min-unset",     Wider,    [N, N, N, N, N, E, E, N, E], MINIMUM, "{s} no longer has to be greater than {a}"),
    row("exclusive-min-increased", Narrower, [E, E, I, E, N, N, N, N, N], MINIMUM, "{s} must now be greater than {b} (it was {a})"),
    row("exclusive-min-decreased", Wider,    [I, I, N, I, N, E, E, N, E], MINIMUM, "{s} must now be greater than {b} (it was {a})"),
    row("multiple-of-set",         Narrower, [E, E, N, E, N, N, N, N, N], Refused(&["multipleOf"]), "{s} must now be a multiple of {b}"),
    row("multiple-of-unset",       Wider,    [N, N, N, N, N, E, E, N, E], Refused(&["multipleOf"]), "{s} no longer has to be a multiple of {a}"),
    row("multiple-of-changed",     Other,    [E, E, N, E, N, E, E, N, E], Refused(&["multipleOf"]), "{s} must now be a multiple of {b} instead of {a}"),
    // Strings.
    row("max-length-set",       Narrower, [W, W, N, W, N, N, N, N, N], Refused(&["maxLength"]), "{s} has a new maximum length of {b}"),
    row("max-length-unset",     Wider,    [N, N, N, N, N, E, E, N, E], Refused(&["maxLength"]), "{s} no longer has a maximum length (it was {a})"),
    row("max-length-decreased", Narrower, [E, E, I, E, N, N, N, N, N], Refused(&["maxLength"]), "{s} lowered its maximum length from {a} to {b}"),
    row("max-length-increased", Wider,    [I, I, N, I, N, E, E, N, E], Refused(&["maxLength"]), "{s} raised its maximum length from {a} to {b}"),
    row("min-length-increased", Narrower, [E, E, N, E, N, N, N, N, N], Refused(&["minLength"]), "{s} raised its minimum length from {a} to {b}"),
    row("min-length-decreased", Wider,    [I, I, N, I, N, E, E, N, E], Refused(&["minLength"]), "{s} lowered its minimum length from {a} to {b}"),
    row("pattern-added",        Narrower, [E, E, N, E, N, I, I, N, N], Refused(&["pattern"]), "{s} must now match the pattern `{b}`"),
    row("pattern-removed",      Wider,    [I, I, N, I, N, W, W, N, W], Refused(&["pattern"]), "{s} no longer has to match the pattern `{a}`"),
    row("pattern-changed",      Other,    [W, W, N, W, N, W, W, N, W], Refused(&["pattern"]), "{s} changed its pattern from `{a}` to `{b}`"),
    row("pattern-generalized",  Wider,    [I, I, N, I, N, N, N, N, N], Refused(&["pattern"]), "{s} changed its pattern from `{a}` to `{b}`, which matches everything"),
    row("content-media-type-changed", Other, [E, E, N, E, N, E, E, N, E], Nothing("contentMediaType"), "{s} changed its content media type from `{a}` to `{b}`"),
    row("content-encoding-changed",   Other, [E, E, N, E, N, E, E, N, E], Nothing("contentEncoding"), "{s} changed its content encoding from `{a}` to `{b}`"),
    row("content-schema-added",   Narrower, [E, E, N, E, N, I, I, N, N], Nothing("contentSchema"), "the content of {s} must now match a schema"),
    row("content-schema-removed", Wider,    [I, I, N, I, N, E, E, N, E], Nothing("contentSchema"), "the content of {s} no longer has to match a schema"),
    // Arrays.
    row("max-items-set",       Narrower, [E, E, N, E, N, N, N, N, N], Refused(&["maxItems"]), "{s} can now have at most {b} items"),
    row("max-items-unset",     Wider,    [N, N, N, N, N, E, E, N, E], Refused(&["maxItems"]), "{s} can now have more than {a} items"),
    row("max-items-decreased", Narrower, [E, E, N, E, N, N, N, N, N], Refused(&["maxItems"]), "{s} lowered its maximum number of items from {a} to {b}"),
    row("max-items-increased", Wider,    [I, I, N, I, N, E, E, N, E], Refused(&["maxItems"]), "{s} raised its maximum number of items from {a} to {b}"),
    row("min-items-increased", Narrower, [E, E, N, E, N, N, N, N, N], Refused(&["minItems"]), "{s} raised its minimum number of items from {a} to {b}"),
    row("min-items-decreased", Wider,    [N, N, N, I, N, E, E, N, E], Refused(&["minItems"]), "{s} lowered its minimum number of items from {a} to {b}"),
    row("unique-items-set",    Narrower, [E, E, N, E, N, N, N, N, N], Refused(&["uniqueItems"]), "the items of {s} must now be unique"),
    row("unique-items-unset",  Wider,    [N, N, N, N, N, W, W, N, W], Refused(&["uniqueItems"]), "the items of {s} no longer have to be unique"),
    row("prefix-items-added",   Other,    [E, E, N, E, E, E, E, N, E], Any, "{s} has a new schema for the item at position {b}"),
    row("prefix-items-removed", Other,    [E, E, N, E, E, E, E, N, E], Any, "{s} no longer has a schema for the item at position {a}"),
    row("contains-added",         Narrower, [E, E, N, E, N, I, I, N, N], Refused(&["contains"]), "{s} must now have an item that matches `contains`"),
    row("contains-removed",       Wider,    [I, I, N, I, N, E, E, N, E], Refused(&["contains"]), "{s} no longer needs an item that matches `contains`"),
    row("min-contains-increased", Narrower, [E, E, N, E, N, I, I, N, N], Refused(&["minContains", "contains"]), "{s} now needs at least {b} items that match `contains` (it was {a})"),
    row("min-contains-decreased", Wider,    [I, I, N, I, N, E, E, N, E], Refused(&["minContains", "contains"]), "{s} now needs at least {b} items that match `contains` (it was {a})"),
    row("max-contains-increased", Wider,    [I, I, N, I, N, E, E, N, E], Refused(&["maxContains"]), "{s} can now have at most {b} items that match `contains` (it was {a})"),
    row("max-contains-decreased", Narrower, [E, E, N, E, N, I, I, N, N], Refused(&["maxContains"]), "{s} can now have at most {b} items that match `contains` (it was {a})"),
    row("unevaluated-items-added",   Narrower, [E, E, N, E, N, I, I, N, N], Any, "{s} now restricts its unevaluated items"),
    row("unevaluated-items-removed", Wider,    [I, I, N, I, N, E, E, N, E], Any, "{s} no longer restricts its unevaluated items"),
    // Objects.
    row("max-properties-set",       Narrower, [E, E, N, E, N, N, N, N, N], Refused(&["maxProperties"]), "{s} can now have at most {b} properties"),
    row("max-properties-unset",     Wider,    [N, N, N, N, N, E, E, N, N], Refused(&["maxProperties"]), "{s} can now have more than {a} properties"),
    row("max-properties-decreased", Narrower, [E, E, N, E, N, N, N, N, N], Refused(&["maxProperties"]), "{s} lowered its maximum number of properties from {a} to {b}"),
    row("max-properties-increased", Wider,    [I, I, N, I, N, E, E, N, N], Refused(&["maxProperties"]), "{s} raised its maximum number of properties from {a} to {b}"),
    row("min-properties-increased", Narrower, [E, E, N, E, N, N, N, N, N], Refused(&["minProperties"]), "{s} raised its minimum number of properties from {a} to {b}"),
    row("min-properties-decreased", Wider,    [I, I, N, I, N, E, E, N, N], Refused(&["minProperties"]), "{s} lowered its minimum number of properties from {a} to {b}"),
    row("additional-properties-narrowed", Narrower, [E, E, N, E, N, I, I, N, N], Any, "the additional properties of {s} are now {b}; they were {a}"),
    row("additional-properties-widened",  Wider,    [I, I, N, I, N, E, E, N, N], Any, "the additional properties of {s} are now {b}; they were {a}"),
    row("property-names-added",   Narrower, [E, E, N, E, N, I, I, N, N], Refused(&["propertyNames"]), "{s} now restricts the names of its properties"),
    row("property-names-removed", Wider,    [I, I, N, I, N, E, E, N, N], Refused(&["propertyNames"]), "{s} no longer restricts the names of its properties"),
    row("pattern-property-added",   Narrower, [E, E, N, E, N, I, I, N, N], Any, "{s} has a new schema for properties that match `{b}`"),
    row("pattern-property-removed", Wider,    [I, I, N, I, N, E, E, N, N], Any, "{s} no longer has a schema for properties that match `{a}`"),
    row("dependent-required-added",   Narrower, [E, E, N, E, N, I, I, N, N], Refused(&["dependentRequired"]), "{s} now requires further properties if `{b}` is present"),
    row("dependent-required-removed", Wider,    [I, I, N, I, N, E, E, N, N], Refused(&["dependentRequired"]), "{s} no longer requires further properties if `{a}` is present"),
    row("dependent-required-changed", Other,    [E, E, N, E, N, E, E, N, N], Refused(&["dependentRequired"]), "{s} requires different properties if `{b}` is present"),
    row("dependent-schema-added",   Narrower, [E, E, N, E, N, I, I, N, N], Any, "{s} must now match a further schema if `{b}` is present"),
    row("dependent-schema-removed", Wider,    [I, I, N, I, N, E, E, N, N], Any, "{s} no longer has to match a further schema if `{a}` is present"),
    row("unevaluated-properties-added",   Narrower, [E, E, N, E, N, I, I, N, N], Any, "{s} now restricts its unevaluated properties"),
    row("unevaluated-properties-removed", Wider,    [I, I, N, I, N, E, E, N, N], Any, "{s} no longer restricts its unevaluated properties"),
    // Compositions.
    row("one-of-added",   Wider,    [I, I, N, I, I, W, W, N, W], Alternative, "{s} can now also be {l} (oneOf)"),
    row("one-of-removed", Narrower, [E, E, N, E, E, I, I, N, N], Alternative, "{s} can no longer be {l} (oneOf)"),
    row("any-of-added",   Wider,    [I, I, N, I, I, W, W, N, W], Alternative, "{s} can now also be {l} (anyOf)"),
    row("any-of-removed", Narrower, [E, E, N, E, E, I, I, N, N], Alternative, "{s} can no longer be {l} (anyOf)"),
    row("all-of-removed", Wider,  [I, I, N, I, I, N, N, N, N], Any, "{s} no longer has to match `{a}` (allOf)"),
    row("not-added",    Narrower, [E, E, N, E, N, I, I, N, N], Refused(&["not"]), "{s} must no longer match a schema (not)"),
    row("not-removed",  Wider,    [I, I, N, I, N, E, E, N, E], Refused(&["not"]), "{s} can now match a schema that was forbidden (not)"),
    row("not-changed",  Other,    [W, W, N, W, W, W, W, N, W], Refused(&["not"]), "{s} must now not match a different schema (not)"),
    row("if-changed",   Other,    [W, W, N, W, W, W, W, N, W], Any, "{s} changed its condition (if)"),
    row("if-added",     Narrower, [E, E, N, E, N, I, I, N, N], Any, "{s} has a new condition (if)"),
    row("if-removed",   Wider,    [I, I, N, I, N, E, E, N, N], Any, "{s} no longer has a condition (if)"),
    row("then-added",   Narrower, [E, E, N, E, N, I, I, N, N], Any, "{s} must now match a schema if its condition holds (then)"),
    row("then-removed", Wider,    [I, I, N, I, N, E, E, N, N], Any, "{s} no longer has to match a schema if its condition holds (then)"),
    row("else-added",   Narrower, [E, E, N, E, N, I, I, N, N], Any, "{s} must now match a schema if its condition does not hold (else)"),
    row("else-removed", Wider,    [I, I, N, I, N, E, E, N, N], Any, "{s} no longer has to match a schema if its condition does not hold (else)"),
    row("discriminator-added",   Same, [I, I, N, N, N, I, I, N, N], Nothing("discriminator"), "{s} has the new discriminator `{b}`"),
    row("discriminator-removed", Same, [I, I, N, N, N, I, I, N, N], Nothing("discriminator"), "{s} no longer has the discriminator `{a}`"),
    row("discriminator-property-name-changed", Same, [I, I, N, N, N, I, I, N, N], Nothing("discriminator"), "{s} changed its discriminator from `{a}` to `{b}`"),
    row("discriminator-mapping-added",   Wider,    [I, I, N, N, N, W, W, N, N], Nothing("discriminator"), "the discriminator of {s} has a new mapping for `{b}`"),
    row("discriminator-mapping-deleted", Narrower, [E, E, N, E, E, I, I, N, N], Nothing("discriminator"), "the discriminator of {s} no longer has a mapping for `{a}`"),
    row("discriminator-mapping-changed", Other,    [E, E, N, E, E, E, E, N, N], Nothing("discriminator"), "the discriminator of {s} now maps a value to `{b}` instead of `{a}`"),
    // Properties.
    row("became-required", Narrower, [N, E, N, N, E, N, I, I, N], Any, "{s} became required"),
    row("became-required-with-default", Narrower, [N, E, N, N, E, N, N, N, N], Any, "{s} became required and has a default"),
    row("became-optional", Wider,    [N, I, N, N, N, N, E, I, N], Any, "{s} became optional"),
    row("stability-decreased", Same, [N, E, N, N, N, N, E, N, N], Nothing("x-stability-level"), "{s} changed its stability level from {a} to {b}"),
    row("stability-increased", Same, [N, I, N, N, N, N, I, N, N], Nothing("x-stability-level"), "{s} changed its stability level from {a} to {b}"),
    row("reactivated",           Same, [N, I, N, I, N, N, I, N, N], Any, "{s} is no longer deprecated"),
    row("deprecated",            Same, [N, I, N, I, N, N, I, N, N], Nothing("deprecated"), "{s} was deprecated"),
    row("deprecated-with-sunset", Same, [N, I, N, I, N, N, I, N, N], Nothing("deprecated"), "{s} was deprecated with the sunset date {b}"),
    row("deprecated-sunset-missing", Same, [N, E, N, E, N, N, E, N, N], Nothing("deprecated"), "{s} was deprecated without a sunset date"),
    row("deprecated-sunset-invalid", Same, [N, E, N, E, N, N, E, N, N], Nothing("deprecated"), "{s} was deprecated with the invalid sunset date `{b}`"),
    row("sunset-date-too-small",     Same, [N, E, N, E, N, N, E, N, N], Nothing("x-sunset"), "{s} has the sunset date {b}, but the deprecation period is {a} days"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Endings of opposite rules.
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

    /// Rules without a mirror, and why.
    const WAIVED: &[(&str, &str)] = &[
        (
            "x-extensible-enum-value-removed",
            "added values are expected in an extensible enum",
        ),
        ("wrapped-in-one-of", "the reverse change is one-of-removed"),
        (
            "all-of-removed",
            "the reverse change is new-…-request-property",
        ),
        (
            "values-undecided",
            "it is as undecided in the other direction",
        ),
        ("became-enum", "the reverse change is enum-removed"),
        ("enum-removed", "the reverse change is became-enum"),
        (
            "pattern-generalized",
            "the reverse change is pattern-changed",
        ),
        (
            "became-required-with-default",
            "the reverse change is became-optional",
        ),
        (
            "deprecated-with-sunset",
            "the reverse change is reactivated",
        ),
        (
            "deprecated-sunset-missing",
            "depends only on the new document",
        ),
        (
            "deprecated-sunset-invalid",
            "depends only on the new document",
        ),
        ("sunset-date-too-small", "depends only on the new document"),
    ];

    #[test]
    fn every_rule_has_a_mirror_or_a_reason() {
        let stems: BTreeSet<_> = SCHEMA_RULES.iter().map(|rule| rule.stem).collect();
        assert_eq!(stems.len(), SCHEMA_RULES.len(), "stems are unique");
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
            assert!(stems.contains(waived), "there is no rule {waived}");
        }
    }

    #[test]
    fn harmless_changes_are_info() {
        for rule in SCHEMA_RULES {
            for usage in Usage::ALL {
                let Some((id, level)) = rule.at(usage) else {
                    continue;
                };
                let harmless = match rule.effect {
                    Effect::Narrower => !usage.is_sent(),
                    Effect::Wider => usage.is_sent(),
                    Effect::Other | Effect::Same | Effect::Unsent => continue,
                };
                assert!(!harmless || level == Level::Info, "{id} is {level}");
            }
        }
    }
}
