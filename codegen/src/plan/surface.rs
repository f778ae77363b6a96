//! The public items of a crate, one a line: `surface.txt`.
//!
//! Columns, separated by tabs: path, kind, signature, traits, cargo feature. Sorted by path, so that an item added
//! is one line added. Reviewing this file is reviewing the Rust API.

mod calls;

use super::model::{Enum, Model, Struct, Union, Values};
use super::ty::Scope;
use super::{Crate, FormerName, Mode};

/// The lines of `surface.txt`.
pub fn surface(krate: &Crate) -> String {
    let mut lines = Vec::new();
    for file in &krate.models {
        for item in &file.items {
            model(item, &mut lines);
        }
        former(&file.former, "models", "", &mut lines);
    }
    for group in &krate.groups {
        calls::group(group, krate.mode, &mut lines);
    }
    let service = &krate.service;
    for server in service.choice.iter().chain(&service.own_choice) {
        let path = format!("Server::{}", server.name);
        lines.push(line(&path, "const", "Server", "", client(krate.mode)));
    }
    lines.sort_unstable();
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// The feature that all that talks to servers is there with.
fn client(mode: Mode) -> &'static str {
    match mode {
        Mode::Crate => "client",
        Mode::Module | Mode::Models => "",
    }
}

/// Types under the names that they had before.
fn former(names: &[FormerName], module: &str, feature: &str, lines: &mut Vec<String>) {
    for FormerName { name, now } in names {
        let (path, now) = (format!("{module}::{name}"), format!("{module}::{now}"));
        lines.push(line(&path, "alias", &now, "", feature));
    }
}

fn line(path: &str, kind: &str, signature: &str, traits: &str, feature: &str) -> String {
    let mut line = [path, kind, signature, traits, feature].join("\t");
    line.truncate(line.trim_end().len());
    line
}

fn traits(derives: &[String], more: &str) -> String {
    let mut traits = derives.join(" ");
    traits.push_str(" Serialize Deserialize");
    traits.push_str(more);
    traits
}

fn model(item: &Model, lines: &mut Vec<String>) {
    let path = format!("models::{}", item.name());
    match item {
        Model::Struct(item) => structure(&path, item, lines),
        Model::Enum(item) => enumeration(&path, item, lines),
        Model::Union(item) => union(&path, item, lines),
        Model::Alias(item) => {
            let target = item.ty.text(Scope::Surface);
            lines.push(line(&path, "type", &target, "", ""));
        }
    }
}

fn structure(path: &str, item: &Struct, lines: &mut Vec<String>) {
    let constructor = item.constructor();
    let default = match constructor.as_ref().is_some_and(|new| new.is_default) {
        true => " Default",
        false => "",
    };
    lines.push(line(
        path,
        "struct",
        "non_exhaustive",
        &traits(&item.derives, default),
        "",
    ));
    for field in item.fields.iter().chain(&item.parts) {
        let path = format!("{path}::{}", field.name);
        lines.push(line(&path, "field", &field.ty.text(Scope::Surface), "", ""));
    }
    if let Some(rest) = &item.rest {
        let path = format!("{path}::{}", rest.name);
        lines.push(line(&path, "field", &rest.ty.text(Scope::Surface), "", ""));
    }
    let Some(constructor) = constructor else {
        return;
    };
    let arguments = if let Some(holder) = &constructor.holder {
        let holder = format!("models::{}", holder.name);
        for field in &constructor.required {
            let path = format!("{holder}::{}", field.name);
            let ty = field.ty.unboxed().text(Scope::Surface);
            lines.push(line(&path, "field", &ty, "", ""));
        }
        lines.push(line(&holder, "struct", "exhaustive", "Clone Debug", ""));
        format!("required: {holder}")
    } else {
        let arguments = constructor.required.iter();
        let arguments =
            arguments.map(|field| format!("{}: {}", field.name, field.ty.argument(Scope::Surface)));
        arguments.collect::<Vec<_>>().join(", ")
    };
    lines.push(line(
        &format!("{path}::new"),
        "fn",
        &format!("({arguments}) -> Self"),
        "",
        "",
    ));
}

fn enumeration(path: &str, item: &Enum, lines: &mut Vec<String>) {
    let (more, methods): (&str, &[_]) = match item.values {
        Values::Texts => (
            " Display FromStr From<&str> From<String>",
            &[("as_str", "(&self) -> &str")],
        ),
        Values::Scalars => (
            " Display From<&str> From<i64> From<serde_json::Value>",
            &[
                ("as_i64", "(&self) -> Option<i64>"),
                ("as_str", "(&self) -> Option<&str>"),
                ("to_json", "(&self) -> serde_json::Value"),
            ],
        ),
    };
    lines.push(line(
        path,
        "enum",
        "non_exhaustive",
        &traits(&item.derives, more),
        "",
    ));
    for variant in &item.variants {
        lines.push(line(
            &format!("{path}::{}", variant.name),
            "variant",
            "",
            "",
            "",
        ));
    }
    lines.push(line(
        &format!("{path}::Unknown"),
        "variant",
        "(UnknownValue)",
        "",
        "",
    ));
    for (name, signature) in methods {
        let path = format!("{path}::{name}");
        lines.push(line(&path, "fn", signature, "", ""));
    }
}

fn union(path: &str, item: &Union, lines: &mut Vec<String>) {
    lines.push(line(
        path,
        "enum",
        "non_exhaustive",
        &traits(&item.derives, ""),
        "",
    ));
    for variant in &item.variants {
        let signature = format!("({})", variant.ty.text(Scope::Surface));
        lines.push(line(
            &format!("{path}::{}", variant.name),
            "variant",
            &signature,
            "",
            "",
        ));
    }
    lines.push(line(
        &format!("{path}::Unknown"),
        "variant",
        "(serde_json::Value)",
        "",
        "",
    ));
}
