//! The public items of a crate, one a line: `surface.txt`.
//!
//! Columns, separated by tabs: path, kind, signature, traits, cargo feature. Sorted by path, so that an item added
//! is one line added. Reviewing this file is reviewing the Rust API.

use super::api::{Argument, Failure, Group, Headers, Multipart, Operation, Output, Several};
use super::model::{Enum, Model, Struct, Union, Values};
use super::ty::Scope;
use super::{Crate, FormerName, Mode};
use crate::ir::{Presence, Status};

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
        self::group(group, krate.mode, &mut lines);
    }
    for server in &krate.service.choice {
        let path = format!("Server::{}", server.name);
        lines.push(line(&path, "const", "Server", "", client(krate.mode)));
    }
    lines.sort();
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
    let line = format!("{path}\t{kind}\t{signature}\t{traits}\t{feature}");
    line.trim_end().to_owned()
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
    let required: Vec<_> = item.required().collect();
    let is_given = item.given().next().is_some();
    let default = if required.is_empty() && is_given {
        " Default"
    } else {
        ""
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
    if required.is_empty() && !is_given {
        return;
    }
    let arguments = if required.len() > crate::emit::POSITIONAL {
        for field in &required {
            let path = format!("{path}Required::{}", field.name);
            let ty = field.ty.unboxed().text(Scope::Surface);
            lines.push(line(&path, "field", &ty, "", ""));
        }
        lines.push(line(
            &format!("{path}Required"),
            "struct",
            "exhaustive",
            "Clone Debug",
            "",
        ));
        format!("required: {path}Required")
    } else {
        let arguments = required
            .iter()
            .map(|field| format!("{}: {}", field.name, field.ty.argument(Scope::Surface)));
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

fn group(group: &Group, mode: Mode, lines: &mut Vec<String>) {
    let feature = match (mode, &group.feature) {
        (Mode::Crate, Some(own)) => format!("client, {own}"),
        (mode, _) => client(mode).to_owned(),
    };
    let feature = feature.as_str();
    let path = format!("api::{}", group.name);
    lines.push(line(&path, "struct", "<C>", "Clone Debug", feature));
    let accessor = format!("(&self) -> api::{}<Self>", group.name);
    for name in group.former_accessors.iter().chain([&group.accessor]) {
        let path = format!("Client::{name}");
        lines.push(line(&path, "fn", &accessor, "", feature));
    }
    former(&group.former, "api", feature, lines);
    for operation in &group.operations {
        self::operation(operation, &path, feature, lines);
    }
}

fn operation(operation: &Operation, group: &str, feature: &str, lines: &mut Vec<String>) {
    let path = format!("api::{}", operation.name);
    let arguments: Vec<_> = operation.required().map(argument_text).collect();
    let after_self: String = arguments
        .iter()
        .map(|argument| format!(", {argument}"))
        .collect();
    let signature = format!("(&self{after_self}) -> Call<C, {path}>");
    let methods = operation.former_methods.iter();
    for name in methods.chain([&operation.method_name]) {
        let path = format!("{group}::{name}");
        lines.push(line(&path, "fn", &signature, "", feature));
    }
    let mut traits = "Clone Operation".to_owned();
    if operation.paging.is_some() {
        traits.push_str(" Paged");
    }
    if let Some(stream) = &operation.stream {
        let item = stream.item.text(Scope::Surface).replace("runtime::", "");
        traits.push_str(&format!(" Streamed<{item}>"));
    }
    lines.push(line(&path, "struct", "non_exhaustive", &traits, feature));
    let signature = format!("({}) -> Self", arguments.join(", "));
    lines.push(line(&format!("{path}::new"), "fn", &signature, "", feature));
    for argument in operation.required() {
        let ty = argument.ty.text(Scope::Surface);
        lines.push(line(
            &format!("{path}::{}", argument.name),
            "field",
            &ty,
            "",
            feature,
        ));
    }
    for argument in operation.optional() {
        let ty = argument.ty.clone().option().text(Scope::Surface);
        lines.push(line(
            &format!("{path}::{}", argument.name),
            "field",
            &ty,
            "",
            feature,
        ));
        let setter = format!("Call<C, {path}>::{}", argument.setter);
        let signature = format!("(self, {}) -> Self", argument_text(argument));
        lines.push(line(&setter, "fn", &signature, "", feature));
    }
    if let Some(multipart) = &operation.multipart {
        self::multipart(multipart, feature, lines);
    }
    for progress in &operation.progress {
        let (answer, ty) = (
            progress.answer.text(Scope::Surface),
            progress.ty.text(Scope::Surface),
        );
        let signature = format!("(answer: &{answer}) -> Result<Option<{ty}>, DecodeError>");
        let path = format!("{path}::{}", progress.name);
        lines.push(line(&path, "fn", &signature, "", feature));
    }
    outcome(operation, &path, feature, lines);
    if let Some(headers) = &operation.headers {
        self::headers(headers, feature, lines);
    }
}

fn multipart(multipart: &Multipart, feature: &str, lines: &mut Vec<String>) {
    let path = format!("api::{}", multipart.name);
    let traits = "Clone Debug Multipart";
    lines.push(line(&path, "struct", "non_exhaustive", traits, feature));
    let arguments = multipart.required().map(|part| {
        let ty = part.ty.argument(Scope::Surface);
        format!("{}: {ty}", part.name)
    });
    let arguments = arguments.collect::<Vec<_>>().join(", ");
    let signature = format!("({arguments}) -> Self");
    lines.push(line(&format!("{path}::new"), "fn", &signature, "", feature));
    for part in &multipart.parts {
        let ty = match part.presence {
            Presence::Required => part.ty.clone(),
            Presence::Optional => part.ty.clone().option(),
        };
        let path = format!("{path}::{}", part.name);
        lines.push(line(&path, "field", &ty.text(Scope::Surface), "", feature));
    }
}

fn headers(headers: &Headers, feature: &str, lines: &mut Vec<String>) {
    let path = format!("api::{}", headers.name);
    let traits = "Clone Debug Default PartialEq Headers";
    lines.push(line(&path, "struct", "non_exhaustive", traits, feature));
    for field in &headers.fields {
        let path = format!("{path}::{}", field.name);
        let ty = field.ty.text(Scope::Surface);
        lines.push(line(&path, "field", &ty, "", feature));
    }
    let path = format!("{path}::malformed");
    lines.push(line(&path, "field", "Vec<HeaderError>", "", feature));
}

fn argument_text(argument: &Argument) -> String {
    format!(
        "{}: {}",
        argument.name,
        argument.ty.argument(Scope::Surface)
    )
}

fn outcome(operation: &Operation, path: &str, feature: &str, lines: &mut Vec<String>) {
    let output = operation.output.ty().text(Scope::Surface);
    lines.push(line(
        &format!("{path}::Output"),
        "type",
        &output,
        "",
        feature,
    ));
    let failure = match &operation.failure {
        Some(failure) => format!("api::{}", failure.name),
        None => "Undeclared".to_owned(),
    };
    lines.push(line(
        &format!("{path}::Failure"),
        "type",
        &failure,
        "",
        feature,
    ));
    if let Output::Several(several) = &operation.output {
        self::several(several, feature, lines);
    }
    if let Some(failure) = &operation.failure {
        self::failure(failure, feature, lines);
    }
}

fn several(several: &Several, feature: &str, lines: &mut Vec<String>) {
    let path = format!("api::{}", several.name);
    lines.push(line(
        &path,
        "enum",
        "non_exhaustive",
        "Clone Debug PartialEq",
        feature,
    ));
    for (_, name, output) in &several.variants {
        let signature = match output {
            Output::Unit => String::new(),
            output => format!("({})", output.ty().text(Scope::Surface)),
        };
        lines.push(line(
            &format!("{path}::{name}"),
            "variant",
            &signature,
            "",
            feature,
        ));
    }
    if several
        .variants
        .iter()
        .all(|(status, ..)| *status != Status::Default)
    {
        let path = format!("{path}::Undeclared");
        lines.push(line(&path, "variant", "(Received)", "", feature));
    }
}

fn failure(failure: &Failure, feature: &str, lines: &mut Vec<String>) {
    let path = format!("api::{}", failure.name);
    lines.push(line(
        &path,
        "enum",
        "non_exhaustive",
        "Clone Debug PartialEq",
        feature,
    ));
    for variant in &failure.variants {
        let signature = format!("({})", variant.body.ty().text(Scope::Surface));
        lines.push(line(
            &format!("{path}::{}", variant.name),
            "variant",
            &signature,
            "",
            feature,
        ));
    }
}
