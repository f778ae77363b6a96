//! Resolves `#[cfg(feature = "…")]`, for emitted code without cargo features.
//!
//! It works on lines, to keep comments and layout. An attribute is removed if its condition is true; an item is removed
//! with its documentation if its condition is false. Conditions on anything but features are not changed.

use proc_macro2::LineColumn;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Attribute, Meta, Token};

/// The source text without conditions on features.
pub(super) fn resolve(text: &str, features: &[&str]) -> String {
    if !text.contains("cfg(") {
        return text.to_owned();
    }
    let Ok(file) = syn::parse_file(text) else {
        return text.to_owned();
    };
    let mut edits = Edits {
        features,
        list: Vec::new(),
    };
    edits.visit_file(&file);
    apply(text, &edits.list)
}

/// The names of the modules that a file declares.
pub(super) fn modules(text: &str) -> Vec<String> {
    let Ok(file) = syn::parse_file(text) else {
        return Vec::new();
    };
    let modules = file.items.iter().filter_map(|item| match item {
        syn::Item::Mod(module) if module.content.is_none() => Some(module.ident.to_string()),
        _ => None,
    });
    modules.collect()
}

/// The replacement of the lines `first..=last` (from 1).
struct Edit {
    first: usize,
    last: usize,
    with: Option<String>,
}

struct Edits<'f> {
    features: &'f [&'f str],
    list: Vec<Edit>,
}

impl Edits<'_> {
    /// Resolves the attributes of a node. Returns whether the node remains.
    fn decide(&mut self, attributes: &[Attribute], node: &impl Spanned) -> bool {
        let first = attributes
            .first()
            .map_or(node.span().start(), |first| first.span().start());
        for attribute in attributes {
            let Some(verdict) = self.verdict(attribute) else {
                continue;
            };
            let (from, to) = (attribute.span().start(), attribute.span().end());
            match verdict {
                Verdict::True => self.edit(from, to, None),
                Verdict::False => {
                    self.edit(first, node.span().end(), None);
                    return false;
                }
                Verdict::Rest(rest) => {
                    let indent = " ".repeat(from.column);
                    self.edit(from, to, Some(format!("{indent}#[cfg({rest})]")));
                }
            }
        }
        true
    }

    fn edit(&mut self, from: LineColumn, to: LineColumn, with: Option<String>) {
        self.list.push(Edit {
            first: from.line,
            last: to.line,
            with,
        });
    }

    fn verdict(&self, attribute: &Attribute) -> Option<Verdict> {
        if !attribute.path().is_ident("cfg") {
            return None;
        }
        let condition: Meta = attribute.parse_args().ok()?;
        Some(self.judge(&condition))
    }

    fn judge(&self, condition: &Meta) -> Verdict {
        match condition {
            Meta::NameValue(pair) if pair.path.is_ident("feature") => {
                let value = pair.value.to_token_stream().to_string();
                match self.features.contains(&value.trim_matches('"')) {
                    true => Verdict::True,
                    false => Verdict::False,
                }
            }
            Meta::List(list) => {
                let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
                let parts = parts.into_iter().flatten();
                let parts = parts.map(|part| self.judge(&part)).collect();
                if list.path.is_ident("not") {
                    negate(parts)
                } else if list.path.is_ident("all") {
                    join(parts, "all", &Verdict::False, &Verdict::True)
                } else if list.path.is_ident("any") {
                    join(parts, "any", &Verdict::True, &Verdict::False)
                } else {
                    Verdict::Rest(condition.to_token_stream().to_string())
                }
            }
            other => Verdict::Rest(other.to_token_stream().to_string()),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Verdict {
    True,
    False,
    /// The rest of the condition.
    Rest(String),
}

fn negate(parts: Vec<Verdict>) -> Verdict {
    match parts.into_iter().next() {
        Some(Verdict::True) => Verdict::False,
        Some(Verdict::False) | None => Verdict::True,
        Some(Verdict::Rest(rest)) => Verdict::Rest(format!("not({rest})")),
    }
}

/// Joins parts of a condition: one `decisive` part decides, `neutral` parts are dropped.
fn join(parts: Vec<Verdict>, word: &str, decisive: &Verdict, neutral: &Verdict) -> Verdict {
    if parts.contains(decisive) {
        return decisive.clone();
    }
    let rest = parts.into_iter().filter_map(|part| match part {
        Verdict::Rest(rest) => Some(rest),
        Verdict::True | Verdict::False => None,
    });
    let rest: Vec<String> = rest.collect();
    match rest.as_slice() {
        [] => neutral.clone(),
        [one] => Verdict::Rest(one.clone()),
        many => Verdict::Rest(format!("{word}({})", many.join(", "))),
    }
}

macro_rules! visit {
    ($($method:ident($node:ident: $ty:ty) => $walk:ident;)*) => {
        $(fn $method(&mut self, $node: &'ast $ty) {
            if self.decide(attributes_of::$method($node), $node) {
                syn::visit::$walk(self, $node);
            }
        })*
    };
}

impl<'ast> Visit<'ast> for Edits<'_> {
    visit! {
        visit_item(node: syn::Item) => visit_item;
        visit_impl_item(node: syn::ImplItem) => visit_impl_item;
        visit_trait_item(node: syn::TraitItem) => visit_trait_item;
        visit_field(node: syn::Field) => visit_field;
        visit_variant(node: syn::Variant) => visit_variant;
        visit_arm(node: syn::Arm) => visit_arm;
        visit_field_value(node: syn::FieldValue) => visit_field_value;
    }
}

/// The attributes of nodes that may be conditional.
mod attributes_of {
    use syn::{Attribute, ImplItem, Item, TraitItem};

    pub fn visit_item(item: &Item) -> &[Attribute] {
        match item {
            Item::Const(item) => &item.attrs,
            Item::Enum(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Macro(item) => &item.attrs,
            Item::Mod(item) => &item.attrs,
            Item::Static(item) => &item.attrs,
            Item::Struct(item) => &item.attrs,
            Item::Trait(item) => &item.attrs,
            Item::Type(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            _ => &[],
        }
    }

    pub fn visit_impl_item(item: &ImplItem) -> &[Attribute] {
        match item {
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            ImplItem::Macro(item) => &item.attrs,
            _ => &[],
        }
    }

    pub fn visit_trait_item(item: &TraitItem) -> &[Attribute] {
        match item {
            TraitItem::Const(item) => &item.attrs,
            TraitItem::Fn(item) => &item.attrs,
            TraitItem::Type(item) => &item.attrs,
            TraitItem::Macro(item) => &item.attrs,
            _ => &[],
        }
    }

    pub fn visit_field(field: &syn::Field) -> &[Attribute] {
        &field.attrs
    }

    pub fn visit_variant(variant: &syn::Variant) -> &[Attribute] {
        &variant.attrs
    }

    pub fn visit_arm(arm: &syn::Arm) -> &[Attribute] {
        &arm.attrs
    }

    pub fn visit_field_value(value: &syn::FieldValue) -> &[Attribute] {
        &value.attrs
    }
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let edit = edits
            .iter()
            .find(|edit| (edit.first..=edit.last).contains(&number));
        match edit {
            None => push(&mut out, line),
            Some(edit) => {
                if let Some(with) = edit.with.as_ref().filter(|_| edit.first == number) {
                    push(&mut out, with);
                }
            }
        }
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

/// Removed items leave surplus blank lines, which are dropped.
fn push(out: &mut String, line: &str) {
    let after_gap = out.ends_with("\n\n") || out.ends_with("{\n") || out.is_empty();
    if line.is_empty() && after_gap {
        return;
    }
    if line.trim() == "}" && out.ends_with("\n\n") {
        out.pop();
    }
    out.push_str(line);
    out.push('\n');
}
