//! Resolves `#[cfg(feature = "…")]` for the features that are no cargo features of the emitted code: parts of the runtime,
//! and all features of a module.
//!
//! It works on lines, to keep comments and layout. An attribute is removed if its condition is true; an item or statement
//! is removed with its documentation if its condition is false. Conditions on anything else are not changed.

use proc_macro2::LineColumn;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Attribute, Meta, Token};

use crate::plan::Parts;

/// The source text without conditions on the features that are decided.
pub(super) fn resolve(text: &str, parts: &Parts) -> String {
    if !text.contains("feature = ") {
        return text.to_owned();
    }
    let text = &resolved_macros(text, parts);
    let Ok(file) = syn::parse_file(text) else {
        return text.to_owned();
    };
    let mut edits = Edits {
        parts,
        list: Vec::new(),
    };
    edits.visit_file(&file);
    apply(text, &edits.list)
}

/// The text with the values of `cfg!(feature = "…")`.
fn resolved_macros(text: &str, parts: &Parts) -> String {
    const START: &str = "cfg!(feature = \"";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(START) {
        out.push_str(before);
        let name = after.split_once("\")").map(|(name, _)| name);
        match name.and_then(|name| Some((name.len(), parts.decide(name)?))) {
            Some((length, value)) => {
                out.push_str(if value { "true" } else { "false" });
                rest = &after[length + 2..];
            }
            None => {
                out.push_str(START);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The names of the modules that a file declares: `mod name;` on a line of its own.
pub(super) fn modules(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let line = line.strip_suffix(';')?;
        let line = line.strip_prefix("pub(crate) ").unwrap_or(line);
        let line = line.strip_prefix("pub ").unwrap_or(line);
        line.strip_prefix("mod ")
    })
}

/// The replacement of the lines `first..=last` (from 1).
struct Edit {
    first: usize,
    last: usize,
    with: Option<String>,
}

struct Edits<'p> {
    parts: &'p Parts,
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
                Verdict::Rest(rest) if rest == condition(attribute) => {}
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
                match self.parts.decide(value.trim_matches('"')) {
                    Some(true) => Verdict::True,
                    Some(false) => Verdict::False,
                    None => Verdict::Rest(condition_text(condition)),
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
                    Verdict::Rest(condition_text(condition))
                }
            }
            other => Verdict::Rest(condition_text(other)),
        }
    }
}

/// The condition of an attribute, as it is printed.
fn condition(attribute: &Attribute) -> String {
    let condition = attribute.parse_args::<Meta>();
    condition.map_or_else(|_| String::new(), |condition| condition_text(&condition))
}

fn condition_text(condition: &Meta) -> String {
    match condition {
        Meta::List(list) => {
            let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
            let parts: Vec<String> = parts.iter().flatten().map(condition_text).collect();
            let name = list.path.to_token_stream();
            format!("{name}({})", parts.join(", "))
        }
        other => other.to_token_stream().to_string(),
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
        visit_stmt(node: syn::Stmt) => visit_stmt;
    }
}

/// The attributes of nodes that may be conditional.
mod attributes_of {
    use syn::{Attribute, Expr, ImplItem, Item, Stmt, TraitItem};

    /// Items are visited on their own.
    pub fn visit_stmt(statement: &Stmt) -> &[Attribute] {
        match statement {
            Stmt::Local(local) => &local.attrs,
            Stmt::Macro(call) => &call.attrs,
            Stmt::Item(_) => &[],
            Stmt::Expr(expression, _) => match expression {
                Expr::Assign(it) => &it.attrs,
                Expr::Block(it) => &it.attrs,
                Expr::Call(it) => &it.attrs,
                Expr::If(it) => &it.attrs,
                Expr::Match(it) => &it.attrs,
                Expr::MethodCall(it) => &it.attrs,
                Expr::Try(it) => &it.attrs,
                _ => &[],
            },
        }
    }

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
