//! Constraints → checks before a request is sent, and sentences in the documentation.

use super::model::TypeNames;
use super::names::Names;
use crate::ir::{Api, Kind, Null, Presence, Ref, Rule, Shape, Struct, TypeId};

/// The checks of one value.
#[derive(Clone, Debug)]
pub struct Check {
    /// The name of the property, for messages.
    pub wire: String,
    /// The field that holds the value.
    pub field: String,
    pub target: CheckTarget,
}

/// The checked constraint.
#[derive(Clone, Debug)]
pub enum CheckTarget {
    /// The value itself.
    Value(Vec<Rule>),
    /// Each item of a list, each value of a map.
    Each(Vec<Rule>),
    /// Each key of a map.
    Keys(Vec<Rule>),
    /// The properties of the object, or of each object in the list or map.
    Nested,
}

/// Optional properties of which at most one is set: their names and fields.
#[derive(Clone, Debug)]
pub struct Exclusive(pub Vec<(String, String)>);

/// A type whose values are checked before they are sent.
#[derive(Clone, Debug)]
pub struct Checked {
    pub name: String,
    /// The features of which any enables the type. Empty: it is always there.
    pub gate: Vec<String>,
    pub checks: Vec<Check>,
    pub exclusive: Vec<Exclusive>,
}

/// The types that are sent and have constraints, or contain types that have.
pub(super) fn plan(api: &Api, type_names: &TypeNames, names: &Names<'_>) -> Vec<Checked> {
    let constrained = constrained(api);
    let mut checked = Vec::new();
    for id in api.ids().filter(|id| constrained[id.index()]) {
        let ty = api.ty(id);
        let Kind::Struct(object) = &ty.kind else {
            continue;
        };
        let name_of = |wire: &str| names.current_property(&ty.property_key(wire));
        let mut checks = Vec::new();
        for field in &object.fields {
            if let Some(name) = name_of(&field.wire) {
                checks.extend(value_checks(
                    api,
                    &constrained,
                    &field.wire,
                    name,
                    &field.ty,
                ));
            }
        }
        let exclusive = exclusive(object).into_iter().map(|group| {
            let named = group
                .into_iter()
                .filter_map(|wire| Some((wire.to_owned(), name_of(wire)?.to_owned())));
            Exclusive(named.collect())
        });
        checked.push(Checked {
            name: type_names.name(id).to_owned(),
            gate: Vec::new(),
            exclusive: exclusive.collect(),
            checks,
        });
    }
    checked
}

/// The groups that can be violated: those with two or more optional properties.
fn exclusive(object: &Struct) -> Vec<Vec<&str>> {
    let may_be_absent = |wire: &&str| {
        let mut fields = object.fields.iter();
        fields.any(|field| field.wire == **wire && field.presence == Presence::Optional)
    };
    let groups = object.exclusive.iter().map(|group| {
        let names = group.iter().map(String::as_str);
        names.filter(may_be_absent).collect::<Vec<_>>()
    });
    groups.filter(|group| group.len() > 1).collect()
}

/// Structs that are sent and need checks. Unions are not checked: that is left to the server.
pub(super) fn constrained(api: &Api) -> Vec<bool> {
    let mut constrained = vec![false; api.types.len()];
    loop {
        let mut grew = false;
        for id in api.ids().filter(|id| api.ty(*id).usage.sent) {
            if !constrained[id.index()] && has_checks(api, id, &constrained) {
                constrained[id.index()] = true;
                grew = true;
            }
        }
        if !grew {
            return constrained;
        }
    }
}

fn has_checks(api: &Api, id: TypeId, constrained: &[bool]) -> bool {
    let Kind::Struct(object) = &api.ty(id).kind else {
        return false;
    };
    let mut fields = object.fields.iter();
    !exclusive(object).is_empty()
        || fields.any(|field| !value_checks(api, constrained, "", "", &field.ty).is_empty())
}

/// The checks of a value of this type.
pub(super) fn value_checks(
    api: &Api,
    constrained: &[bool],
    wire: &str,
    field: &str,
    edge: &Ref,
) -> Vec<Check> {
    let check = |target| Check {
        wire: wire.to_owned(),
        field: field.to_owned(),
        target,
    };
    let mut checks = Vec::new();
    let (mut own, mut keys) = (Vec::new(), Vec::new());
    for rule in checked_rules(api, edge) {
        match rule {
            Rule::Keys(rules) => keys.extend(rules),
            rule => own.push(rule),
        }
    }
    if !own.is_empty() {
        checks.push(check(CheckTarget::Value(own)));
    }
    if !keys.is_empty() && matches!(api.behind(edge), Shape::Map(_)) {
        checks.push(check(CheckTarget::Keys(keys)));
    }
    let inner = match api.behind(edge) {
        Shape::List(inner) | Shape::Map(inner) => Some(&**inner),
        _ => None,
    };
    if let Some(inner) = inner {
        let rules = checked_rules(api, inner);
        if !rules.is_empty() && inner.null == Null::No {
            checks.push(check(CheckTarget::Each(rules)));
        }
    }
    let nested = inner.unwrap_or(edge);
    if let Shape::Named(id) = api.behind(nested)
        && constrained[id.index()]
    {
        checks.push(check(CheckTarget::Nested));
    }
    checks
}

/// The constraints that a value is checked against before it is sent. Types from `[crate.replace]` are not checked.
fn checked_rules(api: &Api, edge: &Ref) -> Vec<Rule> {
    if let Shape::Named(id) = api.behind(edge)
        && let Kind::Foreign(_) = api.ty(*id).kind
    {
        return Vec::new();
    }
    let mut rules = all_rules(api, edge);
    // A wrong constant is left to the server.
    rules.retain(|rule| !matches!(rule, Rule::Only(_)));
    rules
}

/// The constraints of a reference, with those of the aliases that it goes through.
pub(super) fn all_rules(api: &Api, edge: &Ref) -> Vec<Rule> {
    let mut rules = edge.rules.clone();
    let mut shape = &edge.shape;
    for _ in 0..api.types.len() {
        let Shape::Named(id) = shape else { break };
        let Kind::Alias(target) = &api.ty(*id).kind else {
            break;
        };
        rules.extend(target.rules.iter().cloned());
        shape = &target.shape;
    }
    rules
}

/// A sentence for a constraint.
pub(super) fn sentence(rule: &Rule) -> String {
    match rule {
        Rule::MinLength(min) => format!("At least {min} {}.", plural(*min, "character")),
        Rule::MaxLength(max) => format!("At most {max} {}.", plural(*max, "character")),
        Rule::Pattern(pattern) => format!("Pattern: {}.", code_span(pattern)),
        Rule::Minimum(min) => format!("Minimum: {min}."),
        Rule::Maximum(max) => format!("Maximum: {max}."),
        Rule::ExclusiveMinimum(min) => format!("Greater than {min}."),
        Rule::ExclusiveMaximum(max) => format!("Less than {max}."),
        Rule::MultipleOf(step) => format!("A multiple of {step}."),
        Rule::MinItems(min) => format!("At least {min} {}.", plural(*min, "item")),
        Rule::MaxItems(max) => format!("At most {max} {}.", plural(*max, "item")),
        Rule::UniqueItems => "Items are unique.".to_owned(),
        Rule::MinProperties(min) => format!("At least {min} {}.", plural(*min, "entry")),
        Rule::MaxProperties(max) => format!("At most {max} {}.", plural(*max, "entry")),
        Rule::Keys(rules) => {
            let parts = rules.iter().map(|rule| {
                let text = sentence(rule);
                let (first, rest) = text.split_at(1);
                format!("{}{}", first.to_lowercase(), rest.trim_end_matches('.'))
            });
            format!("Each key: {}.", parts.collect::<Vec<_>>().join(", "))
        }
        Rule::Only(value) => format!("Always `{value}`."),
    }
}

fn plural(count: u64, word: &str) -> String {
    match (count, word) {
        (1, word) => word.to_owned(),
        (_, "entry") => "entries".to_owned(),
        (_, word) => format!("{word}s"),
    }
}

/// A code span for any text: the fence is longer than every run of backticks in it.
pub(super) fn code_span(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let longest = text.split(|letter| letter != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}
